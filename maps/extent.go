package maps

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v4"
)

// extent is a node together with the bytes it takes up, from which edits are
// made. The parser says only where nodes begin.
type extent struct {
	node *yaml.Node
	// start and end bound the node's text; they are equal where a value was
	// left out.
	start, end int
	// colon is where the colon before a mapping's value stands, or −1.
	colon int
	// inside holds the entries of a list, or keys and values in turn.
	inside []*extent
}

// extents measures a parsed text. It fails on what it cannot follow, so that
// an edit is refused rather than put in the wrong place.
func (s *source) extents() (*extent, error) {
	m := &measurer{text: s.text, at: cursor{line: 1, column: 1}}
	return m.measure(s.root, 0, -1)
}

type measurer struct {
	text []byte
	// at moves forward only: nodes are measured in the order of the text.
	at cursor
}

// lost is the error for text that the measurer cannot follow.
func (m *measurer) lost(n *yaml.Node) error {
	return fmt.Errorf("line %d is written in a way that sysmap cannot edit; change it by hand", n.Line)
}

// measure finds the extent of a node. gap is where the node stands if it was
// left out; indent is the column, from 0, of the collection it is in.
func (m *measurer) measure(n *yaml.Node, gap, indent int) (*extent, error) {
	e := &extent{node: n, start: gap, end: gap, colon: -1}
	if isNull(n) && n.Value == "" {
		return e, nil
	}
	if !m.seek(n) {
		return nil, m.lost(n)
	}
	e.start = m.at.offset
	content, ok := m.properties(e.start)
	if !ok {
		return nil, m.lost(n)
	}
	var err error
	switch n.Kind {
	case yaml.MappingNode, yaml.SequenceNode:
		err = m.collection(e, content)
	case yaml.AliasNode:
		e.end = content
		for e.end < len(m.text) && bytes.IndexByte([]byte(" \t\r\n,]}"), m.text[e.end]) < 0 {
			e.end++
		}
	default:
		e.end = m.scalarEnd(n, content, indent)
	}
	if err == nil && e.end < content {
		err = m.lost(n)
	}
	return e, err
}

// seek moves to where a node begins.
func (m *measurer) seek(n *yaml.Node) bool {
	for m.at.line < n.Line && m.at.offset < len(m.text) {
		next := bytes.IndexAny(m.text[m.at.offset:], "\r\n")
		if next < 0 {
			return false
		}
		m.at.offset += next
		m.at.advance(m.text, m.at.offset+1)
	}
	for m.at.column < n.Column && m.at.offset < len(m.text) && m.at.line == n.Line {
		m.at.advance(m.text, m.at.offset+1)
	}
	return m.at.line == n.Line && m.at.column == n.Column
}

// properties skips an anchor and a tag, which stand only under x- keys.
func (m *measurer) properties(i int) (int, bool) {
	for i < len(m.text) && (m.text[i] == '&' || m.text[i] == '!') {
		length := bytes.IndexAny(m.text[i:], " \t\r\n")
		if length < 0 {
			return i, false
		}
		i = skipBlank(m.text, i+length)
	}
	return i, true
}

// collection measures what is inside a mapping or list, and where it ends.
func (m *measurer) collection(e *extent, content int) error {
	open := byte(0)
	if content < len(m.text) {
		open = m.text[content]
	}
	bracketed := e.node.Style&yaml.FlowStyle != 0 && (open == '{' && e.node.Kind == yaml.MappingNode || open == '[' && e.node.Kind == yaml.SequenceNode)
	at := content
	if bracketed {
		at++
	}
	var err error
	if e.node.Kind == yaml.MappingNode {
		at, err = m.pairs(e, at)
	} else {
		at, err = m.entries(e, at, bracketed)
	}
	if err != nil {
		return err
	}
	if !bracketed {
		e.end = at
		return nil
	}
	at = skipBlank(m.text, at)
	if at < len(m.text) && m.text[at] == ',' {
		at = skipBlank(m.text, at+1)
	}
	if at >= len(m.text) || m.text[at] != open+2 {
		return m.lost(e.node)
	}
	e.end = at + 1
	return nil
}

