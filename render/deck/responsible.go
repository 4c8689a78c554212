package deck

import (
	"fmt"
	"strings"

	"sysmap/alliance"
	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// responsible shows who can act where, where nobody does, who needs to talk
// with whom, and how far each reaches alone.
func (k *maker) responsible() error {
	if len(k.m.Actors) == 0 || k.s.Alliance == nil {
		return nil
	}
	k.section = k.w["who"]
	k.coverage()
	k.orphans()
	k.interfaces()
	k.alone()
	k.section = ""
	return nil
}

// sentences returns statements in the language of the deck.
func (k *maker) sentences(list []alliance.Statement) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.In(k.l))
	}
	return out
}

// leastColumn is how narrow a column of a matrix may be, in points: the words of
// its heading are broken with hyphens, and its cells hold a few letters.
const leastColumn = 66.0

// coverage is the matrix of actors and clusters, on as many slides as its
// columns need.
func (k *maker) coverage() {
	c := k.s.Alliance.Coverage
	area := k.room()
	first := area.W * 0.2
	most := max(int((area.W-first)/leastColumn), 1)
	told := notes(append(k.sentences(c.Statements), k.w["rolekey"], k.how("alliance", k.seed()...))...)
	for from := 0; from < len(c.Clusters); from += most {
		to := min(from+most, len(c.Clusters))
		width := (area.W - first) / float64(to-from)
		table := &slides.Table{Common: slides.Common{Name: k.w["who"], Alt: k.w["matrixalt"]}, Head: true, First: true, Size: 12}
		head := []slides.Cell{{Text: k.w["Actor"]}}
		for _, cluster := range c.Clusters[from:to] {
			label := k.w["nocluster"]
			if one := k.m.Cluster(cluster.Cluster); one != nil {
				label = one.Label.In(k.l)
			}
			lines := scene.Wrap(label, scene.Font{Size: 12, Bold: true}, (width-14)/1.02)
			head = append(head, slides.Cell{Text: strings.Join(lines, "\n")})
		}
		table.Rows = append(table.Rows, head)
		for _, actor := range c.Actors {
			row := []slides.Cell{{Text: k.actor(actor.Actor)}}
			for _, cell := range actor.Cells[from:to] {
				row = append(row, k.roles(cell))
			}
			table.Rows = append(table.Rows, row)
		}
		shares := []float64{first}
		for range to - from {
			shares = append(shares, width)
		}
		k.tableSlides(k.w["who"], firstOf(k.sentences(c.Statements))+" "+k.w["rolekey"], table, shares, told)
	}
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// roles writes the roles of an actor in a cluster, shaded where it must or can
// act.
func (k *maker) roles(cell alliance.Cell) slides.Cell {
	var parts []string
	for _, role := range []struct {
		key  string
		list []string
	}{{"must", cell.MustAct}, {"can", cell.CanAct}, {"affected", cell.Affected}, {"knows", cell.Knows}} {
		if n := len(role.list); n > 0 {
			parts = append(parts, k.w[role.key]+k.l.Count(n))
		}
	}
	out := slides.Cell{Text: strings.Join(parts, " ")}
	switch {
	case len(cell.MustAct) > 0:
		out.Bold = true
		out.Fill = slides.Themed(slides.Shade)
	case len(cell.CanAct) > 0:
		out.Fill = slides.Themed(slides.Shade)
	}
	return out
}

// mostRows is how many rows a table of a ranking has.
const mostRows = 9

// orphans lists the variables where a push goes far and that nobody holds.
func (k *maker) orphans() {
	o := k.s.Alliance.Orphans
	if len(o.Variables) == 0 || o.High == 0 {
		return
	}
	table := &slides.Table{Common: slides.Common{Name: k.w["orphans"], Alt: k.w["orphansalt"]}, Head: true, Size: 14}
	table.Rows = append(table.Rows, []slides.Cell{{Text: k.w["Variable"]}, {Text: k.w["helps"]}, {Text: k.w["goalmoved"], Anchor: scene.EndAnchor}, {Text: k.w["ask"]}})
	for _, one := range o.Variables {
		if !one.High || len(table.Rows) > mostRows {
			continue
		}
		helps, moved := "", ""
		if one.Push != nil {
			helps = map[int]string{1: k.w["more"], -1: k.w["less"]}[one.Push.Direction]
			moved = k.l.Signed(one.Push.Effect.Mean, 3)
		}
		table.Rows = append(table.Rows, []slides.Cell{{Text: k.label(one.Variable)}, {Text: helps}, {Text: moved, Anchor: scene.EndAnchor}, {Text: k.actors(append(append([]string(nil), one.Knowing...), without(one.Affected, one.Knowing)...))}})
	}
	list := k.sentences(o.Statements)
	shares := filled(table, []float64{4, 1.6, 1.6, 4})
	k.tableSlides(k.w["orphans"], firstOf(list), table, shares, notes(append(list, fmt.Sprintf(k.w["pushnote"], k.l.Decimal(k.s.Alliance.Press, 2), k.l.Decimal(k.s.Alliance.Horizon, 0), k.s.Unit(k.l)), k.how("alliance", k.seed()...))...))
}

// without returns the ids of a list that another does not have.
func without(list, other []string) []string {
	var out []string
	for _, id := range list {
		found := false
		for _, o := range other {
			found = found || o == id
		}
		if !found {
			out = append(out, id)
		}
	}
	return out
}

// interfaces lists the pairs of actors that need to coordinate.
func (k *maker) interfaces() {
	x := k.s.Alliance.Interfaces
	if len(x.Pairs) == 0 {
		return
	}
	table := &slides.Table{Common: slides.Common{Name: k.w["interfaces"], Alt: k.w["interfacesalt"]}, Head: true, Size: 14}
	table.Rows = append(table.Rows, []slides.Cell{{Text: k.w["Actor"]}, {Text: k.w["and"]}, {Text: k.w["Links"], Anchor: scene.EndAnchor}, {Text: k.w["both"]}, {Text: k.w["together"]}})
	for i, p := range x.Pairs {
		if i == mostRows {
			break
		}
		links := len(p.There) + len(without(p.Back, p.There))
		table.Rows = append(table.Rows, []slides.Cell{{Text: k.actor(p.First)}, {Text: k.actor(p.Second)}, {Text: k.l.Count(links), Anchor: scene.EndAnchor}, {Text: k.labels(p.Variables)}, {Text: k.effortLabels(p.Efforts)}})
	}
	list := k.sentences(x.Statements)
	shares := filled(table, []float64{2.6, 2.6, 1.4, 3, 3})
	k.tableSlides(k.w["interfaces"], firstOf(list), table, shares, notes(append(list, k.how("alliance", k.seed()...))...))
}

// alone is how far each actor reaches by itself, and the smallest alliance.
func (k *maker) alone() {
	a := k.s.Alliance.Alone
	if a == nil || a.Loops == 0 {
		return
	}
	table := &slides.Table{Common: slides.Common{Name: k.w["smallest"], Alt: k.w["smallestalt"]}, Head: true, Size: 14}
	table.Rows = append(table.Rows, []slides.Cell{{Text: k.w["Actor"]}, {Text: k.w["loopshare"], Anchor: scene.EndAnchor}, {Text: k.w["effectshare"], Anchor: scene.EndAnchor}, {Text: k.w["needed"]}})
	needed := map[string]string{}
	for _, id := range firstAlliance(a.Smallest) {
		needed[id] = k.w["one"]
	}
	for _, id := range a.Smallest.InEvery {
		needed[id] = k.w["every"]
	}
	for _, one := range a.Actors {
		if one.Loops == 0 && one.EffectShare == 0 {
			continue
		}
		table.Rows = append(table.Rows, []slides.Cell{{Text: k.actor(one.Actor)}, {Text: k.l.Percent(one.LoopShare), Anchor: scene.EndAnchor}, {Text: k.l.Percent(one.EffectShare), Anchor: scene.EndAnchor}, {Text: needed[one.Actor]}})
	}
	list := k.sentences(a.Statements)
	said := firstOf(list)
	if len(list) > 1 {
		said = list[1]
	}
	k.tableSlides(k.w["smallest"], said, table, []float64{4, 2, 2, 2.6}, notes(append(list, fmt.Sprintf(k.w["alonenote"], a.Loops), k.how("alliance", k.seed()...))...))
}

func firstAlliance(s alliance.SmallestAlliance) []string {
	if len(s.Alliances) == 0 {
		return nil
	}
	return s.Alliances[0]
}
