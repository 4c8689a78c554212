package prsm

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reading is a file on its way to a map.
type reading struct {
	*format.Draft
	doc              *document
	dashedIsNegative bool
	// at is the place of each factor by its id.
	at map[string]int
}

func (r *reading) fill(ctx context.Context) error {
	doc := r.doc
	if doc.Styles.Nodes == nil && doc.Styles.Edges == nil {
		doc.Styles = doc.Samples
	}
	if title := r.Label(string(doc.Title), "the map's title"); title != "" {
		r.Map.Title = maps.Plain(title)
	}
	r.Map.Note = r.words(doc.Description, "", "the map's description")
	nodes, err := r.nodes()
	if err != nil {
		return err
	}
	for i := range nodes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.node(&nodes[i], i); err != nil {
			return err
		}
	}
	for i := range doc.Edges {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.edge(&doc.Edges[i], i); err != nil {
			return err
		}
	}
	r.leaveRest()
	return nil
}

// nodes reads the factors, and notes which of them have values of attributes.
func (r *reading) nodes() ([]node, error) {
	nodes := make([]node, len(r.doc.Nodes))
	for i, text := range r.doc.Nodes {
		where := fmt.Sprintf("factor %d", i+1)
		if err := format.Unmarshal(text, &nodes[i]); err != nil {
			return nil, fmt.Errorf("%s: %w", where, err)
		}
		if nodes[i].Style == "" {
			nodes[i].Style = numbered("group", nodes[i].Group)
		}
		if len(r.doc.Attributes) == 0 {
			continue
		}
		values := map[string]format.Scalar{}
		_ = json.Unmarshal(text, &values)
		for name, value := range values {
			if _, is := r.doc.Attributes[name]; is && value != "" {
				r.Report.Lose("values of attributes", format.Shorten(string(nodes[i].Label)))
			}
		}
	}
	return nodes, nil
}

// numbered makes the name of a style of the number that old files have.
func numbered(kind string, group format.Scalar) format.Scalar {
	n, _ := strconv.Atoi(string(group))
	return format.Scalar(kind + strconv.Itoa(max(n, 0)%9))
}

func (r *reading) node(n *node, i int) error {
	where := fmt.Sprintf("factor %d", i+1)
	v := maps.Variable{Label: maps.Plain(r.Label(string(n.Label), where))}
	if !v.Label.Empty() {
		where += " (" + format.Shorten(v.Label.Plain) + ")"
	}
	v.Note = r.words(n.Note, n.Title, where)
	x, okX := number(n.X)
	y, okY := number(n.Y)
	if okX && okY {
		v.At = r.Position(x, y, where)
	} else if n.X+n.Y != "" {
		r.Report.Lose("positions that are not numbers", where)
	}
	v.Category = r.style(n.Style, where)
	if len(n.Up)+len(n.Down) > 0 {
		r.Report.Lose("votes on factors", where)
	}
	if _, err := r.Variable(v, where); err != nil {
		return err
	}
	if _, taken := r.at[string(n.ID)]; taken || n.ID == "" {
		r.Report.Lose("ids of factors that are missing or taken, so that links cannot reach them", where)
		return nil
	}
	r.at[string(n.ID)] = len(r.Map.Variables) - 1
	return nil
}

// style returns the category of factors in a style; the first style, which
// factors have unless people choose another, is none unless it has a name.
func (r *reading) style(name format.Scalar, where string) string {
	s := r.doc.Styles.Nodes[string(name)]
	label := r.Label(string(s.Label), where)
	if label == "" || label == "Sample" {
		digits := strings.TrimPrefix(string(name), "group")
		n, err := strconv.Atoi(digits)
		if err != nil || n == 0 {
			return ""
		}
		label = fmt.Sprintf("Style %d", n+1)
	}
	fill := strings.ToLower(string(s.Color))
	if !hexadecimal().MatchString(fill) {
		fill = ""
	}
	return r.Category(label, label, fill, where)
}

var hexadecimal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#[0-9a-f]{6}$`) })

// words returns the words of a note.
func (r *reading) words(n note, older format.Scalar, where string) maps.Text {
	if n.pictures > 0 {
		r.Report.Lose("pictures and formulas in notes", where)
	}
	if n.words == "" {
		n.words = strings.NewReplacer("<br>", "\n", "<p>", "\n", "</p>", "").Replace(string(older))
	}
	return maps.Plain(r.Text(n.words, where))
}

func (r *reading) edge(e *edge, i int) error {
	where := fmt.Sprintf("link %d", i+1)
	from, okFrom := r.at[string(e.From)]
	to, okTo := r.at[string(e.To)]
	if !okFrom || !okTo {
		r.Report.Lose("links from or to factors that do not exist", where)
		return nil
	}
	a, b := &r.Map.Variables[from], &r.Map.Variables[to]
	where += fmt.Sprintf(" (%s → %s)", format.Shorten(a.Label.Plain), format.Shorten(b.Label.Plain))
	if e.Style == "" {
		e.Style = numbered("edge", e.Group)
	}
	own := r.Label(string(e.Label), where)
	l := maps.NewLink(a.ID, b.ID, r.sign(e, own, where))
	l.Note = r.words(e.Note, e.Title, where)
	if own != "" {
		if _, isSign := signs[strings.ToLower(own)]; !isSign {
			l.Note = maps.Plain(strings.TrimSpace(own + "\n" + l.Note.Plain))
			r.Report.Note("labels of links, put into their notes", where)
		}
	}
	forth, back := r.direction(e, where)
	if back {
		turned := l
		turned.From, turned.To = l.To, l.From
		if err := r.Link(turned, where); err != nil {
			return err
		}
	}
	if forth {
		return r.Link(l, where)
	}
	return nil
}

// direction tells which way a link goes.
func (r *reading) direction(e *edge, where string) (forth, back bool) {
	heads := e.Arrows
	style := r.doc.Styles.Edges[string(e.Style)]
	if !heads.said {
		heads = style.Arrows
	}
	reciprocal := strings.Contains(strings.ToLower(string(style.Label)), "reciprocal")
	switch {
	case e.From == e.To:
		return true, false
	case reciprocal, heads.to && heads.from:
		r.Report.Note("links that go both ways, read as two", where)
		return true, true
	case heads.said && heads.from && !heads.to:
		return false, true
	case heads.said && !heads.to:
		r.Report.Note("links without an arrowhead, taken to go from their first end", where)
	}
	return true, false
}

func (r *reading) leaveRest() {
	doc := r.doc
	if len(doc.History) > 0 {
		r.Report.Lose("histories", fmt.Sprintf("%d entries", len(doc.History)))
	}
	var drawn map[string]json.RawMessage
	background := []byte(doc.Background)
	var twice string
	if json.Unmarshal(background, &twice) == nil {
		background = []byte(twice) // old versions wrote JSON within a text
	}
	_ = json.Unmarshal(background, &drawn)
	if len(drawn) > 0 {
		r.Report.Lose("drawings on the background", fmt.Sprintf("%d parts", len(drawn)))
	}
}

// number returns a number, if it is a finite one.
func number(s format.Scalar) (float64, bool) {
	v, err := strconv.ParseFloat(string(s), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
