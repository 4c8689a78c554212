package loop

import (
	"context"
	"encoding/binary"
	"math/big"
	"math/rand/v2"

	"sysmap/graph"
)

// SampleOptions says how many loops to draw and how.
type SampleOptions struct {
	// Loops is how many to draw; 0 is 1000. The same loop may be drawn twice.
	Loops int
	// Seed decides which; the same seed draws the same loops.
	Seed uint64
	// MaxStates is the budget, as in [CensusOptions].
	MaxStates int
	// Progress may be nil.
	Progress Progress
}

// SampleResult is a uniform random sample of all loops of a graph.
type SampleResult struct {
	Loops []Loop
	// Of is the number of loops that they were drawn from.
	Of *big.Int
	// Seed is the seed that was used.
	Seed uint64
}

// Sample draws loops at random, each with the same probability, independently
// and with replacement, from a graph that has too many to list: the census
// numbers all loops, and loops of random numbers are looked up. It draws none
// if there are none. The error is a [TooCostlyError] if the graph is beyond
// the budget, or the context's.
func Sample(ctx context.Context, g *graph.Graph, o SampleOptions) (SampleResult, error) {
	if o.Loops <= 0 {
		o.Loops = 1000
	}
	work := &meter{report: o.Progress, whole: 3}
	p, err := newPlan(ctx, g, o.MaxStates)
	if err != nil {
		return SampleResult{}, err
	}
	surveys, _, err := p.surveys(ctx, work.add)
	if err != nil {
		return SampleResult{}, err
	}
	all := rankings{}
	r := SampleResult{Of: new(big.Int), Seed: o.Seed}
	for _, s := range surveys {
		part, err := newRanking(ctx, s)
		if err != nil {
			return SampleResult{}, err
		}
		all = append(all, part)
		r.Of.Add(r.Of, part.all)
		work.add(1 / float64(len(surveys)))
	}
	if r.Of.Sign() > 0 {
		random := newUniform(o.Seed, r.Of)
		for range o.Loops {
			if err := ctx.Err(); err != nil {
				return SampleResult{}, err
			}
			r.Loops = append(r.Loops, closedLoop(g, all.loop(g, random.next())))
			work.add(1 / float64(o.Loops))
		}
	}
	work.finish()
	return r, nil
}

// rankings number the loops of all parts of a graph, one part after another.
type rankings []*ranking

// loop returns the links of a loop, in the graph, one leading to the next. It
// uses rank up.
func (all rankings) loop(g *graph.Graph, rank *big.Int) []int {
	for _, part := range all {
		if rank.Cmp(part.all) >= 0 {
			rank.Sub(rank, part.all)
			continue
		}
		chosen := part.loop(rank)
		leaving := make(map[int]int, len(chosen))
		for i, l := range chosen {
			chosen[i] = part.links[l]
			leaving[g.Links()[chosen[i]].From] = chosen[i]
		}
		for i := 1; i < len(chosen); i++ {
			chosen[i] = leaving[g.Links()[chosen[i-1]].To]
		}
		return chosen
	}
	return nil
}

// uniform draws integers from 0 to limit−1, each with the same probability.
type uniform struct {
	limit  *big.Int
	source *rand.ChaCha8
	bytes  []byte
	spare  uint
}

func newUniform(seed uint64, limit *big.Int) *uniform {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	bits := new(big.Int).Sub(limit, big.NewInt(1)).BitLen()
	return &uniform{
		limit: limit, source: rand.NewChaCha8(key),
		bytes: make([]byte, (bits+7)/8), spare: uint(8-bits%8) % 8,
	}
}

// next draws as many bits as the limit has until they are below it, which
// takes two draws on average at most.
func (u *uniform) next() *big.Int {
	for {
		// ChaCha8's Read never fails.
		_, _ = u.source.Read(u.bytes)
		if len(u.bytes) > 0 {
			u.bytes[0] >>= u.spare
		}
		if x := new(big.Int).SetBytes(u.bytes); x.Cmp(u.limit) < 0 {
			return x
		}
	}
}
