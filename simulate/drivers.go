package simulate

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Drivers is what the outcome for one variable depends on: which of the things
// that a map leaves open decide how far, and which way, a scenario moves it in
// the end.
type Drivers struct {
	Variable string `json:"variable"`
	// Members is how many members this is computed from.
	Members int `json:"members"`
	// Certainty is the share of members that agree on the most frequent sign:
	// 1 if the sign of the outcome is beyond doubt.
	Certainty float64 `json:"certainty"`
	// Partial says that PRCC could be computed: that there are enough members
	// for so many factors, and the outcome varies.
	Partial bool `json:"partial"`
	// Factors are ordered by the size of PRCC, or of RankCorrelation where
	// there is none.
	Factors []Driver `json:"factors"`
}

// Driver is how one uncertain thing bears on an outcome.
type Driver struct {
	Kind FactorKind `json:"kind"`
	// Of is the link, in shorthand, or the variable.
	Of string `json:"of"`
	// RankCorrelation is Spearman's, between the factor (a link's signed
	// strength, 0 where it does not exist) and the outcome.
	RankCorrelation float64 `json:"rank_correlation"`
	// PRCC is the partial rank correlation coefficient: that of what is left
	// of both when all other factors have explained what they can, linearly in
	// ranks (Iman and Conover 1979; Marino et al. 2008, J. Theor. Biol.
	// 254:178).
	PRCC float64 `json:"prcc"`
	// Settled is what [Drivers.Certainty] would be, on average, if this alone
	// were known: the sign and existence of a link where they are in doubt,
	// otherwise in which fifth of its range a size lies. It is estimated on
	// other members than those that it is measured on, so that chance does not
	// make it larger than Certainty.
	Settled float64 `json:"settled"`
}

// DriverMembers is how many members drivers are computed from, the first ones
// if there are more.
const DriverMembers = 20_000

// maxPartial is for how many factors partial correlations are computed.
const maxPartial = 2500

// Drivers says what the outcome of each watched variable depends on. With a
// baseline, the outcome is the difference. The error is the context's.
func (e *Ensemble) Drivers(ctx context.Context) ([]Drivers, error) {
	members := e.outcomes()
	factors := e.head.Factors
	// Fewer members where there are very many factors.
	if most := maxPlan / max(len(factors), 1); len(members.of) > most {
		members.keep(most)
	}
	n := len(members.of)
	if n < 2 {
		return nil, nil
	}
	ranks := make([][]float64, len(e.head.Watch))
	out := make([]Drivers, len(e.head.Watch))
	for w, id := range e.head.Watch {
		ranks[w] = standardRanks(members.change[w])
		out[w] = Drivers{Variable: id, Members: n, Certainty: certainty(members.change[w])}
	}
	columns := make([][]float64, len(factors))
	values := make([]float64, n)
	for k := range factors {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i, member := range members.of {
			values[i] = factors[k].value(member, e.head.Runs)
		}
		columns[k] = standardRanks(values)
		classes := factors[k].classes(values)
		for w := range out {
			out[w].Factors = append(out[w].Factors, Driver{
				Kind: factors[k].Kind, Of: factors[k].Of,
				RankCorrelation: dot(columns[k], ranks[w]),
				Settled:         settled(classes, members.change[w]),
			})
		}
	}
	if err := partial(ctx, columns, ranks, out); err != nil {
		return nil, err
	}
	for w := range out {
		slices.SortStableFunc(out[w].Factors, func(a, b Driver) int {
			return cmp.Or(cmp.Compare(math.Abs(b.PRCC), math.Abs(a.PRCC)), cmp.Compare(math.Abs(b.RankCorrelation), math.Abs(a.RankCorrelation)))
		})
	}
	return out, nil
}

// outcomes are the changes at the end, change[w][i] in member of[i].
type outcomes struct {
	of     []int
	change [][]float64
}

func (e *Ensemble) outcomes() outcomes {
	var o outcomes
	for w := range e.head.Watch {
		ends := e.ends(w)
		ends = ends[:min(len(ends), DriverMembers)]
		changes := make([]float64, len(ends))
		o.of = o.of[:0]
		for k, end := range ends {
			changes[k] = end.change
			o.of = append(o.of, end.member)
		}
		o.change = append(o.change, changes)
	}
	return o
}

