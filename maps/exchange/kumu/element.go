package kumu

import (
	"encoding/json"
	"fmt"
	gomaps "maps"
	"math"
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// keys returns the keys in order.
func (e entry) keys() []string { return slices.Sorted(gomaps.Keys(e)) }

func (d *draft) element(s *format.JSON, i int) error {
	if i%1000 == 0 && d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	where := fmt.Sprintf("element %d", i+1)
	e, err := d.entry(s, where)
	if err != nil {
		return err
	}
	return d.addElement(e, where)
}

func (d *draft) addElement(e entry, where string) error {
	id := e.take("_id", "id")
	label := d.Label(e.take("label", "name"), where)
	v := maps.Variable{Note: maps.Plain(d.Text(e.take("description"), where))}
	kind, cluster := d.Label(e.take("element type", "type"), where), d.Label(e.take("cluster"), where)
	v.Category, v.Cluster = d.Category(format.NameKey(kind), kind, "", where), d.Cluster(format.NameKey(cluster), cluster, where)
	d.tags(e, where)
	d.rest(e, "attributes of elements", where)
	at, err := d.variable(v, label, where)
	if err != nil {
		return err
	}
	if _, twice := d.byKey[id]; twice && id != "" {
		d.Report.Lose("ids that stand twice, of which the first is kept", where+": "+format.Shorten(id))
	} else if id != "" {
		d.byKey[id] = at
	}
	return nil
}

// variable adds a variable with a label, or a stated stand-in.
func (d *draft) variable(v maps.Variable, label, where string) (int, error) {
	at := len(d.Map.Variables)
	v.Label = maps.Plain(label)
	if _, err := d.Variable(v, where); err != nil {
		return 0, err
	}
	if _, twice := d.byLabel[format.NameKey(label)]; !twice && label != "" {
		d.byLabel[format.NameKey(label)] = at
	}
	return at, nil
}

// tags counts what a map has no place for.
func (d *draft) tags(e entry, where string) {
	for _, tag := range e.list("tags") {
		d.Report.Lose("tags", where+": "+format.Shorten(tag))
	}
}

// place is where a map of Kumu shows an element.
type place struct {
	element, where string
	x, y           *float64
}

// sheet reads one of Kumu's maps: the first that shows anything gives the
// positions.
func (d *draft) sheet(s *format.JSON, i int) error {
	where, name := fmt.Sprintf("map %d", i+1), ""
	var places []place
	err := s.Object(func(key string) error {
		switch key {
		case "name":
			return words(s, func(w string) { name = w })
		case "elements":
			return s.Array(func(i int) error {
				if i >= d.Limits.Variables {
					return fmt.Errorf("%w: %s: more than %d places", format.ErrLimit, where, d.Limits.Variables)
				}
				p, err := readPlace(s)
				p.where = fmt.Sprintf("%s, place %d", where, i+1)
				places = append(places, p)
				return err
			})
		}
		return s.Skip()
	})
	if err != nil {
		return err
	}
	if d.maps++; d.places == nil {
		d.places = places
	} else if len(places) > 0 {
		d.Report.Lose("maps beside the first, with their places", format.Shorten(name))
	}
	return nil
}

func readPlace(s *format.JSON) (place, error) {
	var p struct {
		Element  format.Words
		ID       format.Words `json:"_id"`
		Position json.RawMessage
		X, Y     json.RawMessage
	}
	var raw json.RawMessage
	if err := s.Decode(&raw); err != nil {
		return place{}, s.Fail(err)
	}
	// What is no such entry names no element, and is counted when it is used.
	if json.Unmarshal(raw, &p) != nil {
		return place{}, nil
	}
	read := place{element: p.Element.Trimmed()}
	if read.element == "" {
		read.element = p.ID.Trimmed()
	}
	var at struct{ X, Y *float64 }
	if len(p.Position) > 0 && json.Unmarshal(p.Position, &at) == nil {
		read.x, read.y = at.X, at.Y
	} else if len(p.X) > 0 && len(p.Y) > 0 && json.Unmarshal(p.X, &at.X) == nil && json.Unmarshal(p.Y, &at.Y) == nil {
		read.x, read.y = at.X, at.Y
	}
	return read, nil
}

// farthest is the largest coordinate and delay that a map can hold.
const farthest = 1e6

// place pins the elements that the first map shows.
func (d *draft) place() {
	for _, p := range d.places {
		at, ok := d.byKey[p.element]
		switch {
		case !ok:
			d.Report.Lose("places of deleted elements", p.where)
		case p.x == nil || p.y == nil || math.Abs(*p.x) > farthest || math.Abs(*p.y) > farthest:
			d.Report.Lose("places that are not two numbers within ±1,000,000", p.where)
		default:
			d.Map.Variables[at].At = &maps.Position{X: *p.x + 0, Y: *p.y + 0}
		}
	}
}
