package graphml

import (
	"context"
	"fmt"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reader is a map as far as it has been read.
type reader struct {
	*format.Draft
	ctx context.Context
	// dashed is set where people say that dashed lines are negative.
	dashed bool
	// nodes and edges hold what the keys of data mean, and the defaults.
	nodes, edges vocabulary
	// variable holds ids by those of nodes; "" for a node that is a cluster.
	variable map[string]string
}

// vocabulary is what data say of one kind of thing.
type vocabulary struct {
	name map[string]string
	// defaults are in the order of the file.
	defaults []data
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	r := &reader{Draft: format.NewDraft("graphml", o), ctx: ctx, dashed: o.DashedIsNegative, variable: map[string]string{}}
	text, err := r.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	var doc document
	if err := r.DecodeXML(ctx, text, &doc); err != nil {
		return nil, nil, err
	}
	if doc.XMLName.Local != "graphml" {
		return nil, nil, fmt.Errorf("%w: the root element is %q, not graphml", format.ErrFormat, format.Shorten(doc.XMLName.Local))
	}
	r.nodes, r.edges = vocabularyOf(doc.Keys, "node"), vocabularyOf(doc.Keys, "edge")
	if len(doc.Graphs) > 1 {
		r.Report.Note("files with several graphs, read as one map", fmt.Sprint(len(doc.Graphs), " graphs"))
	}
	r.describe(doc.Keys, doc.Data, doc.Graphs)
	for i := range doc.Graphs {
		if err := r.graphNodes(&doc.Graphs[i], ""); err != nil {
			return nil, nil, err
		}
	}
	for i := range doc.Graphs {
		if err := r.graphEdges(&doc.Graphs[i]); err != nil {
			return nil, nil, err
		}
	}
	return r.Finish()
}

func vocabularyOf(keys []declaration, of string) vocabulary {
	v := vocabulary{name: map[string]string{}}
	for _, k := range keys {
		if kind := strings.ToLower(k.For); kind != of && kind != "all" && kind != "" {
			continue
		}
		name := k.Name
		if name == "" {
			name = k.ID
		}
		v.name[k.ID] = name
		if strings.TrimSpace(k.Default) != "" {
			v.defaults = append(v.defaults, data{Key: k.ID, Text: k.Default})
		}
	}
	return v
}

// describe reads title and note of the map.
func (r *reader) describe(keys []declaration, top []data, graphs []graph) {
	names := vocabularyOf(keys, "graph")
	said := top
	for i := range graphs {
		if graphs[i].Desc != "" {
			said = append(said, data{Key: "desc", Text: graphs[i].Desc})
		}
		said = append(said, graphs[i].Data...)
	}
	note := ""
	for _, d := range said {
		name, known := names.name[d.Key]
		if !known {
			name = d.Key
		}
		switch text := r.Text(d.Text, "graph"); strings.ToLower(name) {
		case "title", "label", "name":
			if title := r.Label(text, "graph"); title != "" {
				r.Map.Title = maps.Plain(title)
			}
		case "note", "description", "desc", "comment":
			note = strings.TrimSpace(note + "\n\n" + text)
		default:
			if text != "" {
				r.Report.Lose("attributes of the graph", format.Shorten(name))
			}
		}
	}
	if note = r.Text(note, "graph"); note != "" {
		r.Map.Note = maps.Plain(note)
	}
}

// graphNodes reads the nodes of a graph that belong to a cluster.
func (r *reader) graphNodes(g *graph, cluster string) error {
	for i := range g.Nodes {
		n := &g.Nodes[i]
		if err := r.ctx.Err(); err != nil {
			return err
		}
		where := "node " + format.Shorten(n.ID)
		if _, taken := r.variable[n.ID]; taken {
			r.Report.Lose("nodes whose id is taken by another", where)
			continue
		}
		said := r.said(n.Data, r.nodes, where)
		if n.Desc != "" {
			said = append(said, format.Attribute{Name: "note", Value: n.Desc})
		}
		if len(n.Graphs) == 0 {
			if err := r.node(n.ID, said, cluster, where); err != nil {
				return err
			}
			continue
		}
		r.variable[n.ID] = ""
		if cluster != "" {
			r.Report.Note("clusters within clusters, of which the innermost counts", where)
		}
		inner := r.cluster(n.ID, said, where)
		for k := range n.Graphs {
			if err := r.graphNodes(&n.Graphs[k], inner); err != nil {
				return err
			}
		}
	}
	return nil
}

// cluster makes the cluster of a node that holds a graph.
func (r *reader) cluster(id string, said []format.Attribute, where string) string {
	label := ""
	for _, a := range said {
		switch strings.ToLower(a.Name) {
		case "label", "name", "title":
			if label == "" {
				label = a.Value
			}
		case "x", "y", "colour", "color":
			// A group's frame follows from what is in it.
		default:
			r.Report.Lose("attributes of clusters", where+": "+format.Shorten(a.Name))
		}
	}
	// The prefix keeps ids of nodes apart from labels in attributes.
	if label == "" {
		label = id
	}
	return r.Cluster("node "+id, label, where)
}

func (r *reader) node(id string, said []format.Attribute, cluster, where string) error {
	v := r.VariableOf("", said, where)
	if v.Label.Empty() {
		if label := r.Label(id, where); label != "" {
			r.Report.Note("variables without a label, called by their node's id", where)
			v.Label = maps.Plain(label)
		}
	}
	switch {
	case v.Cluster == "":
		v.Cluster = cluster
	case cluster != "":
		r.Report.Lose("second clusters of variables", where)
	}
	variable, err := r.Variable(v, where)
	r.variable[id] = variable
	return err
}

// said returns the attributes of data, with the defaults of those that are not
// there. What yEd draws comes last, since people's own attributes count first.
func (r *reader) said(all []data, v vocabulary, where string) []format.Attribute {
	var said []format.Attribute
	given := make(map[string]bool, len(all))
	var drawn []drawing
	for _, d := range all {
		given[d.Key] = true
		if len(d.Drawings) > 0 {
			drawn = append(drawn, d.Drawings...)
			continue
		}
		name, known := v.name[d.Key]
		if !known {
			if strings.TrimSpace(d.Text) != "" {
				r.Report.Note("data whose key the file does not declare", where+": "+format.Shorten(d.Key))
			}
			name = d.Key
		}
		said = append(said, format.Attribute{Name: name, Value: d.Text})
	}
	for _, d := range v.defaults {
		if !given[d.Key] {
			said = append(said, format.Attribute{Name: v.name[d.Key], Value: d.Text})
		}
	}
	return r.drawn(said, drawn, where)
}

func (r *reader) graphEdges(g *graph) error {
	for range g.Hyperedges {
		r.Report.Lose("links between more than two nodes", "graph "+format.Shorten(g.ID))
	}
	undirected := strings.EqualFold(strings.TrimSpace(g.EdgeDefault), "undirected")
	for i := range g.Edges {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		e := &g.Edges[i]
		way := undirected
		switch strings.ToLower(strings.TrimSpace(e.Directed)) {
		case "true", "1":
			way = false
		case "false", "0":
			way = true
		}
		if err := r.edge(e, way); err != nil {
			return err
		}
	}
	for i := range g.Nodes {
		for k := range g.Nodes[i].Graphs {
			if err := r.graphEdges(&g.Nodes[i].Graphs[k]); err != nil {
				return err
			}
		}
	}
	return nil
}

// drawings are all that yEd draws of something.
func drawings(all []data) (list []drawing) {
	for _, d := range all {
		list = append(list, d.Drawings...)
	}
	return list
}

func (r *reader) edge(e *edge, undirected bool) error {
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
	if len(e.Graphs) > 0 {
		r.Report.Lose("graphs within links", where)
	}
	said := r.said(e.Data, r.edges, where)
	if e.Desc != "" {
		said = append(said, format.Attribute{Name: "note", Value: e.Desc})
	}
	drawn := headsOf(drawings(e.Data))
	if drawn.turned {
		from, to = to, from
		r.Report.Note("arrows with their head at the start, turned round", where)
	}
	l := r.LinkOf(from, to, said, where)
	if l.Sign == maps.Unknown && drawn.blunt {
		l.Sign = maps.Negative
		r.Report.Note("signs read from arrowheads", where)
	}
	both := drawn.both || undirected && !drawn.turned
	if err := r.Link(l, where); err != nil || !both || from == to {
		return err
	}
	r.Report.Note("undirected and mutual links, read as one each way", where)
	return r.Link(r.Back(l), where)
}
