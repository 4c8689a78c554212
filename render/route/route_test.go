package route

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/render/scene"
)

// onEdge reports whether a point is within a point of a box's outline.
func onEdge(b scene.Box, p scene.Point) bool {
	return b.Inset(-1).Contains(p) && !b.Inset(1).Contains(p)
}

func sheets(t *rapid.T) Sheet {
	n := rapid.IntRange(1, 14).Draw(t, "boxes")
	var s Sheet
	for i := range n {
		at := scene.Point{X: float64(i%4)*160 + rapid.Float64Range(0, 70).Draw(t, "x"), Y: float64(i/4)*90 + rapid.Float64Range(0, 40).Draw(t, "y")}
		s.Boxes = append(s.Boxes, scene.Around(at, rapid.Float64Range(20, 80).Draw(t, "w"), rapid.Float64Range(15, 45).Draw(t, "h")))
	}
	for range rapid.IntRange(0, 30).Draw(t, "links") {
		l := Link{From: rapid.IntRange(0, n-1).Draw(t, "from"), To: rapid.IntRange(0, n-1).Draw(t, "to")}
		if rapid.IntRange(0, 9).Draw(t, "pin") == 0 {
			b := rapid.Float64Range(-1.2, 1.2).Draw(t, "bend")
			l.Bend = &b
		}
		s.Links = append(s.Links, l)
	}
	return s
}

func TestEveryLinkRunsFromTheEdgeOfItsFirstBoxToTheEdgeOfItsSecond(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheets(t)
		curves := Arcs(s)
		if len(curves) != len(s.Links) {
			t.Fatalf("%d curves for %d links", len(curves), len(s.Links))
		}
		for i, c := range curves {
			l := s.Links[i]
			if !onEdge(s.Boxes[l.From], c.P0) || !onEdge(s.Boxes[l.To], c.P3) {
				t.Fatalf("link %v of boxes %v, %v runs from %v to %v", l, s.Boxes[l.From], s.Boxes[l.To], c.P0, c.P3)
			}
		}
	})
}

func TestTheSameSheetGivesTheSameCurves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sheets(t)
		if a, b := Arcs(s), Arcs(s); !slices.Equal(a, b) {
			t.Fatal("two calls differ")
		}
	})
}

func TestBoxesThatTouchOrCoincideStillGetACurve(t *testing.T) {
	box := scene.Box{X: 10, Y: 10, W: 50, H: 20}
	for _, other := range []scene.Box{box, box.Inset(5), {X: 60, Y: 10, W: 50, H: 20}} {
		for _, c := range Arcs(Sheet{Boxes: []scene.Box{box, other}, Links: []Link{{From: 0, To: 1}, {From: 1, To: 0}}}) {
			for _, v := range []float64{c.P0.X, c.P1.Y, c.P2.X, c.P3.Y} {
				if math.IsNaN(v) || math.IsInf(v, 0) {
					t.Errorf("%v: %v", other, c)
				}
			}
		}
	}
}

func TestALinkToNoBoxIsLeftOut(t *testing.T) {
	curves := Arcs(Sheet{Boxes: []scene.Box{{W: 10, H: 10}}, Links: []Link{{From: 0, To: 3}, {From: -1, To: 0}}})
	if !slices.Equal(curves, make([]Curve, 2)) {
		t.Error(curves)
	}
}

func TestAPinnedBendIsKept(t *testing.T) {
	boxes := []scene.Box{scene.Around(scene.Point{X: 0, Y: 0}, 2, 2), scene.Around(scene.Point{X: 400, Y: 0}, 2, 2)}
	for _, bend := range []float64{-0.8, -0.3, 0, 0.25, 0.5, 1} {
		c := Arcs(Sheet{Boxes: boxes, Links: []Link{{From: 0, To: 1, Bend: &bend}}})[0]
		// Left of travelling right is up, where y is smaller.
		if got := -c.At(0.5).Y / 400; math.Abs(got-bend) > 0.005 {
			t.Errorf("bend %v drawn as %.3f", bend, got)
		}
	}
}

func TestLinksKeepClearOfABoxInBetween(t *testing.T) {
	boxes := []scene.Box{
		scene.Around(scene.Point{X: 0, Y: 0}, 80, 30), scene.Around(scene.Point{X: 200, Y: 0}, 80, 30), scene.Around(scene.Point{X: 400, Y: 0}, 80, 30),
	}
	s := Sheet{Boxes: boxes, Links: []Link{{From: 0, To: 2}, {From: 2, To: 0}, {From: 0, To: 1}}}
	for i, c := range Arcs(s)[:2] {
		for t0 := 0.0; t0 <= 1; t0 += 0.005 {
			if boxes[1].Inset(-3).Contains(c.At(t0)) {
				t.Fatalf("link %d comes within 3 points of the box in between", i)
			}
		}
	}
}

