package main

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sysmap/graph"
	"sysmap/graph/leverage"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/scene"
	"sysmap/simulate"
)

// picture draws a map, with a result over it or one loop of it alone.
func (s *session) picture(ctx context.Context, m *maps.Map, over, alone string, o render.Options) (*scene.Scene, error) {
	g, l := graph.New(m), languageOf(o.Language, m)
	if alone != "" {
		if over != "" || o.View != "" {
			return nil, usagef("--loop draws one loop alone; leave out --overlay and --view")
		}
		return ringOf(g, alone, l, o)
	}
	var err error
	if o.Overlay, err = s.overlay(ctx, g, over, l); err != nil {
		return nil, err
	}
	done := s.progress("Laying out", len(m.Variables))
	defer done()
	return render.Picture(ctx, m, o)
}

// overlay works out what an overlay's name asks for.
func (s *session) overlay(ctx context.Context, g *graph.Graph, name string, l maps.Language) (diagram.Overlay, error) {
	kind, which, _ := strings.Cut(name, ":")
	switch kind {
	case "":
		return diagram.Overlay{}, nil
	case "loops":
		if which == "" {
			return diagram.Overlay{}, usagef("say which loops, for example --overlay loops:%s", strings.Join(loopIDs(g.Map()), ","))
		}
		var loops []overlay.Named
		for _, id := range strings.Split(which, ",") {
			found, err := namedLoop(g, strings.TrimSpace(id))
			if err != nil {
				return diagram.Overlay{}, err
			}
			loops = append(loops, found)
		}
		return overlay.Loops(g, loops, l), nil
	case "participation":
		report, done := s.bar("Counting feedback loops")
		census, err := loop.Census(ctx, g, loop.CensusOptions{Participation: true, Progress: report})
		done()
		if err != nil {
			return diagram.Overlay{}, err
		}
		return overlay.Participation(g, census, l), nil
	}
	if kind == "leverage" {
		by := leverage.DefaultMeasure
		if which != "" {
			var err error
			if by, err = leverage.ParseMeasure(which); err != nil {
				return diagram.Overlay{}, usageError{err}
			}
		}
		r, err := s.analyse(ctx, g.Map(), 0)
		if err != nil {
			return diagram.Overlay{}, err
		}
		return overlay.Leverage(r, by, l)
	}
	if kind == "scenario" {
		return s.scenarioOverlay(ctx, g.Map(), which, l)
	}
	return diagram.Overlay{}, usagef("there is no overlay %q; choose loops:NAME,…, participation, leverage:MEASURE or scenario:NAME", kind)
}

// namedLoop finds a loop by the name that the map gives it.
func namedLoop(g *graph.Graph, id string) (overlay.Named, error) {
	named := g.Map().Loop(id)
	if named == nil {
		return overlay.Named{}, fmt.Errorf("the map names no loop %q; it names %s", id, strings.Join(loopIDs(g.Map()), ", "))
	}
	found, err := loop.Resolve(g, *named)
	if err != nil {
		return overlay.Named{}, err
	}
	for variant := range found.Variants() {
		return overlay.Named{Name: id, Loop: variant.Clone()}, nil
	}
	return overlay.Named{}, fmt.Errorf("loop %s is not on the map", id)
}

func loopIDs(m *maps.Map) []string {
	var ids []string
	for _, l := range m.Loops {
		ids = append(ids, l.ID)
	}
	return ids
}

// ringOf draws a named loop alone, with its story under it.
func ringOf(g *graph.Graph, id string, l maps.Language, o render.Options) (*scene.Scene, error) {
	found, err := namedLoop(g, id)
	if err != nil {
		return nil, err
	}
	mark := diagram.LoopMark{Name: id, Polarity: maps.Sign(found.Polarity)}
	var links []maps.LinkRef
	for i, v := range found.Variables {
		mark.Through = append(mark.Through, g.ID(v))
		links = append(links, overlay.Ref(g, found.Links[i]))
	}
	o.Overlay.Title = id
	if label := g.Map().Loop(id).Label.In(l); label != "" {
		o.Overlay.Title += " · " + label
	}
	o.Overlay.Note = loop.Story(g, found.Loop, l)
	return render.Ring(g.Map(), mark, links, o)
}

// overlayRuns and overlaySeed are those of the ensemble behind a picture.
const (
	overlayRuns = 500
	overlaySeed = 1
)

// scenarioOverlay runs a scenario of the map for a picture: NAME for what it
// changes in the end, NAME@12 for what it has changed after twelve units of
// time.
func (s *session) scenarioOverlay(ctx context.Context, m *maps.Map, which string, l maps.Language) (diagram.Overlay, error) {
	name, moment, timed := strings.Cut(which, "@")
	scenario, err := simulate.FromMap(m, name)
	if err != nil {
		return diagram.Overlay{}, err
	}
	model, err := simulate.NewModel(m)
	if err != nil {
		return diagram.Overlay{}, err
	}
	report, done := s.bar("Simulating")
	ensemble, err := model.Ensemble(ctx, scenario, simulate.EnsembleOptions{Runs: overlayRuns, Seed: overlaySeed, Progress: report})
	done()
	if err != nil {
		return diagram.Overlay{}, err
	}
	sum, err := ensemble.Summary()
	if err != nil {
		return diagram.Overlay{}, err
	}
	at := len(sum.Times) - 1
	if timed {
		when, err := strconv.ParseFloat(moment, 64)
		if err != nil || !(when >= 0 && when <= sum.Times[at]) {
			return diagram.Overlay{}, usagef("%q is no time between 0 and %s", moment, exact(sum.Times[at]))
		}
		at = nearestTime(sum.Times, when)
	}
	return overlay.Scenario(m, scenario.Label.In(l), sum, at, l), nil
}

// nearestTime returns the index of the moment nearest to a time.
func nearestTime(times []float64, when float64) int {
	best := 0
	for i, t := range times {
		if math.Abs(t-when) < math.Abs(times[best]-when) {
			best = i
		}
	}
	return best
}
