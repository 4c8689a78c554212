package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/alliance/voices"
	"sysmap/maps"
	"sysmap/simulate"
)

// voiceFlags are the flags with which an ensemble follows voices.
type voiceFlags struct {
	files     *[]string
	anonymous *bool
}

func addVoiceFlags(c *cobra.Command) voiceFlags {
	return voiceFlags{
		files:     c.Flags().StringSlice("voices", nil, "files of voices: every system follows one of them, each as many; says how much of the uncertainty is disagreement"),
		anonymous: c.Flags().Bool("anonymous", false, "replace the names of the voices by numbers"),
	}
}

// check refuses what cannot be had together.
func (f voiceFlags) check(c *cobra.Command, runs int) error {
	if len(*f.files) == 0 {
		if *f.anonymous {
			return usagef("--anonymous is about the names of voices; give them with --voices")
		}
		return nil
	}
	for _, other := range []string{"members", "drivers"} {
		if c.Flags().Changed(other) {
			return usagef("--voices and --%s do not go together", other)
		}
	}
	if runs < 2 {
		return usagef("--voices runs many systems; give --runs a number from 2")
	}
	return nil
}

// names are the files of the voices, or where they are anonymous their ids.
func (f voiceFlags) names(h *voices.Hearing) []string {
	if !*f.anonymous {
		return *f.files
	}
	var ids []string
	for _, v := range h.Voices() {
		ids = append(ids, v.ID)
	}
	return ids
}

// loadWithVoices reads a map and, where there are voices, what they say: the map
// then has what any of them misses as well, and nothing else of them.
func (s *session) loadWithVoices(ctx context.Context, base string, f voiceFlags) (*maps.Map, *voices.Hearing, error) {
	if len(*f.files) == 0 {
		m, err := s.loader.Load(ctx, base)
		return m, nil, err
	}
	h, err := s.hear(ctx, base, *f.files, *f.anonymous)
	if err != nil {
		return nil, nil, err
	}
	return h.Follow(""), h, nil
}

// follow runs each scenario on systems that follow one voice each.
func (r *simulation) follow(ctx context.Context, s *session, h *voices.Hearing, list []simulate.Scenario, o simulate.EnsembleOptions) error {
	if h.Map().Goal.Empty() && len(r.m.Variables) <= mostWatched {
		for i := range r.m.Variables {
			o.Watch = append(o.Watch, r.m.Variables[i].ID)
		}
	}
	for _, scenario := range list {
		var variants []simulate.Variant
		for _, v := range h.Voices() {
			m := h.Follow(v.ID)
			model, err := simulate.NewModel(m)
			if err != nil {
				return fmt.Errorf("%s: %w", v.ID, err)
			}
			variants = append(variants, simulate.Variant{ID: v.ID, Model: model, Scenario: asSeen(m, scenario), Baseline: asSeen(m, o.Baseline)})
		}
		report, done := s.bar("Simulating")
		o.Progress = report
		mixture, err := simulate.Mix(ctx, variants, o)
		done()
		if err != nil {
			return err
		}
		if err := r.add(ctx, mixture.Whole, scenario.Label.In(r.l), false); err != nil {
			return err
		}
		r.scenarios[len(r.scenarios)-1].Disagreement = mixture.Spreads
	}
	for _, v := range h.Voices() {
		r.voices = append(r.voices, v.Label)
	}
	return nil
}

// mostWatched is in how many variables disagreement is looked for where a map
// states no goal.
const mostWatched = 500

// asSeen is a scenario as it is possible on the map of a voice.
func asSeen(m *maps.Map, s simulate.Scenario) simulate.Scenario {
	s.Interventions = voices.Adapt(m, s.Interventions)
	return s
}

