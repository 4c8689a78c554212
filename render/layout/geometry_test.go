package layout

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// someRects draws rectangles, many of them on top of each other.
func someRects(t *rapid.T) []rect {
	coordinate := rapid.Float64Range(-300, 300)
	half := rapid.Float64Range(1, 80)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) rect {
		if rapid.IntRange(0, 3).Draw(t, "middle") == 0 {
			return rect{0, 0, half.Draw(t, "w"), half.Draw(t, "h")}
		}
		return rect{coordinate.Draw(t, "x"), coordinate.Draw(t, "y"), half.Draw(t, "w"), half.Draw(t, "h")}
	}), 0, 25).Draw(t, "rects")
}

func noneCloser(t *rapid.T, rects []rect, gap float64) {
	for i, a := range rects {
		for j, b := range rects[:i] {
			if dx, dy := a.overlap(b); dx+gap > 1e-5 && dy+gap > 1e-5 {
				t.Fatalf("%d and %d: %v and %v are closer than %g", i, j, a, b, gap)
			}
		}
	}
}

func TestSeparateLeavesTheGapEverywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rects := someRects(t)
		gap := rapid.Float64Range(0, 40).Draw(t, "gap")
		separate(rects, gap)
		noneCloser(t, rects, gap)
	})
}

func TestCloseUpKeepsTheGapAndShrinksTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rects := someRects(t)
		if len(rects) == 0 {
			return
		}
		const gap = 10
		separate(rects, gap)
		before := around(rects)
		closeUp(rects, gap)
		noneCloser(t, rects, gap)
		if after := around(rects); after.hw > before.hw+1e-6 || after.hh > before.hh+1e-6 {
			t.Fatalf("the sheet grew from %v to %v", before, after)
		}
	})
}

func TestRowsDoNotOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		noneCloser(t, inRows(someRects(t), 10, 1.5), 10)
	})
}

func TestLineMeetsRectangle(t *testing.T) {
	box := rect{0, 0, 10, 5}
	for _, c := range []struct {
		name string
		a, b Point
		want bool
	}{
		{"through the middle", Point{-20, 0}, Point{20, 0}, true},
		{"through a corner's inside", Point{-11, 0}, Point{0, 10}, true},
		{"past a corner", Point{-15, 0}, Point{0, 15}, false},
		{"along an edge, outside", Point{-20, 5.01}, Point{20, 5.01}, false},
		{"upright", Point{3, -20}, Point{3, 20}, true},
		{"ends before it", Point{-20, 0}, Point{-11, 0}, false},
		{"ends inside", Point{-20, 0}, Point{0, 0}, true},
		{"lies inside", Point{-1, -1}, Point{1, 1}, true},
	} {
		if got := box.met(c.a, c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		if got := box.met(c.b, c.a); got != c.want {
			t.Errorf("%s, turned around: %v", c.name, got)
		}
	}
}

// somePlan draws a map with clusters.
func somePlan(t *rapid.T) *plan {
	n := rapid.IntRange(1, 14).Draw(t, "boxes")
	r := Request{Clusters: make([]Cluster, 3)}
	for range n {
		r.Boxes = append(r.Boxes, Box{
			W: rapid.Float64Range(20, 120).Draw(t, "w"), H: 30,
			Cluster: rapid.IntRange(-1, 2).Draw(t, "cluster"),
		})
	}
	index := rapid.IntRange(0, n-1)
	for range rapid.IntRange(0, 25).Draw(t, "links") {
		r.Links = append(r.Links, [2]int{index.Draw(t, "from"), index.Draw(t, "to")})
	}
	return newPlan(r.withDefaults())
}

func someDraft(t *rapid.T, n int) []Point {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Point {
		return Point{rapid.Float64Range(0, 500).Draw(t, "x"), rapid.Float64Range(0, 300).Draw(t, "y")}
	}), n, n).Draw(t, "draft")
}

func TestTidyPartsBoxesAndRegions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somePlan(t)
		s := p.onSheet(someDraft(t, len(p.Boxes)))
		p.tidy(&s)
		noneCloser(t, s.boxes, p.Gap)
		noneCloser(t, p.blocks(&s), p.Gap)
		for k, boxes := range p.members {
			room := p.inner(s.regions[k], k).grown(1e-6)
			for _, i := range boxes {
				b := s.boxes[i]
				if math.Abs(b.x-room.x)+b.hw > room.hw || math.Abs(b.y-room.y)+b.hh > room.hh {
					t.Fatalf("box %d, %v, is not in its region, %v", i, b, room)
				}
			}
		}
	})
}

// TestTroubleIsTheShareOfTheWhole compares what untangling believes a move to
// change with a count of the whole sheet before and after it.
func TestTroubleIsTheShareOfTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somePlan(t)
		s := p.onSheet(someDraft(t, len(p.Boxes)))
		s.regions = nil
		whole := func() float64 {
			f := p.faults(s)
			return float64(f.crossings+metWeight*f.met) + f.crowding + lengthWeight*f.length/p.unit()
		}
		u := newUntangling(p, &s)
		index := rapid.IntRange(0, len(p.Boxes)-1)
		i, j := index.Draw(t, "i"), index.Draw(t, "j")
		before, share := whole(), u.trouble(i, j, math.Inf(1))
		a, b := s.boxes[i], s.boxes[j]
		u.put(i, b.x, b.y)
		u.put(j, a.x, a.y)
		got, want := u.trouble(i, j, math.Inf(1))-share, whole()-before
		// The crowding between the two counts for both and is the same after.
		if math.Abs(got-want) > 1e-6 {
			t.Fatalf("swapping %d and %d changes the share by %g, the whole by %g", i, j, got, want)
		}
	})
}

func TestDistancesAreShortestPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := somePlan(t)
		got, want := p.distances(), slowDistances(p)
		for i := range want {
			for j := range want {
				if math.Abs(float64(got[i][j])-want[i][j]) > 1e-5 && !(got[i][j] == far && math.IsInf(want[i][j], 1)) {
					t.Fatalf("from %d to %d: %g, want %g", i, j, got[i][j], want[i][j])
				}
			}
		}
	})
}

// slowDistances is the algorithm of Floyd and Warshall.
func slowDistances(p *plan) [][]float64 {
	d := make([][]float64, len(p.Boxes))
	for i := range d {
		d[i] = make([]float64, len(p.Boxes))
		for j := range d[i] {
			if i != j {
				d[i][j] = math.Inf(1)
			}
		}
	}
	for _, l := range p.pairs {
		length := 1.0
		if p.cluster(l[0]) != p.cluster(l[1]) {
			length = 1.6
		}
		d[l[0]][l[1]], d[l[1]][l[0]] = length, length
	}
	for k := range d {
		for i := range d {
			for j := range d {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	for _, boxes := range p.members {
		for _, i := range boxes {
			for _, j := range boxes {
				d[i][j] = min(d[i][j], max(2.3, 0.75*math.Sqrt(float64(len(boxes)))))
			}
		}
	}
	return d
}

func TestRingOrderOfALoopIsTheLoop(t *testing.T) {
	const n = 11
	r := Request{Boxes: make([]Box, n)}
	for i := range n {
		r.Boxes[i] = Box{W: 90, H: 30}
		r.Links = append(r.Links, [2]int{i * 3 % n, (i + 1) * 3 % n})
	}
	p := newPlan(r.withDefaults())
	place := make([]int, n)
	for k, i := range p.ringOrder() {
		place[i] = k
	}
	if cost := p.ringCost(place); cost != n {
		t.Errorf("the ring costs %d, without crossings and detours it would be %d", cost, n)
	}
}
