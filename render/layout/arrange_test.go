package layout_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"testing"

	"sysmap/render/layout"
)

// random is a map of n boxes and twice as many links, loops and parallels
// among them, in k clusters and without cluster.
func random(n, k int, seed uint64) layout.Request {
	g := rand.New(rand.NewPCG(seed, 1))
	var r layout.Request
	for range k {
		r.Clusters = append(r.Clusters, layout.Cluster{W: 200 * g.Float64(), H: 20})
	}
	for range n {
		b := layout.Box{W: 30 + 120*g.Float64(), H: 20 + 40*g.Float64(), Cluster: layout.NoCluster}
		if k > 0 {
			b.Cluster = g.IntN(k+1) - 1
		}
		r.Boxes = append(r.Boxes, b)
	}
	for range 2 * n {
		r.Links = append(r.Links, [2]int{g.IntN(n), g.IntN(n)})
	}
	return r
}

func mustArrange(t testing.TB, r layout.Request) layout.Result {
	t.Helper()
	got, err := layout.Worker{}.Arrange(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Centres) != len(r.Boxes) {
		t.Fatalf("%d centres for %d boxes", len(got.Centres), len(r.Boxes))
	}
	return got
}

// area is a rectangle by its edges.
type area struct{ left, top, right, bottom float64 }

func boxArea(b layout.Box, at layout.Point) area {
	return area{at.X - b.W/2, at.Y - b.H/2, at.X + b.W/2, at.Y + b.H/2}
}

func regionArea(r layout.Region) area { return area{r.X, r.Y, r.X + r.W, r.Y + r.H} }

// distance is the larger of the distances along the axes; below 0 if they
// overlap.
func (a area) distance(b area) float64 {
	return max(max(a.left, b.left)-min(a.right, b.right), max(a.top, b.top)-min(a.bottom, b.bottom))
}

// check reports whatever a layout must not have.
func check(t testing.TB, r layout.Request, got layout.Result) {
	t.Helper()
	const gap, rounding = 26, 0.15
	for i, a := range got.Centres {
		for j, b := range got.Centres[:i] {
			if bothPinned := r.Boxes[i].Pinned != nil && r.Boxes[j].Pinned != nil; bothPinned {
				continue
			}
			if d := boxArea(r.Boxes[i], a).distance(boxArea(r.Boxes[j], b)); !(d >= gap-rounding) {
				t.Errorf("boxes %d and %d are %.2f apart", i, j, d)
			}
		}
		if p := r.Boxes[i].Pinned; p != nil && *p != a {
			t.Errorf("pinned box %d went from %v to %v", i, *p, a)
		}
	}
	checkRegions(t, r, got)
}

func checkRegions(t testing.TB, r layout.Request, got layout.Result) {
	t.Helper()
	for k, region := range got.Regions {
		for _, other := range got.Regions[:k] {
			if d := regionArea(region).distance(regionArea(other)); d < 0 {
				t.Errorf("regions %d and %d overlap by %.2f", region.Cluster, other.Cluster, -d)
			}
		}
		head := r.Clusters[region.Cluster]
		if region.W < head.W {
			t.Errorf("region %d is %.1f wide, its heading %.1f", region.Cluster, region.W, head.W)
		}
		for i, at := range got.Centres {
			b, in := boxArea(r.Boxes[i], at), regionArea(region)
			inside := b.left >= in.left && b.right <= in.right && b.top >= in.top+head.H && b.bottom <= in.bottom
			if r.Boxes[i].Cluster == region.Cluster && !inside {
				t.Errorf("box %d is not in its region", i)
			}
			if r.Boxes[i].Cluster != region.Cluster && b.distance(in) < 0 {
				t.Errorf("box %d is in region %d", i, region.Cluster)
			}
		}
	}
}

func TestNothingOverlaps(t *testing.T) {
	for seed, size := range [][2]int{{1, 0}, {1, 1}, {2, 0}, {3, 2}, {12, 0}, {13, 3}, {25, 4}, {40, 0}} {
		t.Run(fmt.Sprintf("%d boxes, %d clusters", size[0], size[1]), func(t *testing.T) {
			r := random(size[0], size[1], uint64(seed))
			check(t, r, mustArrange(t, r))
		})
	}
}

