package loop

import (
	"context"
	"math/bits"
)

// everything walks every loop of a search, as [seeker.within] does, but of any
// length: with Johnson's blocking (1975, SIAM J. Comput. 4:77), which keeps a
// node closed after a vain visit until something behind it has opened, so that
// the time between two loops is bounded by the size of the graph. It must not
// be combined with a bound on length, which would leave nodes closed that a
// shorter way in could still use.
func (s *seeker) everything(ctx context.Context, in *search, _ int, found func(weight) bool) (beyond int, err error) {
	s.prepare(in)
	if m := newNarrow(in); m != nil {
		return 0, m.everything(ctx, s, found)
	}
	return 0, s.everythingWide(ctx, in, found)
}

// everythingWide is everything for any number of nodes.
func (s *seeker) everythingWide(ctx context.Context, in *search, found func(weight) bool) error {
	s.prepareBlocking(in)
	threads, first := in.threads, in.first
	const limit = int32(maxVariables)
	if _, on := s.close(in, 0, limit, 0, 0, found); !on {
		return nil
	}
	depth, node, sofar := 0, int32(0), weight(0)
	i, end := first[0], first[1]
	steps := checkEvery
	s.fruitful[0] = true
	for {
		if i == end {
			if depth == 0 {
				return nil
			}
			s.passed[node] = false
			s.leave(in, node, s.fruitful[depth])
			depth--
			s.fruitful[depth] = s.fruitful[depth] || s.fruitful[depth+1]
			node, i, sofar = s.at[depth], s.next[depth], s.sofar[depth]
			end = first[node+1]
			continue
		}
		to := threads[i].to
		if s.blocked[to] {
			i++
			continue
		}
		if steps--; steps == 0 {
			steps = checkEvery
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		s.taken[depth] = threads[i].strand
		s.at[depth], s.next[depth], s.sofar[depth] = node, i+1, sofar
		sofar += threads[i].weight
		depth++
		node = to
		s.passed[node], s.blocked[node] = true, true
		i, end = first[node], first[node+1]
		s.fruitful[depth] = in.firstCloser[node] < in.firstCloser[node+1]
		if _, on := s.close(in, node, limit, sofar, depth, found); !on {
			return nil
		}
	}
}

// prepareBlocking opens every node but the root.
func (s *seeker) prepareBlocking(in *search) {
	n := len(in.first) - 1
	words := (n + 63) / 64
	if len(s.blocked) < n || len(s.behind) < n*words {
		s.blocked = make([]bool, n)
		s.fruitful = make([]bool, n+1)
		s.behind = make([]uint64, n*words)
	}
	s.words = words
	clear(s.blocked)
	clear(s.behind[:n*words])
	s.blocked[0] = true
}

// leave goes back from a node. If a loop was found through it, it opens again,
// with all that waited for it; otherwise it waits for the nodes it leads to.
func (s *seeker) leave(in *search, node int32, fruitful bool) {
	if fruitful {
		s.open(node)
		return
	}
	word, bit := int(node)/64, uint64(1)<<(node%64)
	for i := in.first[node]; i < in.first[node+1]; i++ {
		s.behind[int(in.threads[i].to)*s.words+word] |= bit
	}
}

// open opens a node and, in turn, every closed one that waits for it.
func (s *seeker) open(node int32) {
	s.blocked[node] = false
	s.opening = append(s.opening[:0], node)
	for len(s.opening) > 0 {
		v := int(s.opening[len(s.opening)-1])
		s.opening = s.opening[:len(s.opening)-1]
		for word := range s.words {
			waiting := s.behind[v*s.words+word]
			s.behind[v*s.words+word] = 0
			for ; waiting != 0; waiting &= waiting - 1 {
				w := int32(word*64 + bits.TrailingZeros64(waiting))
				if s.blocked[w] {
					s.blocked[w] = false
					s.opening = append(s.opening, w)
				}
			}
		}
	}
}
