package maps

import (
	"bytes"
	"slices"
)

// removeKeys takes keys out of a mapping.
func (e *editor) removeKeys(x *extent, keys []string) {
	gone := make([]bool, len(x.inside)/2)
	for i := range gone {
		gone[i] = slices.Contains(keys, x.inside[2*i].node.Value)
	}
	e.removePairs(x, gone)
}

// removePairs takes keys with their values out of a mapping.
func (e *editor) removePairs(x *extent, gone []bool) {
	begins, ends := make([]int, len(gone)), make([]int, len(gone))
	for i := range gone {
		begins[i] = x.inside[2*i].start
		ends[i] = max(x.inside[2*i+1].end, x.inside[2*i].end)
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