func TestEveryEngineLaysOut(t *testing.T) {
	r := random(15, 0, 3)
	for _, engine := range []layout.Engine{layout.FDP, layout.SFDP, layout.Neato, layout.Dot, layout.Ring} {
		r.Engine = engine
		got := mustArrange(t, r)
		check(t, r, got)
		if got.Engine != engine {
			t.Errorf("%s was asked for, %s answered", engine, got.Engine)
		}
	}
}

func TestMapWithoutLinks(t *testing.T) {
	r := random(7, 0, 1)
	r.Links = nil
	check(t, r, mustArrange(t, r))
	r.Links = [][2]int{{3, 3}, {3, 3}}
	check(t, r, mustArrange(t, r))
}

func TestSheetBeginsAtItsTopLeftCorner(t *testing.T) {
	r := random(12, 2, 5)
	got := mustArrange(t, r)
	left, top := math.Inf(1), math.Inf(1)
	for i, at := range got.Centres {
		b := boxArea(r.Boxes[i], at)
		left, top = min(left, b.left), min(top, b.top)
	}
	for _, region := range got.Regions {
		left, top = min(left, region.X), min(top, region.Y)
	}
	if math.Abs(left) > 0.1 || math.Abs(top) > 0.1 {
		t.Errorf("the sheet begins at %g, %g", left, top)
	}
}

func TestLinkedBoxesStandCloserThanOthers(t *testing.T) {
	// Two bunches of five with one link between them.
	var r layout.Request
	for i := range 10 {
		r.Boxes = append(r.Boxes, layout.Box{W: 60, H: 30})
		for j := range i {
			if i/5 == j/5 {
				r.Links = append(r.Links, [2]int{i, j})
			}
		}
	}
	r.Links = append(r.Links, [2]int{0, 9})
	r.Engine = layout.FDP
	got := mustArrange(t, r)
	within, across := 0.0, 0.0
	for i, a := range got.Centres {
		for j, b := range got.Centres[:i] {
			d := math.Hypot(a.X-b.X, a.Y-b.Y)
			if i/5 == j/5 {
				within += d / 20
			} else {
				across += d / 25
			}
		}
	}
	if across < 1.2*within {
		t.Errorf("mean distance %.0f within and %.0f across bunches", within, across)
	}
}

func TestLoopIsDrawnWithoutCrossings(t *testing.T) {
	r := ring(9)
	// Named in another order than they follow each other.
	for i, l := range r.Links {
		r.Links[i] = [2]int{l[0] * 4 % 9, l[1] * 4 % 9}
	}
	got := mustArrange(t, r)
	for i, a := range r.Links {
		for _, b := range r.Links[:i] {
			if a[0] == b[1] || a[1] == b[0] {
				continue
			}
			if cross(got.Centres[a[0]], got.Centres[a[1]], got.Centres[b[0]], got.Centres[b[1]]) {
				t.Errorf("links %v and %v cross", a, b)
			}
		}
	}
}

