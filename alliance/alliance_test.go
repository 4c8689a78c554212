package alliance

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/maps/library"
)

func parse(t testing.TB, text string) *maps.Map {
	t.Helper()
	l := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	m, err := l.Parse(context.Background(), "test.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func example(t testing.TB, name string) *maps.Map {
	t.Helper()
	l := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	m, err := l.Load(context.Background(), "../examples/"+name+"/map.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// town is small enough to be looked through by hand: a → b → c → a reinforces
// the goal c, and d pushes c from outside.
const town = `
sysmap: 1
title: Town
time: month
clusters: {core: {label: Core}}
variables:
  a: {label: Trust, cluster: core}
  b: {label: Meetings, cluster: core, horizon: early}
  c: {label: Safety, cluster: core, horizon: system, measure: {indicator: Survey, unit: "%", source: Town}}
  d: {label: Lights}
  e: {label: Weather}
links:
  - {link: a ->+ b, strength: 0.5}
  - {link: b ->+ c, strength: 0.5}
  - {link: c ->+ a, strength: 0.5}
  - {link: d ->+ c, strength: 0.5}
goal: {raise: [c]}
actors:
  hall: {label: Hall, sector: public, backbone: true}
  club: {label: Club, sector: civil-society}
  shop: {label: Shop, sector: business}
roles:
  - {actor: hall, must-act: [d], knows: [c]}
  - {actor: club, can-act: [b], affected: [c]}
  - {actor: shop, can-act: [e]}
efforts:
  lamps: {label: Lamps, by: [hall, shop], status: running, on: [{variable: d, press: 0.4}]}
  dark: {label: Savings, by: [hall], status: planned, on: [{variable: d, press: -0.2, from: 3}]}
  rain: {label: Rain dance, by: [shop], on: [{variable: e, press: 0.5}]}
  past: {label: Old days, by: [club, hall], status: ended, on: [{variable: b, press: 0.5}]}
`

func TestCoverageSaysWhoHoldsWhatAndWhatNobodyHolds(t *testing.T) {
	c, err := CoverageOf(parse(t, town))
	if err != nil {
		t.Fatal(err)
	}
	if c.Variables != 5 || c.Held != 3 || !slices.Equal(c.Unheld, []string{"a", "c"}) || !slices.Equal(c.Untouched, []string{"a"}) {
		t.Errorf("got %+v", c)
	}
	want := []ClusterHeld{{"core", 3, 1}, {"", 2, 2}}
	if !slices.Equal(c.Clusters, want) {
		t.Errorf("got clusters %v, want %v", c.Clusters, want)
	}
	hall := c.Actors[0]
	if !slices.Equal(hall.Cells[0].Knows, []string{"c"}) || !slices.Equal(hall.Cells[1].MustAct, []string{"d"}) {
		t.Errorf("got %+v", hall)
	}
}

func TestInterfacesAreLinksBetweenWhatActorsHold(t *testing.T) {
	m := parse(t, strings.Replace(town, "can-act: [b]", "can-act: [b, c, d]", 1))
	x, err := InterfacesOf(m)
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Pairs) != 1 || x.Unshared != 1 || !slices.Equal(x.Links, []string{"d ->+ c"}) {
		t.Fatalf("got %+v", x)
	}
	p := x.Pairs[0]
	if p.First != "hall" || p.Second != "club" || !slices.Equal(p.There, []string{"d ->+ c"}) || len(p.Back) != 0 ||
		!slices.Equal(p.Variables, []string{"d"}) || len(p.Efforts) != 0 || p.Weight() != 2 {
		t.Errorf("got %+v; an effort that has ended is not shared today", p)
	}
}

func TestSectorsMeetWhereTwoOfThemHaveARole(t *testing.T) {
	x, err := SharedSpaceOf(parse(t, town))
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Variables) != 1 || x.Variables[0].Variable != "c" || !x.Variables[0].InGoal || len(x.Variables[0].Holders) != 0 {
		t.Errorf("got %+v", x)
	}
}

func TestNobodyAlone(t *testing.T) {
	r := analyse(t, parse(t, town), Options{})
	if len(r.GoalLoops.Loops) != 1 || r.GoalLoops.Unheld != 0 || r.GoalLoops.Meeting != 1 {
		t.Errorf("got loops %+v", r.GoalLoops)
	}
	small := r.Alone.Smallest
	if !small.Proved || small.Size != 1 || len(small.Alliances) != 1 || !slices.Equal(small.InEvery, []string{"club"}) {
		t.Errorf("got %+v", small)
	}
	hall, club, shop := r.Alone.Actors[0], r.Alone.Actors[1], r.Alone.Actors[2]
	if hall.Loops != 0 || club.Loops != 1 || *club.AllLoops != 1 || *hall.AllLoops != 0 {
		t.Errorf("got %+v, %+v", hall, club)
	}
	if hall.Effect.Mean <= 0 || club.Effect.Mean <= 0 || shop.Effect.Mean != 0 || r.Alone.EffectValues.Value[2] != 0 {
		t.Errorf("got %+v; whoever holds only the weather reaches nothing", r.Alone)
	}
}

func TestEffortsThatPullApartAreSaidTo(t *testing.T) {
	r := analyse(t, parse(t, town), Options{})
	if len(r.Thread.Pairs) != 1 {
		t.Fatalf("got pairs %+v", r.Thread.Pairs)
	}
	p := r.Thread.Pairs[0]
	if p.First != "lamps" || p.Second != "dark" || p.Relation != Hinder || !slices.Equal(p.Overlap, []string{"d"}) {
		t.Errorf("got %+v", p)
	}
	told := inEnglish(r.Thread.Statements)
	for _, want := range []string{
		"“Lamps” and “Savings” pull against each other on “Safety” and “Lights”.",
		"“Savings” moves the goal the wrong way",
		"“Rain dance” does not reach the goal.",
		"“Lamps” and “Savings” act on the same variable, “Lights”",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("not told: %s\nbut: %s", want, told)
		}
	}
	if strings.Contains(told, "Old days") {
		t.Error("an effort that has ended is told of")
	}
}

