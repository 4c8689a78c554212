package jgf

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// document is a file of either version.
type document struct {
	Graph  *graph  `json:"graph"`
	Graphs []graph `json:"graphs"`
}

type graph struct {
	Label      scalar            `json:"label"`
	Type       scalar            `json:"type"`
	Directed   *bool             `json:"directed"`
	Metadata   metadata          `json:"metadata"`
	Nodes      nodes             `json:"nodes"`
	Edges      []edge            `json:"edges"`
	Hyperedges []json.RawMessage `json:"hyperedges"`
}

type node struct {
	ID       scalar   `json:"id"`
	Label    scalar   `json:"label"`
	Metadata metadata `json:"metadata"`
}

type edge struct {
	Source   scalar   `json:"source"`
	Target   scalar   `json:"target"`
	Relation scalar   `json:"relation"`
	Label    scalar   `json:"label"`
	Directed *bool    `json:"directed"`
	Metadata metadata `json:"metadata"`
}

// scalar is a text, number or truth value as text; "" for null and for
// anything that has parts.
type scalar string

func (s *scalar) UnmarshalJSON(text []byte) error {
	switch text[0] {
	case '"':
		var words string
		err := json.Unmarshal(text, &words)
		*s = scalar(words)
		return err
	case '{', '[', 'n':
		*s = ""
	default:
		*s = scalar(text)
	}
	return nil
}

// nodes are in the order of the file, whether it lists them or has them by
// their id.
type nodes []node

func (n *nodes) UnmarshalJSON(text []byte) error {
	*n = nodes{}
	if text[0] == '[' {
		return json.Unmarshal(text, (*[]node)(n))
	}
	return members(text, func(id string, value json.RawMessage) error {
		next := node{}
		if err := json.Unmarshal(value, &next); err != nil {
			// Not wrapped: its offset is that within the node.
			return fmt.Errorf("node %s: %v", format.Shorten(id), err)
		}
		next.ID = scalar(id)
		*n = append(*n, next)
		return nil
	})
}

// metadata are named values in the order of the file.
type metadata struct {
	said []format.Attribute
	// parts are the names of values that have parts themselves.
	parts []string
}

func (d *metadata) UnmarshalJSON(text []byte) error {
	*d = metadata{}
	if text[0] != '{' {
		return nil
	}
	return members(text, func(name string, value json.RawMessage) error {
		var s scalar
		if value[0] == '{' || value[0] == '[' {
			d.parts = append(d.parts, name)
			return nil
		}
		err := s.UnmarshalJSON(value)
		d.said = append(d.said, format.Attribute{Name: name, Value: string(s)})
		return err
	})
}

// members goes through a JSON object in the order of the file.
func members(text []byte, each func(name string, value json.RawMessage) error) error {
	in := json.NewDecoder(bytes.NewReader(text))
	if first, err := in.Token(); err != nil || first != json.Delim('{') {
		return err
	}
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := in.Decode(&value); err != nil {
			return err
		}
		if err := each(fmt.Sprint(name), value); err != nil {
			return err
		}
	}
	return nil
}

// reading is a file on its way to a map.
type reading struct {
	*format.Draft
	// at holds the id of each variable by that of its node.
	at map[string]string
}

func (r *reading) fill(ctx context.Context, g *graph) error {
	if title := r.Label(string(g.Label), "the graph's label"); title != "" {
		r.Map.Title = maps.Plain(title)
	}
	for _, a := range r.told(g.Metadata, "the graph") {
		switch a.Name {
		case "note", "description":
			r.Map.Note = maps.Plain(r.Text(a.Value, "the graph's "+a.Name))
		default:
			r.Report.Lose("metadata of the graph", format.Shorten(a.Name))
		}
	}
	if g.Type != "" {
		r.Report.Lose("types of graphs", format.Shorten(string(g.Type)))
	}
	for range g.Hyperedges {
		r.Report.Lose("hyperedges", "hyperedges")
	}
	for i := range g.Nodes {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := r.node(&g.Nodes[i], i); err != nil {
			return err
		}
	}
	for i := range g.Edges {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		directed := g.Directed == nil || *g.Directed
		if e := &g.Edges[i]; e.Directed != nil {
			directed = *e.Directed
		}
		if err := r.edge(&g.Edges[i], i, directed); err != nil {
			return err
		}
	}
	return nil
}

// told returns what metadata say that is a single value.
func (r *reading) told(d metadata, where string) []format.Attribute {
	for _, name := range d.parts {
		r.Report.Lose("metadata with parts", where+": "+format.Shorten(name))
	}
	return d.said
}

func (r *reading) node(n *node, i int) error {
	where := fmt.Sprintf("node %d (%s)", i+1, format.Shorten(string(n.ID)))
	said := r.told(n.Metadata, where)
	label := string(n.Label)
	named := func(a format.Attribute) bool { return a.Name == "label" || a.Name == "name" }
	if label == "" && !slices.ContainsFunc(said, named) {
		label = string(n.ID)
	}
	id, err := r.Variable(r.VariableOf(label, said, where), where)
	if err != nil {
		return err
	}
	if _, taken := r.at[string(n.ID)]; taken || n.ID == "" {
		r.Report.Lose("ids of nodes that are missing or taken, so that edges cannot reach them", where)
		return nil
	}
	r.at[string(n.ID)] = id
	return nil
}

// relations are the ones of BEL that say a sign.
var relations = map[string]string{"increases": "+", "directlyIncreases": "+", "decreases": "-", "directlyDecreases": "-"}

func (r *reading) edge(e *edge, i int, directed bool) error {
	where := fmt.Sprintf("edge %d (%s → %s)", i+1, format.Shorten(string(e.Source)), format.Shorten(string(e.Target)))
	from, okFrom := r.at[string(e.Source)]
	to, okTo := r.at[string(e.Target)]
	if !okFrom || !okTo {
		r.Report.Lose("edges from or to nodes that do not exist", where)
		return nil
	}
	said := slices.Clone(r.told(e.Metadata, where))
	if e.Label != "" {
		said = append(said, format.Attribute{Name: "label", Value: string(e.Label)})
	}
	relation := string(e.Relation)
	if sign, ok := relations[relation]; ok {
		relation = sign
	}
	if _, isSign := format.SignLabel(relation); isSign && e.Label == "" {
		said = append(said, format.Attribute{Name: "label", Value: relation})
	} else if relation != "" {
		r.Report.Note("relations, put into the notes of links", where)
		said = append(said, format.Attribute{Name: "note", Value: string(e.Relation)})
	}
	l := r.LinkOf(from, to, said, where)
	if !directed && from != to {
		r.Report.Note("undirected edges, read as a link each way", where)
		if err := r.Link(r.Back(l), where); err != nil {
			return err
		}
	}
	return r.Link(l, where)
}
