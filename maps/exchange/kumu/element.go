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

func (d *draft) element(s *stream, i int) error {
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
	label := d.label(e.take("label", "name"), where)
	v := maps.Variable{Note: maps.Plain(d.text(e.take("description"), where))}
	v.Category = d.category(d.label(e.take("element type", "type"), where))
	v.Cluster = d.cluster(d.label(e.take("cluster"), where))
	d.tags(e, where)
	d.rest(e, "attributes of elements", where)
	at, err := d.variable(v, label, where)
	if err != nil {
		return err
	}
	if _, twice := d.byKey[id]; twice && id != "" {
		d.report.Lose("ids that stand twice, of which the first is kept", where+": "+shorten(id))
	} else if id != "" {
		d.byKey[id] = at
	}
	return nil
}

// variable adds a variable with a label, or a stated stand-in.
func (d *draft) variable(v maps.Variable, label, where string) (int, error) {
	if len(d.m.Variables) >= d.limits.Variables {
		return 0, fmt.Errorf("%w: %s: more than %d variables", format.ErrLimit, where, d.limits.Variables)
	}
	at := len(d.m.Variables)
	if label == "" {
		d.report.Note("elements without a label, which are numbered", where)
		label = fmt.Sprintf("Element %d", at+1)
	}
	if _, twice := d.byLabel[key(label)]; !twice {
		d.byLabel[key(label)] = at
	}
	v.ID, v.Label = d.ids.of(label, "element"), maps.Plain(label)
	d.m.Variables = append(d.m.Variables, v)
	return at, nil
}

func (d *draft) category(label string) string {
	return d.categories.id(label, "category", func(id string) {
		d.m.Categories = append(d.m.Categories, maps.Category{ID: id, Label: maps.Plain(label)})
	})
}

func (d *draft) cluster(label string) string {
	return d.clusters.id(label, "cluster", func(id string) {
		d.m.Clusters = append(d.m.Clusters, maps.Cluster{ID: id, Label: maps.Plain(label)})
	})
}

// id returns the id of a label, and adds it if it is new.
func (g *group) id(label, noun string, add func(id string)) string {
	if label == "" {
		return ""
	}
	id, ok := g.byName[key(label)]
	if !ok {
		id = g.ids.of(label, noun)
		g.byName[key(label)] = id
		add(id)
	}
	return id
}

// tags counts what a map has no place for.
func (d *draft) tags(e entry, where string) {
	for _, tag := range e.list("tags") {
		d.report.Lose("tags", where+": "+shorten(tag))
	}
}

// place is where a map of Kumu shows an element.
type place struct {
	element, where string
	x, y           *float64
}

// sheet reads one of Kumu's maps: the first that shows anything gives the
// positions.
func (d *draft) sheet(s *stream, i int) error {
	where, name := fmt.Sprintf("map %d", i+1), ""
	var places []place
	err := s.object(func(key string) error {
		switch key {
		case "name":
			return s.words(func(w string) { name = w })
		case "elements":
			return s.array(func(i int) error {
				if i >= d.limits.Variables {
					return fmt.Errorf("%w: %s: more than %d places", format.ErrLimit, where, d.limits.Variables)
				}
				p, err := readPlace(s)
				p.where = fmt.Sprintf("%s, place %d", where, i+1)
				places = append(places, p)
				return err
			})
		}
		return s.skip()
	})
	if err != nil {
		return err
	}
	if d.maps++; d.places == nil {
		d.places = places
	} else if len(places) > 0 {
		d.report.Lose("maps beside the first, with their places", shorten(name))
	}
	return nil
}

func readPlace(s *stream) (place, error) {
	var p struct {
		Element  words
		ID       words `json:"_id"`
		Position json.RawMessage
		X, Y     json.RawMessage
	}
	var raw json.RawMessage
	if err := s.Decode(&raw); err != nil {
		return place{}, s.fail(err)
	}
	// What is no such entry names no element, and is counted when it is used.
	if json.Unmarshal(raw, &p) != nil {
		return place{}, nil
	}
	read := place{element: p.Element.trimmed()}
	if read.element == "" {
		read.element = p.ID.trimmed()
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
			d.report.Lose("places of deleted elements", p.where)
		case p.x == nil || p.y == nil || math.Abs(*p.x) > farthest || math.Abs(*p.y) > farthest:
			d.report.Lose("places that are not two numbers within ±1,000,000", p.where)
		default:
			d.m.Variables[at].At = &maps.Position{X: *p.x + 0, Y: *p.y + 0}
		}
	}
}
