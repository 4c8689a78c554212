package simulate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

// Variant is one of several opinions of a system: a model, and a scenario and a
// baseline on it. All variants of a [Mixture] have the same variables in the
// same order.
type Variant struct {
	ID                 string
	Model              *Model
	Scenario, Baseline Scenario
}

// Mixture is an ensemble in which every member follows one of several variants,
// each variant as many members.
type Mixture struct {
	// Whole is all members together; [Ensemble.Summary] says what is in it.
	// Member k follows variant k mod n, where n is their number. It has no
	// drivers, since variants need not leave the same open.
	Whole *Ensemble
	// Spreads say for every watched variable how much of the uncertainty comes
	// from the variants.
	Spreads []Spread
}

// Spread divides the variance of the change of one variable at the end of the
// run: with m_v the mean of variant v, s_v² its variance and n variants,
//
//	Between = Σ (m_v − m)² / n,  Within = Σ s_v² / n,
//
// which add up to the variance of all members where each variant has as many.
// Variants share the draws of links that both have with the same sign, so that
// variants that are equal have nothing between them; otherwise chance adds about
// Within divided by the members of a variant to Between.
type Spread struct {
	Variable string  `json:"variable"`
	Between  float64 `json:"between"`
	Within   float64 `json:"within"`
	// Share is the part of the variance that lies between the variants; 0
	// where there is no variance.
	Share float64 `json:"share"`
	// Variants has the order in which they were given.
	Variants []VariantEnd `json:"variants"`
}

// VariantEnd is the change of one variable at the end of the run by one variant.
type VariantEnd struct {
	ID   string  `json:"id"`
	Mean float64 `json:"mean"`
	ConvergenceRow
}

// Mix runs an ensemble over several variants. Options are as for
// [Model.Ensemble]; baselines are those of the variants. Runs is rounded up to
// a multiple of the number of variants, and Until, if it is 0, is as long as
// any variant needs.
//
// Errors: those of [Model.Ensemble] with the variant that they are about, that
// there are no variants or that their variables differ, and that only some of
// the members are asked for.
func Mix(ctx context.Context, variants []Variant, o EnsembleOptions) (*Mixture, error) {
	if err := mixable(variants, o); err != nil {
		return nil, err
	}
	n := len(variants)
	if o.Runs == 0 {
		o.Runs = DefaultRuns
	}
	o.Runs = (o.Runs + n - 1) / n
	if o.Until == 0 {
		for _, v := range variants {
			o.Until = max(o.Until, v.Model.Horizon(v.Scenario, v.Baseline))
		}
	}
	var err error
	if o.Watch, err = variants[0].Model.watched(o.Watch); err != nil {
		return nil, err
	}
	whole, err := mixing(variants, o)
	if err != nil {
		return nil, err
	}
	report := o.Progress
	parts := make([]*Ensemble, n)
	for k, v := range variants {
		if report != nil {
			o.Progress = func(done float64) { report((float64(k) + done) / float64(n)) }
		}
		o.Baseline = v.Baseline
		part, err := v.Model.Ensemble(ctx, v.Scenario, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v.ID, err)
		}
		whole.take(part)
		// Distributions are large, and are all in the whole by now.
		part.tallies = nil
		parts[k] = part
	}
	whole.finish(parts)
	return &Mixture{Whole: whole, Spreads: spreads(variants, parts)}, nil
}

// mixing is the whole before any member is in it: what any variant moves is
// active.
func mixing(variants []Variant, o EnsembleOptions) (*Ensemble, error) {
	active := make([]bool, variants[0].Model.Len())
	points := 0
	for _, v := range variants {
		o.Baseline = v.Baseline
		c, err := v.Model.compare(v.Scenario, o.Options)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", v.ID, err)
		}
		points = len(c.times)
		for _, i := range c.active() {
			active[i] = true
		}
	}
	whole := &Ensemble{}
	for i, is := range active {
		if is {
			whole.head.Active = append(whole.head.Active, i)
		}
	}
	size := len(whole.head.Active) * points
	if size > maxTallies {
		return nil, fmt.Errorf("%d moments of %d variables: %w; report fewer moments", points, len(whole.head.Active), ErrTooLarge)
	}
	whole.tallies = make([]tally, size)
	whole.head.Points = points
	return whole, nil
}

