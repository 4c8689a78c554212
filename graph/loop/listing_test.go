package loop

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
	"sysmap/maps"
)

// plainLoops lists every elementary loop of a small graph.
func plainLoops(g *graph.Graph) []Loop {
	var loops []Loop
	for _, links := range everyLoop(g) {
		loops = append(loops, plainLoop(g, links))
	}
	return loops
}

func plainLoop(g *graph.Graph, links []int) Loop {
	var l Loop
	var signs []maps.Sign
	for _, number := range links {
		link := g.Links()[number]
		l.Variables = append(l.Variables, link.From)
		l.Links = append(l.Links, number)
		l.Delayed = l.Delayed || link.Delayed
		signs = append(signs, link.Sign)
	}
	l.Polarity = PolarityOf(signs...)
	return l
}

// drawListed makes a small graph in which parallel links, self-loops, unknown
// signs and delays are common.
func drawListed(t *rapid.T) *graph.Graph {
	n := rapid.IntRange(1, 8).Draw(t, "nodes")
	links := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) graph.Link {
		return graph.Link{
			From:     rapid.IntRange(0, n-1).Draw(t, "from"),
			To:       rapid.IntRange(0, n-1).Draw(t, "to"),
			Sign:     maps.Sign(rapid.SampledFrom([]int{-1, -1, 1, 1, 1, 0}).Draw(t, "sign")),
			Delayed:  rapid.IntRange(0, 4).Draw(t, "delay") == 0,
			Strength: float64(rapid.IntRange(0, 8).Draw(t, "eighths")) / 8,
		}
	}), 0, 24).Draw(t, "links")
	g, err := graph.FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// key tells loops apart.
func key(l Loop) string { return fmt.Sprint(l.Links, l.Variables, l.Polarity, l.Delayed) }

func keys(loops []Loop) []string {
	out := make([]string, len(loops))
	for i, l := range loops {
		out[i] = key(l)
	}
	slices.Sort(out)
	return out
}

func listed(t testing.TB, g *graph.Graph, o ListOptions) ([]Loop, Extent) {
	t.Helper()
	return listedBy(t.Fatal, g, o)
}

func listedBy(fatal func(...any), g *graph.Graph, o ListOptions) ([]Loop, Extent) {
	listing, err := List(g, o)
	if err != nil {
		fatal(err)
	}
	var loops []Loop
	for l := range listing.Loops(context.Background()) {
		loops = append(loops, l.Clone())
	}
	return loops, listing.Extent()
}

// manyTimes checks a property on thousands of draws, unless the command line
// asks for another number.
func manyTimes(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	const standard, many = "100", "3000"
	if checks := flag.Lookup("rapid.checks").Value; checks.String() == standard {
		if err := checks.Set(many); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = checks.Set(standard) }()
	}
	rapid.Check(t, property)
}

func TestListingIsThePlainEnumeration(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		want := keys(plainLoops(g))
		for _, anyOrder := range []bool{false, true} {
			got, extent := listedBy(t.Fatal, g, ListOptions{AnyOrder: anyOrder})
			if !slices.Equal(keys(got), want) {
				t.Fatalf("any order %v:\n%v\nwant\n%v", anyOrder, keys(got), want)
			}
			if extent != (Extent{Complete: true, Count: len(want)}) {
				t.Fatalf("extent %+v of %d loops", extent, len(want))
			}
			if !anyOrder && !slices.IsSortedFunc(got, func(a, b Loop) int { return a.Len() - b.Len() }) {
				t.Fatalf("not shortest first: %v", got)
			}
		}
	})
}

// drawFilter makes a filter that fits a graph.
func drawFilter(t *rapid.T, g *graph.Graph) Filter {
	some := func(n int, label string) []int {
		if n == 0 {
			return nil
		}
		return rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 2).Draw(t, label)
	}
	rarely := func(list []int, label string) []int {
		if rapid.IntRange(0, 2).Draw(t, label) > 0 {
			return nil
		}
		return list
	}
	f := Filter{
		MinLength:    rapid.IntRange(0, 3).Draw(t, "min"),
		MaxLength:    rapid.SampledFrom([]int{0, 3, 4, 5, 8}).Draw(t, "max"),
		Through:      some(g.Len(), "through"),
		Avoid:        rarely(some(g.Len(), "avoid"), "avoids"),
		ThroughLinks: rarely(some(len(g.Links()), "through links"), "throughs links"),
		AvoidLinks:   rarely(some(len(g.Links()), "avoid links"), "avoids links"),
		Delay:        Delay(rapid.IntRange(0, 2).Draw(t, "delay")),
	}
	for _, p := range []Polarity{Reinforcing, Balancing, Undetermined} {
		if rapid.Bool().Draw(t, p.String()) {
			f.Polarities = append(f.Polarities, p)
		}
	}
	return f
}

