package study_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sysmap/alliance"
	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/simulate"
	"sysmap/study"
)

// school is a small map on which everything can be said.
const school = `sysmap: 1
title: {en: School, da: Skole}
language: da
time: month
variables:
  sleep: {label: {en: Sleep, da: Søvn}, measure: {indicator: {en: Hours, da: Timer}}}
  stress: {label: Stress}
  screens: {label: {en: Screens, da: Skærme}}
  rest: {label: {en: Rest, da: Hvile}}
links:
  - {link: stress ->- sleep, strength: strong, evidence: [{source: A study, kind: study}, {source: Another, kind: study}]}
  - {link: sleep ->- stress, strength: medium, confidence: low}
  - {link: screens ->- sleep, probability: 0.5}
  - {link: rest ->? stress, strength: weak, delay: 2, evidence: [{source: We, kind: lived}]}
  - stress ->+ screens
goal: {raise: [sleep], lower: [stress]}
actors:
  parents: {label: {en: Parents, da: Forældre}, sector: people}
roles:
  - {actor: parents, must-act: [screens]}
efforts:
  no-phones: {label: {en: No phones, da: Uden telefon}, by: [parents], status: running, on: [{variable: screens, press: -0.5}]}
scenarios:
  quiet: {label: {en: Quiet evenings, da: Rolige aftener}, efforts: [no-phones]}
  nothing: {label: {en: A pulse, da: Et stød}, interventions: [{variable: rest, pulse: 0.2}]}
loops:
  B0: {label: {en: Awake, da: Vågen}, through: [stress, sleep]}
`

func parse(t *testing.T, text string) *maps.Map {
	t.Helper()
	m, err := new(maps.Loader).Parse(context.Background(), "map.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func run(t *testing.T, m *maps.Map, o study.Options) *study.Study {
	t.Helper()
	s, err := study.Run(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestResultsAreThoseOfTheAnalysesThemselves(t *testing.T) {
	m := parse(t, school)
	ctx := context.Background()
	s := run(t, m, study.Options{Seed: 7, Runs: 40, EffectRuns: 10, AgreeRuns: 10})

	model, err := simulate.NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	effects, err := model.Effects(ctx, simulate.EffectOptions{TrialOptions: simulate.TrialOptions{Runs: 10, Seed: 7}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(effects, s.Effects); diff != "" {
		t.Errorf("effects:\n%s", diff)
	}
	for _, one := range s.Scenarios {
		ensemble, err := model.Ensemble(ctx, one.Scenario, simulate.EnsembleOptions{Options: simulate.Options{Until: s.Until}, Runs: 40, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		summary, err := ensemble.Summary()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(summary, one.Summary); diff != "" {
			t.Errorf("%s:\n%s", one.ID, diff)
		}
	}
	if len(s.Scenarios) != 2 {
		t.Errorf("%d scenarios", len(s.Scenarios))
	}
	of, err := alliance.Analyse(ctx, m, alliance.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(of.Coverage, s.Alliance.Coverage); diff != "" {
		t.Errorf("coverage:\n%s", diff)
	}
	census, err := loop.Census(ctx, graph.New(m), loop.CensusOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Loops.Census.Total, census.Total; got.Cmp(want) != 0 || int64(len(s.Loops.Short)) != want.Int64() {
		t.Errorf("%v loops, %d of them short; want %v", got, len(s.Loops.Short), want)
	}
	if len(s.Loops.Named) != 1 || s.Loops.Named[0].ID != "B0" {
		t.Errorf("named loops %v", s.Loops.Named)
	}
}

func TestGapsCountWhatTheMapDoesNotSay(t *testing.T) {
	g := run(t, parse(t, school), study.Options{Runs: 20, EffectRuns: 5, AgreeRuns: 5}).Gaps
	want := map[maps.EvidenceKind]int{"study": 1, "lived": 1}
	if diff := cmp.Diff(want, g.Evidence); diff != "" {
		t.Errorf("evidence:\n%s", diff)
	}
	for _, k := range []struct {
		what string
		got  []int
		want int
	}{
		{"without evidence", g.NoEvidence, 3},
		{"of unknown sign", g.UnknownSign, 1},
		{"with low confidence", g.LowConfidence, 1},
		{"uncertain", g.Uncertain, 1},
		{"without strength", g.NoStrength, 2},
	} {
		if len(k.got) != k.want {
			t.Errorf("links %s: %v, want %d", k.what, k.got, k.want)
		}
	}
	// The one of the two loops' links that both of them share comes before
	// those of one; rest is on none.
	if g.NoEvidence[len(g.NoEvidence)-1] == 1 {
		t.Errorf("sleep ->- stress is on both loops but last of %v", g.NoEvidence)
	}
	if g.NoMeasure[0] != "stress" || len(g.NoMeasure) != 3 || g.Goal != 2 || g.GoalMeasured != 1 {
		t.Errorf("no measure: %v; %d of %d of the goal", g.NoMeasure, g.GoalMeasured, g.Goal)
	}
}

func TestSentencesAreWholeInBothLanguages(t *testing.T) {
	bare := "sysmap: 1\ntitle: Two\nvariables:\n  a: {label: A}\n  b: {label: B}\nlinks:\n  - a ->+ b\n"
	goalless := strings.Replace(school, "goal: {raise: [sleep], lower: [stress]}\n", "", 1)
	for name, text := range map[string]string{"school": school, "bare": bare, "goalless": goalless} {
		s := run(t, parse(t, text), study.Options{Runs: 20, EffectRuns: 5, AgreeRuns: 5})
		for _, l := range maps.Languages() {
			list := append(s.Findings(l), s.OfGaps(l)...)
			for _, one := range s.Scenarios {
				list = append(list, s.OfScenario(one, l)...)
			}
			if len(list) < 3 {
				t.Errorf("%s, %s: says only %q", name, l, list)
			}
			for _, sentence := range list {
				if strings.Contains(sentence, "%!") || strings.Contains(sentence, "  ") || !strings.HasSuffix(sentence, ".") || strings.Contains(sentence, "NaN") {
					t.Errorf("%s, %s: %q", name, l, sentence)
				}
			}
		}
	}
}

func TestProgressNeverGoesBackAndEndsAtOne(t *testing.T) {
	last := 0.0
	run(t, parse(t, school), study.Options{Runs: 20, EffectRuns: 5, AgreeRuns: 5, Progress: func(done float64) {
		if done < last-1e-12 || done > 1+1e-12 {
			t.Errorf("progress goes from %v to %v", last, done)
		}
		last = done
	}})
	if last != 1 {
		t.Errorf("progress ends at %v", last)
	}
}

func TestACancelledStudyEndsWithTheContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := study.Run(ctx, parse(t, school), study.Options{}); err == nil || !strings.Contains(err.Error(), context.Canceled.Error()) {
		t.Errorf("error %v", err)
	}
}

func TestTheSameSeedGivesTheSameStudy(t *testing.T) {
	m := parse(t, school)
	o := study.Options{Runs: 30, EffectRuns: 5, AgreeRuns: 5, Seed: 3}
	for _, l := range maps.Languages() {
		if diff := cmp.Diff(run(t, m, o).Findings(l), run(t, m, o).Findings(l)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestAMapWithoutVariablesIsNotStudied(t *testing.T) {
	if _, err := study.Run(context.Background(), parse(t, "sysmap: 1\ntitle: Empty\n"), study.Options{}); !errors.Is(err, study.ErrEmpty) {
		t.Errorf("error %v", err)
	}
}
