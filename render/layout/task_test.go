package layout

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func TestWorkerEndsWhenNobodyWaitsAnyLonger(t *testing.T) {
	// Far more work than the test would wait for.
	r := Request{Engine: FDP, Drafts: 1000}
	for i := range 1500 {
		r.Boxes = append(r.Boxes, Box{W: 90, H: 30})
		r.Links = append(r.Links, [2]int{i, i * i % 1500}, [2]int{i, i * 7 % 1500})
	}
	p := newPlan(r.withDefaults())
	question, err := json.Marshal(p.task(p.withLinks()))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0]) // TestMain serves
	cmd.Env = append(os.Environ(), marker+"=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Write(question); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(300*time.Millisecond, func() { in.Close() })
	kill := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != abandoned {
		t.Errorf("the worker ended with %v, want exit code %d", err, abandoned)
	}
}

func FuzzReadTask(f *testing.F) {
	p := newPlan(Request{Boxes: []Box{{W: 90, H: 30}, {W: 10, H: 10}}, Links: [][2]int{{0, 1}}}.withDefaults())
	seed, err := json.Marshal(p.task(p.withLinks()))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(seed))
	f.Add(`{"sizes":[[1,1]],"clusters":[9999999],"runs":[{"engine":"circo"}]}`)
	f.Add(`{"sizes":[[1e999,1]]}`)
	f.Add(`{"sizes":[[1,1]],"clusters":[0],"links":[[0,1]]}`)
	f.Fuzz(func(t *testing.T, question string) {
		task, err := readTask(strings.NewReader(question))
		if err != nil {
			return
		}
		for _, r := range task.Runs {
			if dot := task.dot(r); len(dot) == 0 {
				t.Error("a good task gave no graph")
			}
		}
	})
}

func FuzzReadPlain(f *testing.F) {
	f.Add("graph 1 1 1\nnode n0 0.5 0.5 1 1\nnode n1 1 2 1 1\nstop\n")
	f.Add("node n 1 1\nnode n1 NaN 1\nnode n1 1e999 0")
	f.Fuzz(func(t *testing.T, plain string) {
		centres, err := readPlain([]byte(plain), 2)
		if err == nil && len(centres) != 2 {
			t.Errorf("%d centres and no error", len(centres))
		}
	})
}

func FuzzReadAnswer(f *testing.F) {
	f.Add(greeting + `{"drafts":[[{"X":1,"Y":2}]]}`)
	f.Add(greeting + `{"error":"no"}`)
	f.Fuzz(func(t *testing.T, out string) {
		drafts, err := readAnswer([]byte(out), 1, 1)
		if err == nil && (len(drafts) != 1 || len(drafts[0]) != 1) {
			t.Errorf("%v and no error", drafts)
		}
	})
}