// pairs measures the keys and values of a mapping.
func (m *measurer) pairs(e *extent, at int) (int, error) {
	indent := -1
	for i := 0; i+1 < len(e.node.Content); i += 2 {
		key, err := m.measure(e.node.Content[i], at, indent)
		if err != nil {
			return 0, err
		}
		if i == 0 {
			indent = key.node.Column - 1
		}
		after, colon := skipBlank(m.text, key.end), -1
		gap := key.end
		if after < len(m.text) && m.text[after] == ':' {
			colon, gap = after, after+1
		}
		value, err := m.measure(e.node.Content[i+1], gap, indent)
		if err != nil {
			return 0, err
		}
		value.colon = colon
		e.inside = append(e.inside, key, value)
		at = value.end
	}
	return at, nil
}

// entries measures the entries of a list.
func (m *measurer) entries(e *extent, at int, bracketed bool) (int, error) {
	for _, n := range e.node.Content {
		gap := at
		if !bracketed {
			if dash := skipBlank(m.text, at); dash < len(m.text) && m.text[dash] == '-' {
				gap = dash + 1
			}
		}
		entry, err := m.measure(n, gap, e.node.Column-1)
		if err != nil {
			return 0, err
		}
		e.inside = append(e.inside, entry)
		at = entry.end
	}
	return at, nil
}

// scalarEnd returns where a scalar ends, or −1.
func (m *measurer) scalarEnd(n *yaml.Node, start, indent int) int {
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i := start + 1; i < len(m.text); i++ {
			switch m.text[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
		return -1
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i := start + 1; i < len(m.text); i++ {
			if m.text[i] != '\'' {
				continue
			}
			if i+1 >= len(m.text) || m.text[i+1] != '\'' {
				return i + 1
			}
			i++
		}
		return -1
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return m.blockEnd(start, indent)
	}
	return m.plainEnd(n.Value, start)
}

// plainEnd follows the value through the text; a plain text that goes over
// several lines has blanks in its value where the lines break.
func (m *measurer) plainEnd(value string, i int) int {
	blank := func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
	for j := 0; j < len(value); {
		if i >= len(m.text) {
			return -1
		}
		if !blank(value[j]) {
			if m.text[i] != value[j] {
				return -1
			}
			i, j = i+1, j+1
			continue
		}
		if !blank(m.text[i]) {
			return -1
		}
		for j < len(value) && blank(value[j]) {
			j++
		}
		for i < len(m.text) && blank(m.text[i]) {
			i++
		}
	}
	return i
}

// blockEnd returns where a text after | or > ends: behind its last line that is
// not blank, or behind the blank lines too if they belong to it (|+).
func (m *measurer) blockEnd(start, parent int) int {
	header := m.text[start:lineEnd(m.text, start)]
	keep, indent := false, -1
	for _, c := range header[1:] {
		switch {
		case c == '+':
			keep = true
		case c >= '1' && c <= '9':
			indent = max(parent, 0) + int(c-'0')
		case c == ' ' || c == '#':
		}
		if c == '#' {
			break
		}
	}
	end := start + len(header)
	blanksEnd := end
	for i := nextLine(m.text, end); i < len(m.text); i = nextLine(m.text, lineEnd(m.text, i)) {
		stop := lineEnd(m.text, i)
		line := m.text[i:stop]
		text := bytes.TrimLeft(line, " ")
		if len(bytes.TrimSpace(line)) == 0 {
			blanksEnd = nextLine(m.text, stop)
			continue
		}
		if indent < 0 {
			indent = max(len(line)-len(text), parent+1)
		}
		if len(line)-len(text) < indent {
			break
		}
		end, blanksEnd = stop, nextLine(m.text, stop)
	}
	if keep {
		return blanksEnd
	}
	return end
}

// skipBlank returns the first place from i on that is neither blank, a line
// break nor a comment.
func skipBlank(text []byte, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			i++
		case c == '#' && (i == 0 || text[i-1] == ' ' || text[i-1] == '\t' || text[i-1] == '\n' || text[i-1] == '\r'):
			i = lineEnd(text, i)
		default:
			return i
		}
	}
	return i
}

// lineEnd returns where the line break after i stands, or the end of the text.
func lineEnd(text []byte, i int) int {
	if n := bytes.IndexAny(text[i:], "\r\n"); n >= 0 {
		return i + n
	}
	return len(text)
}

// nextLine returns the place behind the line break that stands at i.
func nextLine(text []byte, i int) int {
	if i < len(text) && text[i] == '\r' {
		i++
		if i < len(text) && text[i] == '\n' {
			i++
		}
		return i
	}
	return min(i+1, len(text))
}

// lineStart returns where the line that holds i begins.
func lineStart(text []byte, i int) int {
	return bytes.LastIndexAny(text[:i], "\r\n") + 1
}
