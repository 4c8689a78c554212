package loopy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"sysmap/maps/exchange/format"
)

// document is a model of either version.
type document struct {
	Nodes   []node   `json:"nodes"`
	Edges   []edge   `json:"edges"`
	Labels  []remark `json:"labels"`
	Globals struct {
		// Mode is 1 where the advanced settings of version 2 are in force.
		Mode format.Scalar `json:"loopyMode"`
	} `json:"globals"`
}

type node struct {
	ID    format.Scalar `json:"id"`
	X     format.Scalar `json:"x"`
	Y     format.Scalar `json:"y"`
	Init  format.Scalar `json:"init"`
	Label format.Scalar `json:"label"`
	Hue   format.Scalar `json:"hue"`

	Size      format.Scalar `json:"size"`
	Latency   format.Scalar `json:"aggregationLatency"`
	Overflow  format.Scalar `json:"overflow"`
	Underflow format.Scalar `json:"underflow"`
	Explode   format.Scalar `json:"explode"`
	Foreign   format.Scalar `json:"foreignColor"`
}

type edge struct {
	From     format.Scalar `json:"from"`
	To       format.Scalar `json:"to"`
	Arc      format.Scalar `json:"arc"`
	Strength format.Scalar `json:"strength"`
	Rotation format.Scalar `json:"rotation"`
	Behavior format.Scalar `json:"signBehavior"`

	FilterColour format.Scalar `json:"edgeFilterColor"`
	TargetColour format.Scalar `json:"edgeTargetColor"`
	Label        format.Scalar `json:"customLabel"`
	Quantitative format.Scalar `json:"quantitative"`
	Filter       format.Scalar `json:"filter"`
	// second is whether the behaviour is meant as version 2 means it.
	second bool
}

type remark struct {
	Text format.Scalar `json:"text"`
	Href format.Scalar `json:"href"`
}

// parseNames reads the readable JSON of version 2.
func parseNames(text string) (*document, error) {
	doc := &document{}
	if err := format.Unmarshal([]byte(text), doc); err != nil {
		return nil, err
	}
	if doc.Nodes == nil {
		return nil, fmt.Errorf("%w: the JSON has no list of nodes", format.ErrFormat)
	}
	for i := range doc.Edges {
		doc.Edges[i].second = true
	}
	return doc, nil
}

// parseArrays reads the arrays of version 1, which version 2 adds to.
func (d *reading) parseArrays(text string) (*document, error) {
	var parts []json.RawMessage
	if err := format.Unmarshal([]byte(text), &parts); err != nil {
		if parts = begun(text); len(parts) < 2 {
			return nil, err
		}
		d.Report.Lose("the end of a model that is cut off", "after the arrows")
	}
	if len(parts) < 2 {
		return nil, fmt.Errorf("%w: the array has %d parts, where LOOPY writes nodes, edges, labels and a number", format.ErrFormat, len(parts))
	}
	var lists [3][][]format.Scalar
	for i, name := range []string{"nodes", "edges", "labels"} {
		if i >= len(parts) {
			break
		}
		if err := format.Unmarshal(parts[i], &lists[i]); err != nil {
			return nil, fmt.Errorf("the %s: %w", name, err)
		}
	}
	doc := &document{}
	for _, n := range lists[0] {
		e := node{ID: at(n, 0), X: at(n, 1), Y: at(n, 2), Init: at(n, 3), Label: at(n, 4), Hue: at(n, 5)}
		if len(n) > 8 {
			e.Size, e.Latency, e.Overflow, e.Underflow, e.Explode, e.Foreign = at(n, 6), at(n, 7), at(n, 8), at(n, 9), at(n, 10), at(n, 11)
		} else {
			e.Latency = at(n, 7)
		}
		doc.Nodes = append(doc.Nodes, e)
	}
	for _, e := range lists[1] {
		doc.Edges = append(doc.Edges, edge{
			From: at(e, 0), To: at(e, 1), Arc: at(e, 2), Strength: at(e, 3), Rotation: at(e, 4), Behavior: at(e, 5),
			FilterColour: at(e, 6), TargetColour: at(e, 7), Label: at(e, 8), Quantitative: at(e, 9), Filter: at(e, 10), second: len(e) > 6,
		})
	}
	for _, l := range lists[2] {
		doc.Labels = append(doc.Labels, remark{Text: at(l, 2), Href: at(l, 5)})
	}
	var globals []format.Scalar
	if len(parts) > 3 && json.Unmarshal(parts[3], &globals) == nil {
		doc.Globals.Mode = at(globals, 1)
	}
	d.decodeLabels(doc)
	return doc, nil
}

// begun returns the whole parts of an array that is cut off. Links with an
// apostrophe in a text are often cut there by pages that quote them.
func begun(text string) (parts []json.RawMessage) {
	in := json.NewDecoder(strings.NewReader(text))
	if _, err := in.Token(); err != nil {
		return nil
	}
	for {
		var part json.RawMessage
		err := in.Decode(&part)
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return parts
		}
		if err != nil {
			return nil
		}
		parts = append(parts, part)
	}
}

func at(list []format.Scalar, i int) format.Scalar {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// encodedTwice finds what a character becomes that is percent-encoded twice.
var encodedTwice = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%25[0-9A-Fa-f]{2}`) })

// decodeLabels undoes the percent-encoding of texts. A file that was cut out
// of a link by hand has it twice: then every percent sign is itself encoded.
func (d *reading) decodeLabels(doc *document) {
	texts := []*format.Scalar{}
	for i := range doc.Nodes {
		texts = append(texts, &doc.Nodes[i].Label)
	}
	for i := range doc.Edges {
		texts = append(texts, &doc.Edges[i].Label)
	}
	for i := range doc.Labels {
		texts = append(texts, &doc.Labels[i].Text, &doc.Labels[i].Href)
	}
	rounds, escapes, twice := 1, 0, 0
	for _, t := range texts {
		escapes += strings.Count(string(*t), "%")
		twice += len(encodedTwice().FindAllStringIndex(string(*t), -1))
	}
	if twice > 0 && twice == escapes {
		rounds = 2
	}
	for _, t := range texts {
		for range rounds {
			plain, err := url.PathUnescape(string(*t))
			if err != nil {
				d.Report.Note("texts with percent signs that encode nothing, kept as they are", format.Shorten(string(*t)))
				break
			}
			*t = format.Scalar(plain)
		}
	}
}

// number returns a number, if it is a finite one.
func number(s format.Scalar) (float64, bool) {
	v, err := strconv.ParseFloat(string(s), 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}
