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

// put writes a value over another, number by number where both are lists of
// two numbers, so that spacing and comments between them stay.
func (e *editor) put(x *extent, it item) {
	if isNull(x.node) {
		e.fill(x, it.inline(e.within()))
		return
	}
	if len(it.list) == 2 && len(x.inside) == 2 && it.list[0].form == bareForm && it.list[1].form == bareForm {
		for i, number := range it.list {
			if x.inside[i].node.Value != number.text {
				e.replace(x.inside[i].start, x.inside[i].end, number.text)
			}
		}
		return
	}
	if gone, ok := shrinks(x, it); ok {
		e.removeEntries(x, gone)
		return
	}
	text := it.inline(e.within())
	if x.end > x.start && (e.text[x.end-1] == '\n' || e.text[x.end-1] == '\r') {
		text += e.newline
	}
	e.replace(x.start, x.end, text)
}

// insert adds pairs at the end of a mapping.
func (e *editor) insert(x *extent, pairs []pair) {
	texts := make([]string, len(pairs))
	for i, p := range pairs {
		texts[i] = p.inline(e.within())
	}
	e.append(x, texts, "")
}

// add adds entries at the end of a list.
func (e *editor) add(x *extent, entries []item) {
	texts := make([]string, len(entries))
	block := !e.bracketed(x)
	for i, it := range entries {
		if block && it.form == wordsForm {
			texts[i] = it.inline(blockYAML)
			continue
		}
		texts[i] = it.inline(e.within())
	}
	e.append(x, texts, "- ")
}

// append adds texts behind the last entry of a collection, in its style. dash
// comes before each in a list that is not in brackets.
func (e *editor) append(x *extent, texts []string, dash string) {
	if len(texts) == 0 {
		return
	}
	if !e.bracketed(x) {
		indent := strings.Repeat(" ", x.node.Column-1)
		e.appendLines(x.inside[len(x.inside)-1].end, indent, dash, texts)
		return
	}
	if len(x.inside) == 0 {
		e.replace(x.start+1, x.start+1, strings.Join(texts, ", "))
		return
	}
	last := len(x.inside) - 1
	first := last
	if x.node.Kind == yaml.MappingNode {
		first--
	}
	separator := ", "
	if start := lineStart(e.text, x.inside[first].start); onlyBlank(e.text[start:x.inside[first].start]) {
		separator = "," + e.newline + string(e.text[start:x.inside[first].start])
	}
	e.replace(x.inside[last].end, x.inside[last].end, separator+strings.Join(texts, separator))
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

// remove takes entries out of a collection. entry i begins at begins[i] and
// ends at ends[i]; gone tells which go.
func (e *editor) remove(x *extent, begins, ends []int, gone []bool) {
	for i := 0; i < len(begins); i++ {
		if !gone[i] {
			continue
		}
		last := i
		for last+1 < len(gone) && gone[last+1] {
			last++
		}
		if e.bracketed(x) {
			e.cutFlow(x, begins, ends, i, last)
		} else {
			e.cutLines(begins[i], ends[last])
		}
		i = last
	}
}

// cutLines takes out whole lines. Entries that share their first line with
// something else, such as the first key of a list entry, leave that in place.
func (e *editor) cutLines(start, end int) {
	stop := lineEnd(e.text, end)
	if end > start && end == lineStart(e.text, end) {
		stop = end
	} else {
		stop = nextLine(e.text, stop)
	}
	begin := lineStart(e.text, start)
	if onlyBlank(e.text[begin:start]) {
		if stop == len(e.text) && begin > 0 && (stop == end || e.text[stop-1] != '\n' && e.text[stop-1] != '\r') {
			// Without a line break at the end of the file, the one before goes.
			begin = lineEnd(e.text, lineStart(e.text, begin-1))
		}
		e.replace(begin, stop, "")
		return
	}
	next := skipBlank(e.text, end)
	e.replace(start, max(next, start), "")
}

// cutFlow takes entries i to last out of brackets, with one comma.
func (e *editor) cutFlow(x *extent, begins, ends []int, i, last int) {
	start, end := begins[i], ends[last]
	if comma := skipBlank(e.text, end); comma < len(e.text) && e.text[comma] == ',' {
		end = comma + 1
	} else if i > 0 {
		comma := skipBlank(e.text, ends[i-1])
		e.replace(comma, comma+1, "")
		start = max(start, comma+1)
	}
	e.cut(start, end)
}

// cut takes out a stretch of text, and the line with it when nothing else but a
// comment on it stands there.
func (e *editor) cut(start, end int) {
	begin, stop := lineStart(e.text, start), lineEnd(e.text, end)
	before, after := onlyBlank(e.text[begin:start]), bytes.TrimSpace(e.text[end:stop])
	switch {
	case before && (len(after) == 0 || after[0] == '#'):
		e.replace(begin, nextLine(e.text, stop), "")
	case before, len(after) > 0 && after[0] != '}' && after[0] != ']' && after[0] != '#':
		for end < stop && (e.text[end] == ' ' || e.text[end] == '\t') {
			end++
		}
		e.replace(start, end, "")
	default:
		for start > begin && (e.text[start-1] == ' ' || e.text[start-1] == '\t') {
			start--
		}
		e.replace(start, end, "")
	}
}
