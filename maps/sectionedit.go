package maps

import "slices"

// section adds pairs or list entries to a section of the map, and the section
// itself where it is missing or empty.
func (e *editor) section(name string, value *extent, pairs []pair, entries []item) {
	if len(pairs)+len(entries) == 0 {
		return
	}
	it := item{form: pairsForm, pairs: pairs}
	if entries != nil {
		it = listOf(entries...)
	}
	switch {
	case value == nil:
		e.newSection(name, it)
	case isNull(value.node) && value.start == value.end && value.colon >= 0 && !e.bracketed(e.root):
		indent := blanks(e.root.node.Column + 1)
		e.appendLines(value.end, indent, "", e.lines(it))
	case isNull(value.node):
		e.fill(value, it.inline(e.within()))
	case entries != nil:
		e.add(value, entries)
	default:
		e.insert(value, pairs)
	}
}

// newSection writes a section at the end of the file.
func (e *editor) newSection(name string, it item) {
	if e.bracketed(e.root) {
		e.insert(e.root, []pair{{name, it}})
		return
	}
	indent := blanks(e.root.node.Column - 1)
	lines := []string{indent + quoted(name, blockYAML) + ":"}
	for _, l := range e.lines(it) {
		lines = append(lines, indent+"  "+l)
	}
	e.appendLines(e.root.end, "", "", lines)
}

// lines writes the entries of an item a line each.
func (e *editor) lines(it item) []string {
	var lines []string
	for _, p := range it.pairs {
		lines = append(lines, p.inline(flowYAML))
	}
	for _, entry := range it.list {
		in := flowYAML
		if entry.form == wordsForm {
			in = blockYAML
		}
		lines = append(lines, "- "+entry.inline(in))
	}
	return lines
}

func blanks(n int) string { return string(slices.Repeat([]byte{' '}, max(n, 0))) }
