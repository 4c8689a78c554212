package scene

import (
	"image"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// covered draws shapes on a sheet of 12 × 12 pixels and returns how many
// pixels they cover.
func covered(shapes ...Shape) float64 {
	s := Scene{Width: 12, Height: 12, Shapes: shapes}
	return coveredBy(s.raster(12, 12, 1, false))
}

func coveredBy(picture *image.RGBA) float64 {
	sum := 0.0
	for i := 3; i < len(picture.Pix); i += 4 {
		sum += float64(picture.Pix[i]) / 255
	}
	return sum
}

func polyline(points ...Point) Path {
	p := Path{Start: points[0]}
	for _, q := range points[1:] {
		p.Segments = append(p.Segments, Line(q))
	}
	return p
}

func TestFilledTrianglesHaveTheirArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.Float64Range(0, 12)
		var p [3]Point
		for i := range p {
			p[i] = Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
		}
		triangle := polyline(p[:]...)
		triangle.Closed, triangle.Style.Fill = true, RGB(0, 0, 0)
		want := math.Abs((p[1].X-p[0].X)*(p[2].Y-p[0].Y)-(p[1].Y-p[0].Y)*(p[2].X-p[0].X)) / 2
		// Corners are rounded to 1/64 pixel, pixels to 1/255.
		if got := covered(triangle); math.Abs(got-want) > 0.02*want+0.6 {
			t.Fatalf("triangle %v covers %.3f pixels, want %.3f", p, got, want)
		}
	})
}

func TestStrokesHaveTheirArea(t *testing.T) {
	circle := Rectangle{Box: Box{3, 3, 6, 6}, Radius: 3}.path()
	square := Rectangle{Box: Box{3, 3, 6, 6}}.path()
	right := polyline(Point{2.5, 9.5}, Point{2.5, 2.5}, Point{9.5, 2.5})
	left := polyline(Point{9.5, 2.5}, Point{2.5, 2.5}, Point{2.5, 9.5})
	sharp := polyline(Point{2, 5}, Point{9, 6}, Point{2, 7})
	// The sharp corner, 16° wide, is cut off where its edges are a pixel from
	// the tip: h² × tan of half the angle that it turns by.
	length, turn := 2*math.Hypot(7, 1), math.Pi-2*math.Atan(1.0/7)
	sharpArea := length*0.5 + 0.25*0.25*(math.Sin(turn)/2) - 0.25*0.25*math.Tan(turn/2)
	for _, c := range []struct {
		name  string
		path  Path
		style Style
		want  float64
	}{
		{"a line", polyline(Point{2, 6}, Point{10, 6}), Style{Width: 2}, 16},
		{"a slanting line", polyline(Point{2, 3}, Point{8, 11}), Style{Width: 1.5}, 15},
		{"a line with round ends", polyline(Point{3, 6}, Point{9, 6}), Style{Width: 2, RoundCap: true}, 12 + math.Pi},
		{"a mitred corner to the right", right, Style{Width: 2}, 2 * 14},
		{"a mitred corner to the left", left, Style{Width: 2}, 2 * 14},
		{"a corner too sharp for a mitre", sharp, Style{Width: 0.5}, sharpArea},
		{"a round corner", right, Style{Width: 2, RoundJoin: true}, 2*14 - 1 + math.Pi/4},
		{"a mitred corner with round ends", right, Style{Width: 2, RoundCap: true}, 2*14 + math.Pi},
		{"a square", square, Style{Width: 2}, 64 - 16},
		{"a square with round corners", square, Style{Width: 2, RoundJoin: true}, 64 - 16 - 4 + math.Pi},
		{"a circle", circle, Style{Width: 2}, 2 * math.Pi * 3 * 2},
		{"dashes", polyline(Point{1, 6}, Point{11, 6}), Style{Width: 1, Dash: []float64{2, 1}}, 7},
		{"an odd pattern", polyline(Point{1, 6}, Point{11, 6}), Style{Width: 1, Dash: []float64{2}}, 6},
		{"three lengths", polyline(Point{1, 6}, Point{11, 6}), Style{Width: 1, Dash: []float64{2, 1, 1}}, 6},
		{"dots", polyline(Point{2, 6}, Point{10, 6}), Style{Width: 1, RoundCap: true, Dash: []float64{0, 2}}, 4 * (math.Pi/4 + dot)},
		{"dots of some length", polyline(Point{2, 6}, Point{10, 6}), Style{Width: 1, RoundCap: true, Dash: []float64{0.01, 1.99}}, 4 * (math.Pi/4 + dot)},
		{"dots without round ends", polyline(Point{2, 6}, Point{10, 6}), Style{Width: 1, Dash: []float64{0, 2}}, 0},
		{"a dot", polyline(Point{6, 6}, Point{6, 6}), Style{Width: 4, RoundCap: true}, 4*math.Pi + 4*dot},
		{"a dot without round ends", polyline(Point{6, 6}, Point{6, 6}), Style{Width: 4}, 0},
		{"a line with dashes finer than sight", polyline(Point{1, 6}, Point{11, 6}), Style{Width: 1, Dash: []float64{1e-5, 1e-5}}, 10},
	} {
		c.path.Style = c.style
		c.path.Style.Stroke = RGB(0, 0, 0)
		if got := covered(c.path); math.Abs(got-c.want) > 0.03*c.want+0.05 {
			t.Errorf("%s covers %.3f pixels, want %.3f", c.name, got, c.want)
		}
	}
}