func TestAnEffortWithoutEffectHasShapleyValueZero(t *testing.T) {
	for _, o := range []Options{{}, {ExactPlayers: 1, Orders: 6}} {
		v := analyse(t, parse(t, town), o).Pressure.Values
		if v.Value[2] != 0 || v.Value[0] <= 0 || v.Value[1] >= 0 {
			t.Errorf("got %+v for lamps, savings and the rain dance", v)
		}
	}
}

func TestWhatOneActorCanReachIsItsShareOfLoopsByAnyCount(t *testing.T) {
	r := analyse(t, example(t, "ensomhed"), Options{Members: 2, MaxLength: 14})
	s, err := survey(example(t, "ensomhed"))
	if err != nil {
		t.Fatal(err)
	}
	// The values of loops are those of the game itself.
	game, err := Shapley(context.Background(), len(s.m.Actors), func(_ context.Context, members []int) (float64, error) {
		reached := 0
		for _, l := range r.GoalLoops.Loops {
			if len(shared(l.holders, members)) > 0 {
				reached++
			}
		}
		return float64(reached) / float64(r.Alone.Loops), nil
	}, ShapleyOptions{})
	if err != nil || !slices.EqualFunc(r.Alone.LoopValues.Value, game.Value, near) {
		t.Errorf("got %v, %v; the game has %v", r.Alone.LoopValues.Value, err, game.Value)
	}
}

func TestLoopsOfTheGoalAreThoseOfTheMapLessThoseWithoutIt(t *testing.T) {
	for _, name := range []string{"ensomhed", "classroom"} {
		m := example(t, name)
		if m.Goal.Empty() {
			m.Goal.Raise = []string{m.Variables[0].ID, m.Variables[1].ID}
		}
		s, err := survey(m)
		if err != nil {
			t.Fatal(err)
		}
		loops, err := GoalLoopsOf(context.Background(), m, len(m.Variables))
		if err != nil {
			t.Fatal(err)
		}
		want, err := s.loopsOfGoal(context.Background(), nil, Options{})
		if err != nil || want.Cmp(big.NewInt(int64(len(loops.Loops)))) != 0 {
			t.Errorf("%s: listed %d, counted %v, %v", name, len(loops.Loops), want, err)
		}
		seen := make(map[string]bool)
		for _, l := range loops.Loops {
			if !slices.ContainsFunc(s.goal, func(v int) bool { return slices.Contains(l.nodes, v) }) {
				t.Errorf("%s: %v is no loop of the goal", name, l.Variables)
			}
			seen[ring(l.nodes)] = true
		}
		if len(m.Links) == links(m) && len(seen) != len(loops.Loops) {
			t.Errorf("%s: %d loops are listed, %d differ", name, len(loops.Loops), len(seen))
		}
		census, err := loop.Census(context.Background(), graph.New(m), loop.CensusOptions{})
		if err != nil || census.Total.Cmp(want) < 0 {
			t.Errorf("%s: more loops of the goal than of the map: %v, %v", name, census.Total, err)
		}
	}
}

