package main

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"

	"sysmap/alliance"
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
		if which == "" && len(g.Map().Loops) == 0 {
			return diagram.Overlay{}, fmt.Errorf("the map names no loops; write them under \"loops:\" (the loops command finds them)")
		}
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
	return s.responsibility(ctx, g.Map(), kind, which, l)
}

// overlayNames are what overlays go by, for those who name one that there is
// not.
const overlayNames = "loops:NAME,…, participation, leverage:MEASURE, scenario:NAME, roles, roles:ACTOR, orphans, interfaces, interfaces:ACTOR,ACTOR, efforts, efforts:EFFORT, confidence or evidence"

// responsibility works out the overlays of who is responsible, and of what the
// map rests on.
func (s *session) responsibility(ctx context.Context, m *maps.Map, kind, which string, l maps.Language) (diagram.Overlay, error) {
	switch kind {
	case "roles":
		if which != "" {
			return overlay.Actor(m, actorNamed(m, which), l)
		}
		return overlay.Roles(m, l)
	case "interfaces":
		return interfacesOverlay(m, which, l)
	case "efforts":
		if which == "" {
			return overlay.Efforts(m, l)
		}
		r, err := s.allianceOf(ctx, m)
		if err != nil {
			return diagram.Overlay{}, err
		}
		return overlay.Effort(m, r, effortNamed(m, which), l)
	}
	if which != "" && (kind == "orphans" || kind == "confidence" || kind == "evidence") {
		return diagram.Overlay{}, usagef("the overlay %q takes nothing after it, and there is %q", kind, which)
	}
	switch kind {
	case "orphans":
		r, err := s.allianceOf(ctx, m)
		if err != nil {
			return diagram.Overlay{}, err
		}
		return overlay.Orphans(m, r, l)
	case "confidence":
		return overlay.Confidence(m, l)
	case "evidence":
		return overlay.Evidence(m, l)
	}
	return diagram.Overlay{}, usagef("there is no overlay %q; choose %s", kind, overlayNames)
}

func interfacesOverlay(m *maps.Map, which string, l maps.Language) (diagram.Overlay, error) {
	x, err := alliance.InterfacesOf(m)
	if err != nil {
		return diagram.Overlay{}, err
	}
	if which == "" {
		return overlay.Interfaces(m, x, l)
	}
	first, second, two := strings.Cut(which, ",")
	if !two || strings.Contains(second, ",") {
		return diagram.Overlay{}, usagef("an interface is between two actors, as in --overlay interfaces:ACTOR,ACTOR")
	}
	return overlay.Interface(m, x, actorNamed(m, first), actorNamed(m, second), l)
}

// allianceOf analyses who is responsible as far as pictures need it: without
// ensembles, proposals and counts of long loops.
func (s *session) allianceOf(ctx context.Context, m *maps.Map) (*alliance.Result, error) {
	report, done := s.bar("Analysing")
	defer done()
	return alliance.Analyse(ctx, m, alliance.Options{Seed: overlaySeed, Members: 1, MaxStates: -1, Proposals: -1, Progress: report})
}

// withoutNames takes the names of actors out of a map, and gives those that the
// name of an overlay has the names that they then go by.
func withoutNames(m *maps.Map, over string) (*maps.Map, string) {
	out := alliance.Anonymous(m)
	kind, which, _ := strings.Cut(over, ":")
	if which == "" || kind != "roles" && kind != "interfaces" {
		return out, over
	}
	names := strings.Split(which, ",")
	for i, name := range names {
		names[i] = sameActor(m, out, actorNamed(m, name))
	}
	return out, kind + ":" + strings.Join(names, ",")
}

// namedLoop finds a loop by the name that the map gives it.
func namedLoop(g *graph.Graph, id string) (overlay.Named, error) {
	named := g.Map().Loop(id)
	if named == nil && len(g.Map().Loops) == 0 {
		return overlay.Named{}, fmt.Errorf("the map names no loop %q, nor any other; write them under \"loops:\" (the loops command finds them)", id)
	}
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

// actorNamed returns the id of an actor that is named by it or by what people
// call it, and the name as it is where there is none.
func actorNamed(m *maps.Map, name string) string {
	name = strings.TrimSpace(name)
	if m.Actor(name) != nil {
		return name
	}
	for _, a := range m.Actors {
		if called(a.Label, name) {
			return a.ID
		}
	}
	return name
}

// effortNamed does so for an effort.
func effortNamed(m *maps.Map, name string) string {
	name = strings.TrimSpace(name)
	if m.Effort(name) != nil {
		return name
	}
	for _, e := range m.Efforts {
		if called(e.Label, name) {
			return e.ID
		}
	}
	return name
}

func called(label maps.Text, name string) bool {
	for _, text := range label.All() {
		if strings.EqualFold(text, name) {
			return true
		}
	}
	return false
}

// sameActor returns what an actor of a map is called where names are taken out.
func sameActor(named, anonymous *maps.Map, id string) string {
	for a := range named.Actors {
		if named.Actors[a].ID == id {
			return anonymous.Actors[a].ID
		}
	}
	return id
}
