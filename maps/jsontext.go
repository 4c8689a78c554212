package maps

import (
	"bytes"
	"encoding/json"
	"io"

	"go.yaml.in/yaml/v4"
)

// parseJSON reads a text that is one JSON object into the same kind of tree as
// YAML gives. YAML parsers read most JSON, but stumble over escaped surrogate
// pairs, which is how many programs write emoji. It returns false when the
// text is not a JSON object, or nested too deeply.
func parseJSON(text []byte) (*yaml.Node, bool) {
	if trimmed := bytes.TrimLeft(text, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' {
		return nil, false
	}
	p := &jsonParser{decoder: json.NewDecoder(bytes.NewReader(text)), text: text, at: cursor{line: 1, column: 1}}
	p.decoder.UseNumber()
	root, ok := p.value(0)
	if !ok {
		return nil, false
	}
	if _, err := p.decoder.Token(); err != io.EOF {
		return nil, false
	}
	return root, true
}

type jsonParser struct {
	decoder *json.Decoder
	text    []byte
	at      cursor
}

func (p *jsonParser) value(depth int) (*yaml.Node, bool) {
	start := int(p.decoder.InputOffset())
	token, err := p.decoder.Token()
	if err != nil || depth > maxDepth {
		return nil, false
	}
	for start < len(p.text) && bytes.IndexByte([]byte(" \t\r\n,:"), p.text[start]) >= 0 {
		start++
	}
	p.at.advance(p.text, start)
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: p.at.line, Column: p.at.column}
	switch t := token.(type) {
	case json.Delim:
		n.Kind, n.Tag, n.Style = yaml.SequenceNode, "!!seq", yaml.FlowStyle
		if t == '{' {
			n.Kind, n.Tag = yaml.MappingNode, "!!map"
		}
		return n, p.children(n, depth)
	case string:
		n.Tag, n.Value, n.Style = "!!str", t, yaml.DoubleQuotedStyle
	case json.Number:
		n.Tag, n.Value = "!!float", t.String()
	case bool:
		n.Tag, n.Value = "!!bool", "false"
		if t {
			n.Value = "true"
		}
	case nil:
		n.Tag, n.Value = "!!null", "null"
	}
	return n, true
}

// children reads up to the closing bracket; keys and values alternate in an
// object just as in the content of a mapping.
func (p *jsonParser) children(n *yaml.Node, depth int) bool {
	for p.decoder.More() {
		child, ok := p.value(depth + 1)
		if !ok {
			return false
		}
		n.Content = append(n.Content, child)
	}
	_, err := p.decoder.Token()
	return err == nil
}
