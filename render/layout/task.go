package layout

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// task is what the parent asks of a worker: one map, laid out in several
// ways. Everything in it is a number or the name of an engine, so that nothing
// anyone wrote reaches Graphviz.
type task struct {
	// Folder keeps the compiled Graphviz; empty keeps nothing.
	Folder string `json:"folder"`
	// Sizes are widths and heights in points.
	Sizes [][2]float64 `json:"sizes"`
	Links [][2]int     `json:"links"`
	// Clusters holds each box's cluster, or -1.
	Clusters []int `json:"clusters"`
	// Margin is the room around the boxes of a cluster, in points.
	Margin float64 `json:"margin"`
	Runs   []run   `json:"runs"`
}

// run is one layout of the task's map.
type run struct {
	Engine Engine `json:"engine"`
	Seed   int    `json:"seed"`
	// Gap is the distance kept around boxes, in points.
	Gap float64 `json:"gap"`
	// Spring is the natural length of a link, in inches.
	Spring float64 `json:"spring"`
}

// answer is what comes back: for each run the centres of all boxes.
type answer struct {
	Drafts [][]Point `json:"drafts"`
	// Error says why there are no drafts.
	Error string `json:"error,omitempty"`
}

// greeting is the first line of every answer, by which the parent knows that
// it talks to a worker and not to a program that has never heard of them.
const greeting = "sysmap layout worker 1\n"

// mostTask bounds what a worker reads: a request of the largest allowed size
// takes about a third of it.
const mostTask = 64 << 20

func readTask(r io.Reader) (task, error) {
	var t task
	if err := json.NewDecoder(io.LimitReader(r, mostTask)).Decode(&t); err != nil {
		return task{}, fmt.Errorf("reading the task: %w", err)
	}
	return t, t.validate()
}

func (t task) validate() error {
	if len(t.Sizes) == 0 || len(t.Sizes) > MaxBoxes || len(t.Links) > MaxLinks || len(t.Runs) > 1000 {
		return fmt.Errorf("a task of %d boxes, %d links and %d runs", len(t.Sizes), len(t.Links), len(t.Runs))
	}
	if len(t.Clusters) != len(t.Sizes) {
		return fmt.Errorf("%d boxes but %d clusters", len(t.Sizes), len(t.Clusters))
	}
	for _, c := range t.Clusters {
		if c < NoCluster || c > MaxBoxes {
			return fmt.Errorf("cluster %d", c)
		}
	}
	for _, s := range t.Sizes {
		if !sensible(s[0], MaxSide) || !sensible(s[1], MaxSide) {
			return fmt.Errorf("a box of %g × %g", s[0], s[1])
		}
	}
	for _, l := range t.Links {
		if !inRange(l[0], len(t.Sizes)) || !inRange(l[1], len(t.Sizes)) {
			return fmt.Errorf("a link from %d to %d", l[0], l[1])
		}
	}
	return t.validateRuns()
}

func (t task) validateRuns() error {
	if !(t.Margin >= 0 && t.Margin <= MaxSide) {
		return fmt.Errorf("a margin of %g", t.Margin)
	}
	for _, r := range t.Runs {
		switch r.Engine {
		case FDP, SFDP, Neato, Dot:
		default:
			return fmt.Errorf("engine %q is not for a worker", string(r.Engine))
		}
		if r.Seed < 0 || !sensible(r.Gap, MaxSide) || !sensible(r.Spring, 100) {
			return errors.New("a run that makes no sense")
		}
	}
	return nil
}

func sensible(v, most float64) bool { return v > 0 && v <= most }
