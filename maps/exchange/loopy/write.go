package loopy

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// address is where LOOPY opens links.
const address = "https://ncase.me/loopy/v1.1/?data="

// writeFile writes the file that LOOPY's "save as file" makes.
func writeFile(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	text, r, err := encode("loopy", m, o)
	if err == nil {
		_, err = w.Write(append(text, '\n'))
	}
	return r, err
}

// writeLink writes an address that opens the model.
func writeLink(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	text, r, err := encode("loopy-link", m, o)
	if err == nil {
		_, err = fmt.Fprintln(w, address+component(string(text)))
	}
	return r, err
}

// kept is what of a map LOOPY holds. Of categories it holds the hue alone.
func kept() format.Kept {
	return format.Kept{Note: true, Positions: true, Bends: true, Categories: true, Colours: true}
}

// encode writes a model of version 1 as JSON.
func encode(name string, m *maps.Map, o format.WriteOptions) ([]byte, *format.Report, error) {
	language := cmp.Or(o.Language, m.Language)
	r := format.ReportWritten(name, m, language, kept())
	for i := range m.Categories {
		r.Lose("labels of categories", m.Categories[i].ID)
	}
	number := make(map[string]int, len(m.Variables))
	places := place(m, r)
	colour := colours(m, r)
	nodes, edges, labels := [][]any{}, [][]any{}, [][]any{}
	lowest := 0.0
	for i := range m.Variables {
		v := &m.Variables[i]
		number[v.ID] = i
		lowest = max(lowest, places[i].Y)
		nodes = append(nodes, []any{i + 1, places[i].X, places[i].Y, 0.5, component(v.Label.In(language)), colour[v.Category]})
	}
	for i := range m.Links {
		l := &m.Links[i]
		from, okFrom := number[l.From]
		to, okTo := number[l.To]
		if !okFrom || !okTo {
			return nil, nil, fmt.Errorf("%s: there is no such variable", l.Ref())
		}
		edges = append(edges, []any{from + 1, to + 1, arc(l, places[from], places[to]), int(l.Sign), 0})
	}
	if note := m.Note.In(language); note != "" {
		labels = append(labels, []any{400, lowest + 200, component(note)})
	}
	text, err := json.Marshal([]any{nodes, edges, labels, len(m.Variables)})
	return text, r, err
}

// usualBend is how far arrows bow that state no bend, so that two that go
// back and forth do not lie on each other.
const usualBend = 0.15

// arc returns how far an arrow bows to the left, in LOOPY's pixels.
func arc(l *maps.Link, from, to maps.Position) float64 {
	if l.From == l.To {
		return 100
	}
	bend := usualBend
	if l.Bend != nil {
		bend = *l.Bend
	}
	return math.Round(bend*math.Hypot(to.X-from.X, to.Y-from.Y)*100) / 100
}

// place returns where every variable stands: LOOPY lays nothing out, so those
// without a position go on a circle below the others.
func place(m *maps.Map, r *format.Report) []maps.Position {
	places := make([]maps.Position, len(m.Variables))
	var loose []int
	bottom := 0.0
	for i := range m.Variables {
		if at := m.Variables[i].At; at != nil {
			places[i] = *at
			bottom = max(bottom, at.Y+150)
			continue
		}
		loose = append(loose, i)
		r.Note("variables without a position, set out on a circle", m.Variables[i].ID)
	}
	radius := max(200, float64(len(loose))*150/(2*math.Pi))
	for k, i := range loose {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(len(loose)))
		places[i] = maps.Position{X: math.Round(radius + 100 + radius*sin), Y: math.Round(bottom + radius + 100 - radius*cos)}
	}
	return places
}

// colours gives each category a hue, its own if it is one of LOOPY's, and the
// variables without a category one that no category has.
func colours(m *maps.Map, r *format.Report) map[string]int {
	hue := map[string]int{}
	var taken [len(hues)]bool
	for i := range m.Categories {
		for h := range hues {
			if !taken[h] && strings.EqualFold(hues[h].colour, m.Categories[i].Colour) {
				hue[m.Categories[i].ID], taken[h] = h, true
			}
		}
	}
	free := func() int {
		for h := range taken {
			if !taken[h] {
				return h
			}
		}
		return -1
	}
	for i := range m.Categories {
		id := m.Categories[i].ID
		if _, has := hue[id]; has {
			continue
		}
		if m.Categories[i].Colour != "" {
			r.Lose("colours of categories", id)
		}
		h := free()
		if h < 0 {
			r.Lose("categories beyond LOOPY's six colours", id)
			hue[id] = 0
			continue
		}
		hue[id], taken[h] = h, true
	}
	hue[""] = max(0, free())
	return hue
}

// component percent-encodes a text as JavaScript's encodeURIComponent does.
func component(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_.!~*'()", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
