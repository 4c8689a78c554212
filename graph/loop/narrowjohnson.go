package loop

import (
	"context"
	"math/bits"
)

// everything is [seeker.everything] for a narrow search, with the closed nodes
// and those that wait for each as masks.
func (m *narrow) everything(ctx context.Context, walker *seeker, found func(weight) bool) error {
	m.walker, m.ctx, m.found, m.steps, m.err = walker, ctx, found, checkEvery, nil
	m.blocked = 1
	m.behind = make([]uint64, m.n)
	if _, on := walker.close(m.in, 0, int32(maxVariables), 0, 0, found); on {
		m.circuit(0, 1, 0, 0)
	}
	return m.err
}

// circuit goes on from a node, and reports whether a loop was found behind it
// and whether the walk is to go on.
func (m *narrow) circuit(v int32, passed uint64, sofar weight, depth int) (fruitful, on bool) {
	if m.steps--; m.steps == 0 {
		m.steps = checkEvery
		if m.err = m.ctx.Err(); m.err != nil {
			return false, false
		}
	}
	taken, closers := m.walker.taken, m.in.closers
	for untried := m.away[v]; untried&^m.blocked != 0; {
		choice := untried &^ m.blocked
		to := int32(bits.TrailingZeros64(choice))
		untried &^= choice & -choice
		passed := passed | 1<<to
		first, last := m.in.firstCloser[to], m.in.firstCloser[to+1]
		cell := m.cells[v*m.n+to]
		for i := cell.begin; i < cell.end; i++ {
			sofar := sofar + m.threads[i].weight
			taken[depth] = m.threads[i].strand
			for c := first; c < last; c++ {
				if m.through&^passed == 0 {
					taken[depth+1], m.walker.depth = closers[c].strand, depth+2
					if !m.found(sofar + closers[c].weight) {
						return true, false
					}
				}
			}
			if m.away[to]&^m.blocked&^(1<<to) == 0 {
				// Nothing leads on, so that a visit would only close it.
				if first < last {
					fruitful = true
				} else {
					m.wait(to)
				}
				continue
			}
			m.blocked |= 1 << to
			behind, on := m.circuit(to, passed, sofar, depth+1)
			if !on {
				return true, false
			}
			if behind || first < last {
				fruitful = true
				m.open(to)
			} else {
				m.wait(to)
			}
			if m.blocked&(1<<to) != 0 {
				// It stays closed for the strands beside this one, too.
				break
			}
		}
	}
	return fruitful, true
}

// wait keeps a node closed until one that it leads to opens.
func (m *narrow) wait(v int32) {
	m.blocked |= 1 << v
	for leads := m.away[v]; leads != 0; leads &= leads - 1 {
		m.behind[bits.TrailingZeros64(leads)] |= 1 << v
	}
}

// open opens a node and, in turn, every closed one that waits for it.
func (m *narrow) open(v int32) {
	opening := uint64(1) << v
	for opening != 0 {
		w := bits.TrailingZeros64(opening)
		m.blocked &^= 1 << w
		opening &^= 1 << w
		opening |= m.behind[w] & m.blocked
		m.behind[w] = 0
	}
}