func mixable(variants []Variant, o EnsembleOptions) error {
	if len(variants) == 0 {
		return errors.New("there are no variants to follow")
	}
	if o.Members != (Span{}) {
		return errors.New("an ensemble over several variants is run whole")
	}
	if o.Runs < 0 || o.Runs > maxRuns-len(variants) {
		return fmt.Errorf("an ensemble of %d runs is not possible; give at least 1 and at most %d", o.Runs, maxRuns-len(variants))
	}
	first := variants[0]
	for _, v := range variants[1:] {
		if !slices.Equal(v.Model.Variables(), first.Model.Variables()) {
			return fmt.Errorf("the variables of %s are not those of %s", v.ID, first.ID)
		}
	}
	return nil
}

// finish says what the whole has of its parts but for their distributions.
func (e *Ensemble) finish(parts []*Ensemble) {
	h := &e.head
	active := h.Active
	*h = parts[0].head
	h.Runs = len(parts) * parts[0].head.Runs
	h.Active, h.Factors, h.Notes = active, nil, nil
	maps, done := sha256.New(), sha256.New()
	for _, p := range parts {
		fmt.Fprintln(maps, p.head.Map)
		fmt.Fprintln(done, p.head.Done)
		h.Steps, h.StepError = max(h.Steps, p.head.Steps), max(h.StepError, p.head.StepError)
		h.Notes = mostNotes(h.Notes, p.head.Notes)
		e.unstable += p.unstable
		e.failed += p.failed
		e.undecided += p.undecided
	}
	h.Map, h.Done = hex.EncodeToString(maps.Sum(nil)[:6]), hex.EncodeToString(done.Sum(nil)[:6])
	e.covered = []chunk{interleaved(parts)}
}

// mostNotes keeps each kind of note with the largest count.
func mostNotes(have, more []Note) []Note {
	for _, note := range more {
		at := slices.IndexFunc(have, func(n Note) bool { return n.Kind == note.Kind })
		if at < 0 {
			have = append(have, note)
			continue
		}
		have[at].Count = max(have[at].Count, note.Count)
	}
	return have
}

// take adds the distributions of a part. What is at rest in it but not in all
// counts as no change there.
func (e *Ensemble) take(p *Ensemble) {
	still := tally{}
	still.bins[sideBins] = uint32(p.members() - p.unstable - p.failed)
	for place, i := range e.head.Active {
		at, moves := slices.BinarySearch(p.head.Active, i)
		for k := range e.head.Points {
			from := &still
			if moves {
				from = &p.tallies[k*len(p.head.Active)+at]
			}
			e.tallies[k*len(e.head.Active)+place].merge(from)
		}
	}
}

func (e *Ensemble) members() (sum int) {
	for _, c := range e.covered {
		sum += c.To - c.From
	}
	return sum
}

// interleaved has member j of part v at j·n + v.
func interleaved(parts []*Ensemble) chunk {
	n, runs, watched := len(parts), parts[0].head.Runs, len(parts[0].head.Watch)
	out := chunk{Span: Span{0, n * runs}, ends: make([]float32, n*runs*watched)}
	for v, p := range parts {
		ends := p.covered[0].ends
		for j := range runs {
			copy(out.ends[(j*n+v)*watched:(j*n+v+1)*watched], ends[j*watched:(j+1)*watched])
		}
	}
	return out
}

// spreads compares the parts at the end of the run.
func spreads(variants []Variant, parts []*Ensemble) []Spread {
	out := make([]Spread, len(parts[0].head.Watch))
	for w, id := range parts[0].head.Watch {
		s := Spread{Variable: id}
		var means, variances []float64
		for k, p := range parts {
			changes := changesOf(p.ends(w))
			end := VariantEnd{ID: variants[k].ID}
			if len(changes) > 0 {
				mean, variance := moments(changes)
				means, variances = append(means, mean), append(variances, variance)
				end.Mean, end.ConvergenceRow = mean, convergenceRow(changes)
			}
			s.Variants = append(s.Variants, end)
		}
		if len(means) > 0 {
			_, s.Between = moments(means)
			s.Within, _ = moments(variances)
		}
		if whole := s.Between + s.Within; whole > 0 {
			s.Share = s.Between / whole
		}
		out[w] = s
	}
	return out
}

// moments are the mean and the variance of values that are all there are.
// Values that are all equal have no variance, whatever rounding would leave.
func moments(values []float64) (mean, variance float64) {
	for _, v := range values {
		mean += v - values[0]
	}
	mean = values[0] + mean/float64(len(values))
	for _, v := range values {
		variance += (v - mean) * (v - mean)
	}
	return mean, variance / float64(len(values))
}
