package loop

import "math"

// writer writes loops out, given as strands against the influence, as searches
// find them. Loops found one after another mostly end alike; what they end with
// is kept.
type writer struct {
	// from is where each link starts.
	from []int
	// strands are those written.
	strands []int32
	// links and variables have room for the longest loop and are written
	// from their ends towards their starts.
	links, variables []int
	// starts says for each strand where its first link is, and least where
	// the smallest variable from there on is.
	starts, least []int
}

func newWriter(q *question) writer {
	w := writer{from: make([]int, len(q.links)), links: make([]int, q.nodes), variables: make([]int, q.nodes)}
	for l, link := range q.links {
		w.from[l] = link.From
	}
	return w
}

// write writes a loop of a fabric, which is always the same one.
func (w *writer) write(f *fabric, strands []int32) {
	kept := 0
	for kept < len(w.strands) && kept < len(strands) && w.strands[kept] == strands[kept] {
		kept++
	}
	start, least, smallest := len(w.links), 0, math.MaxInt
	if kept > 0 {
		start, least = w.starts[kept-1], w.least[kept-1]
		smallest = w.variables[least]
	}
	w.strands, w.starts, w.least = w.strands[:kept], w.starts[:kept], w.least[:kept]
	for _, s := range strands[kept:] {
		row := f.row(s)
		start -= len(row)
		links, variables := w.links[start:], w.variables[start:]
		for i, l := range row {
			v := w.from[l]
			links[i], variables[i] = l, v
			if v < smallest {
				least, smallest = start+i, v
			}
		}
		w.strands, w.starts, w.least = append(w.strands, s), append(w.starts, start), append(w.least, least)
	}
}

// written returns the links and the variables of the loop, from the root on.
func (w *writer) written() (links, variables []int) {
	start := w.starts[len(w.starts)-1]
	return w.links[start:], w.variables[start:]
}

// loop overwrites a loop with what is written, from its smallest variable on.
func (w *writer) loop(l *Loop, total weight) {
	start, least := w.starts[len(w.starts)-1], w.least[len(w.least)-1]
	l.Variables = append(append(l.Variables[:0], w.variables[least:]...), w.variables[start:least]...)
	l.Links = append(append(l.Links[:0], w.links[least:]...), w.links[start:least]...)
	l.Polarity, l.Delayed = total.polarity(), total.delayed()
}
