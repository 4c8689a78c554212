package table

import (
	"strings"
	"sync"
	"unicode"

	"sysmap/maps"
)

// field is what a column holds.
type field int

const (
	fromField field = iota
	toField
	signField
	strengthField
	delayField
	confidenceField
	probabilityField
	coreField
	noteField
	evidenceField
	labelField
	idField
	categoryField
	clusterField
	xField
	yField
	inertiaField
	horizonField
	indicatorField
	unitField
	// voiceField is who says what a row says; existsField whether they say
	// that there is such a link; actorField and roleField who has which role
	// on a variable. Only answers have them.
	voiceField
	existsField
	actorField
	roleField
	// sourceField is where a link begins in tables that have a target, and
	// evidence in others; typeField is the sign in tables without one.
	sourceField
	typeField
	fields
)

// fieldTitles are the titles that columns are given, and the other ones that
// they are known by, folded.
var fieldTitles = [fields]struct {
	english, danish string
	others          string
}{
	fromField:        {"from", "fra", "fromvariable franode frafaktor fravariabel cause årsag tail udgangspunkt"},
	toField:          {"to", "til", "tovariable tilfaktor tilvariabel target targetnode effectvariable virkning head"},
	signField:        {"sign", "fortegn", "polarity polaritet linksign"},
	strengthField:    {"strength", "styrke", "weight vægt influence linkstrength"},
	delayField:       {"delay", "forsinkelse", "delayed lag timelag tidsforsinkelse forsinket"},
	confidenceField:  {"confidence", "tillid", "certainty sikkerhed"},
	probabilityField: {"probability", "sandsynlighed", "likelihood"},
	coreField:        {"core", "kerne", "coreloop kernesløjfe"},
	noteField:        {"note", "note", "notes noter comment comments kommentar kommentarer bemærkning bemærkninger description beskrivelse reasoning begrundelse"},
	evidenceField:    {"evidence", "kilde", "kilder belæg sources reference references referencer citation evidens"},
	labelField:       {"variable", "faktor", "label name navn variabel element node factor concept variables faktorer title titel"},
	idField:          {"id", "id", "key nøgle"},
	categoryField:    {"category", "kategori", "elementtype"},
	clusterField:     {"cluster", "klynge", "group gruppe theme tema subsystem delsystem"},
	xField:           {"x", "x", "xposition posx"},
	yField:           {"y", "y", "yposition posy"},
	inertiaField:     {"inertia", "træghed", "timeconstant tidskonstant"},
	horizonField:     {"horizon", "horisont", "tidshorisont"},
	indicatorField:   {"indicator", "indikator", "measure mål"},
	unitField:        {"unit", "enhed", "units enheder"},
	voiceField:       {"voice", "stemme", "voices stemmer participant deltager respondent"},
	existsField:      {"exists", "findes", "exist"},
	actorField:       {"actor", "aktør", "actors aktører"},
	roleField:        {"role", "rolle", "roles roller"},
	sourceField:      {"source", "source", ""},
	typeField:        {"type", "type", "linktype connectiontype"},
}

// title is what a column is called in a language.
func (f field) title(l maps.Language) string {
	if l == maps.Danish {
		return fieldTitles[f].danish
	}
	return fieldTitles[f].english
}

var fieldByTitle = sync.OnceValue(func() map[string]field {
	by := map[string]field{}
	for f, t := range fieldTitles {
		for _, word := range append(strings.Fields(t.others), t.english, t.danish) {
			by[word] = field(f)
		}
	}
	return by
})

// folded leaves the letters and digits of a title, in lower case and without
// what stands in brackets.
func folded(title string) string {
	title, _, _ = strings.Cut(title, "(")
	title, _, _ = strings.Cut(title, "[")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// blockKind is what the rows below a row of titles are.
type blockKind int

const (
	noBlock blockKind = iota
	linkBlock
	variableBlock
	roleBlock
)

// columns are what a row of titles says.
type columns struct {
	kind blockKind
	// at is one more than the column of each field, 0 where there is none.
	at [fields]int
	// unknown are the titles that are not understood, and twice those that
	// stand a second time.
	unknown, twice []string
	// titled tells which columns have a title, understood or not.
	titled []bool
	// signed tells that a column is named for the sign.
	signed bool
	time   maps.TimeUnit
}

func (c *columns) has(f field) bool { return c.at[f] > 0 }

// cell returns what a row holds for a field.
func (c *columns) cell(r row, f field) string {
	if i := c.at[f]; i > 0 && i <= len(r.cells) {
		return strings.TrimSpace(r.cells[i-1])
	}
	return ""
}

// mostColumns is how many columns are looked at.
const mostColumns = 1000

// titles reads a row as titles, if it is one: it has columns for both ends of a
// link, or one for the name of a variable and nothing that could be a link.
func titles(cells []string) (*columns, bool) {
	c := &columns{}
	for i, cell := range cells[:min(len(cells), mostColumns)] {
		name := folded(cell)
		c.titled = append(c.titled, name != "")
		f, known := fieldByTitle()[name]
		switch {
		case name == "":
		case !known:
			c.unknown = append(c.unknown, strings.TrimSpace(cell))
		case c.has(f):
			c.twice = append(c.twice, strings.TrimSpace(cell))
		default:
			c.at[f] = i + 1
			if f == delayField || f == inertiaField {
				c.time = unitIn(cell, c.time)
			}
		}
	}
	c.signed = c.has(signField)
	c.settle()
	switch {
	case c.has(fromField) && c.has(toField):
		c.kind = linkBlock
	case c.has(actorField) && c.has(labelField):
		c.kind = roleBlock
	case c.has(labelField) && !c.has(fromField) && !c.has(toField):
		c.kind = variableBlock
	}
	return c, c.kind != noBlock
}

// settle decides what the titles mean that depend on the others.
func (c *columns) settle() {
	move := func(from, to field) {
		if c.has(from) && !c.has(to) {
			c.at[to], c.at[from] = c.at[from], 0
		}
	}
	if c.has(toField) {
		move(sourceField, fromField)
		move(typeField, signField)
	} else {
		move(typeField, categoryField)
	}
	move(sourceField, evidenceField)
	if !c.has(fromField) && !c.has(toField) {
		move(idField, labelField)
	}
}

// timeWords are how titles name the unit of time.
var timeWords = [...]struct {
	unit            maps.TimeUnit
	english, danish string
	others          string
}{
	{maps.Day, "day", "dag", "days dage"},
	{maps.Week, "week", "uge", "weeks uger"},
	{maps.Month, "month", "måned", "months måneder mdr"},
	{maps.Year, "year", "år", "years"},
}

// unitIn returns the unit of time that a title names in brackets.
func unitIn(title string, otherwise maps.TimeUnit) maps.TimeUnit {
	_, inside, _ := strings.Cut(title, "(")
	inside, _, _ = strings.Cut(strings.ToLower(inside), ")")
	for _, word := range strings.Fields(inside) {
		for _, t := range timeWords {
			if word == t.english || word == t.danish || contains(t.others, word) {
				return t.unit
			}
		}
	}
	return otherwise
}

// contains reports whether a word is one of several divided by blanks.
func contains(words, word string) bool {
	for w := range strings.FieldsSeq(words) {
		if w == word {
			return true
		}
	}
	return false
}
