package simulate

import (
	"context"
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Press is press perturbation: where a stable linear system settles under what
// lasts. With W the influences and every variable limiting itself with strength
// one, it settles at
//
//	x = (1 − W)⁻¹ u
//
// The method knows no time: at every moment it tells where things would settle
// if what is done then were done for ever, so that a pulse leaves no trace. A
// system that would not settle gives an [*UnstableError]. It is the equilibrium
// that [Linear] approaches; package press has the exact predictions from signs
// and the sampling procedure of its literature, and [Model.PressModel] makes
// their input.
type Press struct{}

// Name returns "press".
func (Press) Name() string { return "press" }

func (Press) restsAtZero() bool { return true }

func (Press) notes(p *plan) []Note { return p.timeNotes() }

type pressRunner struct {
	p     *plan
	times []float64
	// undecided says that of the last member it is not known whether it is
	// stable.
	undecided bool
}

func (Press) prepare(p *plan, times []float64) (runner, error) {
	return &pressRunner{p: p, times: times}, fitsMatrix(p.model.Len())
}

func (r *pressRunner) run(ctx context.Context, m *member, rows []float64) error {
	n := r.p.model.Len()
	// Neither inertia nor delay decides where a system settles; whether it
	// does is asked of the system without them.
	prompt := *m
	prompt.inertia, prompt.delay = make([]float64, n), make([]float64, len(m.delay))
	for i := range prompt.inertia {
		prompt.inertia[i] = 1
	}
	point := 0
	r.undecided = false
	for k := range r.p.regimes {
		if err := ctx.Err(); err != nil {
			return err
		}
		now := &r.p.regimes[k]
		s := r.p.stability(&prompt, now)
		if s.decided && !s.stable {
			return &UnstableError{RealPart: s.rightmost, From: now.from, Until: now.until}
		}
		r.undecided = r.undecided || !s.decided
		at, growth, err := r.settle(&prompt, now)
		if err != nil {
			return err
		}
		last := k+1 == len(r.p.regimes)
		for ; point < len(r.times) && (last || r.times[point] < now.until); point++ {
			for i := range n {
				rows[point*n+i] = at.At(i, 0) + growth.At(i, 0)*(r.times[point]-now.from)
			}
		}
	}
	return nil
}

var errSingular = errors.New("the map's influences do not decide where it settles")

// settle solves for the equilibrium at the start of a regime and for its
// change with what ramps add in a unit of time.
func (r *pressRunner) settle(m *member, now *regime) (at, growth mat.Matrix, err error) {
	n := r.p.model.Len()
	w := make([]float64, len(r.p.links))
	r.p.weights(m, now, w)
	a, u := mat.NewDense(n, n, nil), mat.NewDense(n, 2, nil)
	for i := range n {
		a.Set(i, i, 1)
		if now.held[i] {
			u.Set(i, 0, now.level[i])
			continue
		}
		u.Set(i, 0, now.push[i])
		u.Set(i, 1, now.growth[i])
	}
	for l := range r.p.links {
		if from, to := r.p.links[l].from, r.p.links[l].to; !now.held[to] {
			a.Set(to, from, a.At(to, from)-w[l])
		}
	}
	var x mat.Dense
	if err := x.Solve(a, u); err != nil {
		return nil, nil, errSingular
	}
	for i := range n {
		if math.IsNaN(x.At(i, 0)) || math.IsNaN(x.At(i, 1)) {
			return nil, nil, errSingular
		}
	}
	return x.ColView(0), x.ColView(1), nil
}

func (r *pressRunner) doubted() bool { return r.undecided }

func (r *pressRunner) report(_ context.Context, _ *member, out *Run) error {
	if r.undecided {
		out.Notes = append(out.Notes, Note{StabilityUndecided, len(r.p.links)})
	}
	return nil
}
