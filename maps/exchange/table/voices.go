package table

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// ReadVoices reads answers that a workshop collects in a table: CSV, TSV or
// XLSX, where each row is what one voice says about a map. Rows of links have
// the columns voice (or group or name), from, to and any of sign, exists, strength, delay,
// confidence, probability and note; rows of roles, on a sheet or in a block of
// their own, have voice, actor, role and variable. Titles may be Danish (stemme,
// fra, til, fortegn, findes, styrke …; aktør, rolle, faktor). A table without a
// column of voices is one voice, called as the file is.
//
// Variables and actors are named by their ids or by their labels in any
// language. An empty sign is the map's own. "no" under exists, or as the sign,
// denies the link. In a table that has the column exists, as a form of
// [WriteForm] has, a row in which nothing is filled in says nothing. A variable or an actor that the map does not have is one that
// the voice misses, which the report notes; one that is nearly spelt like one of
// the map is an error, with its place.
func ReadVoices(ctx context.Context, m *maps.Map, text []byte, o format.ReadOptions) ([]maps.Said, *format.Report, error) {
	d := newDraft("voices", o)
	b, err := d.answers(ctx, text)
	if err != nil {
		return nil, nil, err
	}
	a := &answers{draft: d, m: m, file: o.Name, voices: map[string]*maps.Said{}, variables: named(m), actors: actorsNamed(m)}
	for _, block := range b.list {
		a.last = nil
		for i, r := range block.rows {
			if i%1000 == 0 && ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			if err := a.row(block, r); err != nil {
				return nil, nil, fmt.Errorf("%s: %w", block.where(r), err)
			}
		}
	}
	if len(a.order) == 0 {
		return nil, nil, fmt.Errorf("%w: no row says anything of a link or a role; the columns are voice, from, to, sign … or voice, actor, role, variable", format.ErrFormat)
	}
	said := make([]maps.Said, len(a.order))
	for i, key := range a.order {
		said[i] = *a.voices[key]
	}
	return said, d.Report, nil
}

// answers gathers what the rows say, by voice.
type answers struct {
	*draft
	m      *maps.Map
	file   string
	voices map[string]*maps.Said
	// order holds the keys of voices as they first speak.
	order []string
	// last is the voice of the row above.
	last *maps.Said
	// variables and actors find ids by what people call them.
	variables, actors map[string]string
}

// answers finds the tables of a text or a workbook.
func (d *draft) answers(ctx context.Context, text []byte) (*blocks, error) {
	var b blocks
	var err error
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		err = d.sheets(ctx, text, &b)
	} else {
		err = d.textRows(ctx, text, "", &b)
	}
	if err != nil {
		return nil, err
	}
	for _, u := range b.untitled {
		d.Report.Lose("sheets without titles that tell what the columns hold", strings.TrimRight(u.place, " "))
	}
	for _, block := range b.list {
		block.columns.speaker()
		d.guessSign(block)
		d.countTitles(block)
		block.scale()
	}
	return &b, nil
}

// named finds variables by id first, and by label where that is theirs alone.
func named(m *maps.Map) map[string]string {
	at := make(map[string]string)
	for i := range m.Variables {
		enter(at, m.Variables[i].Label, m.Variables[i].ID)
	}
	for i := range m.Variables {
		at[format.NameKey(m.Variables[i].ID)] = m.Variables[i].ID
	}
	return at
}

func actorsNamed(m *maps.Map) map[string]string {
	at := make(map[string]string)
	for i := range m.Actors {
		enter(at, m.Actors[i].Label, m.Actors[i].ID)
	}
	for i := range m.Actors {
		at[format.NameKey(m.Actors[i].ID)] = m.Actors[i].ID
	}
	return at
}

// enter notes the labels of an id; a label of two is nobody's.
func enter(at map[string]string, labels maps.Text, id string) {
	for _, label := range labels.All() {
		key := format.NameKey(label)
		if other, taken := at[key]; taken && other != id {
			at[key] = ""
			continue
		}
		at[key] = id
	}
}

func (a *answers) row(b *block, r row) error {
	c, where := b.columns, b.where(r)
	if c.kind == variableBlock {
		a.Report.Lose("rows that are neither of a link nor of a role", where)
		return nil
	}
	if c.kind == linkBlock && untouched(c, r) {
		if c.cell(r, voiceField) != "" {
			a.voice(c, r, where)
		}
		return nil
	}
	v := a.voice(c, r, where)
	if v == nil {
		return nil
	}
	if c.kind == roleBlock {
		return a.role(v, c, r, where)
	}
	return a.link(v, c, r, where)
}

