package figure_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sysmap/maps"
	"sysmap/render/figure"
	"sysmap/render/scene"
	"sysmap/simulate"
)

const evening = `sysmap: 1
title: {en: Evenings, da: Aftener}
time: month
variables:
  sleep: {label: {en: Sleep, da: Søvn}}
  stress: {label: Stress}
  screens: {label: {en: "Screens & <phones>", da: Skærme}}
links:
  - stress ->- sleep
  - sleep ->- stress
  - screens ->- sleep
goal: {raise: [sleep]}
`

func parse(t *testing.T, text string) *maps.Map {
	t.Helper()
	m, err := new(maps.Loader).Parse(context.Background(), "map.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func written(t *testing.T, s *scene.Scene, err error) string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func curve(t *testing.T, m *maps.Map, label string) (figure.Curve, *simulate.Ensemble) {
	t.Helper()
	model, err := simulate.NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	one, err := simulate.Parse(m, maps.Press, "screens=-0.5")
	if err != nil {
		t.Fatal(err)
	}
	ensemble, err := model.Ensemble(context.Background(), simulate.Scenario{Interventions: []maps.Intervention{one}}, simulate.EnsembleOptions{Runs: 60, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := ensemble.Summary()
	if err != nil {
		t.Fatal(err)
	}
	return figure.Curve{Label: label, Times: sum.Times, Variables: sum.Variables, Band: true}, ensemble
}

func TestTheGoalIsWatchedFirstAndThenWhatMovesMost(t *testing.T) {
	m := parse(t, evening)
	moves := []simulate.SummarySeries{{Variable: "sleep", Median: []float64{0, 0.1}}, {Variable: "stress", Median: []float64{0.9, -0.2}}, {Variable: "screens", Median: []float64{0, -0.5}}}
	for most, want := range map[int][]string{1: {"sleep"}, 2: {"sleep", "screens"}, 9: {"sleep", "screens", "stress"}} {
		got := figure.Watched(m, []figure.Curve{{Variables: moves}}, most)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d: %s", most, diff)
		}
	}
	if got := figure.Watched(m, nil, 0); !cmp.Equal(got, []string{"sleep"}) {
		t.Errorf("the goal is left out: %v", got)
	}
}

func TestCurvesShowEachWatchedVariableInTheReadersWords(t *testing.T) {
	m := parse(t, evening)
	c, _ := curve(t, m, "Uden skærm")
	s, err := figure.Curves(m, []figure.Curve{c}, figure.CurvesOptions{Options: figure.Options{Language: maps.Danish, Notes: []string{"En note."}}})
	text := written(t, s, err)
	for _, want := range []string{"Aftener", "Søvn", "Skærme", "måned", "En note.", "udgangspunktet"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	s, err = figure.Curves(m, []figure.Curve{c}, figure.CurvesOptions{Options: figure.Options{Bare: true, Notes: []string{"En note."}}, Variables: []string{"screens"}})
	text = written(t, s, err)
	if strings.Contains(text, "En note.") || strings.Contains(text, ">Sleep<") || !strings.Contains(text, "Screens &amp; &lt;phones&gt;") {
		t.Error("a bare chart of one variable shows something else")
	}
}

func TestEffectsAndDriversNameWhatTheyAreAbout(t *testing.T) {
	m := parse(t, evening)
	model, err := simulate.NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	e, err := model.Effects(context.Background(), simulate.EffectOptions{TrialOptions: simulate.TrialOptions{Runs: 10}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := figure.Effects(m, e, figure.EffectsOptions{Options: figure.Options{Language: maps.Danish}})
	if text := written(t, s, err); !strings.Contains(text, "Effekt på målet") || !strings.Contains(text, "Skærme") {
		t.Error("effects do not name what they show")
	}
	_, ensemble := curve(t, m, "")
	drivers, err := ensemble.Drivers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, err = figure.Drivers(m, drivers[0], figure.DriversOptions{Scenario: "Quiet"})
	text := written(t, s, err)
	for _, want := range []string{"Sleep", "Quiet", "artial rank correlation", "100% of the systems"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestWhereThereIsNothingToShowTheErrorSaysSo(t *testing.T) {
	m := parse(t, evening)
	if _, err := figure.Curves(m, nil, figure.CurvesOptions{}); !errors.Is(err, figure.ErrNothing) {
		t.Errorf("curves: %v", err)
	}
	if _, err := figure.Effects(m, nil, figure.EffectsOptions{}); !errors.Is(err, figure.ErrNothing) {
		t.Errorf("effects: %v", err)
	}
	if _, err := figure.Drivers(m, simulate.Drivers{Variable: "sleep"}, figure.DriversOptions{}); !errors.Is(err, figure.ErrNothingOpen) {
		t.Errorf("drivers: %v", err)
	}
	if _, err := figure.Curves(m, make([]figure.Curve, figure.MostCurves+1), figure.CurvesOptions{}); err == nil {
		t.Error("five scenarios are told apart")
	}
	if _, err := figure.Curves(m, []figure.Curve{{}}, figure.CurvesOptions{}); err == nil {
		t.Error("a curve without a result is drawn")
	}
}
