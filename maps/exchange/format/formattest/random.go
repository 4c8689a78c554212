package formattest

import (
	"fmt"

	"pgregory.net/rapid"

	"sysmap/maps"
)

// hardLabels hold what formats give a meaning of their own.
var hardLabels = []string{
	"Stress", "stress", "Søvn & hvile", `"quoted" \ back`, `back\`, "<b>bold</b> &amp;", "100% sure", "%20 + %2520", "a]]>b", "日本語", "two\nlines",
	"=1+2", "x,y;z", "- dash", "*Arcs", "1", "{curly}", "[square]", "😀", "it's", "/* no */", "// no", "# no", "e\u0301", "%", "null", "-1.5e3", "|", "a|b~c", `\N`, `\n`,
	"node", "subgraph", "Time", "under_score", "under score", "<html>", "a:b", "+", "-", `\\\---///`, ":=", "A FUNCTION OF", "tab\there", "'",
}

// randomMap draws a map with whatever exchange formats may hold.
func randomMap(t *rapid.T) *maps.Map {
	label := rapid.OneOf(rapid.SampledFrom(hardLabels), rapid.StringMatching(`[A-Za-zæøå%&<>"'\\ ,;:.+*/=_|~{}-]{0,12}[a-z]`))
	m := &maps.Map{Language: maps.English, Title: maps.Plain("Kort & <titel>"), Note: maps.Plain(label.Draw(t, "about")), Time: maps.Month}
	for i := range rapid.IntRange(0, 3).Draw(t, "categories") {
		c := maps.Category{ID: fmt.Sprint("c", i), Label: maps.Plain(fmt.Sprint("Kind ", i, ` <&"%`))}
		if rapid.Bool().Draw(t, "coloured") {
			c.Colour = fmt.Sprintf("#00%02xff", i)
		}
		m.Categories = append(m.Categories, c)
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "clusters") {
		m.Clusters = append(m.Clusters, maps.Cluster{ID: fmt.Sprint("k", i), Label: maps.Plain(fmt.Sprint("Part ", i, ` 'æ"`))})
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "variables") {
		m.Variables = append(m.Variables, randomVariable(t, m, i, label))
	}
	if len(m.Variables) > 0 {
		randomLinks(t, m, label)
		if rapid.Bool().Draw(t, "looped") {
			m.Loops = append(m.Loops, maps.Loop{ID: "R1", Label: maps.Plain("Lock-in"), Through: []string{m.Variables[0].ID}})
		}
	}
	return m
}

func randomVariable(t *rapid.T, m *maps.Map, i int, label *rapid.Generator[string]) maps.Variable {
	v := maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(label.Draw(t, "label"))}
	if rapid.Bool().Draw(t, "placed") {
		v.At = &maps.Position{X: float64(rapid.IntRange(-4000, 4000).Draw(t, "x")), Y: float64(rapid.IntRange(-4000, 4000).Draw(t, "y"))}
	}
	if rapid.Bool().Draw(t, "noted") {
		v.Note = maps.Plain(label.Draw(t, "note"))
	}
	if len(m.Categories) > 0 && rapid.Bool().Draw(t, "sorted") {
		v.Category = rapid.SampledFrom(m.Categories).Draw(t, "category").ID
	}
	if len(m.Clusters) > 0 && rapid.Bool().Draw(t, "grouped") {
		v.Cluster = rapid.SampledFrom(m.Clusters).Draw(t, "cluster").ID
	}
	if rapid.Bool().Draw(t, "measured") {
		v.Measure = &maps.Measure{Unit: "people/month"}
	}
	if rapid.Bool().Draw(t, "slow") {
		inertia := randomSpan(t)
		v.Inertia = &inertia
		v.Horizon = maps.EarlyChange
	}
	return v
}

func randomSpan(t *rapid.T) maps.Range {
	r := maps.Exactly(float64(rapid.IntRange(1, 100).Draw(t, "low")) / 100)
	if rapid.Bool().Draw(t, "uncertain") {
		r.High = 1
	}
	return r
}

func randomLinks(t *rapid.T, m *maps.Map, label *rapid.Generator[string]) {
	seen := map[maps.LinkRef]bool{}
	end := rapid.IntRange(0, len(m.Variables)-1)
	for range rapid.IntRange(0, 8).Draw(t, "links") {
		l := maps.NewLink(m.Variables[end.Draw(t, "from")].ID, m.Variables[end.Draw(t, "to")].ID, maps.Sign(rapid.IntRange(-1, 1).Draw(t, "sign")))
		if seen[l.Ref()] {
			continue
		}
		seen[l.Ref()] = true
		if rapid.Bool().Draw(t, "strong") {
			l.Strength, l.StrengthStated = randomSpan(t), true
		}
		if rapid.Bool().Draw(t, "late") {
			delay := randomSpan(t)
			l.Delay = &delay
		}
		if rapid.Bool().Draw(t, "noted") {
			l.Note = maps.Plain(label.Draw(t, "note"))
			l.Confidence, l.Probability = maps.LowConfidence, 0.5
		}
		if rapid.Bool().Draw(t, "bent") {
			bend := float64(rapid.IntRange(-20, 20).Draw(t, "bend")) / 10
			l.Bend = &bend
			l.Core = bend > 0
		}
		m.Links = append(m.Links, l)
	}
}
