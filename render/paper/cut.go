package paper

import (
	"sysmap/render/scene"
)

// Trim says how a picture is prepared for being printed on larger paper and cut
// out. The zero value does nothing. Lengths are in millimetres.
type Trim struct {
	// Bleed is how far the background reaches beyond the finished sheet, so that
	// no white edge is left where the cut is not exact.
	Bleed float64
	// Marks draws lines at the corners that say where to cut.
	Marks bool
}

// markLength is how long crop marks are in millimetres.
const markLength = 5

// markGap is how far crop marks stay away from the finished sheet, in
// millimetres: off the bleed as well.
func (t Trim) markGap() float64 { return max(t.Bleed+1, 3) }

// Page returns the page on which a picture is printed: the picture, and around
// it the bleed and the marks.
func (t Trim) Page(picture *scene.Scene) scene.Page {
	around := t.Bleed
	if t.Marks {
		around = t.markGap() + markLength
	}
	if around == 0 {
		return scene.Page{Scene: picture}
	}
	border, bleed := around*Points, t.Bleed*Points
	trim := scene.Box{X: border, Y: border, W: picture.Width, H: picture.Height}
	page := *picture
	page.Width, page.Height = picture.Width+2*border, picture.Height+2*border
	page.Shapes = nil
	if !picture.Background.None() {
		page.Background = scene.RGB(255, 255, 255)
		page.Shapes = append(page.Shapes, scene.Rectangle{Box: trim.Inset(-bleed), Style: scene.Style{Fill: picture.Background}})
	}
	page.Shapes = append(page.Shapes, scene.Scaled(picture.Shapes, 1, border, border)...)
	if t.Marks {
		page.Shapes = append(page.Shapes, scene.Group{Classes: []string{"crop-marks"}, Shapes: corners(trim, t.markGap()*Points, markLength*Points)})
	}
	return scene.Page{Scene: &page, Trim: trim, Bleed: trim.Inset(-bleed)}
}

// corners draws two lines at each corner of a box, away from it by a gap.
func corners(b scene.Box, gap, length float64) []scene.Shape {
	var lines []scene.Shape
	for _, x := range []struct{ at, out float64 }{{b.X, -1}, {b.X + b.W, 1}} {
		for _, y := range []struct{ at, out float64 }{{b.Y, -1}, {b.Y + b.H, 1}} {
			lines = append(lines,
				hairline(scene.Point{X: x.at + x.out*gap, Y: y.at}, scene.Point{X: x.at + x.out*(gap+length), Y: y.at}),
				hairline(scene.Point{X: x.at, Y: y.at + y.out*gap}, scene.Point{X: x.at, Y: y.at + y.out*(gap+length)}))
		}
	}
	return lines
}

func hairline(from, to scene.Point) scene.Shape {
	return scene.Path{Start: from, Segments: []scene.Segment{scene.Line(to)}, Style: scene.Style{Stroke: scene.RGB(0, 0, 0), Width: 0.25}}
}