func (o *outcomes) keep(n int) {
	o.of = o.of[:n]
	for w := range o.change {
		o.change[w] = o.change[w][:n]
	}
}

// standardRanks returns ranks, ties sharing theirs, with mean 0 and length 1;
// nil if all values are the same.
func standardRanks(values []float64) []float64 {
	n := len(values)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(values[a], values[b]), a-b) })
	ranks := make([]float64, n)
	square := 0.0
	for i := 0; i < n; {
		j := i
		for j < n && values[order[j]] == values[order[i]] {
			j++
		}
		rank := float64(i+j-1)/2 - float64(n-1)/2
		for _, at := range order[i:j] {
			ranks[at] = rank
		}
		square += rank * rank * float64(j-i)
		i = j
	}
	if square == 0 {
		return nil
	}
	for i := range ranks {
		ranks[i] /= math.Sqrt(square)
	}
	return ranks
}

func dot(a, b []float64) float64 {
	if a == nil || b == nil {
		return 0
	}
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// signOf is 0, 1 or 2 for a change that is down, none or up.
func signOf(change float64) int {
	switch {
	case change < -Negligible:
		return 0
	case change > Negligible:
		return 2
	}
	return 1
}

func certainty(changes []float64) float64 {
	var counts [3]int
	for _, x := range changes {
		counts[signOf(x)]++
	}
	return float64(max(counts[0], counts[1], counts[2])) / float64(len(changes))
}

// parts is into how many classes a size is divided.
const parts = 5

// classes says for each value which class of settled factors it is in.
func (f *Factor) classes(values []float64) []int {
	out := make([]int, len(values))
	doubted := f.Kind == NewSignFactor || f.Kind == LinkFactor && (f.Sign == 0 || f.Probability < 1)
	for i, v := range values {
		switch {
		case doubted && v < 0:
			out[i] = 0
		case doubted && v > 0:
			out[i] = 2
		case doubted:
			out[i] = 1
		default:
			out[i] = min(max(int(parts*(math.Abs(v)-f.Low)/(f.High-f.Low)), 0), parts-1)
		}
	}
	return out
}

// settled is the share of outcomes that have the sign that is most frequent in
// their class. Which that is, every other member is asked about the rest.
func settled(classes []int, changes []float64) float64 {
	var counts [parts][2][3]int
	for i, x := range changes {
		counts[classes[i]][i%2][signOf(x)]++
	}
	right := 0
	for _, halves := range counts {
		for half, counts := range halves {
			other := halves[1-half]
			best := 0
			for sign := range other {
				if other[sign] > other[best] {
					best = sign
				}
			}
			right += counts[best]
		}
	}
	return float64(right) / float64(len(changes))
}

// partial adds the partial correlations. With C the correlations between
// factors, c those with an outcome, b = C⁻¹c and v = 1/(1 − c·b), the inverse of
// the correlations of all together has v for the outcome, C⁻¹ₖₖ + bₖ²v for
// factor k and −bₖv between the two, and PRCC is bₖv/√(v(C⁻¹ₖₖ + bₖ²v)).
func partial(ctx context.Context, columns, ranks [][]float64, out []Drivers) error {
	var vary []int
	for k := range columns {
		if columns[k] != nil {
			vary = append(vary, k)
		}
	}
	k := len(vary)
	if len(out) == 0 || k == 0 || k > maxPartial || out[0].Members < 2*k+10 {
		return nil
	}
	n := out[0].Members
	x := mat.NewDense(k, n, nil)
	for i, c := range vary {
		x.SetRow(i, columns[c])
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	var c mat.SymDense
	c.SymOuterK(1, x)
	var factorised mat.Cholesky
	var inverse mat.SymDense
	if !factorised.Factorize(&c) || factorised.Cond() > 1e10 {
		return nil
	}
	if err := factorised.InverseTo(&inverse); err != nil {
		return nil
	}
	for w := range out {
		if ranks[w] == nil {
			continue
		}
		var with, b mat.VecDense
		with.MulVec(x, mat.NewVecDense(n, ranks[w]))
		b.MulVec(&inverse, &with)
		left := max(1-mat.Dot(&with, &b), 1e-12)
		for i, c := range vary {
			b := b.AtVec(i)
			out[w].Factors[c].PRCC = b / left / math.Sqrt((inverse.At(i, i)+b*b/left)/left)
		}
		out[w].Partial = true
	}
	return nil
}
