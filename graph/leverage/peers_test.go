package leverage

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"sysmap/graph"
)

// The tables in testdata hold what NetworkX 2.8.8 and python-igraph 0.10.2 of
// Debian 12 compute for the same maps; testdata/peers.py made them, and its
// output holds the numbers of TestTotalsAgreeWithPeers.

func peerTable(t *testing.T, g *graph.Graph, name string) map[string][]float64 {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != g.Len()+1 {
		t.Fatalf("%s: %d rows for %d variables: make the table anew", name, len(rows)-1, g.Len())
	}
	columns := map[string][]float64{}
	for v, row := range rows[1:] {
		if row[0] != g.ID(v) {
			t.Fatalf("%s: row %d is %s, want %s: make the table anew", name, v, row[0], g.ID(v))
		}
		for i, text := range row[1:] {
			x, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			columns[rows[0][i+1]] = append(columns[rows[0][i+1]], x)
		}
	}
	return columns
}

func TestMeasuresAgreeWithNetworkXAndIgraph(t *testing.T) {
	columnOf := map[string]Measure{"betweenness_igraph": Betweenness, "pagerank_igraph": PageRankIn}
	for _, name := range []string{"foresight", "ensomhed", "classroom"} {
		g := load(t, name)
		r := analyse(t, g)
		compared := 0
		for key, want := range peerTable(t, g, name) {
			measure, ok := columnOf[key]
			if !ok {
				measure = Measure(key)
			}
			column := r.Column(measure)
			if column == nil || column.Values == nil {
				t.Errorf("%s: there is no %s", name, key)
				continue
			}
			for v, x := range want {
				// Their eigenvectors are good to ten digits or so.
				if math.Abs(column.Values[v]-x) > 1e-9*max(1, math.Abs(x)) {
					t.Errorf("%s: %s of %s is %v, want %v", name, key, g.ID(v), column.Values[v], x)
				}
				compared++
			}
		}
		if compared != 13*g.Len() {
			t.Errorf("%s: compared %d values, want %d", name, compared, 13*g.Len())
		}
	}
}

func TestTotalsAgreeWithPeers(t *testing.T) {
	for _, c := range []struct {
		name     string
		radius   float64
		matching int
		// clusters is the modularity of the declared clusters, 0 where the
		// map declares none; louvain is the best of a hundred runs of
		// NetworkX.
		clusters, louvain float64
	}{
		{"foresight", 3.138906774912857, 82, 0.32959733382030687, 0.4074369978086194},
		{"ensomhed", 2.2702396427713514, 22, 0.19642857142857148, 0.40816326530612246},
		{"classroom", 1.3247179572447458, 4, 0, 0.11111111111111113},
	} {
		r := analyse(t, load(t, c.name))
		if !near(r.Spectrum.Radius, c.radius) || r.Drivers.Matching != c.matching {
			t.Errorf("%s: radius %v and matching %d, want %v and %d", c.name, r.Spectrum.Radius, r.Drivers.Matching, c.radius, c.matching)
		}
		if r.Communities.Modularity < c.louvain-1e-12 {
			t.Errorf("%s: communities of modularity %v, and a peer finds %v", c.name, r.Communities.Modularity, c.louvain)
		}
		if declared := r.Communities.Declared; c.clusters == 0 {
			if declared != nil {
				t.Errorf("%s: clusters that nobody declared: %+v", c.name, declared)
			}
		} else if !near(declared.Modularity, c.clusters) {
			t.Errorf("%s: clusters of modularity %v, want %v", c.name, declared.Modularity, c.clusters)
		}
	}
}

func TestAgreementOfGroupingsAgreesWithIgraph(t *testing.T) {
	for _, c := range []struct {
		name                 string
		moduloNMI, moduloARI float64
		thirdsNMI, thirdsARI float64
	}{
		{"foresight", 0.08590129395288255, -0.0182160789206185, 0.3747312203880725, 0.25124647829059443},
		{"ensomhed", 0.2804340875466796, -0.14035087719298242, 0.671881162376508, 0.4629508196721314},
	} {
		g := load(t, c.name)
		_, clusters := clustersOf(g)
		modulo, thirds := make([]int, g.Len()), make([]int, g.Len())
		for v := range g.Len() {
			modulo[v], thirds[v] = v%7, min(2, 3*v/g.Len())
		}
		a, b := newContingency(clusters, modulo), newContingency(clusters, thirds)
		got := []float64{a.mutualInformation(), a.adjustedRand(), b.mutualInformation(), b.adjustedRand()}
		for i, want := range []float64{c.moduloNMI, c.moduloARI, c.thirdsNMI, c.thirdsARI} {
			if !near(got[i], want) {
				t.Errorf("%s: value %d is %v, want %v", c.name, i, got[i], want)
			}
		}
	}
}
