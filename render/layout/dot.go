package layout

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

const pointsPerInch = 72

// dot writes the task's map for one run. Boxes are n0, n1 …, clusters
// cluster_0, cluster_1 …; lengths are in inches except where Graphviz wants
// points.
func (t task) dot(r run) []byte {
	var b bytes.Buffer
	// Links are routed elsewhere, so Graphviz spends no time on them,
	// nor on overlaps, which are removed afterwards.
	fmt.Fprintf(&b, "digraph {\nstart=%d; splines=false; overlap=true; K=%s;\n", r.Seed, decimal(r.Spring))
	if r.Engine == Dot {
		fmt.Fprintf(&b, "nodesep=%s; ranksep=%s;\n", decimal(r.Gap/pointsPerInch), decimal(2*r.Gap/pointsPerInch))
	}
	b.WriteString("node [shape=box, fixedsize=true, label=\"\"];\n")
	for i, s := range t.Sizes {
		fmt.Fprintf(&b, "n%d [width=%s, height=%s];\n", i, decimal(s[0]/pointsPerInch), decimal(s[1]/pointsPerInch))
	}
	t.dotClusters(&b)
	for _, l := range t.Links {
		fmt.Fprintf(&b, "n%d -> n%d;\n", l[0], l[1])
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func (t task) dotClusters(b *bytes.Buffer) {
	most := NoCluster
	for _, c := range t.Clusters {
		most = max(most, c)
	}
	members := make([][]int, most+1)
	for i, c := range t.Clusters {
		if c != NoCluster {
			members[c] = append(members[c], i)
		}
	}
	for c, boxes := range members {
		if len(boxes) == 0 {
			continue
		}
		fmt.Fprintf(b, "subgraph cluster_%d { margin=%s;", c, decimal(t.Margin))
		for _, i := range boxes {
			fmt.Fprintf(b, " n%d;", i)
		}
		b.WriteString(" }\n")
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }

// readPlain reads the centres of n boxes from Graphviz's plain format, whose
// lines are "node NAME X Y …" in inches with y up, and turns y down.
func readPlain(plain []byte, n int) ([]Point, error) {
	centres, placed, seen := make([]Point, n), make([]bool, n), 0
	for line := range bytes.Lines(plain) {
		fields := bytes.Fields(line)
		if len(fields) < 4 || string(fields[0]) != "node" || fields[1][0] != 'n' {
			continue
		}
		i, err := strconv.Atoi(string(fields[1][1:]))
		if err != nil || !inRange(i, n) {
			return nil, fmt.Errorf("graphviz placed a box %q that was not asked for", fields[1])
		}
		x, errX := strconv.ParseFloat(string(fields[2]), 64)
		y, errY := strconv.ParseFloat(string(fields[3]), 64)
		if errX != nil || errY != nil || math.IsNaN(x+y) || math.IsInf(x+y, 0) {
			return nil, fmt.Errorf("graphviz placed box %d at %q, %q", i, fields[2], fields[3])
		}
		centres[i] = Point{x * pointsPerInch, -y * pointsPerInch}
		if !placed[i] {
			placed[i] = true
			seen++
		}
	}
	if seen != n {
		return nil, fmt.Errorf("graphviz placed %d of %d boxes", seen, n)
	}
	return centres, nil
}