// links counts pairs of variables that are linked.
func links(m *maps.Map) int {
	pairs := make(map[[2]string]bool)
	for _, l := range m.Links {
		pairs[[2]string{l.From, l.To}] = true
	}
	return len(pairs)
}

func TestAddingARoleNeverLowersCoverage(t *testing.T) {
	base := example(t, "ensomhed")
	var ids []string
	for _, v := range base.Variables {
		ids = append(ids, v.ID)
	}
	some := rapid.SliceOfN(rapid.SampledFrom(ids), 0, 3)
	rapid.Check(t, func(t *rapid.T) {
		before, after := *base, *base
		before.Roles = rapid.SliceOf(rapid.SampledFrom(base.Roles)).Draw(t, "roles")
		after.Roles = append(slices.Clone(before.Roles), maps.Role{
			Actor:   rapid.SampledFrom(base.Actors).Draw(t, "actor").ID,
			MustAct: some.Draw(t, "must"), CanAct: some.Draw(t, "can"), Affected: some.Draw(t, "affected"), Knows: some.Draw(t, "knows"),
		})
		less, err := CoverageOf(&before)
		if err != nil {
			t.Fatal(err)
		}
		more, err := CoverageOf(&after)
		if err != nil {
			t.Fatal(err)
		}
		if more.Held < less.Held || len(more.Unheld) > len(less.Unheld) || len(more.Untouched) > len(less.Untouched) {
			t.Fatalf("from %+v to %+v", less, more)
		}
		fewer, err := GoalLoopsOf(context.Background(), &before, 0)
		if err != nil {
			t.Fatal(err)
		}
		reached, err := GoalLoopsOf(context.Background(), &after, 0)
		if err != nil || reached.Unheld > fewer.Unheld || reached.Meeting < fewer.Meeting {
			t.Fatalf("from %d loops without anyone to %d, %v", fewer.Unheld, reached.Unheld, err)
		}
	})
}

