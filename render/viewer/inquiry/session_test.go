package inquiry

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/simulate"
)

const workshop = `sysmap: 1
title: Workshop
time: month
variables:
  stress: {label: Stress}
  sleep: {label: "Sleep's <b>quality</b>"}
  energy: {label: Energy}
  exercise: {label: Exercise, inertia: 2}
links:
  - stress ->- sleep
  - {link: sleep ->+ energy, strength: strong, delay: 1}
  - energy ->+ exercise
  - exercise ->- stress
  - energy ->- stress
goal: {raise: [energy]}
efforts:
  walks: {label: Walks, on: [{variable: exercise, press: 0.4, from: 1, until: 6}]}
  quiet: {label: Quiet, on: [{link: exercise ->- stress, scale: 1.5}]}
scenarios:
  better: {label: Better, efforts: [walks], interventions: [{variable: stress, press: -0.2}]}
`

func open(t testing.TB) *Session {
	t.Helper()
	s, err := Open(t.Context(), workshop)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAMapThatIsNotValidIsRefusedWithItsPlace(t *testing.T) {
	for _, text := range []string{"", "sysmap: 1\nvariables: {a: {label: A}}\nlinks: [a ->+ b]\n", "\x00", "sysmap: 1\nextends: foresight\n"} {
		if _, err := Open(t.Context(), text); err == nil {
			t.Errorf("%q was taken for a map", text)
		}
	}
}

func TestAnswersAreThoseOfTheSimulationItself(t *testing.T) {
	s := open(t)
	press := maps.Intervention{Variable: "stress", Action: maps.Press, Amount: -0.5}
	scenario := simulate.Scenario{Interventions: []maps.Intervention{press}}
	run, err := s.model.Run(t.Context(), scenario, simulate.Options{Until: 12})
	if err != nil {
		t.Fatal(err)
	}
	ensemble, err := s.model.Ensemble(t.Context(), scenario, simulate.EnsembleOptions{Options: simulate.Options{Until: 12}, Runs: 40, Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	sum, err := ensemble.Summary()
	if err != nil {
		t.Fatal(err)
	}
	trial := Trial{Interventions: []Intervention{{"press", "stress=-0.5"}}, Until: 12}
	middle := simulated(t, s, trial)
	trial.Runs, trial.Seed = 40, 3
	many := simulated(t, s, trial)
	for i := range run.Variables {
		equal(t, "middle", middle.Variables[i].Median, run.Variables[i].Change)
		equal(t, "middle's band", middle.Variables[i].High, run.Variables[i].Change)
		equal(t, "median", many.Variables[i].Median, sum.Variables[i].Median)
		equal(t, "low", many.Variables[i].Low, sum.Variables[i].Low)
		equal(t, "rises", many.Variables[i].ProbabilityPositive, sum.Variables[i].ProbabilityPositive)
	}
	if many.Members != 40 || !many.Complete || many.Digest != s.m.Digest() || many.TimeUnit != "month" {
		t.Errorf("the ensemble is told as %d members, complete %v, map %s, unit %q", many.Members, many.Complete, many.Digest, many.TimeUnit)
	}
}

// simulated asks as the page does, and reads the answer back.
func simulated(t *testing.T, s *Session, trial Trial) *Outcome {
	t.Helper()
	arguments, err := json.Marshal(trial)
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Answer(t.Context(), "simulate", arguments)
	if err != nil {
		t.Fatal(err)
	}
	var o Outcome
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return &o
}

func equal(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%s at %d: %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestOutcomesAreWrittenAsEncodingJSONWritesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Custom(func(t *rapid.T) float64 {
			return rapid.OneOf(rapid.Float64Range(-1, 1), rapid.SampledFrom([]float64{0, 1, -1, 1e-300, 5e-324, math.MaxFloat64, 1e21, 0.1})).Draw(t, "v")
		})
		numbers := rapid.SliceOfN(number, 0, 5)
		o := &Outcome{Method: rapid.String().Draw(t, "method"), Times: numbers.Draw(t, "times"), Notes: []string{rapid.String().Draw(t, "note")}}
		for range rapid.IntRange(0, 3).Draw(t, "variables") {
			v := simulate.SummarySeries{Variable: rapid.String().Draw(t, "id"), Median: numbers.Draw(t, "median"), Low: numbers.Draw(t, "low"), ProbabilityPositive: numbers.Draw(t, "p"), ProbabilityNegative: []float64{}}
			v.High = v.Median
			o.Variables = append(o.Variables, v)
		}
		if o.Variables == nil {
			o.Variables = []simulate.SummarySeries{}
		}
		quick, err := o.json()
		if err != nil {
			t.Fatal(err)
		}
		slow, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		if err := json.Unmarshal(quick, &a); err != nil {
			t.Fatalf("%v in %s", err, quick)
		}
		if err := json.Unmarshal(slow, &b); err != nil {
			t.Fatal(err)
		}
		one, _ := json.Marshal(a)
		two, _ := json.Marshal(b)
		if string(one) != string(two) {
			t.Fatalf("%s\nis not\n%s", one, two)
		}
	})
}

func TestTheCommandNamesWhatWasDone(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		trial Trial
		want  string
	}{
		{Trial{Name: "work shop.yaml", Scenario: "better"}, "sysmap simulate 'work shop.yaml' better --runs 1 --until 18"},
		{Trial{Efforts: []string{"walks"}, Until: 5}, "sysmap simulate MAP --effort walks --runs 1 --until 5"},
		{
			Trial{Name: "it's.yaml", Scenario: "better", Efforts: []string{"quiet"}, Interventions: []Intervention{{"pulse", "sleep=0.1@2"}}, Runs: 9, Seed: 7, Until: 5, Method: "linear", Points: 11},
			`sysmap simulate 'it'\''s.yaml' --press exercise=0.4@1..6 --press stress=-0.2 --pulse sleep=0.1@2 --scale 'exercise ->- stress=1.5' --method linear --runs 9 --seed 7 --until 5 --points 11`,
		},
	} {
		o, err := s.Simulate(t.Context(), c.trial)
		if err != nil {
			t.Fatal(err)
		}
		if o.Command != c.want {
			t.Errorf("the command is\n%s, want\n%s", o.Command, c.want)
		}
	}
}

