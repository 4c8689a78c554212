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
	if n := p.pinned(); n > 0 || len(p.Boxes) == 0 {
		return w.arrangeAmong(ctx, p)
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

// drafts asks a worker for the plan's drafts. A map without links needs none.
func (w Worker) drafts(ctx context.Context, p *plan) ([]draft, error) {
	boxes := p.withLinks()
	if len(boxes) == 0 {
		return []draft{{"", p.whole(nil, nil)}}, nil
	}
	t := p.task(boxes)
	parts, err := w.ask(ctx, t)
	if err != nil {
		return nil, err
	}
	drafts := make([]draft, len(parts))
	for k, part := range parts {
		drafts[k] = draft{t.Runs[k].Engine, p.whole(boxes, part)}
	}
	return drafts, nil
}

// arrangeAmong places the boxes that nobody pinned. A worker is asked only if
// they are the greater part: a few find their place without.
func (w Worker) arrangeAmong(ctx context.Context, p *plan) (Result, error) {
	a := newAmong(p)
	free := len(p.Boxes) - p.pinned()
	if free == 0 {
		return a.result("", 0), nil
	}
	by, made := Engine(""), 0
	if 2*free > len(p.Boxes) && p.Engine != Ring {
		p.Drafts = 1
		drafts, err := w.drafts(ctx, p)
		if err != nil {
			return Result{}, err
		}
		a.startAt(drafts[0].centres)
		by, made = drafts[0].engine, 1
	} else {
		a.startNear()
	}
	if err := a.settle(ctx); err != nil {
		return Result{}, err
	}
	return a.result(by, made), nil
}