// untouched reports whether a row of a form asks about a link and is not answered.
func untouched(c *columns, r row) bool {
	for _, f := range []field{existsField, signField, strengthField, delayField, confidenceField, probabilityField, noteField, evidenceField} {
		if c.cell(r, f) != "" {
			return false
		}
	}
	return c.has(existsField)
}

// voice finds who speaks in a row. Where nobody is named it is the voice above,
// as in tables with cells that are merged.
func (a *answers) voice(c *columns, r row, where string) *maps.Said {
	name := a.label(c.cell(r, voiceField), where)
	switch {
	case name == "" && !c.has(voiceField):
		base := path.Base(strings.ReplaceAll(a.file, `\`, "/"))
		name = a.label(strings.TrimSuffix(base, path.Ext(base)), where)
	case name == "" && a.last != nil:
		a.Report.Note("rows without a voice, taken for that of the row above", where)
		return a.last
	case name == "":
		a.Report.Lose("rows without a voice", where)
		return nil
	}
	key := format.NameKey(name)
	if a.voices[key] == nil {
		a.voices[key] = &maps.Said{Voice: maps.Voice{ID: maps.MakeID(name), Label: maps.Plain(name)}, File: a.file, Line: r.number}
		a.order = append(a.order, key)
	}
	a.last = a.voices[key]
	return a.last
}

// link reads what a voice says of one link.
func (a *answers) link(v *maps.Said, c *columns, r row, where string) error {
	if c.cell(r, fromField) == "" || c.cell(r, toField) == "" {
		if c.cell(r, fromField)+c.cell(r, toField) != "" {
			a.Report.Lose("links with only one end", where)
		}
		return nil
	}
	from, err := a.variable(v, c.cell(r, fromField), where)
	if err != nil {
		return err
	}
	to, err := a.variable(v, c.cell(r, toField), where)
	if err != nil {
		return err
	}
	l := maps.NewLink(from, to, maps.Unknown)
	l.Probability = 0
	sign, exists := c.cell(r, signField), c.cell(r, existsField)
	denied := denial(sign) || exists != "" && no(exists)
	if !denied {
		a.sign(&l, c, r, where)
	}
	if exists != "" && !yes(exists) && !no(exists) {
		a.Report.Lose("marks that are neither yes nor no", where+": "+format.Shorten(exists))
	}
	if l.Sign == maps.Unknown && (sign == "" || denied) {
		l.Sign = a.signOnMap(from, to)
	}
	if denied {
		return deny(v, l.Ref())
	}
	a.delay(&l, c.cell(r, delayField), where)
	a.confidence(&l, c.cell(r, confidenceField), where)
	a.probability(&l, c.cell(r, probabilityField), where)
	l.Note = maps.Plain(a.Text(c.cell(r, noteField), where))
	l.Evidence = a.evidence(c.cell(r, evidenceField), where)
	a.otherCells(c, r, where, labelField, idField, categoryField, clusterField, xField, yField, inertiaField, horizonField, indicatorField, unitField, coreField, actorField, roleField)
	if slices.ContainsFunc(v.Links, func(k maps.Link) bool { return k.Ref() == l.Ref() }) {
		return fmt.Errorf("%s says twice what the link %q is like; keep one row", v.Label.Plain, l.Ref())
	}
	v.Links = append(v.Links, l)
	return nil
}

func deny(v *maps.Said, ref maps.LinkRef) error {
	if slices.Contains(v.Denies, ref) {
		return fmt.Errorf("%s denies the link %q twice; keep one row", v.Label.Plain, ref)
	}
	v.Denies = append(v.Denies, ref)
	return nil
}

// denial reports whether a sign says that there is no link.
func denial(s string) bool { return contains("no none nej ingen", strings.ToLower(s)) }

// signOnMap is the sign of the map's link, unknown if it has none or several.
func (a *answers) signOnMap(from, to string) maps.Sign {
	sign, found := maps.Unknown, 0
	for i := range a.m.Links {
		if l := &a.m.Links[i]; l.From == from && l.To == to {
			sign = l.Sign
			found++
		}
	}
	if found != 1 {
		return maps.Unknown
	}
	return sign
}

// roleWords are how tables name the roles, without blanks and hyphens.
var roleWords = [...]struct {
	words string
	list  func(*maps.Role) *[]string
}{
	{"mustact must responsible responsibility ansvar haransvar haransvaret ansvarlig ansvaret skal skalhandle", func(r *maps.Role) *[]string { return &r.MustAct }},
	{"canact can kan kanhandle", func(r *maps.Role) *[]string { return &r.CanAct }},
	{"affected isaffected berørt erberørt", func(r *maps.Role) *[]string { return &r.Affected }},
	{"knows know knowledge ved viden harviden", func(r *maps.Role) *[]string { return &r.Knows }},
}

// role reads which role a voice gives an actor.
func (a *answers) role(v *maps.Said, c *columns, r row, where string) error {
	actor, variable, word := c.cell(r, actorField), c.cell(r, labelField), c.cell(r, roleField)
	if actor == "" || variable == "" {
		a.Report.Lose("roles without an actor or a variable", where)
		return nil
	}
	if word == "" && !c.has(roleField) {
		word = "must act"
		a.Report.Note("roles that are not named, taken for must act", where)
	}
	for _, k := range roleWords {
		if !contains(k.words, folded(word)) {
			continue
		}
		who, err := a.actor(v, actor, where)
		if err != nil {
			return err
		}
		id, err := a.variable(v, variable, where)
		if err != nil {
			return err
		}
		one := maps.Role{Actor: who}
		*k.list(&one) = []string{id}
		v.Roles = append(v.Roles, one)
		return nil
	}
	return fmt.Errorf("%q is not a role; write must act, can act, affected or knows", format.Shorten(word))
}

// variable finds the variable that is meant, or notes that it is missed.
func (a *answers) variable(v *maps.Said, name, where string) (string, error) {
	name = a.label(name, where)
	if id, known := a.variables[format.NameKey(name)]; known {
		if id == "" {
			return "", fmt.Errorf("%q is the label of several variables; name it by its id", format.Shorten(name))
		}
		if a.m.Variable(id) == nil {
			a.miss(v, id, name)
		}
		return id, nil
	}
	if near := a.near(name); near != "" {
		return "", fmt.Errorf("the map has no variable %q; did you mean %q?", format.Shorten(name), near)
	}
	id := maps.MakeID(name)
	if id == "" {
		return "", fmt.Errorf("%q cannot be the name of a variable", format.Shorten(name))
	}
	if a.m.Variable(id) != nil {
		id = maps.MakeID(name + " new")
	}
	a.variables[format.NameKey(name)] = id
	a.Report.Note("variables that the map does not have", where+": "+format.Shorten(name))
	a.miss(v, id, name)
	return id, nil
}

// miss notes that a voice misses a variable.
func (a *answers) miss(v *maps.Said, id, name string) {
	if !slices.ContainsFunc(v.Variables, func(x maps.Variable) bool { return x.ID == id }) {
		v.Variables = append(v.Variables, maps.Variable{ID: id, Label: maps.Plain(name)})
	}
}

// near is the label or id of the map that a name is nearly spelt like.
func (a *answers) near(name string) string {
	var known []string
	for i := range a.m.Variables {
		known = append(append(known, a.m.Variables[i].Label.All()...), a.m.Variables[i].ID)
	}
	return maps.Nearest(name, known)
}

func (a *answers) actor(v *maps.Said, name, where string) (string, error) {
	name = a.label(name, where)
	if id := a.actors[format.NameKey(name)]; id != "" {
		if a.m.Actor(id) == nil && !slices.ContainsFunc(v.Actors, func(x maps.Actor) bool { return x.ID == id }) {
			v.Actors = append(v.Actors, maps.Actor{ID: id, Label: maps.Plain(name)})
		}
		return id, nil
	}
	var known []string
	for i := range a.m.Actors {
		known = append(append(known, a.m.Actors[i].Label.All()...), a.m.Actors[i].ID)
	}
	if near := maps.Nearest(name, known); near != "" {
		return "", fmt.Errorf("the map has no actor %q; did you mean %q?", format.Shorten(name), near)
	}
	id := maps.MakeID(name)
	if id == "" || a.m.Actor(id) != nil {
		return "", fmt.Errorf("%q cannot be the name of an actor that is new", format.Shorten(name))
	}
	a.actors[format.NameKey(name)] = id
	a.Report.Note("actors that the map does not have", where+": "+format.Shorten(name))
	v.Actors = append(v.Actors, maps.Actor{ID: id, Label: maps.Plain(name)})
	return id, nil
}
