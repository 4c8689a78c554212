package leverage

import (
	"context"
	"errors"
)

// errSpent says that the budget of a search did not suffice.
var errSpent = errors.New("the budget of the search is spent")

// effort is what an exact search may still spend, counted in words of
// adjacency that are touched and not in time, so that the same budget gives
// the same answer on any machine. A nil effort has no end.
type effort struct {
	ctx  context.Context
	left int
}

// newEffort makes an effort of a budget; 0 is [DefaultSearchBudget].
func newEffort(ctx context.Context, budget int) *effort {
	if budget <= 0 {
		budget = DefaultSearchBudget
	}
	return &effort{ctx: ctx, left: budget}
}

func (e *effort) spend(words int) {
	if e != nil {
		e.left -= words
	}
}

// spent reports whether it is time to stop, for want of budget or because the
// context is done.
func (e *effort) spent() bool {
	return e != nil && (e.left < 0 || e.ctx.Err() != nil)
}

// err is the context's error, [errSpent], or nil.
func (e *effort) err() error {
	if e == nil {
		return nil
	}
	if err := e.ctx.Err(); err != nil {
		return err
	}
	if e.left < 0 {
		return errSpent
	}
	return nil
}
