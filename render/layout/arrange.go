package layout

import "context"

// Arrange decides where the boxes of a request stand. Without pinned boxes the
// sheet's top left corner is 0, 0; with some, the others are placed among
// them. A request in which every box is pinned is answered at once.
//
// It returns [ErrRequest] for a request that makes no sense, [ErrWorker] if
// the process that runs Graphviz fails, and the context's error if that ends
// first.
func (w Worker) Arrange(ctx context.Context, r Request) (Result, error) {
	r = r.withDefaults()
	if err := r.validate(); err != nil {
		return Result{}, err
	}
	p := newPlan(r)
	switch n := p.pinned(); {
	case n == len(p.Boxes):
		return p.asPinned(), nil
	case n > 0:
		return p.amongPinned(), nil
	}
	if r.Engine == Ring {
		return p.ring().result(p, Ring, 1), nil
	}
	drafts, err := w.drafts(ctx, p)
	if err != nil {
		return Result{}, err
	}
	best, err := p.best(ctx, drafts)
	if err != nil {
		return Result{}, err
	}
	return best.result(p, best.engine, len(drafts)), nil
}

// drafts asks a worker for the plan's drafts.
func (w Worker) drafts(ctx context.Context, p *plan) ([]draft, error) {
	t := p.task()
	centres, err := w.ask(ctx, t)
	if err != nil {
		return nil, err
	}
	drafts := make([]draft, len(centres))
	for k, c := range centres {
		drafts[k] = draft{t.Runs[k].Engine, c}
	}
	return drafts, nil
}

func (p *plan) asPinned() Result {
	var r Result
	for _, b := range p.Boxes {
		at := Point{}
		if b.Pinned != nil {
			at = *b.Pinned
		}
		r.Centres = append(r.Centres, at)
	}
	return r
}

func (p *plan) amongPinned() Result {
	s := p.place()
	r := p.asPinned()
	for i, b := range s.boxes {
		if p.Boxes[i].Pinned == nil {
			r.Centres[i] = Point{tenth(b.x), tenth(b.y)}
		}
	}
	return r
}
