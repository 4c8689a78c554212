package layout

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"

	"sysmap/render/layout/graphviz"
)

// marker is set in the environment of a worker.
const marker = "SYSMAP_LAYOUT_WORKER"

// ServeIfWorker does nothing in a process that a person started. In one that
// [Worker.Arrange] started it does the work and ends the process. Call it
// before anything else in main, and in the TestMain of packages whose tests
// arrange maps.
func ServeIfWorker() {
	if !isWorker() {
		return
	}
	if err := serve(context.Background(), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func isWorker() bool { return os.Getenv(marker) != "" }

// serve reads one task and writes its answer.
func serve(ctx context.Context, in io.Reader, out io.Writer) error {
	t, err := readTask(in)
	if err != nil {
		return err
	}
	// A processor is kept free for the watch, which could not run while all
	// of them are inside Graphviz.
	lanes := runtime.GOMAXPROCS(0)
	runtime.GOMAXPROCS(lanes + 1)
	go exitWithParent(in)

	var a answer
	if a.Drafts, err = t.run(ctx, lanes); err != nil {
		a = answer{Error: err.Error()}
	}
	if _, err := io.WriteString(out, greeting); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(a)
}

// abandoned is the exit code of a worker whose parent is gone.
const abandoned = 3

// exitWithParent ends the process when the other end of in is gone: the
// parent keeps it open for as long as it wants an answer.
func exitWithParent(in io.Reader) {
	_, _ = io.Copy(io.Discard, in)
	os.Exit(abandoned)
}

// run makes all drafts, at most lanes at a time.
func (t task) run(ctx context.Context, lanes int) ([][]Point, error) {
	module, err := graphviz.Open(ctx, t.Folder)
	if err != nil {
		return nil, err
	}
	drafts := make([][]Point, len(t.Runs))
	errs := make([]error, len(t.Runs))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(lanes, len(t.Runs)) {
		group.Go(func() {
			for i := range next {
				drafts[i], errs[i] = t.draft(ctx, module, t.Runs[i])
			}
		})
	}
	for i := range t.Runs {
		next <- i
	}
	close(next)
	group.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("draft %d of %d, %s: %w", i+1, len(errs), t.Runs[i].Engine, err)
		}
	}
	return drafts, nil
}

func (t task) draft(ctx context.Context, module *graphviz.Module, r run) ([]Point, error) {
	plain, err := module.Render(ctx, t.dot(r), string(r.Engine), "plain")
	if err != nil {
		return nil, err
	}
	return readPlain(plain, len(t.Sizes))
}
