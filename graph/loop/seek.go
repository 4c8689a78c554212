package loop

import (
	"context"
	"math"
)

// seeker walks a search depth first. It may be used for one search after
// another; what it allocates it keeps.
type seeker struct {
	// taken holds the strands of the loop that was found last, from the one
	// into the root back, and depth says how many.
	taken []int32
	depth int

	// at is the node at each depth, next the thread to try next there, and
	// sofar the weight on arriving.
	at, next []int32
	sofar    []weight
	passed   []bool

	// Of Johnson's search: blocked nodes are closed, fruitful says of each
	// depth whether a loop was found behind it, and behind has a row of words
	// for each node, with the bits of the nodes that wait for it to open.
	blocked, fruitful []bool
	behind            []uint64
	words             int
	opening           []int32
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

// close calls found for every loop of at most limit links that closes from a
// node, with so many strands taken before, unless it misses a node that it has
// to pass. It returns the length of one that was too long, or else 0, and
// whether the walk is to go on.
func (s *seeker) close(in *search, node int32, limit int32, sofar weight, depth int, found func(weight) bool) (tooLong int32, on bool) {
	for c := in.firstCloser[node]; c < in.firstCloser[node+1]; c++ {
		t := &in.closers[c]
		if whole := int32(sofar&fieldMask) + t.need; whole > limit {
			return whole, true
		}
		if !s.passes(in, node) {
			continue
		}
		s.taken[depth], s.depth = t.strand, depth+1
		if !found(sofar + t.weight) {
			return 0, false
		}
	}
	return 0, true
}

// passes reports whether a loop that closes from a node has every node that it
// must.
func (s *seeker) passes(in *search, last int32) bool {
	for _, v := range in.through {
		if v != last && !s.passed[v] {
			return false
		}
	}
	return true
}

// appendLinks adds the links of the loop just found to a list, in the order of
// influence from the root on.
func (s *seeker) appendLinks(links []int, f *fabric) []int {
	for i := s.depth - 1; i >= 0; i-- {
		links = append(links, f.row(s.taken[i])...)
	}
	return links
}

// checkEvery is how many steps go by between two looks at the context.
const checkEvery = 1 << 16

// within walks every loop of at most longest links and calls found with its
// weight as it closes; found returns false to end the walk. The loop's strands
// are then in s.taken. It returns the least length above longest that a loop
// which was not followed could have, or 0 if every loop was.
//
// A branch is left as soon as the shortest way home is too long (Gupta and
// Suzumura 2021, arXiv:2105.10094).
func (s *seeker) within(ctx context.Context, in *search, longest int, found func(weight) bool) (beyond int, err error) {
	s.prepare(in)
	if m := newNarrow(in); m != nil {
		return m.within(ctx, s, longest, found)
	}
	return s.withinWide(ctx, in, longest, found)
}

// withinWide is within for any number of nodes.
func (s *seeker) withinWide(ctx context.Context, in *search, longest int, found func(weight) bool) (beyond int, err error) {
	limit, least := int32(min(longest, maxVariables)), int32(math.MaxInt32)
	threads, first := in.threads, in.first
	tooLong, on := s.close(in, 0, limit, 0, 0, found)
	if !on {
		return 0, nil
	}
	note := func(length int32) {
		if length > 0 {
			least = min(least, length)
		}
	}
	note(tooLong)
	depth, node, sofar := 0, int32(0), weight(0)
	i, end := first[0], first[1]
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
		if s.passed[t.to] {
			continue
		}
		if length := int32(sofar&fieldMask) + t.need; length > limit {
			// The threads that follow need no less.
			note(length)
			i = end
			continue
		}
		if steps--; steps == 0 {
			steps = checkEvery
			if err := ctx.Err(); err != nil {
				return 0, err
			}
		}
		s.taken[depth] = t.strand
		s.at[depth], s.next[depth], s.sofar[depth] = node, i, sofar
		depth++
		node, sofar = t.to, sofar+t.weight
		s.passed[node] = true
		i, end = first[node], first[node+1]
		if tooLong, on = s.close(in, node, limit, sofar, depth, found); !on {
			return 0, nil
		}
		note(tooLong)
	}
	if least == math.MaxInt32 {
		return 0, nil
	}
	return int(least), nil
}