func TestWhatIsPutTogetherDoesWhatItsPartsSay(t *testing.T) {
	s := open(t)
	together := simulated(t, s, Trial{Scenario: "better", Until: 12, Interventions: []Intervention{}})
	spelt := simulated(t, s, Trial{Until: 12, Interventions: []Intervention{{"press", "exercise=0.4@1..6"}, {"press", "stress=-0.2"}}})
	for i := range together.Variables {
		equal(t, together.Variables[i].Variable, spelt.Variables[i].Median, together.Variables[i].Median)
	}
}

func TestMistakesAreErrorsThatSayWhat(t *testing.T) {
	s := open(t)
	for _, c := range []struct{ question, arguments, says string }{
		{"sing", "{}", `no question "sing"`},
		{"simulate", "{", "cannot be read"},
		{"simulate", `{"presses": 1}`, "presses"},
		{"simulate", `{"runs": 1000000000}`, "at most"},
		{"simulate", `{"points": -1}`, "below 0"},
		{"simulate", `{"method": "magic"}`, "magic"},
		{"simulate", `{"scenario": "worse"}`, "worse"},
		{"simulate", `{"efforts": ["runs"]}`, "runs"},
		{"simulate", `{"interventions": [{"action": "kick", "text": "stress=1"}]}`, "kick"},
		{"simulate", `{"interventions": [{"action": "press", "text": "stess=1"}]}`, "stress"},
		{"loops", `{"through": ["nobody"]}`, "nobody"},
		{"loops", `{"polarity": "X"}`, "X"},
		{"loops", `{"limit": -1}`, "from 1"},
		{"loops", `{"order": "beauty"}`, "beauty"},
		{"paths", `{"from": "stress", "to": "nobody"}`, "nobody"},
		{"paths", `{"from": "stress", "to": "stress"}`, "instead"},
		{"reach", `{"variable": "nobody"}`, "nobody"},
	} {
		_, err := s.Answer(t.Context(), c.question, []byte(c.arguments))
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s %s: %v, want an error about %q", c.question, c.arguments, err, c.says)
		}
	}
}

