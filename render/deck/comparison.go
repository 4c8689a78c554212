package deck

import (
	"fmt"
	"math"

	"sysmap/render/deck/slides"
	"sysmap/render/scene"
	"sysmap/study"
)

// mostCompared is how many variables scenarios are compared by.
const mostCompared = 5

// compared is a table of all scenarios side by side: what each does in the end
// to what people look at first. One scenario has nothing to be compared with.
func (k *maker) compared() {
	var list []study.Scenario
	for _, one := range k.s.Scenarios {
		if one.Summary != nil {
			list = append(list, one)
		}
	}
	if len(list) < 2 || k.m.Goal.Empty() {
		return
	}
	watched := k.s.Watched(list[0])
	watched = watched[:min(len(watched), mostCompared)]
	table := &slides.Table{Common: slides.Common{Name: k.w["compared"], Alt: k.w["comparedalt"]}, Head: true, First: true, Size: 14}
	head := []slides.Cell{{Text: k.w["scenario"]}}
	shares := []float64{3}
	for _, id := range watched {
		head = append(head, slides.Cell{Text: k.label(id), Anchor: scene.EndAnchor})
		shares = append(shares, 2)
	}
	table.Rows = append(table.Rows, head)
	for _, one := range list {
		row := []slides.Cell{{Text: k.scenarioLabel(one)}}
		for _, id := range watched {
			row = append(row, slides.Cell{Text: k.outcome(one, id), Anchor: scene.EndAnchor})
		}
		table.Rows = append(table.Rows, row)
	}
	said := fmt.Sprintf(k.w["comparedsaid"], k.l.Decimal(k.s.Until, 0), k.s.Unit(k.l))
	var told []string
	for _, one := range list {
		told = append(told, k.s.OfScenario(one, k.l)[0])
	}
	k.tableSlides(k.w["compared"], said, table, shares, notes(told...))
}

// outcome is the change of a variable at the end of a scenario, and the share of
// systems in which it goes that way.
func (k *maker) outcome(one study.Scenario, id string) string {
	v, last := one.Series(id), len(one.Summary.Times)-1
	if v == nil {
		return "–"
	}
	share := math.Max(v.ProbabilityPositive[last], v.ProbabilityNegative[last])
	if share == 0 {
		return k.l.Decimal(0, 0)
	}
	return held(fmt.Sprintf("%s (%s)", k.l.Signed(v.Median[last], 2), k.l.Percent(share)))
}
