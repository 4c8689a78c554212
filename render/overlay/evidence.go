package overlay

import (
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/render/diagram"
)

// Confidence draws how sure people are of each link: the surer, the wider, and
// a letter says which. Links of which the map does not say it are faint. The
// error is [ErrNothing] for a map that says it of none.
func Confidence(m *maps.Map, l maps.Language) (diagram.Overlay, error) {
	marks := map[maps.Confidence]diagram.LinkMark{
		maps.HighConfidence:   {Emphasis: true, Width: 1.4, Tone: 1, Band: diagram.SolidBand, Badges: []diagram.Badge{{Text: pick(l, "H", "S"), Tone: 1}}},
		maps.MediumConfidence: {Emphasis: true, Tone: 5, Badges: []diagram.Badge{{Text: pick(l, "M", "N"), Tone: 5, Open: true}}},
		maps.LowConfidence:    {Emphasis: true, Width: 0.7, Tone: 2, Band: diagram.BrokenBand, Badges: []diagram.Badge{{Text: "L?", Tone: 2, Open: true}}},
	}
	o := diagram.Overlay{
		Title: pick(l, "How sure is the map?", "Hvor sikkert er kortet?"), Fade: true, Plain: true,
		Variables: map[string]diagram.VariableMark{}, Links: map[maps.LinkRef]diagram.LinkMark{},
	}
	count := map[maps.Confidence]int{}
	for _, k := range m.Links {
		mark, ok := marks[k.Confidence]
		if !ok {
			continue
		}
		count[k.Confidence]++
		mark.Note = upperFirst(k.Confidence.Label(l))
		o.Links[k.Ref()] = mark
		o.Variables[k.From], o.Variables[k.To] = diagram.VariableMark{}, diagram.VariableMark{}
	}
	if len(o.Links) == 0 {
		return diagram.Overlay{}, fmt.Errorf(`%w: no link says how sure people are of it; add "confidence: low", "medium" or "high" to links`, ErrNothing)
	}
	var parts []string
	for _, c := range []maps.Confidence{maps.HighConfidence, maps.MediumConfidence, maps.LowConfidence} {
		if n := count[c]; n > 0 {
			mark := marks[c]
			o.Key = append(o.Key, diagram.KeyEntry{Link: &mark, Text: upperFirst(c.Label(l))})
			parts = append(parts, l.Count(n)+pick(l, " with ", " med ")+c.Label(l))
		}
	}
	o.Key = append(o.Key, faintKey(pick(l, "Faint: the map does not say", "Bleg: kortet siger det ikke"), len(o.Links) < len(m.Links))...)
	o.Note = fmt.Sprintf(pick(l, "Of the map's %s links, %s say how sure people are: %s.", "Af kortets %s påvirkninger er der %s, hvor der står, hvor sikre folk er: %s."),
		l.Count(len(m.Links)), l.Count(len(o.Links)), strings.Join(parts, ", "))
	return o, nil
}

func faintKey(text string, some bool) []diagram.KeyEntry {
	if !some {
		return nil
	}
	return []diagram.KeyEntry{{Link: &diagram.LinkMark{Width: 0.6}, Text: text}}
}

// evidenceSigns are the badges of kinds of evidence.
var evidenceSigns = []struct {
	kind            maps.EvidenceKind
	english, danish string
	shape           diagram.Shape
	tone            diagram.Tone
}{
	{maps.Study, "S", "U", diagram.Square, 1},
	{maps.Expert, "E", "F", diagram.Disc, 3},
	{maps.LivedExperience, "L", "L", diagram.Person, 4},
	{"", "?", "?", diagram.Diamond, 6},
}

// Evidence draws what each link rests on: a sign for each kind of evidence, and
// on variables whether an indicator would show them change. Links without
// evidence are faint. The error is [ErrNothing] for a map with neither.
func Evidence(m *maps.Map, l maps.Language) (diagram.Overlay, error) {
	o := diagram.Overlay{
		Title: pick(l, "What the map rests on", "Hvad kortet bygger på"), Fade: true, Plain: true,
		Variables: map[string]diagram.VariableMark{}, Links: map[maps.LinkRef]diagram.LinkMark{},
	}
	used := map[maps.EvidenceKind]bool{}
	for _, k := range m.Links {
		mark := diagram.LinkMark{Emphasis: true}
		var notes []string
		for _, sign := range evidenceSigns {
			n := 0
			for _, e := range k.Evidence {
				if e.Kind != sign.kind {
					continue
				}
				n++
				notes = append(notes, strings.TrimSuffix(upperFirst(evidenceName(e.Kind, l))+": "+e.Source, ": "))
			}
			if n > 0 {
				used[sign.kind] = true
				mark.Badges = append(mark.Badges, diagram.Badge{Text: pick(l, sign.english, sign.danish), Shape: sign.shape, Tone: sign.tone})
			}
		}
		if mark.Badges != nil {
			mark.Note = listed(notes, mostNames, l)
			o.Links[k.Ref()] = mark
			o.Variables[k.From], o.Variables[k.To] = diagram.VariableMark{}, diagram.VariableMark{}
		}
	}
	measured := measuredMarks(m, &o, l)
	if len(o.Links) == 0 && measured == 0 {
		return diagram.Overlay{}, fmt.Errorf(`%w: no link carries evidence and no variable a measure; add "evidence:" to links and "measure:" to variables`, ErrNothing)
	}
	for _, sign := range evidenceSigns {
		if used[sign.kind] {
			o.Key = append(o.Key, diagram.KeyEntry{
				Badges: []diagram.Badge{{Text: pick(l, sign.english, sign.danish), Shape: sign.shape, Tone: sign.tone}}, Text: upperFirst(evidenceName(sign.kind, l)),
			})
		}
	}
	if measured > 0 {
		o.Key = append(o.Key, diagram.KeyEntry{Badges: []diagram.Badge{measuredSign}, Text: pick(l, "An indicator would show it change", "En indikator ville vise, at den ændrer sig")})
	}
	o.Key = append(o.Key, faintKey(pick(l, "Faint: no evidence on the map", "Bleg: intet belæg på kortet"), len(o.Links) < len(m.Links))...)
	o.Note = fmt.Sprintf(pick(l, "%s of %s links carry evidence, and %s of %s variables have an indicator.", "%s af %s påvirkninger har belæg, og %s af %s faktorer har en indikator."),
		l.Count(len(o.Links)), l.Count(len(m.Links)), l.Count(measured), l.Count(len(m.Variables)))
	return o, nil
}

// measuredMarks marks the variables with an indicator and counts them.
func measuredMarks(m *maps.Map, o *diagram.Overlay, l maps.Language) int {
	n := 0
	for _, v := range m.Variables {
		if v.Measure == nil {
			continue
		}
		n++
		note := pick(l, "Indicator: ", "Indikator: ") + v.Measure.Indicator.In(l)
		if v.Measure.Source != "" {
			note += " (" + v.Measure.Source + ")"
		}
		o.Variables[v.ID] = diagram.VariableMark{Emphasis: true, Badges: []diagram.Badge{measuredSign}, Note: note}
	}
	return n
}

// measuredSign is the badge of a variable with an indicator.
var measuredSign = diagram.Badge{Text: "ind.", Tone: 5}

func evidenceName(k maps.EvidenceKind, l maps.Language) string {
	if k == "" {
		return pick(l, "kind not stated", "art ikke angivet")
	}
	return k.Label(l)
}
