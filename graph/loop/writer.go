package loop

import "sysmap/graph"

// writer writes loops out, given as strands from the root on. Loops that a
// search finds one after another mostly begin alike; what they begin with is
// kept.
type writer struct {
	all []graph.Link
	// strands are those written.
	strands []int32
	// ends says for each of them how many links the loop has up to its end,
	// and least where the smallest variable among them is.
	ends, least []int
	links       []int
	variables   []int
}

// write writes a loop of a fabric, which is always the same one.
func (w *writer) write(f *fabric, strands []int32) {
	kept := 0
	for kept < len(w.strands) && kept < len(strands) && w.strands[kept] == strands[kept] {
		kept++
	}
	end, least := 0, 0
	if kept > 0 {
		end, least = w.ends[kept-1], w.least[kept-1]
	}
	w.strands, w.ends, w.least = w.strands[:kept], w.ends[:kept], w.least[:kept]
	w.links, w.variables = w.links[:end], w.variables[:end]
	for _, s := range strands[kept:] {
		w.links = f.appendLinks(w.links, s)
		for i := end; i < len(w.links); i++ {
			v := w.all[w.links[i]].From
			w.variables = append(w.variables, v)
			if v < w.variables[least] {
				least = i
			}
		}
		end = len(w.links)
		w.strands, w.ends, w.least = append(w.strands, s), append(w.ends, end), append(w.least, least)
	}
}

// loop overwrites a loop with what is written, from its smallest variable on.
func (w *writer) loop(l *Loop, total weight) {
	least := w.least[len(w.least)-1]
	l.Variables = append(append(l.Variables[:0], w.variables[least:]...), w.variables[:least]...)
	l.Links = append(append(l.Links[:0], w.links[least:]...), w.links[:least]...)
	l.Polarity, l.Delayed = total.polarity(), total.delayed()
}
