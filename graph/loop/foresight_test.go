package loop

import (
	"context"
	"math/big"
	"sync"
	"testing"

	"sysmap/graph"
	"sysmap/maps"
	"sysmap/maps/library"
)

// foresightLengths are the published map's loops of each length from 2 on,
// reinforcing and balancing, as counted by two independent programs.
var foresightLengths = [][2]int64{
	{12, 0},
	{3, 6},
	{14, 8},
	{28, 23},
	{58, 41},
	{149, 89},
	{258, 212},
	{549, 445},
	{1119, 1093},
	{2113, 2291},
	{4193, 4788},
	{8736, 9847},
	{17125, 18589},
	{31830, 34973},
	{59686, 64081},
	{107064, 113839},
	{186976, 199126},
	{320329, 334965},
	{528552, 547022},
}

var loadForesight = sync.OnceValues(func() (*maps.Map, error) {
	return (&maps.Loader{Library: library.Source, LibraryNames: library.Names()}).Load(context.Background(), "foresight")
})

func foresight(t testing.TB) *graph.Graph {
	t.Helper()
	m, err := loadForesight()
	if err != nil {
		t.Fatal(err)
	}
	return graph.New(m)
}

func isCount(c Count, reinforcing, balancing int64) bool {
	return c.Reinforcing.Cmp(big.NewInt(reinforcing)) == 0 && c.Balancing.Cmp(big.NewInt(balancing)) == 0 &&
		c.Undetermined.Sign() == 0 && c.Total.Cmp(big.NewInt(reinforcing+balancing)) == 0
}

func TestForesightHasItsLoops(t *testing.T) {
	r, err := Census(t.Context(), foresight(t), CensusOptions{ByLength: true, Participation: true})
	if err != nil {
		t.Fatal(err)
	}
	if !r.Complete || !isCount(r.Count, 142_359_261, 141_098_363) {
		t.Fatalf("complete %v: %v", r.Complete, r.Count)
	}
	if first, last := r.ByLength[0].Length, r.ByLength[len(r.ByLength)-1].Length; first != 2 || last != 52 {
		t.Fatalf("lengths %d to %d, want 2 to 52", first, last)
	}
	want := map[int][2]int64{32: {12_269_277, 12_087_652}, 51: {88, 102}, 52: {8, 24}}
	for i, c := range foresightLengths {
		want[2+i] = c
	}
	sum := noLoops()
	for i, row := range r.ByLength {
		if row.Length != 2+i {
			t.Fatalf("row %d has length %d", i, row.Length)
		}
		if c, ok := want[row.Length]; ok && !isCount(row.Count, c[0], c[1]) {
			t.Errorf("length %d: %v, want %v", row.Length, row.Count, c)
		}
		sum.add(row.Count)
	}
	if sum.String() != r.Count.String() {
		t.Errorf("the lengths add up to %v, not %v", sum, r.Count)
	}
	t.Logf("predicted %.0f states, made %d", r.Predicted, r.States)
}
