package deck

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/graph/leverage"
	"sysmap/render/deck/slides"
	"sysmap/render/figure"
	"sysmap/render/scene"
	"sysmap/simulate"
)

// leverage shows where a push goes furthest: by simulation where the map has a
// goal, and by structure beside it.
func (k *maker) leverage() error {
	k.section = k.w["leverage"]
	if err := k.effects(); err != nil {
		return err
	}
	if err := k.structure(); err != nil {
		return err
	}
	k.section = ""
	return nil
}

// mostEffects is how many variables a slide can rank.
const mostEffects = 12

// effects is the chart of what a push on each variable does to the goal.
func (k *maker) effects() error {
	e := k.s.Effects
	best := k.s.BestPresses()
	if e == nil || len(best) == 0 || best[0].Sign == 0 {
		return nil
	}
	said := fmt.Sprintf(k.w["effects"], k.l.Decimal(e.Press, 1), k.goal(), k.l.Decimal(e.Until, 0), k.s.Unit(k.l))
	if slices.ContainsFunc(e.Variables, func(v simulate.Effect) bool { return v.InGoal }) {
		said += " " + k.w["goaltoo"]
	}
	area := k.room()
	top, shapes := k.lead(said, area)
	area.H -= top - area.Y
	area.Y = top
	var chart slides.Shape
	for most := mostEffects; ; most -= 2 {
		shape, legible, err := k.chart(area, said, func(o figure.Options) (*scene.Scene, error) {
			return figure.Effects(k.m, e, figure.EffectsOptions{Options: o, Most: most})
		})
		if nothing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if chart = shape; legible || most <= 4 {
			break
		}
	}
	k.add(&slides.Slide{Kind: slides.TitleOnly, Title: k.w["leveragetitle"], Shapes: append(shapes, chart), Notes: notes(append(k.s.Leverage.Statements(k.l), k.how("leverage", k.leverageFlags()...))...)})
	return nil
}

// goal says what the goal is.
func (k *maker) goal() string {
	if t := k.m.Goal.Label.In(k.l); t != "" {
		return "“" + t + "”"
	}
	var parts []string
	if len(k.m.Goal.Raise) > 0 {
		parts = append(parts, k.w["raise"]+" "+k.labels(k.m.Goal.Raise))
	}
	if len(k.m.Goal.Lower) > 0 {
		parts = append(parts, k.w["lower"]+" "+k.labels(k.m.Goal.Lower))
	}
	return strings.Join(parts, "; ")
}

// capital begins a text with a large letter, as headings do.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// mostRanked is how many variables the table of structure has.
const mostRanked = 10

// structure is a table of the variables that stand first by structure, with
// their place by simulation beside it, where there is one.
func (k *maker) structure() error {
	rows, err := k.s.Leverage.Ranking(leverage.DefaultMeasure)
	if err != nil {
		return err
	}
	values := k.s.Leverage.Column(leverage.DefaultMeasure).Values
	if len(rows) < 3 || values[rows[0].Node] == 0 {
		return nil
	}
	table := &slides.Table{Common: slides.Common{Name: k.w["structure"], Alt: k.w["structurealt"]}, Head: true, Size: 14}
	head := []slides.Cell{{Text: k.w["rank"], Anchor: scene.EndAnchor}, {Text: k.w["Variable"]}, {Text: capital(leverage.DefaultMeasure.Label(k.l)), Anchor: scene.EndAnchor}}
	ranks := map[string]int{}
	if k.s.Effects != nil {
		head = append(head, slides.Cell{Text: k.w["effectrank"], Anchor: scene.EndAnchor})
		for _, e := range k.s.Effects.Variables {
			ranks[e.Variable] = e.Rank
		}
	}
	table.Rows = append(table.Rows, head)
	for i, r := range rows {
		if i == mostRanked {
			break
		}
		id := r.Variable
		cells := []slides.Cell{{Text: k.l.Count(r.Place), Anchor: scene.EndAnchor}, {Text: k.label(id)}, {Text: k.l.Decimal(values[r.Node], 1), Anchor: scene.EndAnchor}}
		if k.s.Effects != nil {
			cells = append(cells, slides.Cell{Text: k.l.Count(ranks[id]), Anchor: scene.EndAnchor})
		}
		table.Rows = append(table.Rows, cells)
	}
	shares := []float64{0.8, 5, 2}
	said := k.w["structuresaid"]
	if k.s.Effects != nil {
		shares = append(shares, 2)
		said = k.w["misleads"]
	}
	k.tableSlides(k.w["structure"], said, table, shares, notes(append([]string{leverage.DefaultMeasure.Explain(k.l)}, append(k.s.Leverage.Statements(k.l), k.how("leverage", k.leverageFlags()...))...)...))
	return nil
}
