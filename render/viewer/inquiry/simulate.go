package inquiry

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/simulate"
)

// Trial is what is tried out: a scenario of the map, efforts and interventions,
// all at once.
type Trial struct {
	// Name is what the map is called on a command line.
	Name     string   `json:"name"`
	Scenario string   `json:"scenario"`
	Efforts  []string `json:"efforts"`
	// Interventions are written as the command line's flags are.
	Interventions []Intervention `json:"interventions"`
	// Method is flow if it is empty, Until as long as it takes if it is 0,
	// Points 101 and Runs 1 (the middle of everything) if they are 0.
	Method string  `json:"method"`
	Until  float64 `json:"until"`
	Points int     `json:"points"`
	Runs   int     `json:"runs"`
	Seed   uint64  `json:"seed"`
	// Language of labels and notes; the map's own if empty.
	Language string `json:"language"`
}

// Intervention is a flag of the command line: its name and its text.
type Intervention struct {
	Action string `json:"action"`
	Text   string `json:"text"`
}

// Outcome is what came of a trial, under the names that `sysmap simulate
// --format json` gives them.
type Outcome struct {
	Method   string  `json:"method"`
	Seed     uint64  `json:"seed"`
	Runs     int     `json:"runs"`
	TimeUnit string  `json:"time_unit"`
	Digest   string  `json:"map_digest"`
	Until    float64 `json:"until"`
	// Command is what gives the same figures on a command line.
	Command   string                   `json:"command"`
	Scenario  string                   `json:"scenario"`
	Label     string                   `json:"label"`
	Complete  bool                     `json:"complete"`
	Members   int                      `json:"members"`
	Unstable  int                      `json:"unstable"`
	Failed    int                      `json:"failed"`
	Times     []float64                `json:"times"`
	Variables []simulate.SummarySeries `json:"variables"`
	Notes     []string                 `json:"notes"`
}

// Bounds of a trial, so that a slip of the hand does not fill a browser's
// memory.
const (
	mostRuns   = 100_000
	mostPoints = 2_001
)

// Simulate tries something out. The error says what of the trial is not valid,
// is that of the simulation, or the context's.
func (s *Session) Simulate(ctx context.Context, t Trial) (*Outcome, error) {
	if t.Runs < 0 || t.Runs > mostRuns || t.Points < 0 || t.Points > mostPoints || !(t.Until >= 0) {
		return nil, fmt.Errorf("runs are at most %d, points at most %d, and neither they nor the end are below 0", mostRuns, mostPoints)
	}
	t.Runs = max(t.Runs, 1)
	scenario, err := s.scenario(t)
	if err != nil {
		return nil, err
	}
	method, err := simulate.MethodNamed(orFlow(t.Method))
	if err != nil {
		return nil, err
	}
	o := simulate.Options{Method: method, Until: t.Until, Points: t.Points}
	if o.Until == 0 {
		o.Until = s.model.Horizon(scenario)
	}
	l := s.languageOf(t.Language)
	r := &Outcome{
		Method: method.Name(), Seed: t.Seed, Runs: t.Runs, TimeUnit: string(s.m.Time), Digest: s.m.Digest(), Until: o.Until,
		Command: s.command(t, scenario, o), Scenario: scenario.ID, Label: scenario.Label.In(l),
	}
	sum, err := s.summary(ctx, scenario, simulate.EnsembleOptions{Options: o, Runs: t.Runs, Seed: t.Seed, Watch: []string{}})
	if err != nil {
		return nil, err
	}
	r.Complete, r.Members, r.Unstable, r.Failed = sum.Complete, sum.Members, sum.Unstable, sum.Failed
	r.Times, r.Variables, r.Notes = sum.Times, sum.Variables, simulate.Sentences(sum.Notes, l)
	return r, nil
}

func orFlow(method string) string {
	if method == "" {
		return simulate.Flow{}.Name()
	}
	return method
}

// summary runs the scenario on many of the systems that the map allows, or once
// on the middle of what it leaves open.
func (s *Session) summary(ctx context.Context, scenario simulate.Scenario, o simulate.EnsembleOptions) (*simulate.Summary, error) {
	if o.Runs == 1 {
		run, err := s.model.Run(ctx, scenario, o.Options)
		if err != nil {
			return nil, err
		}
		return run.Summary(), nil
	}
	ensemble, err := s.model.Ensemble(ctx, scenario, o)
	if err != nil {
		return nil, err
	}
	return ensemble.Summary()
}

// scenario puts together what a trial does. A scenario of the map alone, or one
// effort alone, keeps its name; anything else is what the same flags are on a
// command line.
func (s *Session) scenario(t Trial) (simulate.Scenario, error) {
	var parts []simulate.Scenario
	if t.Scenario != "" {
		one, err := simulate.FromMap(s.m, t.Scenario)
		if err != nil {
			return simulate.Scenario{}, err
		}
		parts = append(parts, one)
	}
	for _, id := range t.Efforts {
		one, err := simulate.EffortAlone(s.m, id)
		if err != nil {
			return simulate.Scenario{}, err
		}
		parts = append(parts, one)
	}
	if len(parts) == 1 && len(t.Interventions) == 0 {
		return parts[0], nil
	}
	var all []maps.Intervention
	for _, p := range parts {
		all = append(all, p.Interventions...)
	}
	for _, x := range t.Interventions {
		one, err := simulate.Parse(s.m, maps.Action(x.Action), x.Text)
		if err != nil {
			return simulate.Scenario{}, err
		}
		all = append(all, one)
	}
	return simulate.Given(s.m, all), nil
}

// command writes what gives the same figures on a command line.
func (s *Session) command(t Trial, scenario simulate.Scenario, o simulate.Options) string {
	name := t.Name
	if name == "" {
		name = "MAP"
	}
	words := []string{"sysmap", "simulate", name}
	switch {
	case scenario.ID != simulate.GivenID && t.Scenario != "":
		words = append(words, scenario.ID)
	case scenario.ID != simulate.GivenID:
		words = append(words, "--effort", scenario.ID)
	default:
		for _, x := range scenario.Interventions {
			words = append(words, "--"+string(x.Action), simulate.Format(x))
		}
	}
	if o.Method.Name() != (simulate.Flow{}).Name() {
		words = append(words, "--method", o.Method.Name())
	}
	words = append(words, "--runs", strconv.Itoa(t.Runs))
	if t.Runs > 1 {
		words = append(words, "--seed", strconv.FormatUint(t.Seed, 10))
	}
	words = append(words, "--until", strconv.FormatFloat(o.Until, 'g', -1, 64))
	if t.Points != 0 {
		words = append(words, "--points", strconv.Itoa(t.Points))
	}
	for i, w := range words {
		words[i] = quoted(w)
	}
	return strings.Join(words, " ")
}

// quoted puts a word in single quotes unless any shell takes it as it is.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune("-_./=@,:+", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
