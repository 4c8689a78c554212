package route

import (
	"testing"

	"sysmap/render/scene"
)

// crowd makes a sheet of n boxes on a loose grid and m links between them,
// from a fixed linear congruence.
func crowd(n, m int) Sheet {
	seed := uint32(7)
	next := func(limit int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % limit
	}
	columns := 1
	for columns*columns < n {
		columns++
	}
	s := Sheet{Head: 8}
	for i := range n {
		c := scene.Point{X: float64(i%columns)*190 + float64(next(70)), Y: float64(i/columns)*110 + float64(next(45))}
		s.Boxes = append(s.Boxes, scene.Around(c, 60+float64(next(50)), 24+float64(next(30))))
	}
	for range m {
		from := next(n)
		to := next(n)
		if next(3) > 0 {
			to = (from + 1 + next(2*columns)) % n
		}
		s.Links = append(s.Links, Link{From: from, To: to})
	}
	return s
}

func BenchmarkArcs(b *testing.B) {
	for _, size := range []struct {
		name string
		n, m int
	}{{"108 boxes, 296 links", 108, 296}, {"500 boxes, 1500 links", 500, 1500}} {
		s := crowd(size.n, size.m)
		b.Run(size.name, func(b *testing.B) {
			for b.Loop() {
				Arcs(s)
			}
		})
	}
}
