package loop

import (
	"context"
	"math/big"
	"math/bits"
)

// ranking numbers the loops of a survey: it turns every integer from 0 to
// their number less one into a loop of its own.
type ranking struct {
	*survey
	// numbers are the circuit's values, with every link counting once.
	numbers []*big.Int
	// ways[t] holds, for each state before step t, in as many words each,
	// the number of ways to complete a loop from it.
	ways  [][]big.Word
	words int
	// reduced and all are the numbers of loops that the reduction closed,
	// and of all loops.
	reduced, all *big.Int
}

func newRanking(ctx context.Context, s *survey) (*ranking, error) {
	r := &ranking{
		survey:  s,
		numbers: make([]*big.Int, s.size()),
		ways:    make([][]big.Word, len(s.steps)+1),
		// No state has more ways to go on than there are loops.
		words:   s.bits/bits.UintSize + 1,
		reduced: new(big.Int),
	}
	r.evaluate()
	for t := len(s.steps) - 1; t >= 0; t-- {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.ways[t] = r.waysBefore(t)
	}
	for _, loop := range s.loops {
		r.reduced.Add(r.reduced, r.numbers[loop])
	}
	r.all = new(big.Int).Set(r.reduced)
	if len(s.steps) > 0 {
		r.all.Add(r.all, r.waysFrom(new(big.Int), 0, 0))
	}
	return r, nil
}

func (r *ranking) evaluate() {
	for l := range r.inputs {
		r.numbers[l] = big.NewInt(1)
	}
	for i, op := range r.operations {
		x := new(big.Int)
		if op.product {
			x.Mul(r.numbers[op.a], r.numbers[op.b])
		} else {
			x.Add(r.numbers[op.a], r.numbers[op.b])
		}
		r.numbers[r.inputs+i] = x
	}
}

// factor returns the number of ways to make a choice.
func (r *ranking) factor(c choice) *big.Int {
	x := big.NewInt(1)
	if c.in != noArc {
		x.Mul(x, r.numbers[c.in])
	}
	if c.out != noArc {
		x.Mul(x, r.numbers[c.out])
	}
	return x
}

// waysFrom sets x, for reading only, to the ways from a state before step t.
func (r *ranking) waysFrom(x *big.Int, t int, state uint32) *big.Int {
	return x.SetBits(r.ways[t][int(state)*r.words:][:r.words:r.words])
}

func (r *ranking) waysBefore(t int) []big.Word {
	s := &r.steps[t]
	factors := make([]*big.Int, len(s.choices))
	for c, choice := range s.choices {
		factors[c] = r.factor(choice)
	}
	ways := make([]big.Word, (len(s.first)-1)*r.words)
	sum, product, after := new(big.Int), new(big.Int), new(big.Int)
	for i := range len(s.first) - 1 {
		sum.SetInt64(0)
		for j := s.first[i]; j < s.first[i+1]; j++ {
			if s.to[j] == closed {
				sum.Add(sum, factors[s.by[j]])
				continue
			}
			r.waysFrom(after, t+1, s.to[j])
			sum.Add(sum, product.Mul(factors[s.by[j]], after))
		}
		copy(ways[i*r.words:][:r.words], sum.Bits())
	}
	return ways
}

// loop returns the links, in the part and in no order, of the loop of a rank
// below r.all. It uses rank up.
func (r *ranking) loop(rank *big.Int) []int {
	var chosen pieces
	if rank.Cmp(r.reduced) < 0 {
		for _, loop := range r.loops {
			if rank.Cmp(r.numbers[loop]) < 0 {
				chosen.add(loop, rank)
				break
			}
			rank.Sub(rank, r.numbers[loop])
		}
		return r.takeApart(chosen)
	}
	rank.Sub(rank, r.reduced)
	state := uint32(0)
	for t := range r.steps {
		var c choice
		c, state = r.step(t, state, rank)
		// What is left of the rank says which of the choice's bundles of
		// paths; the rest says how to go on.
		within := new(big.Int)
		for _, piece := range [...]value{c.in, c.out} {
			if piece != noArc {
				rank.DivMod(rank, r.numbers[piece], within)
				chosen.add(piece, new(big.Int).Set(within))
			}
		}
		if state == closed {
			break
		}
	}
	return r.takeApart(chosen)
}

// step finds the transition in which a rank among the ways from a state lies,
// and leaves the rank among those of that transition.
func (r *ranking) step(t int, state uint32, rank *big.Int) (choice, uint32) {
	s := &r.steps[t]
	product, after := new(big.Int), new(big.Int)
	j := s.first[state]
	for ; ; j++ {
		product.Set(r.factor(s.choices[s.by[j]]))
		if s.to[j] != closed {
			product.Mul(product, r.waysFrom(after, t+1, s.to[j]))
		}
		if rank.Cmp(product) < 0 {
			return s.choices[s.by[j]], s.to[j]
		}
		rank.Sub(rank, product)
	}
}

// pieces are values of the circuit that make up a loop, each with a rank among
// the sets of links that it counts.
type pieces []piece

type piece struct {
	value value
	rank  *big.Int
}

func (p *pieces) add(v value, rank *big.Int) { *p = append(*p, piece{v, rank}) }

// takeApart takes pieces apart down to links.
func (r *ranking) takeApart(left pieces) []int {
	var links []int
	for len(left) > 0 {
		last := left[len(left)-1]
		left = left[:len(left)-1]
		if int(last.value) < r.inputs {
			links = append(links, int(last.value))
			continue
		}
		op := r.operations[int(last.value)-r.inputs]
		a := r.numbers[op.a]
		switch {
		case op.product:
			forB, forA := new(big.Int).DivMod(last.rank, a, new(big.Int))
			left.add(op.a, forA)
			left.add(op.b, forB)
		case last.rank.Cmp(a) < 0:
			left.add(op.a, last.rank)
		default:
			left.add(op.b, new(big.Int).Sub(last.rank, a))
		}
	}
	return links
}