// A layer is used again, so that what one group leaves behind would show in
// the next.
func TestFadedGroupsLeaveNothingBehind(t *testing.T) {
	faded := func(shapes ...Shape) Shape { return Group{Opacity: 0.5, Shapes: shapes} }
	box := func(x float64) Shape {
		return Rectangle{Box: Box{x, 2, 4, 4}, Style: Style{Fill: RGB(9, 9, 9), Stroke: RGB(9, 9, 9), Width: 1}}
	}
	letter := Text{At: Point{7, 9}, String: "Å", Font: Font{Size: 8}, Colour: RGB(9, 9, 9), Halo: RGB(0, 0, 9), HaloWidth: 1}
	one := covered(faded(box(1))) + covered(faded(letter))
	if two := covered(faded(box(1)), Group{}, faded(letter), faded(), faded(Text{})); math.Abs(one-two) > 1 {
		t.Errorf("together they cover %.2f pixels, one by one %.2f", two, one)
	}
	if got, want := covered(faded(faded(box(1)))), covered(box(1))/4; math.Abs(got-want) > 0.1 {
		t.Errorf("a group in a group covers %.2f pixels, want %.2f", got, want)
	}
}

// Long lines are drawn in parts, of which none may be lost or drawn twice.
func TestALongLineCoversWhatItsLettersCover(t *testing.T) {
	draw := func(s string) float64 {
		text := Text{At: Point{1, 10}, String: s, Font: Font{Size: 10}, Colour: RGB(9, 9, 9), Halo: RGB(0, 0, 9).Fade(0.2), HaloWidth: 0.2}
		sheet := Scene{Width: 8000, Height: 12, Shapes: []Shape{text}}
		return coveredBy(sheet.raster(8000, 12, 1, false))
	}
	const n = 3*mostGlyphs + 7
	if got, want := draw(strings.Repeat("Å ", n)), n*draw("Å "); math.Abs(got-want) > 0.01*want {
		t.Errorf("%d letters cover %.0f pixels, want %.0f", n, got, want)
	}
}

func TestWhatIsFarAwayStillCoversTheSheet(t *testing.T) {
	whole := Rectangle{Box: Box{-1e7, -1e7, 2e7, 2e7}, Radius: 1e6, Style: Style{Fill: RGB(0, 0, 0)}}
	if got := covered(whole); got != 144 {
		t.Errorf("a sheet of 144 pixels is covered %g", got)
	}
	across := polyline(Point{-1e7, 6}, Point{1e7, 6})
	across.Style = Style{Stroke: RGB(0, 0, 0), Width: 2}
	if got := covered(across); math.Abs(got-24) > 0.1 {
		t.Errorf("a line across 12 pixels, 2 wide, covers %g", got)
	}
	bar := polyline(Point{6, -1e7}, Point{6, 1e7})
	bar.Style = Style{Stroke: RGB(0, 0, 0), Width: 1e7}
	if got := covered(bar); got != 144 {
		t.Errorf("a line wider than the sheet covers %g", got)
	}
}
