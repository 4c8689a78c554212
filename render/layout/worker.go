package layout

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"sysmap/render/layout/graphviz"
)

// ErrWorker is returned when the process that runs Graphviz fails: it could
// not be started, crashed, answered nonsense or took too long.
var ErrWorker = errors.New("layout worker")

// Worker arranges maps with the help of a second process. The zero value is
// ready to use.
type Worker struct {
	// Deadline is how long the process may take before it is killed; a
	// minute if 0.
	Deadline time.Duration
	// Folder keeps the compiled Graphviz between runs. Empty chooses one
	// that only this user can write to, see [graphviz.PrivateFolder].
	Folder string
	// Program is what to run and its arguments; empty is this program, which
	// must call [ServeIfWorker].
	Program []string
}

// ask runs a task in a process of its own.
func (w Worker) ask(ctx context.Context, t task) ([][]Point, error) {
	if isWorker() {
		return nil, fmt.Errorf("%w: this program started itself to lay out a map but does not call layout.ServeIfWorker at the start of main", ErrWorker)
	}
	t.Folder = w.folder()
	question, err := json.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWorker, err)
	}
	deadline := w.Deadline
	if deadline == 0 {
		deadline = time.Minute
	}
	limited, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	out, err := w.converse(limited, question)
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case limited.Err() != nil:
		return nil, fmt.Errorf("%w: no layout of %d boxes and %d links within %v; allow more time, or pin some positions", ErrWorker, len(t.Sizes), len(t.Links), deadline)
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrWorker, err)
	}
	return readAnswer(out, len(t.Runs), len(t.Sizes))
}

func (w Worker) folder() string {
	if w.Folder != "" {
		return w.Folder
	}
	return graphviz.PrivateFolder()
}

// converse starts the process, hands it the question and returns its answer.
func (w Worker) converse(ctx context.Context, question []byte) ([]byte, error) {
	program := w.Program
	if len(program) == 0 {
		self, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("finding this program: %w", err)
		}
		program = []string{self}
	}
	cmd := exec.CommandContext(ctx, program[0], program[1:]...)
	cmd.Env = append(os.Environ(), marker+"=1")
	// A grandchild that keeps the pipes open must not keep us waiting.
	cmd.WaitDelay = time.Second
	out, complaints := bounded{most: mostAnswer}, bounded{most: 4096}
	cmd.Stdout, cmd.Stderr = &out, &complaints
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	// The pipe stays open until the answer is there: that is how the worker
	// knows that somebody still waits. Wait closes it. A worker that ends
	// before it has read everything says itself why.
	go func() { _, _ = in.Write(question) }()
	if err := cmd.Wait(); err != nil {
		return nil, explain(err, complaints.kept.String())
	}
	return out.kept.Bytes(), nil
}

func explain(err error, complaints string) error {
	if complaints = strings.Join(strings.Fields(complaints), " "); complaints == "" {
		return err
	}
	return fmt.Errorf("%w: %s", err, complaints)
}

// mostAnswer bounds what a parent reads.
const mostAnswer = 256 << 20

func readAnswer(out []byte, runs, boxes int) ([][]Point, error) {
	body, ok := bytes.CutPrefix(out, []byte(greeting))
	if !ok {
		return nil, fmt.Errorf("%w: it answered %.40q; does the program call layout.ServeIfWorker at the start of main?", ErrWorker, out)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		return nil, fmt.Errorf("%w: reading its answer: %w", ErrWorker, err)
	}
	if a.Error != "" {
		return nil, fmt.Errorf("%w: %s", ErrWorker, a.Error)
	}
	if len(a.Drafts) != runs {
		return nil, fmt.Errorf("%w: it made %d of %d drafts", ErrWorker, len(a.Drafts), runs)
	}
	for i, d := range a.Drafts {
		if len(d) != boxes {
			return nil, fmt.Errorf("%w: draft %d has %d of %d boxes", ErrWorker, i+1, len(d), boxes)
		}
	}
	return a.Drafts, nil
}

// bounded keeps the first bytes written to it and drops the rest.
type bounded struct {
	kept bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	b.kept.Write(p[:min(len(p), b.most-b.kept.Len())])
	return len(p), nil
}
