package leverage

import (
	"context"
	"errors"
	"math/big"
	"math/rand/v2"

	"sysmap/graph"
)

// Membership is how often nodes are in a minimum feedback vertex set.
type Membership struct {
	// Counted: all minimum sets were counted. Otherwise the budget did not
	// suffice for that.
	Counted bool
	// Sets is how many minimum sets there are, and With the number of them
	// that each node is in; nil if they were not counted. There is 1, the
	// empty one, in a graph without loops.
	Sets *big.Int
	With []*big.Int
	// Sampled is how many minimum sets were found from random starts where
	// they were not counted; 0 if they were, or if the budget did not suffice
	// for this either. Some sets are found more easily than others: shares
	// among them are a hint.
	Sampled int
	// Share is the share of the sets counted, or sampled, that each node is
	// in; nil if there are none.
	Share []float64
}

// CountFeedbackVertices counts the minimum feedback vertex sets of a graph,
// and those that each node is in, exactly and without listing them. Where the
// budget does not suffice it finds a hundred of them from random starts, always
// the same, within as much again. budget is as for [FeedbackVertices]; the only
// error is the context's.
func CountFeedbackVertices(ctx context.Context, g *graph.Graph, budget int) (Membership, error) {
	m, err := countAll(newEffort(ctx, budget), g)
	if errors.Is(err, errSpent) {
		m, err = sample(newEffort(ctx, budget), g)
	}
	if errors.Is(err, errSpent) {
		return Membership{}, nil
	}
	return m, err
}

func countAll(e *effort, g *graph.Graph) (Membership, error) {
	m := Membership{Counted: true, Sets: big.NewInt(1), With: make([]*big.Int, g.Len()), Share: make([]float64, g.Len())}
	c := &counter{known: map[string]*membership{}}
	for v := range m.With {
		m.With[v] = new(big.Int)
	}
	for _, k := range vertexTangles(g, e) {
		if k.tangle == nil {
			return Membership{}, errSpent
		}
		clear(c.known)
		of, err := c.count(k.tangle, k.tangle.n)
		if err != nil {
			return Membership{}, err
		}
		for _, n := range m.With {
			n.Mul(n, of.total)
		}
		for i, n := range of.with {
			m.With[k.members[i]].Mul(n, m.Sets)
		}
		m.Sets.Mul(m.Sets, of.total)
	}
	for v, n := range m.With {
		m.Share[v], _ = new(big.Rat).SetFrac(n, m.Sets).Float64()
	}
	return m, nil
}

// samples is how many minimum sets are looked for where there are too many to
// count.
const samples = 100

// sample finds minimum sets with the nodes in random orders, which decide
// between choices that are equally good. The error is that a set was not proved
// to be minimum within the effort.
func sample(e *effort, g *graph.Graph) (Membership, error) {
	m := Membership{Sampled: samples, Share: make([]float64, g.Len())}
	knots := vertexTangles(g, e)
	found := make([]int, g.Len())
	for i := range samples {
		random := rand.New(rand.NewPCG(0, uint64(i)))
		for _, k := range knots {
			if k.tangle == nil {
				return Membership{}, errSpent
			}
			shuffled := knot{members: k.members, tangle: k.tangle.part(random.Perm(k.tangle.n))}
			set, atLeast := shuffled.solve()
			if err := e.ctx.Err(); err != nil {
				return Membership{}, err
			}
			if set == nil || len(set) > atLeast {
				return Membership{}, errSpent
			}
			for _, v := range set {
				found[v]++
			}
		}
	}
	for v, n := range found {
		m.Share[v] = float64(n) / samples
	}
	return m, nil
}
