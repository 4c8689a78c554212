package maps

import (
	"go.yaml.in/yaml/v4"
)

// An edit is made by comparing two items, what the file says and what it is to
// say, and walking down the file beside them: only where they differ is the
// text changed, as deep down as possible.

// edited is a sheet as an item to compare. Sections are there even when they
// are empty, so that one that loses all its entries keeps its key; links
// always have keys, so that shorthand compares with what is not.
func (s *sheet) edited() item {
	it := pairsOf()
	for _, f := range sheetTable().fields {
		value, said := f.write(s)
		if f.key == "links" {
			value = listOf()
			for i := range s.links {
				value.list = append(value.list, linkTable().item(&s.links[i].value))
			}
		}
		if said || !inHead(f.key) {
			it.pairs = append(it.pairs, pair{f.key, value})
		}
	}
	return it
}

// reviseMap writes the differences of two whole sheets.
func (e *editor) reviseMap(was, now item) {
	said := make(map[string]item, len(was.pairs))
	for _, p := range was.pairs {
		said[p.key] = p.value
	}
	var added []pair
	for _, p := range now.pairs {
		before := said[p.key]
		delete(said, p.key)
		_, value := e.root.find(p.key)
		switch {
		case before.equal(p.value):
		case !inHead(p.key) && (value == nil || isNull(value.node)):
			e.section(p.key, value, p.value)
		case value == nil:
			added = append(added, p)
		default:
			e.revise(value, before, p.value)
		}
	}
	var removed []string
	for key := range said {
		removed = append(removed, key)
	}
	e.removeKeys(e.root, removed)
	e.insert(e.root, added, len(e.root.inside)-1)
}

// revise writes the difference between what a part of the file says and what
// it is to say.
func (e *editor) revise(x *extent, was, now item) {
	switch {
	case was.equal(now):
	case isNull(x.node):
		e.fill(x, now.short().inline(e.within()))
	case x.node.Kind == yaml.MappingNode && was.form == pairsForm && now.form == pairsForm:
		e.revisePairs(x, was, now)
	case x.node.Kind == yaml.SequenceNode && was.form == listForm && now.form == listForm && len(x.inside) == len(was.list):
		e.reviseList(x, was, now)
	default:
		e.overwrite(x, now)
	}
}

// overwrite replaces a value whole.
func (e *editor) overwrite(x *extent, now item) {
	text := now.short().inline(e.within())
	if x.end > x.start && (e.text[x.end-1] == '\n' || e.text[x.end-1] == '\r') {
		text += e.newline
	}
	e.replace(x.start, x.end, text)
}

// revisePairs writes the difference between two states of a mapping.
func (e *editor) revisePairs(x *extent, was, now item) {
	values := make(map[string]*extent, len(x.inside)/2)
	for i := 0; i+1 < len(x.inside); i += 2 {
		values[x.inside[i].node.Value] = x.inside[i+1]
	}
	before := make(map[string]item, len(was.pairs))
	for _, p := range was.pairs {
		before[p.key] = p.value
	}
	var added []pair
	for _, p := range now.pairs {
		value, said := values[p.key], before[p.key]
		_, stated := before[p.key]
		delete(before, p.key)
		switch {
		case value == nil:
			added = append(added, p)
		case stated:
			e.revise(value, said, p.value)
		case isNull(value.node):
			e.fill(value, p.value.short().inline(e.within()))
		default:
			// The file states what is so without being said, such as false.
			e.overwrite(value, p.value)
		}
	}
	gone := make([]bool, len(x.inside)/2)
	left := len(gone)
	for i := range gone {
		if _, gone[i] = before[x.inside[2*i].node.Value]; gone[i] {
			left--
		}
	}
	if left == 0 && len(gone) > 0 && (len(added) > 0 || !e.bracketed(x) && !e.beginsLine(x)) {
		// A mapping that loses all its keys has no place to add others to.
		e.overwrite(x, pairsOf(added...))
		return
	}
	e.removePairs(x, gone)
	e.insert(x, added, 2*lastKept(gone)+1)
}

// reviseList writes the difference between two states of a list. Entries are
// compared one by one where there are as many as before; else those that are
// still there stay, in their order, and the others come after them.
func (e *editor) reviseList(x *extent, was, now item) {
	if len(was.list) == len(now.list) {
		for i := range was.list {
			e.revise(x.inside[i], was.list[i], now.list[i])
		}
		return
	}
	gone := make([]bool, len(was.list))
	kept := 0
	for i := range was.list {
		if kept < len(now.list) && was.list[i].names(now.list[kept]) {
			e.revise(x.inside[i], was.list[i], now.list[kept])
			kept++
			continue
		}
		gone[i] = true
	}
	added := now.list[kept:]
	if kept == 0 && len(added) > 0 && len(gone) > 0 {
		e.overwrite(x, now)
		return
	}
	e.removeEntries(x, gone)
	e.add(x, added, lastKept(gone))
}

// names reports whether two entries of a list are about the same: they are
// equal, or begin with the same key and value, as links and roles do.
func (a item) names(b item) bool {
	if a.form == pairsForm && b.form == pairsForm && len(a.pairs) > 0 && len(b.pairs) > 0 && a.pairs[0].key != "variable" {
		return a.pairs[0].key == b.pairs[0].key && a.pairs[0].value.equal(b.pairs[0].value)
	}
	return a.equal(b)
}

// lastKept returns the last entry that does not go, or −1.
func lastKept(gone []bool) int {
	for i := len(gone) - 1; i >= 0; i-- {
		if !gone[i] {
			return i
		}
	}
	return -1
}

// short writes a link that says nothing else as an arrow.
func (it item) short() item {
	if len(it.pairs) == 1 && it.pairs[0].key == "link" {
		return it.pairs[0].value
	}
	return it
}

// section writes a section that is missing or empty so far.
func (e *editor) section(name string, value *extent, it item) {
	switch {
	case value != nil && (value.start < value.end || value.colon < 0 || e.bracketed(e.root)):
		e.fill(value, it.inline(e.within()))
	case value != nil:
		e.appendLines(value.end, blanks(e.root.node.Column+1), "", e.lines(it))
	case e.bracketed(e.root):
		e.insert(e.root, []pair{{name, it}}, len(e.root.inside)-1)
	default:
		indent := blanks(e.root.node.Column - 1)
		lines := []string{indent + quoted(name, blockYAML) + ":"}
		for _, l := range e.lines(it) {
			lines = append(lines, indent+"  "+l)
		}
		e.appendLines(e.root.end, "", "", lines)
	}
}

// lines writes the entries of an item a line each.
func (e *editor) lines(it item) []string {
	var lines []string
	for _, p := range it.pairs {
		lines = append(lines, p.inline(flowYAML))
	}
	for _, entry := range it.list {
		lines = append(lines, "- "+e.entry(entry))
	}
	return lines
}

// entry writes one entry of a list in block style.
func (e *editor) entry(it item) string {
	it = it.short()
	if it.form == wordsForm {
		return it.inline(blockYAML)
	}
	return it.inline(flowYAML)
}
