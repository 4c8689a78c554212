package loop

import (
	"context"
	"math"
)

// seeker walks a search depth first. It may be used for one search after
// another; what it allocates it keeps.
type seeker struct {
	// at is the node at each depth, next the thread to try next there, taken
	// the one that led on, and sofar the weight on arriving.
	at, next, taken []int32
	sofar           []weight
	passed          []bool
	// closed is how many threads of taken a found loop has, and closer what
	// closes it.
	closed int
	closer int32
	stack  []int32

	// Of Johnson's search: blocked nodes are closed, fruitful says of each
	// depth whether a loop was found behind it, and behind has a row of words
	// for each node, with the bits of the nodes that wait for it to open.
	blocked, fruitful []bool
	behind            []uint64
	words             int
}

// prepare makes room for a search.
func (s *seeker) prepare(in *search) {
	n := len(in.first)
	if len(s.at) < n {
		s.at, s.next, s.taken = make([]int32, n), make([]int32, n), make([]int32, n)
		s.sofar = make([]weight, n)
		s.passed = make([]bool, n)
	}
	clear(s.passed)
}

// passes reports whether the loop just found has every node that it must.
func (s *seeker) passes(in *search) bool {
	last := int32(0)
	if s.closed > 0 {
		last = in.threads[s.taken[s.closed-1]].to
	}
	for _, v := range in.through {
		if v != last && !s.passed[v] {
			return false
		}
	}
	return true
}

// appendLinks adds the links of the loop just found to a list, from the root on.
func (s *seeker) appendLinks(links []int, in *search) []int {
	for _, i := range s.taken[:s.closed] {
		links, s.stack = in.of.appendLinks(links, in.threads[i].strand, s.stack)
	}
	links, s.stack = in.of.appendLinks(links, in.closers[s.closer].strand, s.stack)
	return links
}

// checkEvery is how many steps go by between two looks at the context.
const checkEvery = 1 << 16

// within walks every loop of at most longest links and calls found with its weight
// as it closes; found returns false to end the walk. The loop's threads are
// then in s.taken. It returns the least length above longest that a loop which was
// not followed could have, or 0 if every loop was.
//
// A branch is left as soon as the shortest way home is too long (Gupta and
// Suzumura 2021, arXiv:2105.10094). The order is that of the strands.
func (s *seeker) within(ctx context.Context, in *search, longest int, found func(weight) bool) (beyond int, err error) {
	s.prepare(in)
	limit, least := int32(min(longest, math.MaxInt32)), int32(math.MaxInt32)
	threads, first := in.threads, in.first
	closers, firstCloser := in.closers, in.firstCloser
	depth, node, sofar := 0, int32(0), weight(0)
	i, end := first[0], first[1]
	for c := firstCloser[0]; c < firstCloser[1]; c++ {
		if closers[c].need > limit {
			least = closers[c].need
			break
		}
		s.closed, s.closer = 0, c
		if !found(closers[c].weight) {
			return 0, nil
		}
	}
	steps := checkEvery
	for {
		if i == end {
			if depth == 0 {
				break
			}
			s.passed[node] = false
			depth--
			node, i, sofar = s.at[depth], s.next[depth], s.sofar[depth]
			end = first[node+1]
			continue
		}
		t := &threads[i]
		i++
		if length := int32(sofar&fieldMask) + t.need; length > limit {
			// The threads that follow need no less.
			least = min(least, length)
			i = end
			continue
		}
		to := t.to
		if s.passed[to] {
			continue
		}
		arrived := sofar + t.weight
		length := int32(arrived & fieldMask)
		s.taken[depth] = i - 1
		for c := firstCloser[to]; c < firstCloser[to+1]; c++ {
			if whole := length + closers[c].need; whole > limit {
				least = min(least, whole)
				break
			}
			s.closed, s.closer = depth+1, c
			if !found(arrived + closers[c].weight) {
				return 0, nil
			}
		}
		on := first[to]
		if on == first[to+1] {
			continue
		}
		if whole := length + threads[on].need; whole > limit {
			least = min(least, whole)
			continue
		}
		if steps--; steps == 0 {
			steps = checkEvery
			if err := ctx.Err(); err != nil {
				return 0, err
			}
		}
		s.at[depth], s.next[depth], s.sofar[depth] = node, i, sofar
		depth++
		node, sofar = to, arrived
		s.passed[node] = true
		i, end = on, first[node+1]
	}
	if least == math.MaxInt32 {
		return 0, nil
	}
	return int(least), nil
}