func analyse(t testing.TB, m *maps.Map, o Options) *Result {
	t.Helper()
	r, err := Analyse(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func inEnglish(list []Statement) string {
	var b strings.Builder
	for _, s := range list {
		fmt.Fprintln(&b, s.English)
	}
	return b.String()
}

func TestAProposalIsForThoseWhoCanActWhereNoEffortIs(t *testing.T) {
	r := analyse(t, parse(t, town), Options{})
	p := r.Thread.Proposal
	if p == nil || len(p.Presses) != 1 || p.Presses[0].Variable != "b" || p.Presses[0].Direction != 1 ||
		!slices.Equal(p.Presses[0].Actors, []string{"club"}) || p.Gain <= 0 || !p.Optimal {
		t.Errorf("got %+v; nobody holds a, c is the goal, d has efforts, and e does not reach the goal", p)
	}
	if p := analyse(t, parse(t, town), Options{Proposals: -1}).Thread.Proposal; p != nil {
		t.Errorf("got %+v", p)
	}
}

func TestMapsThatTipAreToldFromThoseThatDoNot(t *testing.T) {
	mild := analyse(t, parse(t, town), Options{}).Pressure
	if mild.Tipping.Tips || mild.Tipping.Share < 0.05 || mild.Tipping.Share > 0.15 || mild.Meaning != Additive {
		t.Errorf("loops that fade: got %+v, %s", mild.Tipping, mild.Meaning)
	}
	strong := strings.ReplaceAll(strings.Replace(town, "c ->+ a, strength: 0.5", "c ->+ a, strength: 1", 1), "->+ b, strength: 0.5", "->+ b, strength: 1")
	strong = strings.Replace(strong, "b ->+ c, strength: 0.5", "b ->+ c, strength: 1", 1) + "  more: {label: More, by: [hall], on: [{variable: b, pulse: 0.9}]}\n"
	strong = strings.Replace(strong, "  - {link: d ->+ c", "  - {link: b ->+ a, strength: 1}\n  - {link: d ->+ c", 1)
	if tips := analyse(t, parse(t, strong), Options{Until: 40}).Pressure.Tipping; !tips.Tips {
		t.Errorf("loops that carry away: got %+v", tips)
	}
}

func TestAMapWithoutActorsIsToldWhatToAdd(t *testing.T) {
	const bare = "sysmap: 1\ntitle: Bare\nvariables:\n  y: {label: Yes}\n  7up: {label: Soda}\n  z: {label: Sleep}\nlinks:\n  - y ->+ 7up\n  - 7up ->- z\n  - z ->+ y\n"
	m := parse(t, bare)
	r := analyse(t, m, Options{})
	if r.Alone != nil || r.Thread != nil || r.Pressure != nil || len(r.Readiness) != 6 {
		t.Errorf("got %+v", r)
	}
	for _, e := range r.Readiness {
		if e.Standing != Absent || len(e.Missing) == 0 || e.Next.English == "" || e.Next.Danish == "" {
			t.Errorf("got %+v", e)
		}
	}
	text := bare
	var sections []string
	for _, a := range r.Advice {
		sections = append(sections, a.Section)
		if a.Section == "variables" {
			id, _, _ := strings.Cut(a.Example, ":")
			text = strings.Replace(text, "  "+strings.Trim(id, `"`)+": {label", "  # "+id+": {label", 1)
			text = strings.Replace(text, "variables:\n", "variables:\n  "+strings.Replace(a.Example, "{horizon", "{label: Same, horizon", 1), 1)
			continue
		}
		text += a.Example
	}
	if !slices.Equal(sections, []string{"goal", "actors", "roles", "efforts", "variables"}) {
		t.Errorf("advice is about %v", sections)
	}
	whole := parse(t, text)
	if more, err := AdviceFor(whole); err != nil || len(more) != 0 {
		t.Errorf("after all of it there is %v, %v", more, err)
	}
	if r := analyse(t, whole, Options{}); r.Alone == nil || r.Pressure == nil || r.Coverage.Held == 0 {
		t.Error("the examples give no analysis")
	}
}

func TestAnExampleOfAnEffortPressesTowardsTheGoal(t *testing.T) {
	for goal, want := range map[string]string{"raise: [c]": "a, press: -0.3", "lower: [c]": "a, press: 0.3", "raise: [c, a]": "c, press: 0.3"} {
		m := parse(t, "sysmap: 1\ntitle: T\nvariables: {a: {label: A}, c: {label: C}}\nlinks: [a ->- c]\ngoal: {"+goal+"}\n")
		advice, err := AdviceFor(m)
		if err != nil {
			t.Fatal(err)
		}
		k := slices.IndexFunc(advice, func(a Advice) bool { return a.Section == "efforts" })
		if !strings.Contains(advice[k].Example, want+"}") {
			t.Errorf("%s: got %s, want %s", goal, advice[k].Example, want)
		}
	}
}

func TestNoListIsNullInJSON(t *testing.T) {
	ended := strings.NewReplacer("status: running", "status: ended", "status: planned", "status: ended", "by: [shop], on", "by: [shop], status: ended, on").Replace(town)
	for name, m := range map[string]*maps.Map{"empty": {}, "town": parse(t, town), "all ended": parse(t, ended), "no goal": parse(t, strings.Replace(town, "goal: {raise: [c]}", "", 1))} {
		text, err := json.Marshal(analyse(t, m, Options{Members: 3}))
		if err != nil {
			t.Fatal(err)
		}
		// These may be missing as a whole.
		left := string(text)
		for _, key := range []string{"alone", "sewing_thread", "pressure", "proposal", "shows_at", "indicator", "all_loops_share", "gap"} {
			left = strings.ReplaceAll(left, `"`+key+`":null`, "")
		}
		if at := strings.Index(left, "null"); at >= 0 {
			t.Errorf("%s: …%s", name, left[max(0, at-60):at+4])
		}
	}
}

func TestAnEmptyMapHasNothingToSayAndNoError(t *testing.T) {
	r := analyse(t, &maps.Map{}, Options{})
	if len(r.Advice) != 0 || r.Coverage.Variables != 0 {
		t.Errorf("got %+v", r)
	}
}