// plainly is what a filter means, loop by loop.
func plainly(f Filter, l Loop) bool {
	all := func(want, have []int) bool {
		return !slices.ContainsFunc(want, func(x int) bool { return !slices.Contains(have, x) })
	}
	none := func(unwanted, have []int) bool {
		return !slices.ContainsFunc(unwanted, func(x int) bool { return slices.Contains(have, x) })
	}
	return l.Len() >= f.MinLength && (f.MaxLength == 0 || l.Len() <= f.MaxLength) &&
		(len(f.Polarities) == 0 || slices.Contains(f.Polarities, l.Polarity)) &&
		all(f.Through, l.Variables) && none(f.Avoid, l.Variables) &&
		all(f.ThroughLinks, l.Links) && none(f.AvoidLinks, l.Links) &&
		(f.Delay == AnyDelay || (f.Delay == WithDelay) == l.Delayed)
}

func TestFiltersAreFilteringAfterwards(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		f := drawFilter(t, g)
		all := plainLoops(g)
		kept := slices.DeleteFunc(slices.Clone(all), func(l Loop) bool { return !plainly(f, l) })
		unbounded := f
		unbounded.MaxLength = 0
		longer := slices.ContainsFunc(all, func(l Loop) bool {
			return f.MaxLength > 0 && l.Len() > f.MaxLength && plainly(unbounded, l)
		})
		for _, anyOrder := range []bool{false, true} {
			got, extent := listedBy(t.Fatal, g, ListOptions{Filter: f, AnyOrder: anyOrder})
			if !slices.Equal(keys(got), keys(kept)) {
				t.Fatalf("any order %v, filter %+v:\n%v\nwant\n%v", anyOrder, f, keys(got), keys(kept))
			}
			if !extent.Complete || extent.Count != len(kept) || extent.MaxLength != f.MaxLength || extent.Cut != NotCut {
				t.Fatalf("extent %+v", extent)
			}
			if longer && !extent.Longer {
				t.Fatalf("there are longer loops than %d, and the extent does not say so", f.MaxLength)
			}
		}
	})
}

func TestALimitCutsAfterTheShortestAndSaysSo(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		whole, _ := listedBy(t.Fatal, g, ListOptions{})
		limit := rapid.IntRange(1, len(whole)+2).Draw(t, "limit")
		got, extent := listedBy(t.Fatal, g, ListOptions{Limit: limit})
		if want := whole[:min(limit, len(whole))]; !slices.EqualFunc(got, want, func(a, b Loop) bool { return key(a) == key(b) }) {
			t.Fatalf("%v, want the first %d of %v", got, limit, whole)
		}
		if limit >= len(whole) {
			if !extent.Complete || extent.Cut != NotCut {
				t.Fatalf("limit %d of %d: %+v", limit, len(whole), extent)
			}
			return
		}
		if extent.Complete || extent.Cut != CutAtLimit || extent.Count != limit {
			t.Fatalf("limit %d of %d: %+v", limit, len(whole), extent)
		}
		for _, l := range whole[limit:] {
			if l.Len() <= extent.MaxLength {
				t.Fatalf("%+v leaves out a loop of length %d", extent, l.Len())
			}
		}
	})
}

func TestForesightHasThePublishedLoopsOfEachLength(t *testing.T) {
	g := foresight(t)
	for _, o := range []ListOptions{{}, {AnyOrder: true}} {
		o.MaxLength = 18
		if !o.AnyOrder {
			o.MaxLength = 14
		}
		listing, err := List(g, o)
		if err != nil {
			t.Fatal(err)
		}
		got := make([][2]int64, o.MaxLength-1)
		for l := range listing.Loops(context.Background()) {
			got[l.Len()-2][(1-l.Polarity)/2]++
		}
		if want := foresightLengths[:o.MaxLength-1]; !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		if e := listing.Extent(); !e.Complete || !e.Longer {
			t.Errorf("%+v: complete up to the bound, and there are longer ones", e)
		}
	}
}

