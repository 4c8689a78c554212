package leverage

import (
	"context"
	"math"
	"math/big"
	"slices"
	"testing"

	centrality "gonum.org/v1/gonum/graph/network"
	"pgregory.net/rapid"

	"sysmap/graph"
)

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

func TestPathMeasuresAgreeWithGonumAndDistances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(12, 40).Draw(t, "graph")
		p, err := ShortestPaths(context.Background(), g)
		if err != nil {
			t.Fatal(err)
		}
		between := centrality.Betweenness(g)
		for v := range g.Len() {
			out, down := harmonic(g.DistancesFrom(v))
			in, up := harmonic(g.DistancesTo(v))
			if !near(p.Betweenness[v], between[int64(v)]) {
				t.Fatalf("betweenness of %d: %v, want %v", v, p.Betweenness[v], between[int64(v)])
			}
			if !near(p.HarmonicOut[v], out) || !near(p.HarmonicIn[v], in) || p.ReachDown[v] != down || p.ReachUp[v] != up {
				t.Fatalf("node %d: closeness %v %v, reach %d %d; want %v %v, %d %d",
					v, p.HarmonicOut[v], p.HarmonicIn[v], p.ReachDown[v], p.ReachUp[v], out, in, down, up)
			}
		}
	})
}

func harmonic(distances []int) (sum float64, reached int) {
	for _, d := range distances {
		if d > 0 {
			sum += 1 / float64(d)
			reached++
		}
	}
	return sum, reached
}

// adjacency is the matrix of the simple graph.
func adjacency(g *graph.Graph) [][]int64 {
	a := make([][]int64, g.Len())
	for v := range a {
		a[v] = make([]int64, g.Len())
	}
	for _, link := range g.Links() {
		if link.From != link.To {
			a[link.From][link.To] = 1
		}
	}
	return a
}

func TestWalkMeasuresSolveTheirEquations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(9, 30).Draw(t, "graph")
		a, n := adjacency(g), g.Len()
		s, err := SpectrumOf(context.Background(), g)
		if err != nil {
			t.Fatal(err)
		}
		rank, err := PageRank(context.Background(), g, 0)
		if err != nil {
			t.Fatal(err)
		}
		idle := 0.0
		for v := range n {
			if sum(a[v]) == 0 {
				idle += rank[v]
			}
		}
		squares := 0.0
		for v := range n {
			katzIn, katzOut, eigenIn, eigenOut, page := 1.0, 1.0, 0.0, 0.0, (1-DefaultDamping+DefaultDamping*idle)/float64(n)
			for u := range n {
				katzIn += s.Attenuation * float64(a[u][v]) * s.KatzIn[u]
				katzOut += s.Attenuation * float64(a[v][u]) * s.KatzOut[u]
				if s.EigenvectorIn != nil {
					eigenIn += float64(a[u][v]) * s.EigenvectorIn[u]
					eigenOut += float64(a[v][u]) * s.EigenvectorOut[u]
				}
				if a[u][v] == 1 {
					page += DefaultDamping * rank[u] / float64(sum(a[u]))
				}
			}
			if !near(katzIn, s.KatzIn[v]) || !near(katzOut, s.KatzOut[v]) || !near(page, rank[v]) {
				t.Fatalf("node %d: Katz %v %v and PageRank %v do not solve their equations", v, s.KatzIn[v], s.KatzOut[v], rank[v])
			}
			if s.EigenvectorIn != nil {
				squares += s.EigenvectorIn[v] * s.EigenvectorIn[v]
				if math.Abs(eigenIn-s.Radius*s.EigenvectorIn[v]) > 1e-8 || math.Abs(eigenOut-s.Radius*s.EigenvectorOut[v]) > 1e-8 {
					t.Fatalf("node %d: %v and %v are no eigenvectors of %v", v, s.EigenvectorIn, s.EigenvectorOut, s.Radius)
				}
			}
		}
		if s.EigenvectorIn != nil && !near(squares, 1) {
			t.Fatalf("squares add up to %v", squares)
		}
	})
}

func sum(row []int64) (s int64) {
	for _, x := range row {
		s += x
	}
	return s
}

