package archetype

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
	"sysmap/maps/library"
)

// mapOf reads lines such as "a ->+ b" and "a ->- b, later".
func mapOf(t testing.TB, text string) *graph.Graph {
	t.Helper()
	m := &maps.Map{}
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		line, later := strings.CutSuffix(strings.TrimSpace(line), ", later")
		if line == "" {
			continue
		}
		words := strings.Fields(line)
		if len(words) != 3 {
			t.Fatalf("%q is not a link", line)
		}
		for _, id := range []string{words[0], words[2]} {
			if !seen[id] {
				seen[id] = true
				m.Variables = append(m.Variables, maps.Variable{ID: id})
			}
		}
		link := maps.Link{From: words[0], To: words[2], Sign: map[string]maps.Sign{"->+": 1, "->-": -1, "->?": 0}[words[1]]}
		if later {
			half := maps.Exactly(6)
			link.Delay = &half
		}
		m.Links = append(m.Links, link)
	}
	return graph.New(m)
}

func find(t testing.TB, g *graph.Graph, o Options) Result {
	t.Helper()
	r, err := Find(context.Background(), g, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// told writes the roles of a finding as "problem: a b; fix: c".
func told(g *graph.Graph, f Finding) string {
	var parts []string
	for _, role := range f.Roles {
		var ids []string
		for _, v := range role.Variables {
			ids = append(ids, g.ID(v))
		}
		parts = append(parts, fmt.Sprintf("%s: %s", role.Part, strings.Join(ids, " ")))
	}
	return strings.Join(parts, "; ")
}

// The textbook maps of every kind, and what their variables do in it.
var textbook = []struct {
	kind      Kind
	text      string
	want      string
	nearMiss  map[string]string
	andOthers []Kind
}{
	{
		kind: LimitsToGrowth,
		text: `effort ->+ performance
			performance ->+ effort
			performance ->+ strain
			strain ->- performance`,
		want: "growing: performance; engine: effort; limit: strain",
		nearMiss: map[string]string{
			"the limit reinforces": `effort ->+ performance
				performance ->+ effort
				performance ->+ strain
				strain ->+ performance`,
			"the limit has no variable of its own": `effort ->+ performance
				performance ->+ effort
				performance ->- effort`,
			"the loops are apart": `effort ->+ performance
				performance ->+ effort
				rest ->+ strain
				strain ->- rest`,
			"the sign of the limit is not known": `effort ->+ performance
				performance ->+ effort
				performance ->+ strain
				strain ->? performance`,
		},
	},
	{
		kind: FixesThatFail,
		text: `problem ->+ fix
			fix ->- problem
			fix ->+ consequence
			consequence ->+ problem, later`,
		want: "problem: problem; fix: fix; consequence: consequence",
		nearMiss: map[string]string{
			"nothing is delayed": `problem ->+ fix
				fix ->- problem
				fix ->+ consequence
				consequence ->+ problem`,
			"the fix is as slow": `problem ->+ fix
				fix ->- problem, later
				fix ->+ consequence
				consequence ->+ problem, later`,
			"the consequence helps": `problem ->+ fix
				fix ->- problem
				fix ->+ consequence
				consequence ->- problem, later`,
			"the consequence is not the fix's": `problem ->+ fix
				fix ->- problem
				problem ->+ consequence
				consequence ->+ problem, later`,
		},
		andOthers: []Kind{OutOfControl},
	},
	{
		kind: ShiftingTheBurden,
		text: `stress ->+ painkillers
			painkillers ->- stress
			stress ->+ exercise
			exercise ->- stress, later
			painkillers ->+ tiredness
			tiredness ->- exercise`,
		want: "problem: stress; symptomatic-solution: painkillers; fundamental-solution: exercise; side-effect: tiredness",
		nearMiss: map[string]string{
			"nothing is delayed": `stress ->+ painkillers
				painkillers ->- stress
				stress ->+ exercise
				exercise ->- stress
				painkillers ->+ tiredness
				tiredness ->- exercise`,
			"nothing erodes": `stress ->+ painkillers
				painkillers ->- stress
				stress ->+ exercise
				exercise ->- stress, later`,
			"the side effect helps": `stress ->+ painkillers
				painkillers ->- stress
				stress ->+ exercise
				exercise ->- stress, later
				painkillers ->+ tiredness
				tiredness ->+ exercise`,
		},
		// The side effect alone makes the treatment a fix that fails.
		andOthers: []Kind{FixesThatFail, OutOfControl},
	},
	{
		kind: Escalation,
		text: `lead ->- arms-of-a
			arms-of-a ->+ lead
			lead ->+ fear-of-b
			fear-of-b ->+ arms-of-b
			arms-of-b ->- lead`,
		want: "comparison: lead; first-party: arms-of-a; second-party: fear-of-b arms-of-b",
		nearMiss: map[string]string{
			"both pull the same way": `problem ->+ a
				a ->- problem
				problem ->+ b
				b ->- problem`,
			"one reinforces": `lead ->+ arms-of-a
				arms-of-a ->+ lead
				lead ->+ arms-of-b
				arms-of-b ->- lead`,
		},
	},
	{
		kind: SuccessToTheSuccessful,
		text: `share ->+ budget-of-a
			budget-of-a ->+ results-of-a
			results-of-a ->+ share
			share ->- budget-of-b
			budget-of-b ->+ results-of-b
			results-of-b ->- share`,
		want: "allocation: share; first-party: budget-of-a results-of-a; second-party: budget-of-b results-of-b",
		nearMiss: map[string]string{
			"both gain": `share ->+ results-of-a
				results-of-a ->+ share
				share ->+ results-of-b
				results-of-b ->+ share`,
		},
	},
	{
		kind: DriftingGoals,
		text: `gap ->+ effort
			effort ->+ state, later
			state ->- gap
			gap ->- goal
			goal ->+ gap`,
		want: "gap: gap; corrective-action: effort state; goal: goal",
		nearMiss: map[string]string{
			"effort works at once": `gap ->+ effort
				effort ->+ state
				state ->- gap
				gap ->- goal
				goal ->+ gap`,
			"the goal drifts as slowly": `gap ->+ effort
				effort ->+ state, later
				state ->- gap
				gap ->- goal, later
				goal ->+ gap`,
			"both act on the gap alike": `gap ->+ effort
				effort ->+ state, later
				state ->- gap
				gap ->+ help
				help ->- gap`,
		},
		andOthers: []Kind{Escalation, RelativeControl},
	},
	{
		kind: GrowthAndUnderinvestment,
		text: `demand ->+ sales
			sales ->+ demand
			demand ->- quality
			quality ->+ demand
			quality ->- need-to-invest
			need-to-invest ->+ capacity, later
			capacity ->+ quality`,
		want: "growing: demand; engine: sales; performance: quality; investment: need-to-invest capacity",
		nearMiss: map[string]string{
			"capacity comes at once": `demand ->+ sales
				sales ->+ demand
				demand ->- quality
				quality ->+ demand
				quality ->- need-to-invest
				need-to-invest ->+ capacity
				capacity ->+ quality`,
			"the investment is for sales": `demand ->+ sales
				sales ->+ demand
				demand ->- quality
				quality ->+ demand
				sales ->+ capacity, later
				capacity ->- sales`,
		},
		// Demand and capacity each drive the other up, by way of quality.
		andOthers: []Kind{LimitsToGrowth, Escalation, RelativeControl},
	},
	{
		kind: TragedyOfTheCommons,
		text: `boats-of-a ->+ gain-of-a
			gain-of-a ->+ boats-of-a
			boats-of-b ->+ gain-of-b
			gain-of-b ->+ boats-of-b
			boats-of-a ->+ fishing
			boats-of-b ->+ fishing
			fishing ->- fish, later
			fish ->+ gain-of-a
			fish ->+ gain-of-b`,
		want: "commons: fishing fish; first-party: boats-of-a gain-of-a; second-party: boats-of-b gain-of-b",
		nearMiss: map[string]string{
			"fish do not take time": `boats-of-a ->+ gain-of-a
				gain-of-a ->+ boats-of-a
				boats-of-b ->+ gain-of-b
				gain-of-b ->+ boats-of-b
				boats-of-a ->+ fishing
				boats-of-b ->+ fishing
				fishing ->- fish
				fish ->+ gain-of-a
				fish ->+ gain-of-b`,
			"b takes no harm": `boats-of-a ->+ gain-of-a
				gain-of-a ->+ boats-of-a
				boats-of-b ->+ gain-of-b
				gain-of-b ->+ boats-of-b
				boats-of-a ->+ fishing
				boats-of-b ->+ fishing
				fishing ->- fish, later
				fish ->+ gain-of-a`,
		},
		andOthers: []Kind{LimitsToGrowth, Underachievement},
	},
	{
		kind: Underachievement,
		text: `reading ->+ skill
			skill ->+ reading
			skill ->+ unread-books-used-up
			unread-books-used-up ->- reading, later`,
		want: "outcome: reading skill; reaction: unread-books-used-up",
		nearMiss: map[string]string{
			"the reaction is not delayed": `reading ->+ skill
				skill ->+ reading
				skill ->+ used-up
				used-up ->- reading`,
			"the growth is as slow": `reading ->+ skill
				skill ->+ reading, later
				skill ->+ used-up
				used-up ->- reading, later`,
		},
		andOthers: []Kind{LimitsToGrowth},
	},
	{
		kind: OutOfControl,
		text: `symptom ->+ action
			action ->- symptom
			symptom ->+ worry
			worry ->+ symptom, later`,
		want: "outcome: symptom; intended: action; reaction: worry",
		nearMiss: map[string]string{
			"the reaction is not delayed": `symptom ->+ action
				action ->- symptom
				symptom ->+ worry
				worry ->+ symptom`,
		},
		andOthers: []Kind{LimitsToGrowth},
	},
	{
		kind: RelativeAchievement,
		text: `share ->+ results-of-a
			results-of-a ->+ share
			share ->- results-of-b, later
			results-of-b ->- share`,
		want: "outcome: share; intended: results-of-a; reaction: results-of-b",
		nearMiss: map[string]string{
			"both at once": `share ->+ results-of-a
				results-of-a ->+ share
				share ->- results-of-b
				results-of-b ->- share`,
		},
		andOthers: []Kind{SuccessToTheSuccessful},
	},
	{
		kind: RelativeControl,
		text: `level ->- a
			a ->+ level
			level ->+ b
			b ->- level, later`,
		want: "outcome: level; intended: a; reaction: b",
		nearMiss: map[string]string{
			"both at once": `level ->- a
				a ->+ level
				level ->+ b
				b ->- level`,
		},
		andOthers: []Kind{Escalation, DriftingGoals},
	},
}

func TestEveryKindIsFoundOnItsTextbookMap(t *testing.T) {
	if len(textbook) != len(Kinds()) {
		t.Errorf("%d of %d kinds have a map", len(textbook), len(Kinds()))
	}
	for _, example := range textbook {
		g := mapOf(t, example.text)
		r := find(t, g, Options{Kinds: []Kind{example.kind}})
		if !r.Complete() || len(r.Findings) == 0 {
			t.Errorf("%s: %+v", example.kind, r)
			continue
		}
		var all []string
		for _, f := range r.Findings {
			all = append(all, told(g, f))
		}
		if !slices.Contains(all, example.want) {
			t.Errorf("%s: %q, want %q", example.kind, all, example.want)
		}
	}
}

func TestEveryKindIsMissingWhereItsDefinitionIsNotMet(t *testing.T) {
	for _, example := range textbook {
		for why, text := range example.nearMiss {
			g := mapOf(t, text)
			for _, f := range find(t, g, Options{Kinds: []Kind{example.kind}}).Findings {
				t.Errorf("%s although %s: %s", example.kind, why, told(g, f))
			}
		}
	}
}

func TestTextbookMapsShowNoOtherKinds(t *testing.T) {
	for _, example := range textbook {
		g := mapOf(t, example.text)
		want := append([]Kind{example.kind}, example.andOthers...)
		got := map[Kind]bool{}
		for _, f := range find(t, g, Options{}).Findings {
			got[f.Kind] = true
			if !slices.Contains(want, f.Kind) {
				t.Errorf("the map of %s shows %s: %s", example.kind, f.Kind, told(g, f))
			}
		}
		for _, kind := range want {
			if !got[kind] {
				t.Errorf("the map of %s does not show %s", example.kind, kind)
			}
		}
	}
}

func foresight(t testing.TB) *graph.Graph {
	t.Helper()
	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	m, err := loader.Load(context.Background(), "foresight")
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(m)
}

func TestForesightHasNoDelaysAndSoNoArchetypesThatNeedThem(t *testing.T) {
	g := foresight(t)
	r := find(t, g, Options{})
	if !r.Loops.Complete || r.Loops.MaxLength != 6 || r.Loops.Count != 193 {
		t.Errorf("%+v", r.Loops)
	}
	if c := r.Counts[0]; c != (Count{Kind: LimitsToGrowth, Found: 3830, Listed: 100}) {
		t.Errorf("%+v", c)
	}
	for _, c := range r.Counts {
		needsNone := c.Kind == LimitsToGrowth || c.Kind == Escalation || c.Kind == SuccessToTheSuccessful
		if (c.Found > 0) != needsNone || c.Listed > 100 || c.Listed > c.Found {
			t.Errorf("%+v", c)
		}
	}
	if !reflect.DeepEqual(r, find(t, g, Options{})) {
		t.Error("a second run found something else")
	}
}

func TestFindingsNameTheirLoopsLinksAndVariables(t *testing.T) {
	g := foresight(t)
	for _, f := range find(t, g, Options{}).Findings {
		links, variables := map[int]bool{}, map[int]bool{}
		for _, l := range f.Loops {
			for i := range l.Links {
				links[l.Links[i]], variables[l.Variables[i]] = true, true
			}
		}
		if len(links) != len(f.Links) || !slices.IsSorted(f.Links) {
			t.Fatalf("%+v", f)
		}
		roles := 0
		for _, role := range f.Roles {
			roles += len(role.Variables)
		}
		if roles != len(variables) {
			t.Fatalf("%d variables play %d roles: %+v", len(variables), roles, f)
		}
	}
}

func TestBoundsAreSaid(t *testing.T) {
	g := foresight(t)
	r := find(t, g, Options{MaxLoops: 50, Limit: 3})
	if r.Complete() || r.Loops.Complete || r.Loops.Count != 50 || r.Counts[0].Listed != 3 || r.Counts[0].Found <= 3 {
		t.Errorf("%+v %+v", r.Loops, r.Counts[0])
	}
	if r := find(t, g, Options{MaxLength: 1}); len(r.Findings) != 0 || !r.Complete() {
		t.Errorf("%+v", r)
	}
}

func TestOptionsThatMakeNoSenseAreRefused(t *testing.T) {
	for _, o := range []Options{{MaxLength: -1}, {MaxLoops: -1}, {Limit: -1}, {Kinds: []Kind{"growth"}}} {
		if _, err := Find(context.Background(), foresight(t), o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}

func TestFindStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Find(ctx, foresight(t), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func TestEverythingHasWordsInBothLanguages(t *testing.T) {
	seen := map[string]bool{}
	for _, language := range maps.Languages() {
		for _, kind := range Kinds() {
			w := kind.In(language)
			for _, text := range []string{w.Name, w.Explanation, w.Advice} {
				if text == "" || seen[string(language)+text] {
					t.Errorf("%s in %s: %q is missing or not its own", kind, language, text)
				}
				seen[string(language)+text] = true
			}
		}
		for _, example := range textbook {
			g := mapOf(t, example.text)
			for _, f := range find(t, g, Options{}).Findings {
				for _, role := range f.Roles {
					if role.Part.In(language) == "" {
						t.Errorf("%s has no words in %s", role.Part, language)
					}
				}
			}
		}
	}
}

func BenchmarkForesight(b *testing.B) {
	g := foresight(b)
	for b.Loop() {
		find(b, g, Options{})
	}
}