func TestForesightLoopsOfAClusterStayInIt(t *testing.T) {
	m := &maps.Map{
		Clusters:  []maps.Cluster{{ID: "home"}, {ID: "work"}},
		Variables: []maps.Variable{{ID: "a", Cluster: "home"}, {ID: "b", Cluster: "home"}, {ID: "c", Cluster: "work"}},
		Links: []maps.Link{
			{From: "a", To: "b", Sign: maps.Positive},
			{From: "b", To: "a", Sign: maps.Negative},
			{From: "b", To: "c", Sign: maps.Positive},
			{From: "c", To: "b", Sign: maps.Negative},
		},
	}
	got, _ := listed(t, graph.New(m), ListOptions{Filter: Filter{Cluster: "home"}})
	if len(got) != 1 || !slices.Equal(got[0].Variables, []int{0, 1}) {
		t.Errorf("%v, want the loop of a and b alone", got)
	}
	if _, err := List(graph.New(m), ListOptions{Filter: Filter{Cluster: "garden"}}); err == nil {
		t.Error("a cluster that the map does not have was accepted")
	}
}

func TestAFilterThatDoesNotFitIsRefused(t *testing.T) {
	g, err := graph.FromLinks(2, []graph.Link{{From: 0, To: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]ListOptions{
		"negative length":    {Filter: Filter{MaxLength: -1}},
		"bounds that cross":  {Filter: Filter{MinLength: 4, MaxLength: 3}},
		"unknown variable":   {Filter: Filter{Through: []int{2}}},
		"negative variable":  {Filter: Filter{Avoid: []int{-1}}},
		"unknown link":       {Filter: Filter{ThroughLinks: []int{1}}},
		"unknown avoided":    {Filter: Filter{AvoidLinks: []int{7}}},
		"unknown polarity":   {Filter: Filter{Polarities: []Polarity{2}}},
		"unknown delay":      {Filter: Filter{Delay: 3}},
		"cluster but no map": {Filter: Filter{Cluster: "home"}},
		"negative limit":     {Limit: -1},
	} {
		if _, err := List(g, o); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestACancelledListingEndsAndSaysSo(t *testing.T) {
	g := foresight(t)
	for _, o := range []ListOptions{{}, {AnyOrder: true}, {AnyOrder: true, Filter: Filter{MaxLength: 40}}} {
		listing, err := List(g, o)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		n := 0
		for range listing.Loops(ctx) {
			if n++; n == 1000 {
				cancel()
			}
		}
		e := listing.Extent()
		if e.Complete || e.Cut != CutByContext || e.Count != n || n > 1000+checkLoops {
			t.Errorf("%d loops, %+v", n, e)
		}
		if want := 8; !o.AnyOrder && e.MaxLength < want {
			t.Errorf("%d loops are all up to length %d, said %+v", n, want, e)
		}
	}
}

func TestAReaderThatStopsIsToldSo(t *testing.T) {
	listing, err := List(foresight(t), ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for l := range listing.Loops(context.Background()) {
		if l.Len() == 3 {
			break
		}
	}
	if e := listing.Extent(); e != (Extent{MaxLength: 2, Count: 13, Cut: CutByReader}) {
		t.Errorf("%+v", e)
	}
	n := 0
	for range listing.Loops(context.Background()) {
		if n++; n == 5 {
			break
		}
	}
	if e := listing.Extent(); e.Count != 5 {
		t.Errorf("a second range did not start anew: %+v", e)
	}
}

func TestALongRingIsOneLoop(t *testing.T) {
	const n = 20_000
	links := make([]graph.Link, n)
	for v := range links {
		links[v] = graph.Link{From: v, To: (v + 1) % n, Sign: maps.Positive}
	}
	g, err := graph.FromLinks(n, links)
	if err != nil {
		t.Fatal(err)
	}
	got, extent := listed(t, g, ListOptions{})
	if len(got) != 1 || got[0].Len() != n || !extent.Complete {
		t.Errorf("%d loops, %+v", len(got), extent)
	}
}
