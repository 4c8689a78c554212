package loop

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"sysmap/graph"
)

func TestVariantsOfALoopCountLittle(t *testing.T) {
	// Variable 0 is on two loops through 1, 2 that differ in a parallel link,
	// and on one of its own with 3.
	g := mustGraph(t, 4, []graph.Link{
		{From: 0, To: 1, Sign: 1},
		{From: 1, To: 2, Sign: 1},
		{From: 2, To: 0, Sign: 1},
		{From: 2, To: 0, Sign: -1},
		{From: 0, To: 3, Sign: 1},
		{From: 3, To: 0, Sign: 1},
	})
	r, err := Discount(context.Background(), g, DiscountOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for v, want := range []Participation{{3, 2.5}, {2, 1.5}, {2, 1.5}, {1, 1}} {
		if got := r.Variables[v]; got.Loops != want.Loops || math.Abs(got.Discounted-want.Discounted) > 1e-12 {
			t.Errorf("variable %d: %+v, want %+v", v, got, want)
		}
	}
	if !r.Complete || r.Count != 3 || r.Links[1] != (Participation{2, 1.5}) || r.Links[4] != (Participation{1, 1}) {
		t.Errorf("%+v", r)
	}
}

func TestDiscountedParticipationLiesBetweenOneAndAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawListed(t)
		r, err := Discount(context.Background(), g, DiscountOptions{Filter: drawFilter(t, g), Limit: 40})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(r.Variables, r.Links...) {
			if p.Loops == 0 && p.Discounted != 0 || p.Loops > 0 && (p.Discounted < 1 || p.Discounted > float64(p.Loops)) {
				t.Fatalf("%+v", p)
			}
		}
	})
}

func TestDiscountOfForesightSaysWhichLoops(t *testing.T) {
	g := foresight(t)
	r, err := Discount(context.Background(), g, DiscountOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Complete || r.Cut != CutAtLimit || r.Count != 1000 || r.MaxLength != 8 {
		t.Errorf("%+v", r.Extent)
	}
}

func TestDiscountRefusesWhatDoesNotFit(t *testing.T) {
	for _, o := range []DiscountOptions{{Limit: -1}, {Filter: Filter{Through: []int{500}}}} {
		if _, err := Discount(context.Background(), foresight(t), o); err == nil {
			t.Errorf("%+v was accepted", o)
		}
	}
}
