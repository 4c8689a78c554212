package kumu

import (
	"fmt"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// loop is one as it stands in the file.
type loop struct {
	label, note, where string
	connections        []string
}

func (d *draft) loop(s *format.JSON, i int) error {
	where := fmt.Sprintf("loop %d", i+1)
	if i >= d.Limits.Links {
		return fmt.Errorf("%w: %s: more than %d loops", format.ErrLimit, where, d.Limits.Links)
	}
	e, err := d.entry(s, where)
	if err != nil {
		return err
	}
	e.take("_id", "id")
	// Whether a loop reinforces follows from its signs.
	e.take("loop type", "type", "clockwise")
	l := loop{label: d.Label(e.take("label", "name"), where), note: d.Text(e.take("description"), where), where: where, connections: e.list("connections")}
	d.tags(e, where)
	d.rest(e, "attributes of loops", where)
	d.loops = append(d.loops, l)
	return nil
}

// closeLoops makes named loops of those whose connections are all there and
// form a ring.
func (d *draft) closeLoops() {
	byID := make(map[string]*connection, len(d.connections))
	for i := range d.connections {
		if c := &d.connections[i]; c.id != "" && c.ok && byID[c.id] == nil {
			byID[c.id] = c
		}
	}
	for _, l := range d.loops {
		deleted := false
		var ring []maps.LinkRef
		for _, id := range l.connections {
			c := byID[id]
			if c == nil {
				d.Report.Lose("references of loops to deleted connections", l.where)
				deleted = true
				continue
			}
			ring = append(ring, c.ends)
		}
		through := around(ring)
		switch {
		case deleted:
			d.Report.Lose("loops with deleted connections", l.where+": "+format.Shorten(l.label))
		case through == nil:
			d.Report.Lose("loops whose connections do not form a ring", l.where+": "+format.Shorten(l.label))
		default:
			label := l.label
			if label == "" {
				d.Report.Note("loops without a label, which are numbered", l.where)
				label = fmt.Sprintf("Loop %d", len(d.Map.Loops)+1)
			}
			d.Loop(label, "loop", through, l.where)
			d.Map.Loops[len(d.Map.Loops)-1].Note = maps.Plain(l.note)
		}
	}
}

// around puts links in the order of influence, whatever order they come in; nil
// if they are not one ring.
func around(links []maps.LinkRef) []string {
	next := make(map[string]string, len(links))
	for _, l := range links {
		if _, forks := next[l.From]; forks {
			return nil
		}
		next[l.From] = l.To
	}
	if len(links) == 0 {
		return nil
	}
	start := links[0].From
	through := []string{start}
	for at := next[start]; at != start; at = next[at] {
		if at == "" || len(through) >= len(links) {
			return nil
		}
		through = append(through, at)
	}
	if len(through) != len(links) {
		return nil
	}
	return through
}