func TestLoopsComeShortestFirstWithTheirStoryAndExtent(t *testing.T) {
	s := open(t)
	all, err := s.Loops(t.Context(), LoopQuery{Through: []string{"stress"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Loops) != 2 || all.Loops[0].Length != 3 || all.Loops[1].Length != 4 || !all.Complete {
		t.Fatalf("%d loops, complete %v", len(all.Loops), all.Complete)
	}
	if l := all.Loops[0]; l.Polarity != "R" || !strings.Contains(l.Story["da"], "forstærkende") || l.Strength != nil {
		t.Errorf("the first is %+v", l)
	}
	one, err := s.Loops(t.Context(), LoopQuery{Limit: 1})
	if err != nil || one.Complete || len(one.Loops) != 1 || one.Statement["en"] == all.Statement["en"] {
		t.Errorf("a list of one says %v, complete %v (%v)", one.Statement, one.Complete, err)
	}
	strong, err := s.Loops(t.Context(), LoopQuery{Order: "strength", Polarity: "R"})
	if err != nil || len(strong.Loops) != 2 || !strong.Complete || *strong.Loops[0].Strength < *strong.Loops[1].Strength {
		t.Errorf("by strength: %+v (%v)", strong, err)
	}
}

func TestPathsAndReachFollowTheLinks(t *testing.T) {
	s := open(t)
	paths, err := s.Paths(t.Context(), PathQuery{From: "stress", To: "exercise"})
	if err != nil || len(paths.Paths) != 1 || paths.Paths[0].Sign != "-" || !paths.Complete || !paths.Paths[0].Delayed {
		t.Fatalf("%+v (%v)", paths, err)
	}
	down, err := s.Reach(t.Context(), ReachQuery{Variable: "stress", Steps: 2})
	if err != nil || len(down.Steps) != 3 || down.Steps[2][0] != "energy" {
		t.Errorf("downstream %v (%v)", down, err)
	}
	up, err := s.Reach(t.Context(), ReachQuery{Variable: "stress", Upstream: true, Steps: 1})
	if err != nil || len(up.Steps[1]) != 2 {
		t.Errorf("upstream %v (%v)", up, err)
	}
}

func TestPatienceEndsByTheClockWithoutATimer(t *testing.T) {
	ctx := within(context.Background(), time.Hour)
	if ctx.Err() != nil {
		t.Error("it has ended at once")
	}
	if err := within(context.Background(), -time.Nanosecond).Err(); err != context.DeadlineExceeded {
		t.Errorf("it ends with %v", err)
	}
	cancelled, stop := context.WithCancel(context.Background())
	stop()
	if err := within(cancelled, time.Hour).Err(); err != context.Canceled {
		t.Errorf("cancelled, it ends with %v", err)
	}
}

func FuzzAnyQuestionIsAnsweredOrRefused(f *testing.F) {
	for _, seed := range []struct{ question, arguments string }{
		{"simulate", `{"interventions":[{"action":"press","text":"stress=-0.5@0..24"}],"runs":3,"points":5}`},
		{"simulate", `{"scenario":"better","until":1e300}`},
		{"simulate", `{"until":1e-300,"points":2}`},
		{"loops", `{"through":["stress","sleep"],"max_length":4,"polarity":"R"}`},
		{"loops", `{"order":"strength","limit":3}`},
		{"paths", `{"from":"sleep","to":"stress"}`},
		{"reach", `{"variable":"energy","upstream":true,"steps":-3}`},
	} {
		f.Add(seed.question, seed.arguments)
	}
	s := open(f)
	f.Fuzz(func(t *testing.T, question, arguments string) {
		var q struct{ Runs, Points int }
		if json.Unmarshal([]byte(arguments), &q) == nil && (q.Runs > 100 || q.Points > 200) {
			t.Skip("it would only take long")
		}
		text, err := s.Answer(within(t.Context(), time.Second), question, []byte(arguments))
		if err == nil && !json.Valid(text) {
			t.Fatalf("%s %s gives %s", question, arguments, text)
		}
	})
}

func BenchmarkWhatIf(b *testing.B) {
	s := open(b)
	arguments := []byte(`{"interventions":[{"action":"press","text":"stress=-0.5"}]}`)
	for b.Loop() {
		if _, err := s.Answer(b.Context(), "simulate", arguments); err != nil {
			b.Fatal(err)
		}
	}
}