func TestAFreeLinkIsAGentleArcAwayFromTheMiddle(t *testing.T) {
	// A ring of four boxes, drawn clockwise: every link should bulge outwards.
	var boxes []scene.Box
	for _, c := range []scene.Point{{X: 0, Y: -150}, {X: 200, Y: 0}, {X: 0, Y: 150}, {X: -200, Y: 0}} {
		boxes = append(boxes, scene.Around(c, 60, 24))
	}
	s := Sheet{Boxes: boxes}
	for i := range boxes {
		s.Links = append(s.Links, Link{From: i, To: (i + 1) % len(boxes)})
	}
	for i, c := range Arcs(s) {
		chord := mix(c.P0, c.P3, 0.5)
		mid := c.At(0.5)
		bulge := math.Hypot(mid.X, mid.Y) - math.Hypot(chord.X, chord.Y)
		if share := bulge / math.Hypot(c.P3.X-c.P0.X, c.P3.Y-c.P0.Y); share < 0.05 || share > 0.2 {
			t.Errorf("link %d bulges by %.3f of its length", i, share)
		}
	}
}

func TestLinksThereAndBackPart(t *testing.T) {
	boxes := []scene.Box{scene.Around(scene.Point{X: 0, Y: 0}, 80, 30), scene.Around(scene.Point{X: 260, Y: 40}, 80, 30)}
	curves := Arcs(Sheet{Boxes: boxes, Links: []Link{{From: 0, To: 1}, {From: 1, To: 0}, {From: 0, To: 1}}})
	for i := range curves {
		for j := range i {
			a, b := curves[i].At(0.5), curves[j].At(0.5)
			if math.Hypot(a.X-b.X, a.Y-b.Y) < 8 {
				t.Errorf("links %d and %d run %.1f points apart", i, j, math.Hypot(a.X-b.X, a.Y-b.Y))
			}
		}
	}
}

func TestEndsOnOneBoxAreSpread(t *testing.T) {
	// Eleven links from one side all want the same point.
	s := Sheet{Boxes: []scene.Box{scene.Around(scene.Point{X: 600, Y: 200}, 90, 46)}, Head: 8}
	for i := range 11 {
		s.Boxes = append(s.Boxes, scene.Around(scene.Point{X: 0, Y: float64(i) * 40}, 60, 20))
		s.Links = append(s.Links, Link{From: i + 1, To: 0})
	}
	curves := Arcs(s)
	for i := range curves {
		for j := range i {
			a, b := curves[i].P3, curves[j].P3
			if d := math.Hypot(a.X-b.X, a.Y-b.Y); d < 6 {
				t.Errorf("ends of links %d and %d are %.1f points apart", i, j, d)
			}
		}
	}
}

func TestALinkToItselfIsALoopOutsideItsBox(t *testing.T) {
	box := scene.Around(scene.Point{X: 100, Y: 100}, 80, 30)
	c := Arcs(Sheet{Boxes: []scene.Box{box}, Links: []Link{{From: 0, To: 0}}})[0]
	if !onEdge(box, c.P0) || !onEdge(box, c.P3) {
		t.Errorf("runs from %v to %v", c.P0, c.P3)
	}
	if box.Inset(-5).Contains(c.At(0.5)) {
		t.Errorf("its middle %v is not clear of the box", c.At(0.5))
	}
}

func TestPartsOfACurveLieOnIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(-100, 100)
		point := func(name string) scene.Point { return scene.Point{X: at.Draw(t, name), Y: at.Draw(t, name)} }
		c := Curve{point("p0"), point("p1"), point("p2"), point("p3")}
		from := rapid.Float64Range(0, 0.9).Draw(t, "from")
		to := rapid.Float64Range(from+0.01, 1).Draw(t, "to")
		part := c.Part(from, to)
		for u := 0.0; u <= 1; u += 0.25 {
			p, q := part.At(u), c.At(from+(to-from)*u)
			if math.Hypot(p.X-q.X, p.Y-q.Y) > 1e-6 {
				t.Fatalf("at %v: %v and %v", u, p, q)
			}
		}
	})
}

func TestDirectionsAreTheNearestMultipleOfAnEighthOfAHalfTurn(t *testing.T) {
	for degrees := 0.0; degrees < 360; degrees += 0.7 {
		s, c := math.Sincos(degrees * math.Pi / 180)
		want := int(math.Round(degrees/22.5)) % directions
		if got := lane(c, s); got != want {
			t.Errorf("%v°: %d, want %d", degrees, got, want)
		}
	}
}

func TestAWalkEndsWhereTheCurveEnds(t *testing.T) {
	c := between(scene.Point{X: 3, Y: 8}, scene.Point{X: 900, Y: 400}, 0.7, 0.3)
	f := newField(Sheet{Boxes: []scene.Box{{W: 900, H: 400}}})
	w := f.walkAlong(c)
	for ; w.left > 0; w.next() {
	}
	if math.Hypot(w.p.X-c.P3.X, w.p.Y-c.P3.Y) > 0.01 {
		t.Errorf("%v, want %v", w.p, c.P3)
	}
}
