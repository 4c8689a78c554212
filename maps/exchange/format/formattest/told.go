package formattest

import (
	"fmt"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Told lists what a map says, as far as a format holds it, without ids and with
// the links in an order of their own.
func Told(m *maps.Map, kept format.Kept) []string {
	var lines []string
	if kept.Title {
		lines = append(lines, fmt.Sprintf("title %q", flat(m, m.Title)))
	}
	if kept.Note {
		lines = append(lines, fmt.Sprintf("note %q", flat(m, m.Note)))
	}
	index := map[string]int{}
	for i := range m.Variables {
		index[m.Variables[i].ID] = i
		lines = append(lines, variable(m, &m.Variables[i], kept))
	}
	var links []string
	for i := range m.Links {
		l := &m.Links[i]
		links = append(links, fmt.Sprintf("link %d %s %d", index[l.From], l.Sign, index[l.To])+link(m, l, kept))
	}
	slices.Sort(links)
	lines = append(lines, links...)
	for _, l := range m.Loops {
		if kept.Loops {
			line := fmt.Sprintf("loop %q", flat(m, l.Label))
			for _, id := range l.Through {
				line += fmt.Sprint(" ", index[id])
			}
			lines = append(lines, line)
		}
	}
	return lines
}

func flat(m *maps.Map, t maps.Text) string {
	return strings.Join(strings.Fields(t.In(m.Language)), " ")
}

func variable(m *maps.Map, v *maps.Variable, kept format.Kept) string {
	line := fmt.Sprintf("variable %q", flat(m, v.Label))
	add := func(holds bool, pattern string, values ...any) {
		if holds {
			line += fmt.Sprintf(pattern, values...)
		}
	}
	if v.At != nil {
		add(kept.Positions, " at %g,%g", v.At.X, v.At.Y)
	}
	add(kept.Notes, " note %q", strings.TrimSpace(v.Note.In(m.Language)))
	if c := m.Category(v.Category); c != nil {
		add(kept.Categories, " category %q", flat(m, c.Label))
		add(kept.Colours, " colour %q", c.Colour)
	}
	if c := m.Cluster(v.Cluster); c != nil {
		add(kept.Clusters, " cluster %q", flat(m, c.Label))
	}
	if v.Measure != nil {
		add(kept.Units, " unit %q", v.Measure.Unit)
	}
	add(kept.Horizons, " horizon %q", v.Horizon)
	if v.Inertia != nil {
		add(kept.Inertias, " inertia %s", span(*v.Inertia, kept))
	}
	return line
}

func link(m *maps.Map, l *maps.Link, kept format.Kept) (line string) {
	add := func(holds bool, pattern string, values ...any) {
		if holds {
			line += fmt.Sprintf(pattern, values...)
		}
	}
	if l.StrengthStated {
		add(kept.Strengths, " strength %s", span(l.Strength, kept))
	}
	if l.Delay != nil {
		add(kept.Delays, " delay %s", span(*l.Delay, kept))
		add(kept.DelayMarks, " delayed")
	}
	add(kept.Confidences, " confidence %q", l.Confidence)
	add(kept.Probabilities, " probability %.6f", l.Probability)
	if l.Bend != nil {
		add(kept.Bends, " bend %.2f", *l.Bend)
	}
	add(kept.Core, " core %v", l.Core)
	add(kept.LinkNotes, " note %q", strings.TrimSpace(l.Note.In(m.Language)))
	return line
}

func span(r maps.Range, kept format.Kept) string {
	if kept.Ranges {
		return fmt.Sprintf("%.6f–%.6f", r.Low, r.High)
	}
	return fmt.Sprintf("%.6f", r.Middle())
}
