package maps

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// splice replaces the bytes from start to end.
type splice struct {
	start, end int
	text       string
}

// editor collects splices against one state of a file. Everything in the file
// that no splice touches stays byte for byte as it is.
type editor struct {
	text    []byte
	in      dialect
	newline string
	root    *extent
	splices []splice
}

func newEditor(s *source) (*editor, error) {
	root, err := s.extents()
	if err != nil {
		return nil, err
	}
	e := &editor{text: s.text, root: root, newline: "\n"}
	if s.json {
		e.in = asJSON
	}
	if i := bytes.IndexAny(s.text, "\r\n"); i >= 0 {
		e.newline = string(s.text[i:nextLine(s.text, i)])
	}
	return e, nil
}

// within is how values inside brackets are written.
func (e *editor) within() dialect { return max(e.in, flowYAML) }

func (e *editor) replace(start, end int, text string) {
	e.splices = append(e.splices, splice{start, end, text})
}

// result applies the splices. It returns false when two of them overlap.
func (e *editor) result() ([]byte, bool) {
	slices.SortStableFunc(e.splices, func(a, b splice) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	var out bytes.Buffer
	at := 0
	for _, s := range e.splices {
		if s.start < at {
			return nil, false
		}
		out.Write(e.text[at:s.start])
		out.WriteString(s.text)
		at = s.end
	}
	out.Write(e.text[at:])
	return out.Bytes(), true
}

// bracketed reports whether a collection is written in brackets or braces.
func (e *editor) bracketed(x *extent) bool {
	return x.start < x.end && (e.text[x.start] == '{' || e.text[x.start] == '[')
}

// find returns the value of a key in a mapping, and the key.
func (x *extent) find(name string) (key, value *extent) {
	for i := 0; i+1 < len(x.inside); i += 2 {
		if x.inside[i].node.Value == name {
			return x.inside[i], x.inside[i+1]
		}
	}
	return nil, nil
}

// fill writes a value where one was left out.
func (e *editor) fill(x *extent, text string) {
	switch {
	case x.start < x.end:
		e.replace(x.start, x.end, text)
	case x.colon < 0:
		e.replace(x.start, x.end, ": "+text)
	default:
		e.replace(x.start, x.end, " "+text)
	}
}

// beginsLine reports whether nothing but blanks stands before a value on its
// first line.
func (e *editor) beginsLine(x *extent) bool {
	return onlyBlank(e.text[lineStart(e.text, x.start):x.start])
}

// insert adds pairs to a mapping, behind the key or value with the index after.
func (e *editor) insert(x *extent, pairs []pair, after int) {
	texts := make([]string, len(pairs))
	for i, p := range pairs {
		texts[i] = p.inline(e.within())
	}
	e.append(x, texts, "", after)
}

// add adds entries to a list, behind the one with the index after.
func (e *editor) add(x *extent, entries []item, after int) {
	texts := make([]string, len(entries))
	for i, it := range entries {
		if e.bracketed(x) {
			texts[i] = it.short().inline(e.within())
		} else {
			texts[i] = e.entry(it)
		}
	}
	e.append(x, texts, "- ", after)
}

// append adds texts to a collection behind what is inside it at the index
// after, in the collection's style. dash comes before each in a list that is
// not in brackets.
func (e *editor) append(x *extent, texts []string, dash string, after int) {
	if len(texts) == 0 {
		return
	}
	if !e.bracketed(x) {
		e.appendLines(x.inside[after].end, blanks(x.node.Column-1), dash, texts)
		return
	}
	if after < 0 {
		e.replace(x.start+1, x.start+1, strings.Join(texts, ", "))
		return
	}
	first := after
	if x.node.Kind == yaml.MappingNode {
		first--
	}
	separator := ", "
	if e.beginsLine(x.inside[first]) {
		start := lineStart(e.text, x.inside[first].start)
		separator = "," + e.newline + string(e.text[start:x.inside[first].start])
	}
	e.replace(x.inside[after].end, x.inside[after].end, separator+strings.Join(texts, separator))
}

// appendLines adds lines behind the line that holds the place at.
func (e *editor) appendLines(at int, indent, dash string, texts []string) {
	if at > 0 && at == lineStart(e.text, at) {
		// A text after |+ ends with its line breaks.
		for _, t := range texts {
			e.replace(at, at, indent+dash+t+e.newline)
		}
		return
	}
	end := lineEnd(e.text, at)
	for _, t := range texts {
		e.replace(end, end, e.newline+indent+dash+t)
	}
}

func onlyBlank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }

func blanks(n int) string { return strings.Repeat(" ", max(n, 0)) }
