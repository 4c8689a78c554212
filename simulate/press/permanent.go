package press

import (
	"context"
	"fmt"
	"math/big"
	"math/bits"
)

// Permanents of larger matrices of zeros and ones may pass 128 bits: 34! is
// below 2¹²⁸, 35! is not.
const mostPermanent = 34

// wide is a whole number modulo 2¹²⁸. Terms of an alternating sum may wrap
// around; the sum does not, being below 2¹²⁸ itself.
type wide struct{ lo, hi uint64 }

func (a wide) plus(b wide) wide {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	hi, _ := bits.Add64(a.hi, b.hi, carry)
	return wide{lo, hi}
}

func (a wide) times(x uint64) wide {
	hi, lo := bits.Mul64(a.lo, x)
	return wide{lo, hi + a.hi*x}
}

func (a wide) by(b wide) wide {
	hi, lo := bits.Mul64(a.lo, b.lo)
	return wide{lo, hi + a.hi*b.lo + a.lo*b.hi}
}

func (a wide) negative() wide {
	lo, borrow := bits.Sub64(0, a.lo, 0)
	hi, _ := bits.Sub64(0, a.hi, borrow)
	return wide{lo, hi}
}

func (a wide) integer() *big.Int {
	x := new(big.Int).SetUint64(a.hi)
	return x.Add(x.Lsh(x, 64), new(big.Int).SetUint64(a.lo))
}

// minors computes the permanents of all minors of an m×m matrix of zeros and
// ones at the cost of one: the permanent, by Ryser (1963, Combinatorial
// Mathematics),
//
//	per B = (−1)ᵐ Σ_S (−1)^|S| Π_k r_k(S),  r_k(S) = Σ_{j∈S} b_kj,
//
// is a polynomial in the entries, and the minor without row i and column j is
// its derivative by b_ij: the same sum over the S that hold j, without factor i.
// Sets are visited as a tree that decides on one column a level, so that what
// the sets below a node add up to is added to a column once a node, not once a
// set.
type minors struct {
	ctx context.Context
	m   int
	// rows of a column: where it has ones.
	column [][]int
	sums   []uint64
	// open counts a row's ones in columns still to be decided on; a row with
	// none and without a sum is 0 in every set below, and two such rows make
	// every product below 0.
	open []int
	dead int
	// total[c] is the sum, by row left out, over the sets below the present
	// node of level c; found[j] over those with column j.
	total, found [][]wide
	suffix       []wide
	nodes        int
	err          error
	// finished counts the nodes of the level reportLevel that are done.
	finished int
	report   func(done float64)
}

// reportLevel is how far down the tree progress is told.
const reportLevel = 8

// allMinors returns, as [i][j], the permanent of the matrix without row i and
// column j. rows lists the columns with ones of each row.
func allMinors(ctx context.Context, rows [][]int, report func(done float64)) ([][]*big.Int, error) {
	m := len(rows)
	p := &minors{ctx: ctx, m: m, column: make([][]int, m), sums: make([]uint64, m), open: make([]int, m), suffix: make([]wide, m+1), report: report}
	for i, columns := range rows {
		p.open[i] = len(columns)
		if len(columns) == 0 {
			p.dead++
		}
		for _, j := range columns {
			p.column[j] = append(p.column[j], i)
		}
	}
	p.total, p.found = wides(m+1, m), wides(m, m)
	p.visit(0, m%2 == 1)
	if p.err != nil {
		return nil, p.err
	}
	result := make([][]*big.Int, m)
	for i := range result {
		result[i] = make([]*big.Int, m)
		for j := range result[i] {
			result[i][j] = p.found[j][i].integer()
		}
	}
	return result, nil
}

func wides(rows, columns int) [][]wide {
	w := make([][]wide, rows)
	for i := range w {
		w[i] = make([]wide, columns)
	}
	return w
}

// visit leaves in total[level] the sum over the sets below the present node.
// negative is the sign of a set to which no further column is added.
func (p *minors) visit(level int, negative bool) {
	total := p.total[level]
	p.look()
	switch {
	case p.dead > 1 || p.err != nil:
		clear(total)
		p.finish(level)
		return
	case level == p.m:
		p.products(total, negative)
		p.finish(level)
		return
	}
	rows := p.column[level]
	for _, i := range rows {
		p.open[i]--
		if p.open[i] == 0 && p.sums[i] == 0 {
			p.dead++
		}
	}
	p.visit(level+1, negative)
	copy(total, p.total[level+1])
	for _, i := range rows {
		if p.open[i] == 0 && p.sums[i] == 0 {
			p.dead--
		}
		p.sums[i]++
	}
	p.visit(level+1, !negative)
	for i, x := range p.total[level+1] {
		total[i] = total[i].plus(x)
		p.found[level][i] = p.found[level][i].plus(x)
	}
	for _, i := range rows {
		p.sums[i]--
		p.open[i]++
	}
	if level == reportLevel {
		p.finish(level)
	}
}

// products sets total[i] to the product of all sums but that of row i.
func (p *minors) products(total []wide, negative bool) {
	p.suffix[p.m] = wide{lo: 1}
	for i := p.m - 1; i >= 0; i-- {
		p.suffix[i] = p.suffix[i+1].times(p.sums[i])
	}
	prefix := wide{lo: 1}
	if negative {
		prefix = prefix.negative()
	}
	for i := range total {
		total[i] = prefix.by(p.suffix[i+1])
		prefix = prefix.times(p.sums[i])
	}
}

// look finds out now and then whether the work is still wanted.
func (p *minors) look() {
	if p.nodes++; p.nodes&0xfff == 0 && p.err == nil {
		if err := p.ctx.Err(); err != nil {
			p.err = fmt.Errorf("press: stopped while computing permanents: %w", err)
		}
	}
}

// finish reports a node of the level reportLevel, or one above that has no
// nodes below.
func (p *minors) finish(level int) {
	if level <= reportLevel {
		p.finished += 1 << (reportLevel - level)
		p.report(float64(p.finished) / (1 << reportLevel))
	}
}
