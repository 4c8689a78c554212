package simulate

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func TestRationalTanhIsTanh(t *testing.T) {
	worst := 0.0
	for k := range 2_000 {
		var up, down lane
		for j := range up {
			up[j] = float32(k*lanes+j) / 10_000
			down[j] = -up[j]
		}
		asked := up
		rationalTanh(&up)
		rationalTanh(&down)
		for j, x := range asked {
			worst = max(worst, math.Abs(float64(up[j])-math.Tanh(float64(x))))
			if up[j] != -down[j] || up[j] > 1 || up[j] < 0 {
				t.Fatalf("tanh %v is %v, tanh %v is %v", x, up[j], -x, down[j])
			}
		}
	}
	ends := lane{float32(math.Inf(1)), float32(math.Inf(-1)), 0, 1e30}
	rationalTanh(&ends)
	if worst > 3.6e-7 || !near(float64(ends[0]), 1, 3.6e-7) || !near(float64(ends[1]), -1, 3.6e-7) || ends[2] != 0 || ends[3] != ends[0] {
		t.Errorf("off by %v; at the ends %v", worst, ends[:4])
	}
}

// follow runs one block and returns the values of one of its members, as rows.
func follow(b *block, times []float64, n, member int) []float64 {
	rows := make([]float64, len(times)*n)
	b.run(func(point int, x []lane) {
		for i := range x {
			rows[point*n+i] = float64(x[i][member])
		}
	})
	return rows
}

// distance is how far a block is from the adaptive solver, at most.
func distance(t rapid.TB, m *maps.Map, s Scenario, steps, first, count int) float64 {
	model, err := NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	c, err := model.compare(s, Options{Until: 20, Points: 21})
	if err != nil {
		t.Fatal(err)
	}
	factors := c.scenario.factors(7)
	b := newBlock(c.scenario, newGrid(c.times, 20/float64(steps), c.scenario))
	b.load(factors, first, count, 1000)
	worst := 0.0
	for _, j := range []int{0, count - 1} {
		fast := follow(b, c.times, model.Len(), j)
		one := c.scenario.middle()
		one.draw(factors, first+j, 1000)
		exact := make([]float64, len(fast))
		r, err := Flow{Tolerance: 1e-9}.prepare(c.scenario, c.times)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.run(context.Background(), one, exact); err != nil {
			t.Fatal(err)
		}
		for k := range exact {
			worst = max(worst, math.Abs(exact[k]-fast[k]))
		}
	}
	return worst
}

func TestABlockFollowsItsMembersAsTheAdaptiveSolverDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, false)
		s := anyScenario(t, m)
		first, count := rapid.IntRange(0, 900).Draw(t, "first"), rapid.IntRange(1, lanes).Draw(t, "count")
		// A jump that arrives late does so within a step, not at its end: half
		// a step of 0.02 times the size of the jump.
		if far := distance(t, m, s, 1000, first, count); far > 0.02 {
			t.Fatalf("off by %v", far)
		}
	})
}

func TestHalfTheStepIsAQuarterOfTheError(t *testing.T) {
	m := strong(sketch(t, "a ->+ b", "b ->- c", "c ->+ a", "b ->? a", "c ->- c"), 0.9)
	m.Links[1].Delay = &maps.Range{Low: 1, High: 3}
	m.Links[2].Delay = &maps.Range{Low: 2, High: 2}
	s := does(t, m, "press a=1@0..7.3", "scale a ->+ b=0.5@11..", "hold c=0.2@13..15", "pulse b=0.5@3.1", "sign c ->- c=?@4")
	// What jumps arrives late through b ->- c and c ->+ a; without jumps the
	// order is two.
	for _, c := range []struct {
		done  Scenario
		order float64
	}{{s, 0.9}, {does(t, m, "press a=1@0..7.3", "scale a ->+ b=0.5@11.."), 1.8}} {
		coarse, fine := distance(t, m, c.done, 100, 0, 64), distance(t, m, c.done, 800, 0, 64)
		if order := math.Log(coarse/fine) / math.Log(8); order < c.order || fine > 0.01 {
			t.Errorf("order %.2f: off by %v, then by %v", order, coarse, fine)
		}
	}
}

func TestForesightInBlocksIsForesight(t *testing.T) {
	m := foresight(t)
	s := does(t, m, "press stress=-0.5", "press walkability-of-living-environment=0.5@5..15")
	if far := distance(t, m, s, 500, 100, 64); far > 1e-3 {
		t.Errorf("off by %v", far)
	}
}

func TestMembersDoNotDependOnTheirNeighbours(t *testing.T) {
	m := foresight(t)
	model := modelOf(t, m)
	c, err := model.compare(does(t, m, "press stress=-0.5"), Options{Until: 10, Points: 3})
	if err != nil {
		t.Fatal(err)
	}
	factors := c.scenario.factors(1)
	run := func(first, count, member int) []float64 {
		b := newBlock(c.scenario, newGrid(c.times, 0.1, c.scenario))
		b.load(factors, first, count, 500)
		return follow(b, c.times, model.Len(), member)
	}
	whole, part, alone := run(0, 64, 40), run(37, 20, 3), run(40, 1, 0)
	for k := range whole {
		if whole[k] != part[k] || whole[k] != alone[k] {
			t.Fatalf("value %d: %v, %v and %v", k, whole[k], part[k], alone[k])
		}
	}
}

// BenchmarkInfluences compares the inner loop with the sum written as it is
// defined.
func BenchmarkInfluences(b *testing.B) {
	m := foresight(b)
	c, err := modelOf(b, m).compare(does(b, m, "press stress=-0.5"), Options{Until: 10})
	if err != nil {
		b.Fatal(err)
	}
	k := newBlock(c.scenario, newGrid(c.times, 0.1, c.scenario))
	k.load(c.scenario.factors(1), 0, lanes, 500)
	k.begin(&c.scenario.regimes[0])
	b.Run("block", func(b *testing.B) {
		for b.Loop() {
			k.influences(0, 0, k.x, k.next)
		}
	})
	b.Run("as defined", func(b *testing.B) {
		for b.Loop() {
			for j := range lanes {
				for i := range k.x {
					sum := c.scenario.regimes[0].push[i]
					for l := k.first[i]; l < k.first[i+1]; l++ {
						sum += float64(k.weight[l][j]) * float64(k.x[k.from[l]][j])
					}
					k.next[i][j] = float32(math.Tanh(sum))
				}
			}
		}
	})
}
