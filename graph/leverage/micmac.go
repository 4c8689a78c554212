package leverage

import (
	"context"
	"math/big"
	"slices"

	"sysmap/graph"
)

// MICMAC is influence and dependence through chains of links (matrice
// d'impacts croisés, multiplication appliquée à un classement: Duperrin and
// Godet 1973; Godet 1994, From Anticipation to Action).
//
// M is the matrix of direct influence, 1 where a link is and 0 elsewhere, also
// from a variable to itself. Row sums of Mᵏ count the chains of k links that
// begin at a variable, column sums those that end there. M is raised until
// both rankings, ties included, are the same for k and k + 1; counts that
// differ by less than a millionth tie, or pairs that come ever closer and swap
// each time would never settle. In a map without loops the chains come to an
// end; there M + M² + … counts all of them.
type MICMAC struct {
	// Influence is each node's share of the row sums of the matrix, in 0…1,
	// and Dependence that of the column sums. All are 0 without links.
	Influence, Dependence []float64
	// Length is the power k: how many links the chains have.
	Length int
	// Stable: the rankings no longer change. They may go on changing for
	// ever, as in a map that is a single ring with side branches; then Length
	// is where it was left.
	Stable bool
	// Quadrants is where each node lies in the plane of the two.
	Quadrants []Quadrant
}

// Quadrant is a quarter of MICMAC's plane of influence and dependence. Values
// above the mean count as high.
type Quadrant string

const (
	// Driving: high influence, low dependence.
	Driving Quadrant = "driving"
	// Relay: high influence, high dependence: whatever is done to it comes
	// back changed.
	Relay Quadrant = "relay"
	// Dependent: low influence, high dependence: it shows results.
	Dependent Quadrant = "dependent"
	// Autonomous: low influence, low dependence.
	Autonomous Quadrant = "autonomous"
)

// maxPower is the power at which MICMAC gives up waiting for stable rankings;
// on drawn maps of a hundred variables twenty or so suffice.
const maxPower = 200

// MICMACOf returns the indirect influence and dependence in a graph. The error
// is the context's.
func MICMACOf(ctx context.Context, g *graph.Graph) (MICMAC, error) {
	net := newNetwork(g)
	back := net.reversed()
	endless := len(g.StrongComponents()) < g.Len()
	influence, dependence := net.chains(nil), back.chains(nil)
	allDown, allUp := influence, dependence
	m := MICMAC{Length: 1}
	for !m.Stable && (m.Length < maxPower || !endless) {
		if err := ctx.Err(); err != nil {
			return MICMAC{}, err
		}
		longer, deeper := net.chains(influence), back.chains(dependence)
		if endless {
			m.Stable = sameRanking(influence, longer) && sameRanking(dependence, deeper)
		} else {
			m.Stable = noChains(longer)
			allDown, allUp = sums(allDown, longer), sums(allUp, deeper)
		}
		if !m.Stable {
			influence, dependence = longer, deeper
			m.Length++
		}
	}
	if !endless {
		influence, dependence = allDown, allUp
	}
	m.Influence, m.Dependence = shares(influence), shares(dependence)
	m.Quadrants = make([]Quadrant, net.n)
	for v := range m.Quadrants {
		m.Quadrants[v] = quadrant(m.Influence[v] > 1/float64(net.n), m.Dependence[v] > 1/float64(net.n))
	}
	return m, nil
}

func quadrant(influential, dependent bool) Quadrant {
	switch {
	case influential && dependent:
		return Relay
	case influential:
		return Driving
	case dependent:
		return Dependent
	}
	return Autonomous
}

// chains returns the number of chains that are one link longer, from each
// node; nil stands for the chains of no link.
func (net *network) chains(shorter []*big.Int) []*big.Int {
	longer := make([]*big.Int, net.n)
	for v, out := range net.out {
		longer[v] = new(big.Int)
		if shorter == nil {
			longer[v].SetInt64(int64(len(out)))
			continue
		}
		for _, w := range out {
			longer[v].Add(longer[v], shorter[w])
		}
	}
	return longer
}

func sums(a, b []*big.Int) []*big.Int {
	c := make([]*big.Int, len(a))
	for v := range c {
		c[v] = new(big.Int).Add(a[v], b[v])
	}
	return c
}

func noChains(counts []*big.Int) bool {
	return !slices.ContainsFunc(counts, func(c *big.Int) bool { return c.Sign() > 0 })
}

// sameRank is how much two counts have to differ, relatively, to rank apart
// when rankings are compared.
const sameRank = 1e-6

// sameRanking reports whether two lists put everything in the same order, with
// the same ties.
func sameRanking(a, b []*big.Int) bool {
	before, after := byNode(rankWithin(shares(a), sameRank)), byNode(rankWithin(shares(b), sameRank))
	return slices.Equal(before, after)
}

func shares(counts []*big.Int) []float64 {
	sum := new(big.Int)
	for _, c := range counts {
		sum.Add(sum, c)
	}
	all := make([]float64, len(counts))
	if sum.Sign() == 0 {
		return all
	}
	for v, c := range counts {
		all[v], _ = new(big.Rat).SetFrac(c, sum).Float64()
	}
	return all
}