func cross(a, b, c, d layout.Point) bool {
	side := func(p, q, r layout.Point) bool { return (q.X-p.X)*(r.Y-p.Y) > (q.Y-p.Y)*(r.X-p.X) }
	return side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

func TestSameRequestGivesSamePositions(t *testing.T) {
	r := random(16, 2, 9)
	first := mustArrange(t, r)
	for _, processors := range []int{1, 4} {
		before := runtime.GOMAXPROCS(processors)
		t.Setenv("GOMAXPROCS", fmt.Sprint(processors))
		again := mustArrange(t, r)
		runtime.GOMAXPROCS(before)
		if !reflect.DeepEqual(first, again) {
			t.Errorf("with %d processors: %v\nfirst: %v", processors, again, first)
		}
	}
}

func TestPinnedBoxesStayAndTheRestStandClear(t *testing.T) {
	for pinned := 1; pinned <= 19; pinned += 6 {
		r := random(20, 3, uint64(pinned))
		g := rand.New(rand.NewPCG(7, uint64(pinned)))
		for i := range pinned {
			r.Boxes[i].Pinned = &layout.Point{X: 900 * g.Float64(), Y: -600 * g.Float64()}
		}
		got := mustArrange(t, r)
		check(t, r, got)
		if len(got.Regions) > 0 {
			t.Errorf("regions around pinned boxes: %v", got.Regions)
		}
	}
}

func TestNewBoxComesNearItsNeighboursAndMovesNobody(t *testing.T) {
	r := random(20, 0, 4)
	before := mustArrange(t, r)
	for i := range r.Boxes {
		r.Boxes[i].Pinned = &before.Centres[i]
	}
	r.Boxes = append(r.Boxes, layout.Box{W: 80, H: 30})
	r.Links = append(r.Links, [2]int{20, 6})
	after := mustArrange(t, r)
	check(t, r, after)
	a, b := after.Centres[20], after.Centres[6]
	if d := math.Hypot(a.X-b.X, a.Y-b.Y); d > 400 {
		t.Errorf("the new box stands %.0f points from the only one it is linked to", d)
	}
}

func TestBoxesPinnedOnTopOfEachOtherAreKept(t *testing.T) {
	r := ring(6)
	for i := range 4 {
		r.Boxes[i].Pinned = &layout.Point{X: 50, Y: 50}
	}
	check(t, r, mustArrange(t, r))
}

func TestRequestsThatMakeNoSenseAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(*layout.Request){
		"NaN width":         func(r *layout.Request) { r.Boxes[0].W = math.NaN() },
		"no height":         func(r *layout.Request) { r.Boxes[0].H = 0 },
		"endless box":       func(r *layout.Request) { r.Boxes[0].W = math.Inf(1) },
		"link to nowhere":   func(r *layout.Request) { r.Links[0][1] = 5 },
		"link from nowhere": func(r *layout.Request) { r.Links[0][0] = -1 },
		"unknown cluster":   func(r *layout.Request) { r.Clusters = make([]layout.Cluster, 1); r.Boxes[0].Cluster = 1 },
		"endless heading":   func(r *layout.Request) { r.Clusters = []layout.Cluster{{W: math.Inf(1)}} },
		"pinned at NaN":     func(r *layout.Request) { r.Boxes[0].Pinned = &layout.Point{X: math.NaN()} },
		"pinned far away":   func(r *layout.Request) { r.Boxes[0].Pinned = &layout.Point{X: 1e300} },
		"unknown engine":    func(r *layout.Request) { r.Engine = "circo" },
		"negative drafts":   func(r *layout.Request) { r.Drafts = -1 },
		"NaN aspect":        func(r *layout.Request) { r.Aspect = math.NaN() },
		"negative gap":      func(r *layout.Request) { r.Gap = -1 },
		"too many boxes":    func(r *layout.Request) { r.Boxes = make([]layout.Box, layout.MaxBoxes+1) },
		"too many links":    func(r *layout.Request) { r.Links = make([][2]int, layout.MaxLinks+1) },
		"giant ring":        func(r *layout.Request) { *r = ring(201); r.Engine = layout.Ring },
	} {
		t.Run(name, func(t *testing.T) {
			r := ring(5)
			spoil(&r)
			if _, err := (layout.Worker{}).Arrange(t.Context(), r); !errors.Is(err, layout.ErrRequest) {
				t.Errorf("%v, want ErrRequest", err)
			}
		})
	}
}

func TestEmptyMap(t *testing.T) {
	got, err := layout.Worker{}.Arrange(t.Context(), layout.Request{})
	if err != nil || len(got.Centres) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

func BenchmarkArrange(b *testing.B) {
	for _, size := range [][2]int{{30, 0}, {108, 10}, {500, 12}, {2000, 20}} {
		b.Run(fmt.Sprintf("%d boxes, %d clusters", size[0], size[1]), func(b *testing.B) {
			r := random(size[0], size[1], 1)
			for b.Loop() {
				mustArrange(b, r)
			}
		})
	}
}
