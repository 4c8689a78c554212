package alliance

import (
	"context"
	"runtime"
	"sync"
)

// each does n tasks, several at a time, and returns the error of the first task
// in order that failed of those that were done, or the context's.
func each(ctx context.Context, n, workers int, progress func(float64), task func(k int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var mu sync.Mutex
	var group sync.WaitGroup
	next, done, failed := 0, 0, n
	var failure error
	take := func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if next >= n || failure != nil || ctx.Err() != nil {
			return 0, false
		}
		next++
		return next - 1, true
	}
	finish := func(k int, err error) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			if k < failed {
				failed, failure = k, err
			}
			return
		}
		if done++; progress != nil {
			progress(float64(done) / float64(n))
		}
	}
	for range min(workers, n) {
		group.Go(func() {
			for k, more := take(); more; k, more = take() {
				finish(k, task(k))
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return failure
}
