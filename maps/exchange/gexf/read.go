package gexf

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reader is a map as far as it has been read.
type reader struct {
	*format.Draft
	ctx context.Context
	// dashed is set where people say that dashed lines are negative, and
	// weighted where weights say something.
	dashed, weighted bool
	nodes, edges     vocabulary
	// variable holds ids by those of nodes; "" for a node that is a cluster.
	variable map[string]string
	// label holds labels of nodes that are parents, by id.
	label map[string]string
}

// vocabulary is what values of one class mean; defaults are in the order of the
// file.
type vocabulary struct {
	name     map[string]string
	defaults []value
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	r := &reader{Draft: format.NewDraft("gexf", o), ctx: ctx, dashed: o.DashedIsNegative, variable: map[string]string{}, label: map[string]string{}}
	text, err := r.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	var doc document
	if err := r.DecodeXML(ctx, text, &doc); err != nil {
		return nil, nil, err
	}
	if doc.XMLName.Local != "gexf" {
		return nil, nil, fmt.Errorf("%w: the root element is %q, not gexf", format.ErrFormat, format.Shorten(doc.XMLName.Local))
	}
	r.describe(&doc)
	for i := range doc.Graphs {
		if i > 0 {
			r.Report.Lose("graphs after the first", "")
			continue
		}
		if err := r.graph(&doc.Graphs[i]); err != nil {
			return nil, nil, err
		}
	}
	return r.Finish()
}

func (r *reader) describe(doc *document) {
	if title := r.Label(doc.Meta.Title, "meta"); title != "" {
		r.Map.Title = maps.Plain(title)
	}
	if note := r.Text(doc.Meta.Description, "meta"); note != "" {
		r.Map.Note = maps.Plain(note)
	}
	for _, who := range []string{doc.Meta.Creator, doc.Meta.Author} {
		if who = r.Text(who, "meta"); who != "" {
			r.Map.Sources = append(r.Map.Sources, maps.Source{Text: maps.Plain(who)})
		}
	}
}

func (r *reader) graph(g *graph) error {
	r.nodes, r.edges = vocabularyOf(g.Attributes, "node"), vocabularyOf(g.Attributes, "edge")
	r.parents(g.Nodes)
	r.labels(g.Nodes)
	if err := r.graphNodes(g.Nodes, ""); err != nil {
		return err
	}
	r.weighted = someWeight(g.Edges) || someWeightWithin(g.Nodes)
	undirected := strings.EqualFold(strings.TrimSpace(g.EdgeType), "undirected") || strings.EqualFold(strings.TrimSpace(g.EdgeType), "mutual")
	if err := r.graphEdges(g.Edges, undirected); err != nil {
		return err
	}
	return r.edgesWithin(g.Nodes, undirected)
}

func vocabularyOf(all []attributes, class string) vocabulary {
	v := vocabulary{name: map[string]string{}}
	for i := range all {
		if !strings.EqualFold(strings.TrimSpace(all[i].Class), class) {
			continue
		}
		for _, a := range all[i].All {
			v.name[a.ID] = a.Title
			if a.Title == "" {
				v.name[a.ID] = a.ID
			}
			if strings.TrimSpace(a.Default) != "" {
				v.defaults = append(v.defaults, value{For: a.ID, Value: a.Default})
			}
		}
	}
	return v
}

// parents notes which nodes are clusters: those with nodes inside them, and
// those that others call their parent.
func (r *reader) parents(nodes []node) {
	for i := range nodes {
		n := &nodes[i]
		if len(n.Nodes) > 0 {
			r.label[n.ID] = ""
			r.parents(n.Nodes)
		}
		if n.Parent != "" && n.Parent != n.ID {
			r.label[n.Parent] = ""
		}
	}
}

// labels notes what the clusters are called.
func (r *reader) labels(nodes []node) {
	for i := range nodes {
		n := &nodes[i]
		if label, isCluster := r.label[n.ID]; isCluster && label == "" {
			r.label[n.ID] = n.Label
		}
		r.labels(n.Nodes)
	}
}

func (r *reader) graphNodes(nodes []node, parent string) error {
	for i := range nodes {
		n := &nodes[i]
		if err := r.ctx.Err(); err != nil {
			return err
		}
		where := "node " + format.Shorten(n.ID)
		if _, taken := r.variable[n.ID]; taken {
			r.Report.Lose("nodes whose id is taken by another", where)
			continue
		}
		inside := parent
		if n.Parent != "" && n.Parent != n.ID {
			inside = n.Parent
		}
		if _, isCluster := r.label[n.ID]; isCluster {
			r.variable[n.ID] = ""
			if inside != "" {
				r.Report.Note("clusters within clusters, of which the innermost counts", where)
			}
			if len(n.Values) > 0 {
				r.Report.Lose("attributes of clusters", where)
			}
			if err := r.graphNodes(n.Nodes, n.ID); err != nil {
				return err
			}
			continue
		}
		if err := r.node(n, inside, where); err != nil {
			return err
		}
	}
	return nil
}

