package report

import (
	"context"
	"fmt"
	"strconv"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/report/document"
	"sysmap/render/scene"
	"sysmap/study"
)

// Options say how a report is written. The zero value works.
type Options struct {
	// Language of the report; the map's own if empty.
	Language maps.Language
	// Theme of pictures, one of [diagram.Themes]; empty is the first.
	Theme string
	// Version of the program, for the report to name; it may be empty.
	Version string
	// Anonymous says that the map is one of [alliance.Anonymous], so that
	// commands ask for the same.
	Anonymous bool
	// Progress is told how much of the drawing is done, from 0 to 1; it may be
	// nil.
	Progress func(done float64)
}

// reporter writes one report.
type reporter struct {
	*study.Study
	m     *maps.Map
	l     maps.Language
	o     Options
	theme diagram.Theme
	// placed is the map with a position for every variable, so that the whole
	// map is laid out once and looks the same in every figure.
	placed *maps.Map
	// digest of the map, and seed as it is written.
	digest, seed string
	// pictures are drawn side by side, and filled into their figures at the end.
	pictures []*picture
	blocks   []document.Block
}

// Write returns the report of a study. The error is that of a picture that
// cannot be drawn, says that a theme is unknown, or is the context's.
func Write(ctx context.Context, s *study.Study, o Options) (*document.Document, error) {
	theme, err := diagram.ThemeNamed(o.Theme)
	if err != nil {
		return nil, err
	}
	r := &reporter{Study: s, m: s.Map, o: o, l: o.Language, theme: theme, digest: s.Map.Digest(), seed: strconv.FormatUint(s.Options.Seed, 10)}
	if r.l == "" {
		r.l = s.Map.Language
	}
	if r.l == "" {
		r.l = maps.English
	}
	if r.placed, err = placed(ctx, s.Map, r.options()); err != nil {
		return nil, err
	}
	r.mapPart()
	r.loopPart()
	r.leveragePart()
	r.scenarioPart()
	r.responsibilityPart()
	r.effortPart()
	r.measurePart()
	r.gapPart()
	r.additionPart()
	r.methodPart()
	r.glossaryPart()
	r.sourcePart()
	if err := r.draw(ctx); err != nil {
		return nil, err
	}
	d := &document.Document{
		Title: r.title(), Language: r.l, Facts: r.facts(),
		Subtitle:     r.say("Systems map: what it says, and what it rests on", "Systemkort: hvad det siger, og hvad det hviler på"),
		SummaryTitle: r.say("In short", "Kort fortalt"),
		Summary:      r.summary(),
		Blocks:       r.finished(r.blocks),
	}
	if o.Anonymous {
		d.Notice = r.say("The names of actors are replaced. Look for names in what people have written elsewhere on the map before you pass this on.",
			"Aktørernes navne er erstattet. Se efter navne i det, der er skrevet andre steder på kortet, før rapporten gives videre.")
	}
	if s.Map.Illustrative {
		if d.Notice != "" {
			d.Notice += " "
		}
		d.Notice += r.say("This map is illustrative: it is made to show how the tool works. Read nothing here as a result.",
			"Kortet er illustrativt: det er lavet for at vise, hvordan værktøjet virker. Læs intet her som et resultat.")
	}
	return d, nil
}

// say returns the text of the report's language.
func (r *reporter) say(english, danish string) string {
	if r.l == maps.Danish {
		return danish
	}
	return english
}

// sayf is say with values; both texts take the same ones in the same order.
func (r *reporter) sayf(english, danish string, values ...any) string {
	return fmt.Sprintf(r.say(english, danish), values...)
}

func (r *reporter) title() string {
	if title := r.m.Title.In(r.l); title != "" {
		return title
	}
	return r.say("A systems map", "Et systemkort")
}

func (r *reporter) facts() []document.Fact {
	facts := []document.Fact{
		{Name: r.say("Map", "Kort"), Value: r.Options.Name},
		{Name: r.say("digest", "aftryk"), Value: r.digest},
		{Name: r.say("seed", "frø"), Value: r.seed},
	}
	if len(r.Scenarios) > 0 {
		facts = append(facts, document.Fact{Name: r.say("systems a scenario", "systemer pr. scenarie"), Value: r.l.Count(r.Options.Runs)})
	}
	if r.o.Version != "" {
		facts = append(facts, document.Fact{Name: "sysmap", Value: r.o.Version})
	}
	return facts
}

// add puts blocks at the end of the report.
func (r *reporter) add(blocks ...document.Block) { r.blocks = append(r.blocks, blocks...) }

func (r *reporter) part(key, text string) {
	r.add(document.Heading{Level: 1, Text: text, Key: key})
}

func (r *reporter) chapter(key, text string) {
	r.add(document.Heading{Level: 2, Text: text, Key: key})
}

// text adds a paragraph; nothing for an empty one.
func (r *reporter) text(s string) {
	if s != "" {
		r.add(document.Paragraph{Text: document.Say(s)})
	}
}

// lead adds a paragraph that stays with what follows.
func (r *reporter) lead(s string) {
	if s != "" {
		r.add(document.Paragraph{Text: document.Say(s), Lead: true})
	}
}

// list adds sentences as a list.
func (r *reporter) list(sentences []string) {
	if len(sentences) == 0 {
		return
	}
	var l document.List
	for _, s := range sentences {
		l.Items = append(l.Items, document.Say(s))
	}
	r.add(l)
}

func (r *reporter) label(id string) string {
	if v := r.m.Variable(id); v != nil {
		return v.Label.In(r.l)
	}
	return id
}

func (r *reporter) labels(ids []string) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = r.label(id)
	}
	return list
}

func (r *reporter) actor(id string) string {
	if a := r.m.Actor(id); a != nil {
		return a.Label.In(r.l)
	}
	return id
}

func (r *reporter) actors(ids []string) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = r.actor(id)
	}
	return list
}

func (r *reporter) effort(id string) string {
	if e := r.m.Effort(id); e != nil {
		return e.Label.In(r.l)
	}
	return id
}

// options are those of every picture of the map.
func (r *reporter) options() render.Options {
	return render.Options{Theme: r.o.Theme, Language: r.l}
}

// picture is a scene to be drawn, for the figure whose key it has.
type picture struct {
	key   string
	draw  func(context.Context) (*scene.Scene, error)
	scene *scene.Scene
}

// cell returns a cell of plain text.
func cell(s string) document.Cell { return document.Cell{Text: document.Say(s)} }

// cells returns a row of plain texts.
func cells(list ...string) []document.Cell {
	row := make([]document.Cell, len(list))
	for i, s := range list {
		row[i] = cell(s)
	}
	return row
}
