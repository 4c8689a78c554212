package prsm

import (
	"encoding/json"
	"strings"

	"sysmap/maps/exchange/format"
)

// document is what PRSM saves.
type document struct {
	Title       format.Scalar            `json:"mapTitle"`
	Description note                     `json:"description"`
	Attributes  map[string]format.Scalar `json:"attributeTitles"`
	Styles      styles                   `json:"styles"`
	Samples     styles                   `json:"samples"` // what styles were called before version 1.4
	Nodes       []json.RawMessage        `json:"nodes"`
	Edges       []edge                   `json:"edges"`
	Background  json.RawMessage          `json:"background"`
	History     []json.RawMessage        `json:"history"`
}

type styles struct {
	Nodes map[string]style `json:"nodes"`
	Edges map[string]style `json:"edges"`
}

type style struct {
	Label  format.Scalar `json:"groupLabel"`
	Color  colour        `json:"color"`
	Dashes dashes        `json:"dashes"`
	Arrows arrows        `json:"arrows"`
}

type node struct {
	ID    format.Scalar `json:"id"`
	Label format.Scalar `json:"label"`
	Note  note          `json:"note"`
	Title format.Scalar `json:"title"` // what notes were before version 1.5
	Style format.Scalar `json:"grp"`
	Group format.Scalar `json:"group"`
	X     format.Scalar `json:"x"`
	Y     format.Scalar `json:"y"`
	Up    []any         `json:"thumbUp"`
	Down  []any         `json:"thumbDown"`
}

type edge struct {
	ID     format.Scalar `json:"id"`
	From   format.Scalar `json:"from"`
	To     format.Scalar `json:"to"`
	Label  format.Scalar `json:"label"`
	Note   note          `json:"note"`
	Title  format.Scalar `json:"title"`
	Style  format.Scalar `json:"grp"`
	Group  format.Scalar `json:"group"`
	Color  colour        `json:"color"`
	Dashes dashes        `json:"dashes"`
	Arrows arrows        `json:"arrows"`
}

// note is a text with formatting, of which the words count: a plain text, or a
// list of insertions as the editor Quill keeps it.
type note struct {
	words string
	// pictures counts what is not words.
	pictures int
}

func (n *note) UnmarshalJSON(text []byte) error {
	var plain format.Scalar
	if text[0] != '{' {
		err := json.Unmarshal(text, &plain)
		n.words = string(plain)
		return err
	}
	var delta struct {
		Ops  []struct{ Insert json.RawMessage }
		Text json.RawMessage
	}
	if json.Unmarshal(text, &delta) != nil {
		n.pictures++
		return nil
	}
	if len(delta.Ops) == 0 && len(delta.Text) > 0 {
		if delta.Text[0] == '"' {
			_ = json.Unmarshal(delta.Text, &n.words)
			return nil
		}
		n.pictures++
		return nil
	}
	var words strings.Builder
	for _, op := range delta.Ops {
		var s string
		if json.Unmarshal(op.Insert, &s) != nil {
			n.pictures++
			continue
		}
		words.WriteString(s)
	}
	n.words = words.String()
	return nil
}

// arrows are the heads of a link.
type arrows struct{ said, to, from bool }

func (a *arrows) UnmarshalJSON(text []byte) error {
	*a = arrows{}
	var words format.Scalar
	if text[0] != '{' {
		_ = json.Unmarshal(text, &words)
		*a = arrows{said: words != "", to: strings.Contains(string(words), "to"), from: strings.Contains(string(words), "from")}
		return nil
	}
	var ends struct{ To, From json.RawMessage }
	if json.Unmarshal(text, &ends) != nil {
		return nil
	}
	a.said, a.to, a.from = ends.To != nil || ends.From != nil, enabled(ends.To), enabled(ends.From)
	return nil
}

// enabled reads one end, which is either true or an object that says so.
func enabled(end json.RawMessage) bool {
	var plain bool
	if json.Unmarshal(end, &plain) == nil {
		return plain
	}
	full := struct {
		Enabled *bool
		Type    string
	}{}
	return json.Unmarshal(end, &full) == nil && (full.Enabled == nil || *full.Enabled) && full.Type != "none"
}

// colour is the fill of a factor or the stroke of a link.
type colour string

func (c *colour) UnmarshalJSON(text []byte) error {
	var plain format.Scalar
	if text[0] != '{' {
		err := json.Unmarshal(text, &plain)
		*c = colour(plain)
		return err
	}
	var parts struct{ Background, Color format.Scalar }
	_ = json.Unmarshal(text, &parts)
	*c = colour(parts.Background + parts.Color)
	return nil
}

// dashes is whether a line is dashed, and whether the file says so.
type dashes struct{ said, dashed bool }

func (d *dashes) UnmarshalJSON(text []byte) error {
	*d = dashes{said: string(text) != "null", dashed: string(text) == "true" || text[0] == '[' && string(text) != "[]"}
	return nil
}
