package deck

import (
	"errors"
	"strings"

	"sysmap/maps"
	"sysmap/render/deck/slides"
	"sysmap/render/overlay"
	"sysmap/render/scene"
)

// efforts shows what is going on and planned, and what it does together.
func (k *maker) efforts() error {
	t := k.s.Alliance.Thread
	if t == nil || len(k.m.Efforts) == 0 {
		return nil
	}
	k.section = k.w["efforts"]
	table := &slides.Table{Common: slides.Common{Name: k.w["efforts"], Alt: k.w["effortsalt"]}, Head: true, Size: 14}
	table.Rows = append(table.Rows, []slides.Cell{{Text: k.w["effort"]}, {Text: k.w["by"]}, {Text: k.w["status"]}, {Text: k.w["level"]}, {Text: k.w["goalmoved"], Anchor: scene.EndAnchor}})
	for _, e := range t.Efforts {
		moved := "–"
		if !k.m.Goal.Empty() {
			moved = k.l.Signed(e.Effect.Mean, 3)
		}
		table.Rows = append(table.Rows, []slides.Cell{{Text: k.effortLabel(e.Effort)}, {Text: k.actors(e.By)}, {Text: e.Status.Label(k.l)}, {Text: e.Level.Label(k.l)}, {Text: moved, Anchor: scene.EndAnchor}})
	}
	list := k.sentences(t.Statements)
	how := k.how("alliance", k.seed()...)
	k.tableSlides(k.w["efforts"], firstOf(list), table, []float64{3.6, 3.2, 1.4, 2.4, 1.5}, notes(append(list, k.w["movednote"], how)...))
	if err := k.threads(); err != nil {
		return err
	}
	if len(list) > 1 {
		k.sentencesSlides(k.w["thread"], list[1:], notes(how))
	}
	if p := k.s.Alliance.Pressure; p != nil {
		k.sentencesSlides(k.w["pressure"], k.sentences(p.Statements), notes(how))
	}
	k.section = ""
	return nil
}

// threads is the map with the efforts sewn over it.
func (k *maker) threads() error {
	over, err := overlay.Efforts(k.m, k.l)
	if errors.Is(err, overlay.ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	sc, err := k.all(over)
	if err != nil {
		return err
	}
	return k.drawingSlide(k.w["sewn"], sc, over.Title+". "+over.Note, notes(over.Note, k.how("render", "--overlay", "efforts", "-o", "efforts.svg")), steps{})
}

func (k *maker) effortLabel(id string) string {
	if e := k.m.Effort(id); e != nil {
		return e.Label.In(k.l)
	}
	return id
}

func (k *maker) effortLabels(ids []string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = k.effortLabel(id)
	}
	return strings.Join(list, ", ")
}

// measures is what would show that something changes: early, in the system, in
// the population.
func (k *maker) measures() error {
	table := &slides.Table{Common: slides.Common{Name: k.w["measure"], Alt: k.w["measurealt"]}, Head: true, Size: 14}
	table.Rows = append(table.Rows, []slides.Cell{{Text: k.w["Variable"]}, {Text: k.w["indicator"]}, {Text: k.w["from"]}, {Text: k.w["when"]}})
	for _, h := range []maps.Horizon{maps.EarlyChange, maps.SystemChange, maps.PopulationChange, ""} {
		for _, v := range k.m.Variables {
			if v.Measure == nil || v.Horizon != h {
				continue
			}
			indicator := v.Measure.Indicator.In(k.l)
			if v.Measure.Unit != "" {
				indicator += " (" + v.Measure.Unit + ")"
			}
			when := "–"
			if h != "" {
				when = h.Label(k.l)
			}
			table.Rows = append(table.Rows, []slides.Cell{{Text: v.Label.In(k.l)}, {Text: indicator}, {Text: v.Measure.Source}, {Text: when}})
		}
	}
	if len(table.Rows) == 1 {
		return nil
	}
	k.section = k.w["measure"]
	k.tableSlides(k.w["measure"], "", table, []float64{3, 4.6, 2.6, 2}, notes(k.w["measurenote"]))
	return nil
}
