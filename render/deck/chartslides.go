package deck

import (
	"errors"
	"math"

	"sysmap/render/chart"
	"sysmap/render/deck/slides"
	"sysmap/render/figure"
	"sysmap/render/scene"
)

// chartText is the size of a chart's labels before it is fitted: its smallest
// text is then no smaller than a slide's may be.
const chartText = 14.0

// chart fits a chart into an area: it is drawn in several ways and widths, and the one
// that fills most of it with text that is not set smaller, or else has the
// largest text, is taken apart into shapes. It reports whether all of its
// text can be read then.
func (k *maker) chart(area scene.Box, alt string, ways ...func(o figure.Options) (*scene.Scene, error)) (shape slides.Shape, legible bool, err error) {
	var best *scene.Scene
	largest, most := 0.0, 0.0
	shares := []float64{1, 0.85, 0.7, 0.55, 1.15, 1.3, 1.5}
	for i := range len(ways) * len(shares) {
		draw, share := ways[i/len(shares)], shares[i%len(shares)]
		sc, err := draw(figure.Options{Language: k.l, Theme: k.theme, Width: max(area.W*share, 240), TextSize: chartText, Bare: true})
		if err != nil {
			return nil, false, err
		}
		scale := min(area.W/sc.Width, area.H/sc.Height, mostEnlarged)
		filled := sc.Width * sc.Height * scale * scale
		if scale >= 1 && filled > most || most == 0 && scale > largest*1.02 {
			best, largest = sc, scale
			if scale >= 1 {
				most = filled
			}
		}
	}
	// Charts begin at the top, where the eye comes from.
	area.H = min(area.H, best.Height*largest)
	frame := slides.FrameOf(scene.Box{W: best.Width, H: best.Height}, area, mostEnlarged)
	return &slides.Group{
		Common: slides.Common{Name: k.w["chart"], Alt: alt},
		Shapes: slides.FromScene(best.Shapes, frame, smallest),
	}, leastText(best.Shapes)*largest > almost*smallest, nil
}

// almost is how much smaller than a slide's smallest text a chart's may come out
// before it is set at that size after all: there is as much room between texts.
const almost = 0.88

// mostEnlarged keeps charts of little from shouting.
const mostEnlarged = 1.25

// leastText returns the size of the smallest text among some shapes.
func leastText(list []scene.Shape) float64 {
	least := math.Inf(1)
	for _, s := range list {
		switch s := s.(type) {
		case scene.Group:
			least = min(least, leastText(s.Shapes))
		case scene.Text:
			least = min(least, s.Font.Size)
		}
	}
	return least
}

// nothing reports whether there is no chart because there is nothing to draw.
func nothing(err error) bool {
	return errors.Is(err, figure.ErrNothing) || errors.Is(err, figure.ErrNothingOpen) || errors.Is(err, chart.ErrData)
}
