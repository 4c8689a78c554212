package press

import (
	"context"
	"fmt"
	"math/big"
)

// PredictOptions says how far exact predictions go. The zero value works.
type PredictOptions struct {
	// MaxSteps bounds the permanents, in products: a strong component of m
	// variables takes up to m 2ᵐ. 0 means 10⁹, some twenty seconds at most:
	// components of up to 25 variables.
	MaxSteps float64
	// Progress is told how much is done, from 0 to 1; it may be nil.
	Progress func(done float64)
}

// TooCostlyError says that permanents would take more than the budget, before
// any is begun.
type TooCostlyError struct {
	// Component is the size of the largest strong component, Steps what all
	// of them are predicted to take, Budget what is allowed.
	Component     int
	Steps, Budget float64
}

func (e *TooCostlyError) Error() string {
	if e.Component > mostPermanent {
		return fmt.Sprintf("press: weighted predictions need permanents of a strong component of %d variables; they are computed for up to %d: ask for a part of the map, or sample", e.Component, mostPermanent)
	}
	return fmt.Sprintf("press: weighted predictions need about %.2g steps, for a strong component of %d variables, and %.2g are allowed: allow more, ask for a part of the map, or sample", e.Steps, e.Component, e.Budget)
}

// Prediction is what signs alone say of all presses on a system. Matrices are
// [i][j]: the answer of variable i to a lasting push upwards on variable j.
type Prediction struct {
	// Adjugate is adj(−A). Its sign is the predicted answer, in a system that
	// is stable; 0 says that the ways cancel, or that there are none.
	Adjugate [][]*big.Int
	// Total is T, the number of ways that the adjugate adds up; nil if
	// TooCostly says why not.
	Total     [][]*big.Int
	TooCostly *TooCostlyError
	// Determinant is det(−A).
	Determinant *big.Int
	// Feedback holds Levins' F₁ … F_n, the feedback at each level: −F_k is the
	// coefficient of λⁿ⁻ᵏ in det(λI − A). In a stable system all are negative;
	// F_n is −det(−A).
	Feedback []*big.Int
	// Stable: with all strengths 1, every eigenvalue of A has a negative real
	// part (Routh and Hurwitz, exactly). Other strengths may do otherwise.
	Stable bool
}

// Sign returns the predicted answer of i to a push upwards on j: −1, 0 or 1.
func (p Prediction) Sign(i, j int) int { return p.Adjugate[i][j].Sign() }

// Weight returns the weighted prediction |adj(−A)|/T of the answer of i to a
// push on j, from 0, as many ways for as against, to 1, all of one sign; and 1
// where there is no way at all. ok is false where T was too costly.
func (p Prediction) Weight(i, j int) (weight float64, ok bool) {
	if p.Total == nil {
		return 0, false
	}
	if p.Total[i][j].Sign() == 0 {
		return 1, true
	}
	size := new(big.Int).Abs(p.Adjugate[i][j])
	weight, _ = new(big.Rat).SetFrac(size, p.Total[i][j]).Float64()
	return weight, true
}

// Predict computes the exact predictions of a sign matrix: A[i][j] is −1, 0 or
// 1, the effect of variable j on variable i. It adds no self-limitation: a
// variable without is one that keeps a change for ever, and the system is
// rarely stable with several of them. Permanents past the budget are left out
// and said to be. The error wraps [ErrInput] or is the context's.
func Predict(ctx context.Context, a [][]int, o PredictOptions) (Prediction, error) {
	rows, err := signs(a)
	if err != nil {
		return Prediction{}, err
	}
	if o, err = o.settled(); err != nil {
		return Prediction{}, err
	}
	parts := components(len(rows), func(v int) []int { return causes(rows[v]) })
	p := Prediction{TooCostly: tooCostly(parts, o.MaxSteps)}
	// Where permanents are computed they take nearly all of the time.
	share := 0.1
	if p.TooCostly != nil {
		share = 1
	}
	adj, coefficients, err := adjugate(ctx, rows, func(done float64) { o.Progress(share * done) })
	if err != nil {
		return Prediction{}, err
	}
	p.describe(adj, coefficients)
	if p.Stable, err = hurwitz(ctx, negatives(p.Feedback)); err != nil {
		return Prediction{}, err
	}
	if p.TooCostly == nil {
		p.Total, err = totals(ctx, rows, parts, func(done float64) { o.Progress(share + (1-share)*done) })
		if err != nil {
			return Prediction{}, err
		}
	}
	o.Progress(1)
	return p, nil
}

func (o PredictOptions) settled() (PredictOptions, error) {
	if o.MaxSteps == 0 {
		o.MaxSteps = 1e9
	}
	if !(o.MaxSteps > 0) {
		return o, fmt.Errorf("%w: a budget of %v steps; give a number above 0", ErrInput, o.MaxSteps)
	}
	if o.Progress == nil {
		o.Progress = func(float64) {}
	}
	return o, nil
}

func causes(row []effect) []int {
	list := make([]int, len(row))
	for k, e := range row {
		list[k] = e.cause
	}
	return list
}

// tooCostly predicts the work of the permanents and returns nil if it is
// allowed.
func tooCostly(parts []component, budget float64) *TooCostlyError {
	e := &TooCostlyError{Budget: budget}
	for _, part := range parts {
		e.Component = max(e.Component, len(part))
		e.Steps += permanentSteps(len(part))
	}
	if e.Component <= mostPermanent && e.Steps <= budget {
		return nil
	}
	return e
}

// describe fills in what follows from adj(−A) and the coefficients of
// det(λI + A), those of det(λI − A) with every other sign turned.
func (p *Prediction) describe(adj integers, coefficients []*big.Int) {
	p.Adjugate = make([][]*big.Int, len(adj))
	for i := range adj {
		p.Adjugate[i] = make([]*big.Int, len(adj))
		for j := range adj[i] {
			p.Adjugate[i][j] = &adj[i][j]
		}
	}
	p.Determinant = big.NewInt(1)
	for k, c := range coefficients {
		feedback := new(big.Int).Set(c)
		if k%2 == 1 {
			feedback.Neg(feedback)
		}
		p.Feedback = append(p.Feedback, feedback)
		p.Determinant = new(big.Int).Neg(feedback)
	}
}

func negatives(list []*big.Int) []*big.Int {
	turned := make([]*big.Int, len(list))
	for i, x := range list {
		turned[i] = new(big.Int).Neg(x)
	}
	return turned
}