// gephiGrey is the colour of a node that nobody has coloured.
const gephiGrey = "#999999"

func (r *reader) node(n *node, parent, where string) error {
	said, has := r.said(n.Values, r.nodes, where)
	if c := n.Colour.hex(); c != "" && c != gephiGrey && !has["colour"] && !has["color"] {
		said = append(said, format.Attribute{Name: "colour", Value: c})
	}
	if p := n.Position; p != nil && !has["x"] && !has["y"] {
		y, up := strings.CutPrefix(strings.TrimSpace(p.Y), "-")
		if !up {
			y = "-" + y
		}
		said = append(said, format.Attribute{Name: "x", Value: p.X}, format.Attribute{Name: "y", Value: y})
	}
	if n.Size != nil || n.Shape != nil {
		r.Report.Lose("sizes and shapes of nodes", where)
	}
	if n.some() {
		r.Report.Lose("times of a dynamic graph", where)
	}
	v := r.VariableOf(n.Label, said, where)
	if v.Label.Empty() {
		if label := r.Label(n.ID, where); label != "" {
			r.Report.Note("variables without a label, called by their node's id", where)
			v.Label = maps.Plain(label)
		}
	}
	switch {
	case parent != "" && v.Cluster != "":
		r.Report.Lose("second clusters of variables", where)
	case parent != "":
		label := r.label[parent]
		if strings.TrimSpace(label) == "" {
			label = parent
		}
		v.Cluster = r.Cluster("node "+parent, label, where)
	}
	id, err := r.Variable(v, where)
	r.variable[n.ID] = id
	return err
}

// said returns what values say, with the defaults of those that are not there,
// and the names of all in lower case.
func (r *reader) said(all []value, v vocabulary, where string) ([]format.Attribute, map[string]bool) {
	said := make([]format.Attribute, 0, len(all)+4)
	given, has := make(map[string]bool, len(all)), make(map[string]bool, len(all))
	add := func(id, text string) {
		name, known := v.name[id]
		if !known {
			r.Report.Note("values of attributes that the file does not declare", where+": "+format.Shorten(id))
			name = id
		}
		given[id], has[strings.ToLower(name)] = true, true
		said = append(said, format.Attribute{Name: name, Value: text})
	}
	for _, a := range all {
		if a.For == "" {
			a.For = a.ID
		}
		add(a.For, a.Value)
	}
	for _, a := range v.defaults {
		if !given[a.For] {
			add(a.For, a.Value)
		}
	}
	return said, has
}

// someWeight reports whether weights say something: Gephi writes a weight of 1
// where there is none.
func someWeight(edges []edge) bool {
	for i := range edges {
		if w := strings.TrimSpace(edges[i].Weight); w != "" {
			if v, err := strconv.ParseFloat(w, 64); err != nil || v != 1 {
				return true
			}
		}
	}
	return false
}

func someWeightWithin(nodes []node) bool {
	for i := range nodes {
		if someWeight(nodes[i].Edges) || someWeightWithin(nodes[i].Nodes) {
			return true
		}
	}
	return false
}

func (r *reader) edgesWithin(nodes []node, undirected bool) error {
	for i := range nodes {
		if err := r.graphEdges(nodes[i].Edges, undirected); err != nil {
			return err
		}
		if err := r.edgesWithin(nodes[i].Nodes, undirected); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) graphEdges(edges []edge, undirected bool) error {
	for i := range edges {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		e := &edges[i]
		both := undirected
		switch strings.ToLower(strings.TrimSpace(e.Kind)) {
		case "directed":
			both = false
		case "undirected", "mutual":
			both = true
		}
		if err := r.edge(e, both); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) edge(e *edge, both bool) error {
	where := "edge " + format.Shorten(e.Source) + " → " + format.Shorten(e.Target)
	from, okFrom := r.variable[e.Source]
	to, okTo := r.variable[e.Target]
	switch {
	case !okFrom || !okTo:
		r.Report.Lose("links to nodes that do not exist", where)
		return nil
	case from == "" || to == "":
		r.Report.Lose("links from or to clusters", where)
		return nil
	}
	said, has := r.said(e.Values, r.edges, where)
	if r.weighted && !has["weight"] {
		said = append(said, format.Attribute{Name: "weight", Value: e.Weight})
	}
	if e.Label != "" {
		said = append(said, format.Attribute{Name: "label", Value: e.Label})
	}
	if e.Thickness != nil {
		r.Report.Lose("thicknesses of links", where)
	}
	if e.some() {
		r.Report.Lose("times of a dynamic graph", where)
	}
	if e.Shape != nil && strings.EqualFold(strings.TrimSpace(e.Shape.Value), "dashed") || e.Colour.hex() == "#ff0000" {
		said = r.DashedLine(said, r.dashed, where)
	}
	l := r.LinkOf(from, to, said, where)
	if err := r.Link(l, where); err != nil || !both || from == to {
		return err
	}
	r.Report.Note("undirected and mutual links, read as one each way", where)
	l = r.Back(l)
	return r.Link(l, where)
}
