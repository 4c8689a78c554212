package layout_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sysmap/render/layout"
)

// behave is the environment variable that makes the test binary act as a
// program with a fault instead of running tests.
const behave = "LAYOUT_TEST_BEHAVE"

func TestMain(m *testing.M) {
	switch os.Getenv(behave) {
	case "":
		layout.ServeIfWorker()
		os.Exit(m.Run())
	case "hang":
		time.Sleep(time.Hour)
	case "crash":
		panic("as asked")
	case "exit":
		os.Exit(0)
	case "chatter":
		fmt.Println(strings.Repeat("usage: something else entirely\n", 5000))
	case "complain":
		fmt.Fprint(os.Stderr, strings.Repeat("no such thing\n", 100_000))
		os.Exit(2)
	case "half":
		fmt.Print("sysmap layout worker 1\n{\"drafts\":[[{\"X\":1")
	case "few":
		fmt.Print("sysmap layout worker 1\n{\"drafts\":[]}")
	case "forgetful":
		arrangeInsideWorker()
	}
}

// arrangeInsideWorker is a program that arranges without having called
// ServeIfWorker: started again, it would start itself for ever.
func arrangeInsideWorker() {
	_, err := layout.Worker{}.Arrange(context.Background(), ring(5))
	fmt.Fprintln(os.Stderr, err)
	os.Exit(4)
}

// ring is a map of n boxes in one loop.
func ring(n int) layout.Request {
	var r layout.Request
	for i := range n {
		r.Boxes = append(r.Boxes, layout.Box{W: 90, H: 30, Cluster: layout.NoCluster})
		r.Links = append(r.Links, [2]int{i, (i + 1) % n})
	}
	return r
}

func TestFaultyWorkersBecomeErrors(t *testing.T) {
	for behaviour, says := range map[string]string{
		"crash":     "as asked",
		"exit":      "ServeIfWorker",
		"chatter":   "usage: something else",
		"complain":  "no such thing",
		"half":      "reading its answer",
		"few":       "0 of",
		"forgetful": "does not call layout.ServeIfWorker",
	} {
		t.Run(behaviour, func(t *testing.T) {
			t.Setenv(behave, behaviour)
			_, err := layout.Worker{}.Arrange(t.Context(), ring(5))
			if !errors.Is(err, layout.ErrWorker) || !strings.Contains(err.Error(), says) {
				t.Errorf("%v; want an ErrWorker that says %q", err, says)
			}
			if err != nil && len(err.Error()) > 10_000 {
				t.Errorf("the error is %d bytes long", len(err.Error()))
			}
		})
	}
}

func TestMissingProgramIsAnError(t *testing.T) {
	w := layout.Worker{Program: []string{filepath.Join(t.TempDir(), "missing")}}
	if _, err := w.Arrange(t.Context(), ring(5)); !errors.Is(err, layout.ErrWorker) {
		t.Errorf("%v, want ErrWorker", err)
	}
}

func TestHangingWorkerIsKilledAtItsDeadline(t *testing.T) {
	t.Setenv(behave, "hang")
	start := time.Now()
	_, err := layout.Worker{Deadline: 200 * time.Millisecond}.Arrange(t.Context(), ring(5))
	if !errors.Is(err, layout.ErrWorker) || !strings.Contains(err.Error(), "200ms") {
		t.Errorf("%v, want an ErrWorker that names the deadline", err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestCancelledContextEndsTheWorker(t *testing.T) {
	t.Setenv(behave, "hang")
	reason := errors.New("the person went away")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(100*time.Millisecond, func() { cancel(reason) })
	if _, err := (layout.Worker{}).Arrange(ctx, ring(5)); !errors.Is(err, reason) {
		t.Errorf("%v, want the reason for cancelling", err)
	}
}

func TestEverythingPinnedNeedsNoWorker(t *testing.T) {
	r := ring(5)
	for i := range r.Boxes {
		r.Boxes[i].Pinned = &layout.Point{X: float64(i) / 3, Y: -7}
	}
	w := layout.Worker{Program: []string{filepath.Join(t.TempDir(), "missing")}}
	got, err := w.Arrange(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range got.Centres {
		if at != *r.Boxes[i].Pinned {
			t.Errorf("box %d went from %v to %v", i, *r.Boxes[i].Pinned, at)
		}
	}
	if got.Engine != "" || len(got.Regions) > 0 {
		t.Errorf("engine %q, regions %v", got.Engine, got.Regions)
	}
}
