package dot

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// reader is a map as far as it has been read.
type reader struct {
	*format.Draft
	graph  *graph
	dashed bool
	// ids holds the ids of variables by index of the node.
	ids []string
	// cluster holds the ids of clusters, by index.
	cluster map[int]string
}

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	r := &reader{Draft: format.NewDraft("dot", o), dashed: o.DashedIsNegative, cluster: map[int]string{}}
	text, err := r.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	if r.graph, err = parse(ctx, string(text), r.Limits); err != nil {
		return nil, nil, err
	}
	r.describe()
	for i := range r.graph.nodes {
		if err := r.node(&r.graph.nodes[i]); err != nil {
			return nil, nil, err
		}
	}
	for i := range r.graph.edges {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if err := r.edge(&r.graph.edges[i]); err != nil {
			return nil, nil, err
		}
	}
	return r.Finish()
}

// describe reads what is said of the graph as a whole.
func (r *reader) describe() {
	g := r.graph
	if g.further {
		r.Report.Lose("graphs after the first", "")
	}
	for range g.ports {
		r.Report.Lose("ports of links", "")
	}
	for _, a := range g.attributes {
		switch strings.ToLower(a.Name) {
		case "label", "title":
			if title := r.Label(label(a.Value, ""), "graph"); title != "" {
				r.Map.Title = maps.Plain(title)
			}
		case "note", "comment":
			if note := r.Text(plain(a.Value, ""), "graph"); note != "" {
				r.Map.Note = maps.Plain(note)
			}
		case "inputscale":
			// Says in which unit neato reads the positions.
		default:
			r.drawing("the graph", a.Name, "")
		}
	}
}

// drawing counts an attribute that says how something is drawn.
func (r *reader) drawing(of, name, where string) {
	r.Report.Lose("attributes that say how "+of+" is drawn", strings.TrimPrefix(where+": "+format.Shorten(name), ": "))
}

// clusterOf returns the id of a cluster, which is made when the first variable
// is in it.
func (r *reader) clusterOf(i int) string {
	if i == none {
		return ""
	}
	if id, known := r.cluster[i]; known {
		return id
	}
	c := &r.graph.clusters[i]
	where := fmt.Sprintf("line %d: %s", c.line, format.Shorten(c.name))
	text := ""
	for _, a := range c.attributes {
		if strings.EqualFold(a.Name, "label") {
			text = label(a.Value, c.name)
			continue
		}
		r.drawing("a cluster", a.Name, where)
	}
	if c.parent != none {
		r.Report.Note("clusters within clusters, of which the innermost counts", where)
	}
	if strings.TrimSpace(text) == "" {
		text = strings.Trim(c.name[len("cluster"):], "_- ")
	}
	id := r.Cluster("subgraph "+c.name, text, where)
	r.cluster[i] = id
	return id
}

func (r *reader) node(n *node) error {
	where := fmt.Sprintf("line %d: %s", n.line, format.Shorten(n.id))
	text := n.id
	said := make([]format.Attribute, 0, len(n.attributes))
	for _, a := range n.attributes {
		switch name := strings.ToLower(a.Name); {
		case name == "label":
			if strings.HasPrefix(a.Value, htmlMark) {
				r.Report.Note("labels in HTML, read as plain text", where)
			}
			if text = label(a.Value, n.id); strings.TrimSpace(text) == "" {
				text = n.id
				r.Report.Note("variables without a label, called by their node's id", where)
			}
		case name == "pos":
			// Written as x and y, the other way up.
			said = append(said, r.position(a.Value, where)...)
		case name == "style" && strings.EqualFold(a.Value, "filled"):
			// Says that the colour is to be seen.
		case drawn()[name]:
			r.drawing("a variable", a.Name, where)
		default:
			said = append(said, format.Attribute{Name: a.Name, Value: plain(a.Value, n.id)})
		}
	}
	v := r.VariableOf(text, said, where)
	if v.Cluster == "" {
		v.Cluster = r.clusterOf(n.cluster)
	} else if n.cluster != none {
		r.Report.Lose("second clusters of variables", where)
	}
	for range n.others {
		r.Report.Lose("second clusters of variables", where)
	}
	id, err := r.Variable(v, where)
	r.ids = append(r.ids, id)
	return err
}

// position reads "x,y" or "x,y!", with y up.
func (r *reader) position(s, where string) []format.Attribute {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '!' || r == ' ' })
	if len(parts) < 2 {
		r.Report.Lose("positions that are not numbers", where+": "+format.Shorten(s))
		return nil
	}
	y, down := strings.CutPrefix(parts[1], "-")
	if !down {
		y = "-" + y
	}
	return []format.Attribute{{Name: "x", Value: parts[0]}, {Name: "y", Value: y}}
}

// drawn holds the attributes of Graphviz that say nothing but how nodes and edges
// are drawn.
var drawn = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`
		area arrowhead arrowsize arrowtail class color colorscheme constraint decorate dir distortion edgehref edgetarget edgetooltip edgeurl fixedsize
		fontcolor fontname fontsize gradientangle group head_lp headclip headhref headlabel headport headtarget headtooltip headurl height href id image imagepos
		imagescale labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref labelloc labeltarget labeltooltip labelurl layer len
		lhead lp ltail margin minlen nojustify ordering orientation penwidth peripheries pin pos rects regular root samehead sametail samplepoints shape shapefile
		showboxes sides skew sortv style tail_lp tailclip tailhref taillabel tailport tailtarget tailtooltip tailurl target url vertices width xlabel xlp z`) {
		all[name] = true
	}
	return all
})
