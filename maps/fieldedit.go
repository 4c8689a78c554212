package maps

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// setFields writes the fields of a mapping that differ between two states.
func setFields[T any](e *editor, x *extent, t *table[T], before, after *T) {
	var added []pair
	var removed []string
	for _, f := range t.fields {
		was, said := f.write(before)
		now, says := f.write(after)
		if said == says && (!says || was.equal(now)) {
			continue
		}
		key, value := x.find(f.key)
		switch {
		case !says && key != nil:
			removed = append(removed, f.key)
		case says && key != nil:
			e.put(value, now)
		case says:
			added = append(added, pair{f.key, now})
		}
	}
	if len(removed) > 0 && len(removed)*2 == len(x.inside) {
		// A mapping that loses all its keys has no place to add others to.
		e.replace(x.start, x.end, pairsOf(added...).inline(e.within()))
		return
	}
	e.removeKeys(x, removed)
	e.insert(x, added)
}

// removeKeys takes keys out of a mapping.
func (e *editor) removeKeys(x *extent, keys []string) {
	if len(keys) == 0 {
		return
	}
	var begins, ends []int
	var gone []bool
	for i := 0; i+1 < len(x.inside); i += 2 {
		begins = append(begins, x.inside[i].start)
		ends = append(ends, max(x.inside[i+1].end, x.inside[i].end))
		gone = append(gone, slices.Contains(keys, x.inside[i].node.Value))
	}
	e.remove(x, begins, ends, gone)
}

// removeEntries takes entries out of a list.
func (e *editor) removeEntries(x *extent, gone []bool) {
	begins, ends := make([]int, len(x.inside)), make([]int, len(x.inside))
	for i, entry := range x.inside {
		begins[i], ends[i] = entry.start, entry.end
		if !e.bracketed(x) {
			begins[i] = e.dashBefore(entry.start)
		}
	}
	e.remove(x, begins, ends, gone)
}

// dashBefore returns where the dash of a list entry stands.
func (e *editor) dashBefore(i int) int {
	for i > 0 && e.text[i-1] != '-' {
		i--
	}
	return max(i-1, 0)
}

// shrinks reports whether a list only loses entries, and which.
func shrinks(x *extent, it item) (gone []bool, ok bool) {
	if x.node.Kind != yaml.SequenceNode || it.form != listForm || len(it.list) >= len(x.inside) {
		return nil, false
	}
	gone = make([]bool, len(x.inside))
	next := 0
	for i, entry := range x.inside {
		if next < len(it.list) && entry.says(it.list[next]) {
			next++
			continue
		}
		gone[i] = true
	}
	return gone, next == len(it.list)
}

// says reports whether a part of the file states an item; it may miss that it
// does, never the reverse.
func (x *extent) says(it item) bool {
	switch it.form {
	case listForm:
		if x.node.Kind != yaml.SequenceNode || len(x.inside) != len(it.list) {
			return false
		}
		for i := range it.list {
			if !x.inside[i].says(it.list[i]) {
				return false
			}
		}
		return true
	case pairsForm:
		if x.node.Kind != yaml.MappingNode {
			return false
		}
		for _, p := range it.pairs {
			if _, value := x.find(p.key); value == nil || !value.says(p.value) {
				return false
			}
		}
		return true
	}
	if v, complaint, _ := parseNumber(x.node.Value); it.form == bareForm && complaint == "" {
		return x.node.Kind == yaml.ScalarNode && formatNumber(v) == it.text
	}
	return x.node.Kind == yaml.ScalarNode && x.node.Value == it.text
}
