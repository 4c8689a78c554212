package loop

import (
	"context"
	"math"
	"math/bits"
)

// narrow is a search of at most 64 nodes with what is left to choose at each
// step worked out beforehand, as a mask of nodes for every number of links
// that may still follow.
type narrow struct {
	in *search
	n  int32
	// home[v*width+slack] holds the nodes to go on to from v so that the way
	// home takes at most slack links in all; more slack than width−1 opens
	// nothing more. away[v] holds all nodes that v leads to.
	home, away []uint64
	width      int32
	// cells[v*n+w] says where in threads those from v to w are, those with
	// the shortest way home first.
	cells   []cell
	threads []thread
	through uint64

	walker *seeker
	ctx    context.Context
	err    error
	steps  int
	found  func(weight) bool
	// blocked and behind are for Johnson's search: the closed nodes, and for
	// each node those that wait for it to open.
	blocked uint64
	behind  []uint64
	// longest is the bound, least the shortest length beyond it that was met.
	longest, least int32
}

type cell struct{ begin, end int32 }

// maxMasks bounds the table of masks; a search that needs more is walked
// without.
const maxMasks = 1 << 19

// newNarrow prepares a search, or returns nil if it is not narrow.
func newNarrow(in *search) *narrow {
	n := int32(len(in.first) - 1)
	if n > 64 {
		return nil
	}
	var most int32
	for _, t := range in.threads {
		most = max(most, t.need)
	}
	if int(n)*int(most+1) > maxMasks {
		return nil
	}
	m := &narrow{
		in: in, n: n, width: most + 1,
		home: make([]uint64, n*(most+1)), away: make([]uint64, n), cells: make([]cell, n*n),
	}
	for _, v := range in.through {
		m.through |= 1 << v
	}
	for v := range n {
		m.lay(v)
	}
	return m
}

// lay fills in the tables for one node.
func (m *narrow) lay(v int32) {
	from := m.in.threads[m.in.first[v]:m.in.first[v+1]]
	for w := range m.n {
		c := &m.cells[v*m.n+w]
		c.begin = int32(len(m.threads))
		for _, t := range from {
			if t.to == w {
				m.threads = append(m.threads, t)
			}
		}
		c.end = int32(len(m.threads))
		if c.begin == c.end {
			continue
		}
		m.away[v] |= 1 << w
		for slack := m.threads[c.begin].need; slack < m.width; slack++ {
			m.home[v*m.width+slack] |= 1 << w
		}
	}
}

// within is [seeker.within] for a narrow search.
func (m *narrow) within(ctx context.Context, walker *seeker, longest int, found func(weight) bool) (beyond int, err error) {
	m.walker, m.ctx, m.found, m.steps, m.err = walker, ctx, found, checkEvery, nil
	m.longest = int32(min(longest, maxVariables))
	m.least = math.MaxInt32
	if _, on := walker.close(m.in, 0, m.longest, 0, 0, found); on {
		m.from(0, m.longest, 1, 0, 0)
	}
	if m.err != nil || m.least == math.MaxInt32 {
		return 0, m.err
	}
	return int(m.least), nil
}

// from goes on from a node with so many links left, and reports whether the
// walk is to go on. It is one long function because calls are half its cost.
func (m *narrow) from(v, slack int32, passed uint64, sofar weight, depth int) bool {
	if m.steps--; m.steps == 0 {
		m.steps = checkEvery
		if m.err = m.ctx.Err(); m.err != nil {
			return false
		}
	}
	if m.least > m.longest+1 {
		m.lookBeyond(v, slack, passed)
	}
	taken, closers := m.walker.taken, m.in.closers
	for choice := m.home[v*m.width+min(slack, m.width-1)] &^ passed; choice != 0; choice &= choice - 1 {
		to := int32(bits.TrailingZeros64(choice))
		passed := passed | 1<<to
		first, last := m.in.firstCloser[to], m.in.firstCloser[to+1]
		cell := m.cells[v*m.n+to]
		for i := cell.begin; i < cell.end; i++ {
			t := &m.threads[i]
			if t.need > slack {
				break
			}
			left, sofar := slack-int32(t.weight&fieldMask), sofar+t.weight
			taken[depth] = t.strand
			for c := first; c < last && closers[c].need <= left; c++ {
				if m.through&^passed == 0 {
					taken[depth+1], m.walker.depth = closers[c].strand, depth+2
					if !m.found(sofar + closers[c].weight) {
						return false
					}
				}
			}
			if m.home[to*m.width+min(left, m.width-1)]&^passed == 0 && m.least == m.longest+1 {
				continue
			}
			if !m.from(to, left, passed, sofar, depth+1) {
				return false
			}
		}
	}
	return true
}

// lookBeyond notes the least length of a loop that takes too many links to be
// followed from here.
func (m *narrow) lookBeyond(v, slack int32, passed uint64) {
	for c := m.in.firstCloser[v]; c < m.in.firstCloser[v+1]; c++ {
		if need := m.in.closers[c].need; need > slack {
			m.least = min(m.least, m.longest-slack+need)
			break
		}
	}
	for choice := m.away[v] &^ passed; choice != 0; choice &= choice - 1 {
		c := m.cells[v*m.n+int32(bits.TrailingZeros64(choice))]
		for i := c.begin; i < c.end; i++ {
			if need := m.threads[i].need; need > slack {
				m.least = min(m.least, m.longest-slack+need)
				break
			}
		}
	}
}
