package dot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sysmap/maps/exchange/format"
)

// parser reads a graph from tokens.
type parser struct {
	ctx    context.Context
	lexer  lexer
	ahead  token
	limits format.Limits
	graph  *graph
	// named holds the nodes of subgraphs that have a name, to be named again.
	named map[string][]int
	// clusters holds indices by name.
	clusters map[string]int
	depth    int
	// joined counts edges, and nodes of subgraphs that are named again.
	joined int
}

// scope is what holds within a pair of braces.
type scope struct {
	nodes, edges []format.Attribute
	// cluster is the innermost one, or none.
	cluster int
	// own says that the braces are those of the cluster itself.
	own  bool
	root bool
}

// mostAttributes is how many attributes a node or an edge may have.
const mostAttributes = 100

func parse(ctx context.Context, text string, limits format.Limits) (*graph, error) {
	p := &parser{ctx: ctx, lexer: lexer{text: text, line: 1}, limits: limits, graph: &graph{index: map[string]int{}}, named: map[string][]int{}, clusters: map[string]int{}}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.ahead.is("strict") {
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if !p.ahead.is("digraph") && !p.ahead.is("graph") {
		return nil, p.unexpected("graph or digraph")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.name() {
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if _, err := p.block(scope{cluster: none, root: true}); err != nil {
		return nil, err
	}
	p.graph.further = p.ahead.kind != end
	return p.graph, nil
}

// advance takes the next token, with texts in quotes joined by +.
func (p *parser) advance() (err error) {
	if p.ahead, err = p.lexer.next(); err != nil || p.ahead.kind != quoted {
		return err
	}
	var parts []string
	for {
		before := p.lexer
		plus, err := p.lexer.next()
		if err == nil && plus.kind == mark && plus.text == "+" {
			var part token
			if part, err = p.lexer.next(); err == nil && part.kind == quoted {
				parts = append(parts, part.text)
				continue
			}
		}
		// What is no continuation is read again.
		p.lexer = before
		p.ahead.text += strings.Join(parts, "")
		return nil
	}
}

func (p *parser) unexpected(wanted string) error {
	found := fmt.Sprintf("%q", format.Shorten(p.ahead.text))
	if p.ahead.kind == end {
		found = "the end of the file"
	}
	return p.lexer.fail(p.ahead.line, fmt.Sprintf("%s stands where %s should be", found, wanted))
}

// at reports whether a mark is next.
func (p *parser) at(text string) bool { return p.ahead.kind == mark && p.ahead.text == text }

// name reports whether a name is next.
func (p *parser) name() bool {
	return p.ahead.kind == word || p.ahead.kind == quoted || p.ahead.kind == markup
}

// block reads statements in braces, and returns the nodes that they mention.
func (p *parser) block(s scope) (nodes []int, err error) {
	if !p.at("{") {
		return nil, p.unexpected("{")
	}
	if p.depth++; p.depth > p.limits.Depth {
		return nil, fmt.Errorf("%w: line %d: more than %d graphs within each other", format.ErrLimit, p.ahead.line, p.limits.Depth)
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	for !p.at("}") {
		if p.at(";") || p.at(",") {
			if err := p.advance(); err != nil {
				return nil, err
			}
			continue
		}
		mentioned, err := p.statement(&s)
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, mentioned...)
		if err := p.ctx.Err(); err != nil {
			return nil, err
		}
	}
	p.depth--
	return nodes, p.advance()
}

// statement reads one statement, and returns the nodes that it mentions.
func (p *parser) statement(s *scope) ([]int, error) {
	switch {
	case p.ahead.is("node"):
		return nil, p.defaults(s, &s.nodes)
	case p.ahead.is("edge"):
		return nil, p.defaults(s, &s.edges)
	case p.ahead.is("graph"):
		return nil, p.defaults(s, nil)
	}
	if !p.at("{") && !p.ahead.is("subgraph") {
		if !p.name() {
			return nil, p.unexpected("a name, an arrow or }")
		}
		first := p.ahead
		if err := p.advance(); err != nil {
			return nil, err
		}
		if p.at("=") {
			value, err := p.value()
			if err != nil {
				return nil, err
			}
			return nil, p.say(s, format.Attribute{Name: first.text, Value: value}, first.line)
		}
		node, err := p.node(first, s)
		if err != nil {
			return nil, err
		}
		if !p.at("->") && !p.at("--") {
			return []int{node}, p.describe(&p.graph.nodes[node])
		}
		return p.chain([]int{node}, s)
	}
	nodes, err := p.subgraph(s)
	if err != nil || !p.at("->") && !p.at("--") {
		return nodes, err
	}
	return p.chain(nodes, s)
}

// describe reads the attributes of a node.
func (p *parser) describe(n *node) error {
	line := p.ahead.line
	said, err := p.attributes()
	for _, a := range said {
		if n.attributes = set(n.attributes, a); len(n.attributes) > mostAttributes {
			return p.tooMany(line)
		}
	}
	return err
}

func (p *parser) tooMany(line int) error {
	return fmt.Errorf("%w: line %d: more than %d attributes of one thing", format.ErrLimit, line, mostAttributes)
}

// say states an attribute of the graph or of the cluster whose braces these are.
func (p *parser) say(s *scope, a format.Attribute, line int) error {
	of := &p.graph.attributes
	switch {
	case s.own:
		of = &p.graph.clusters[s.cluster].attributes
	case !s.root:
		return nil
	}
	if *of = set(*of, a); len(*of) > mostAttributes {
		return p.tooMany(line)
	}
	return nil
}

// defaults reads the attributes of all nodes or edges that follow, or, where
// into is nil, of the graph.
func (p *parser) defaults(s *scope, into *[]format.Attribute) error {
	line := p.ahead.line
	if err := p.advance(); err != nil {
		return err
	}
	if !p.at("[") {
		return p.unexpected("[")
	}
	said, err := p.attributes()
	for _, a := range said {
		if into == nil {
			if err := p.say(s, a, line); err != nil {
				return err
			}
			continue
		}
		// Scopes share what they inherit.
		*into = set(slices.Clone(*into), a)
		if len(*into) > mostAttributes {
			return p.tooMany(line)
		}
	}
	return err
}

// subgraph reads a subgraph and returns its nodes.
func (p *parser) subgraph(s *scope) ([]int, error) {
	inner := *s
	inner.own, inner.root = false, false
	name := ""
	if p.ahead.is("subgraph") {
		if err := p.advance(); err != nil {
			return nil, err
		}
		if p.name() {
			name = p.ahead.text
			if strings.HasPrefix(strings.ToLower(name), "cluster") {
				inner.cluster, inner.own = p.cluster(name, s.cluster), true
			}
			if err := p.advance(); err != nil {
				return nil, err
			}
		}
		if name != "" && !p.at("{") {
			return p.named[name], p.join(len(p.named[name]))
		}
	}
	nodes, err := p.block(inner)
	slices.Sort(nodes)
	nodes = slices.Compact(nodes)
	if name != "" {
		p.named[name] = nodes
	}
	return nodes, err
}

// join counts edges that a few words may make many of.
func (p *parser) join(n int) error {
	most := 2 * (p.limits.Links + p.limits.Variables)
	if p.joined += n; p.joined > most {
		return fmt.Errorf("%w: line %d: more than %d edges", format.ErrLimit, p.ahead.line, most)
	}
	return nil
}

// cluster returns the cluster of a name, which may be opened again.
func (p *parser) cluster(name string, parent int) int {
	at, known := p.clusters[name]
	if !known {
		at = len(p.graph.clusters)
		p.clusters[name] = at
		p.graph.clusters = append(p.graph.clusters, cluster{name: name, line: p.ahead.line, parent: parent})
	}
	return at
}

// node returns the node of a name, made if it is new; its port is passed over.
func (p *parser) node(t token, s *scope) (int, error) {
	for range 2 {
		if !p.at(":") {
			break
		}
		if err := p.advance(); err != nil {
			return 0, err
		}
		if !p.name() {
			return 0, p.unexpected("the name of a port")
		}
		p.graph.ports++
		if err := p.advance(); err != nil {
			return 0, err
		}
	}
	g := p.graph
	at, known := g.index[t.text]
	if !known {
		if len(g.nodes) >= p.limits.Variables {
			return 0, fmt.Errorf("%w: line %d: more than %d variables", format.ErrLimit, t.line, p.limits.Variables)
		}
		at = len(g.nodes)
		g.index[t.text] = at
		g.nodes = append(g.nodes, node{id: t.text, line: t.line, attributes: slices.Clone(s.nodes), cluster: none})
	}
	g.place(at, s.cluster)
	return at, nil
}

// chain reads the rest of an edge statement, and returns all nodes in it.
func (p *parser) chain(from []int, s *scope) ([]int, error) {
	all := slices.Clone(from)
	first := len(p.graph.edges)
	for p.at("->") || p.at("--") {
		directed, line := p.at("->"), p.ahead.line
		if err := p.advance(); err != nil {
			return nil, err
		}
		to, err := p.target(s)
		if err != nil {
			return nil, err
		}
		if err := p.join(len(from) * len(to)); err != nil {
			return nil, err
		}
		for _, a := range from {
			for _, b := range to {
				p.graph.edges = append(p.graph.edges, edge{from: a, to: b, line: line, directed: directed, attributes: s.edges})
			}
		}
		all = append(all, to...)
		from = to
	}
	said, err := p.attributes()
	if len(said) == 0 || err != nil {
		return all, err
	}
	together := slices.Clone(s.edges)
	for _, a := range said {
		together = set(together, a)
	}
	for i := first; i < len(p.graph.edges); i++ {
		p.graph.edges[i].attributes = together
	}
	return all, nil
}

// target reads what an arrow points to.
func (p *parser) target(s *scope) ([]int, error) {
	if p.at("{") || p.ahead.is("subgraph") {
		return p.subgraph(s)
	}
	if !p.name() {
		return nil, p.unexpected("a name")
	}
	t := p.ahead
	if err := p.advance(); err != nil {
		return nil, err
	}
	node, err := p.node(t, s)
	return []int{node}, err
}