var followWords = map[maps.Language]map[string]string{
	maps.English: {
		"few":   "Only %s systems follow each voice, so that chance counts as disagreement, too; give more --runs.",
		"none":  "%s: on “%s” the voices do not differ.",
		"share": "%s: of the uncertainty about “%s”, %s comes from disagreement between the voices, and the rest from what each of them leaves open. As each has it: %s.",
		"one":   "%s %s (%s to %s)", "more": "and %s voices between them", "each": "Each system follows one of %s voices: %s.",
	},
	maps.Danish: {
		"few":   "Kun %s systemer følger hver stemme, så også tilfældet tæller som uenighed; giv flere --runs.",
		"none":  "%s: om “%s” er der ingen forskel på stemmerne.",
		"share": "%s: Af usikkerheden om “%s” kommer %s fra uenighed mellem stemmerne og resten fra det, hver af dem lader stå åbent. Som hver især ser det: %s.",
		"one":   "%s %s (%s til %s)", "more": "og %s stemmer derimellem", "each": "Hvert system følger én af %s stemmer: %s.",
	},
}

// disagreementNotes say how much of the uncertainty about the goal is
// disagreement, and what becomes of it by each voice.
func (r *simulation) disagreementNotes(j scenarioJSON) []string {
	w := followWords[r.l]
	signed := func(v float64) string {
		switch text := r.l.Decimal(math.Abs(v), 3); {
		case v >= 0.0005:
			return "+" + text
		case v <= -0.0005:
			return "−" + text
		default:
			return text
		}
	}
	var notes []string
	if each := r.each(); len(j.Disagreement) > 0 && len(r.voices) > 1 && each < fewSystems {
		notes = append(notes, fmt.Sprintf(w["few"], r.l.Count(each)))
	}
	for _, d := range r.toTell(j.Disagreement) {
		label := r.m.Variable(d.Variable).Label.In(r.l)
		if d.Share < 0.0005 {
			notes = append(notes, fmt.Sprintf(w["none"], j.Label, label))
			continue
		}
		var each []string
		for _, i := range outermost(d.Variants) {
			v := d.Variants[i]
			each = append(each, fmt.Sprintf(w["one"], r.voices[i].In(r.l), signed(v.Median), signed(v.Low), signed(v.High)))
		}
		if left := len(d.Variants) - len(each); left > 0 {
			each = append(each, fmt.Sprintf(w["more"], r.l.Count(left)))
		}
		notes = append(notes, fmt.Sprintf(w["share"], j.Label, label, r.l.Percent(d.Share), strings.Join(each, "; ")))
	}
	return notes
}

// mostVoicesTold is how many voices a sentence tells of.
const mostVoicesTold = 8

// toTell are the variables of the goal, or where there is none the three on
// which voices differ most.
func (r *simulation) toTell(list []simulate.Spread) []simulate.Spread {
	if !r.m.Goal.Empty() {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b simulate.Spread) int { return cmp.Compare(b.Between, a.Between) })
	return list[:min(len(list), 3)]
}

// fewSystems are so few for each voice that chance looks like disagreement.
const fewSystems = 20

// each is how many systems follow each voice.
func (r *simulation) each() int { return r.runs / max(len(r.voices), 1) }

// outermost are the voices to tell of, by number: all of them, or if they are
// many those by which least and most changes. Those without a result are left
// out.
func outermost(list []simulate.VariantEnd) []int {
	var of []int
	for i, v := range list {
		if v.Members > 0 {
			of = append(of, i)
		}
	}
	if len(of) <= mostVoicesTold {
		return of
	}
	slices.SortStableFunc(of, func(a, b int) int { return cmp.Compare(list[a].Median, list[b].Median) })
	half := mostVoicesTold / 2
	return slices.Concat(of[:half], of[len(of)-half:])
}

// voicesNote says whom the systems follow.
func (r *simulation) voicesNote() string {
	var names []string
	for _, v := range r.voices {
		names = append(names, v.In(r.l))
	}
	return fmt.Sprintf(followWords[r.l]["each"], r.l.Count(len(names)), fewNames(names, r.l))
}
