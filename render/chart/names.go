package chart

import (
	"slices"
	"strings"

	"sysmap/render/scene"
)

// drawNames writes the names of series at the ends of their lines, moved apart
// where they would overlap.
func (m *multiples) drawNames(p Panel, plot scene.Box, time, values axis) []scene.Shape {
	font := m.tickFont()
	type label struct {
		series Series
		end    scene.Point
		lines  []string
	}
	var labels []label
	for _, s := range p.Series {
		last := len(s.Times) - 1
		labels = append(labels, label{s, scene.Point{X: time.at(s.Times[last]), Y: values.at(s.Median[last])}, m.direct[m.place(s.Name)]})
	}
	slices.SortStableFunc(labels, func(a, b label) int {
		switch {
		case a.end.Y < b.end.Y:
			return -1
		case a.end.Y > b.end.Y:
			return 1
		}
		return 0
	})
	var wanted, heights []float64
	for _, l := range labels {
		wanted, heights = append(wanted, l.end.Y), append(heights, height(l.lines, font)+0.15*m.size)
	}
	middles := apart(wanted, heights, plot.Y-0.5*m.size, plot.Y+plot.H+0.5*m.size)
	var shapes []scene.Shape
	for i, l := range labels {
		look := m.look.stroke(m.place(l.series.Name), m.size)
		x := plot.X + plot.W + m.leader()
		shapes = append(shapes, segment(l.end.X+0.25*m.size, l.end.Y, x-0.2*m.size, middles[i], scene.Style{Stroke: look.colour.Fade(0.6), Width: 0.5 * m.look.line}))
		shapes = append(shapes, disc(l.end, 0.21*m.size, scene.Style{Fill: look.colour}))
		shapes = append(shapes, centred(l.lines, x, middles[i], scene.StartAnchor, font, look.colour)...)
	}
	return shapes
}

// apart returns the middles of boxes of the given heights, in the order given,
// as near to where they are wanted as can be (in least squares) without
// overlapping or leaving low…high. Wanted must not fall, and the boxes must
// fit. Boxes that touch are pooled: with the heights before each taken off,
// it is isotonic regression.
func apart(wanted, heights []float64, low, high float64) []float64 {
	type pool struct {
		sum, count float64
	}
	var pools []pool
	before := make([]float64, len(wanted))
	total := 0.0
	for i, w := range wanted {
		before[i] = total + heights[i]/2
		total += heights[i]
		pools = append(pools, pool{w - before[i], 1})
		for n := len(pools); n > 1 && pools[n-2].sum/pools[n-2].count > pools[n-1].sum/pools[n-1].count; n-- {
			pools[n-2].sum += pools[n-1].sum
			pools[n-2].count += pools[n-1].count
			pools = pools[:n-1]
		}
	}
	middles := make([]float64, 0, len(wanted))
	for _, p := range pools {
		top := min(max(p.sum/p.count, low), max(high-total, low))
		for range int(p.count) {
			middles = append(middles, top+before[len(middles)])
		}
	}
	return middles
}

// cut reports whether lines leave out some of a text.
func cut(lines []string, text string) bool {
	return len(lines) > 0 && strings.HasSuffix(lines[len(lines)-1], "…") && !strings.HasSuffix(plain(text), "…")
}

// brokenInside reports whether a word of a text was broken with a hyphen that
// it does not have.
func brokenInside(lines []string, text string) bool {
	for _, line := range lines[:max(len(lines)-1, 0)] {
		if strings.HasSuffix(line, "-") && !strings.Contains(plain(text), strings.TrimSpace(line[strings.LastIndex(line, " ")+1:])) {
			return true
		}
	}
	return false
}