func TestMICMACAgreesWithPowersOfTheMatrix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(8, 24).Draw(t, "graph")
		m, err := MICMACOf(context.Background(), g)
		if err != nil {
			t.Fatal(err)
		}
		n := g.Len()
		loops := len(g.StrongComponents()) < n
		power, total := identity(n), zeros(n)
		for range m.Length {
			power = multiply(power, adjacency(g))
			total = add(total, power)
		}
		if !loops {
			power = total
		}
		rows, cols := margins(power)
		if !matches(m.Influence, rows) || !matches(m.Dependence, cols) {
			t.Fatalf("length %d: %v %v, want shares of %v %v", m.Length, m.Influence, m.Dependence, rows, cols)
		}
		if !loops || !m.Stable {
			return
		}
		nextRows, nextCols := margins(multiply(power, adjacency(g)))
		if !sameOrder(rows, nextRows) || !sameOrder(cols, nextCols) {
			t.Fatalf("length %d is not stable: %v %v become %v %v", m.Length, rows, cols, nextRows, nextCols)
		}
	})
}

func zeros(n int) [][]*big.Int {
	z := make([][]*big.Int, n)
	for i := range z {
		z[i] = make([]*big.Int, n)
		for j := range z[i] {
			z[i][j] = new(big.Int)
		}
	}
	return z
}

func identity(n int) [][]*big.Int {
	e := zeros(n)
	for i := range e {
		e[i][i].SetInt64(1)
	}
	return e
}

func multiply(a [][]*big.Int, b [][]int64) [][]*big.Int {
	c := zeros(len(a))
	for i := range a {
		for j := range a {
			for k := range a {
				c[i][j].Add(c[i][j], new(big.Int).Mul(a[i][k], big.NewInt(b[k][j])))
			}
		}
	}
	return c
}

func add(a, b [][]*big.Int) [][]*big.Int {
	c := zeros(len(a))
	for i := range a {
		for j := range a {
			c[i][j].Add(a[i][j], b[i][j])
		}
	}
	return c
}

func margins(a [][]*big.Int) (rows, cols []*big.Int) {
	for range a {
		rows, cols = append(rows, new(big.Int)), append(cols, new(big.Int))
	}
	for i := range a {
		for j := range a {
			rows[i].Add(rows[i], a[i][j])
			cols[j].Add(cols[j], a[i][j])
		}
	}
	return rows, cols
}

func matches(got []float64, counts []*big.Int) bool {
	total := new(big.Int)
	for _, c := range counts {
		total.Add(total, c)
	}
	for v, c := range counts {
		want := 0.0
		if total.Sign() > 0 {
			want, _ = new(big.Rat).SetFrac(c, total).Float64()
		}
		if got[v] != want {
			return false
		}
	}
	return true
}

// sameOrder reports whether no two counts that clearly differ change places.
func sameOrder(a, b []*big.Int) bool {
	clearly := func(x, y *big.Int) bool {
		ratio, _ := new(big.Rat).SetFrac(new(big.Int).Add(y, big.NewInt(1)), new(big.Int).Add(x, big.NewInt(1))).Float64()
		return ratio < 1-1e-5
	}
	for i := range a {
		for j := range a {
			if clearly(a[i], a[j]) && clearly(b[j], b[i]) {
				return false
			}
		}
	}
	return true
}

func TestNumbersOfNodesDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGraph(8, 24).Draw(t, "graph")
		order := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
			for v := range g.Len() {
				if !yield(v) {
					return
				}
			}
		})).Draw(t, "order")
		links := slices.Clone(g.Links())
		for l := range links {
			links[l].From, links[l].To = order[links[l].From], order[links[l].To]
		}
		slices.Reverse(links)
		other, err := graph.FromLinks(g.Len(), links)
		if err != nil {
			t.Fatal(err)
		}
		a, b := analyseDrawn(t, g), analyseDrawn(t, other)
		for i, column := range a.Columns {
			for v := range column.Values {
				x, y := column.Values[v], b.Columns[i].Values[order[v]]
				// Which of two loops of one length counts first is decided
				// by the numbers.
				if !near(x, y) && column.Measure != LoopLeverage {
					t.Fatalf("%s of node %d is %v, and %v under another number", column.Measure, v, x, y)
				}
			}
		}
		for v := range g.Len() {
			w := order[v]
			if a.Drivers.Class[v] != b.Drivers.Class[w] || a.Drivers.Removal[v] != b.Drivers.Removal[w] || a.MICMAC.Quadrants[v] != b.MICMAC.Quadrants[w] {
				t.Fatalf("node %d has other classes under another number", v)
			}
		}
	})
}

func analyseDrawn(t *rapid.T, g *graph.Graph) *Result {
	r, err := Analyse(context.Background(), g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
