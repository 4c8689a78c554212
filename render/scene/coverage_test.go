package scene

import (
	"image"
	"math"
	"testing"

	"golang.org/x/image/vector"
	"pgregory.net/rapid"
)

// shades paints polygons white on a small black picture and returns how much
// of each pixel they cover.
func shades(add func(*coverage)) [12][12]float64 {
	c := newCoverage(12, 12)
	add(c)
	on := newCanvas(12, 12)
	c.paint(on, RGB(255, 255, 255))
	var s [12][12]float64
	for y := range s {
		for x := range s[y] {
			s[y][x] = float64(on.RGBAAt(x, y).A) / 255
		}
	}
	return s
}

// The oracle counts which of 24 × 24 points of each pixel are inside.
func TestCoverageOfATriangleIsItsArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coordinate := rapid.OneOf(rapid.Float64Range(-1, 13), rapid.Float64Range(-200, 200))
		var p [3]Point
		for i := range p {
			p[i] = Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")}
		}
		got := shades(func(c *coverage) { c.polygon(p[:]...) })
		const n = 24
		for y := range got {
			for x := range got[y] {
				in := 0
				for i := range n * n {
					if inTriangle(p, Point{float64(x) + (float64(i%n)+0.5)/n, float64(y) + (float64(i/n)+0.5)/n}) {
						in++
					}
				}
				if want := float64(in) / (n * n); math.Abs(got[y][x]-want) > 0.05 {
					t.Fatalf("pixel %d,%d of triangle %v is covered %.3f, want %.3f", x, y, p, got[y][x], want)
				}
			}
		}
	})
}

func inTriangle(p [3]Point, q Point) bool {
	left, right := 0, 0
	for i := range p {
		a, b := p[i], p[(i+1)%3]
		if (b.X-a.X)*(q.Y-a.Y)-(b.Y-a.Y)*(q.X-a.X) > 0 {
			left++
		} else {
			right++
		}
	}
	return left == 3 || right == 3
}

func TestCoverageForgetsWhatItPainted(t *testing.T) {
	c := newCoverage(12, 12)
	on := newCanvas(12, 12)
	c.polygon(Point{-5, -5}, Point{30, -5}, Point{30, 30}, Point{-5, 30})
	c.paint(on, RGB(255, 0, 0))
	for _, d := range c.differences {
		if d != 0 {
			t.Fatal("a difference is left behind")
		}
	}
	empty := newCanvas(12, 12)
	c.paint(empty, RGB(255, 0, 0))
	for _, v := range empty.Pix {
		if v != 0 {
			t.Fatal("something was painted twice")
		}
	}
}

// A tall sheet is painted in several bands.
func TestCoverageHasNoSeams(t *testing.T) {
	const height = 3*bandHeight + 7
	c, on := newCoverage(9, height), newCanvas(9, height)
	c.polygon(Point{-3, -5}, Point{12, -9}, Point{15, height + 3}, Point{-6, height + 4})
	c.paint(on, RGB(1, 2, 3))
	for i, v := range on.Pix {
		if want := []uint8{1, 2, 3, 255}[i%4]; v != want {
			t.Fatalf("byte %d in row %d is %d", i%4, i/36, v)
		}
	}
	c.polygon(Point{2, 100}, Point{4, 100}, Point{7, 700}, Point{5, 700})
	on = newCanvas(9, height)
	c.paint(on, RGB(255, 255, 255))
	for y := range height {
		sum := 0.0
		for x := range 9 {
			sum += float64(on.RGBAAt(x, y).A) / 255
		}
		want := 0.0
		if y >= 100 && y < 700 {
			want = 2
		}
		if math.Abs(sum-want) > 0.02 {
			t.Errorf("row %d is covered %.3f pixels, want %.0f", y, sum, want)
		}
	}
}

func area(s [12][12]float64) float64 {
	sum := 0.0
	for _, row := range s {
		for _, v := range row {
			sum += v
		}
	}
	return sum
}

func TestStrokesHaveTheirArea(t *testing.T) {
	line := func(points ...Point) contour {
		var c contour
		for _, p := range points {
			c.lineTo(p)
		}
		return c
	}
	circle := Path{Start: Point{9, 6}, Closed: true}
	for i := range 64 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i+1) / 64)
		circle.Segments = append(circle.Segments, Line(Point{6 + 3*cos, 6 + 3*sin}))
	}
	right := line(Point{2.5, 9.5}, Point{2.5, 2.5}, Point{9.5, 2.5})
	closed := Rectangle{Box: Box{3, 3, 6, 6}}.path().flatten(1)
	for _, c := range []struct {
		name                string
		path                contour
		width               float64
		roundCap, roundJoin bool
		dash                []float64
		want                float64
	}{
		{"a line", line(Point{2, 6}, Point{10, 6}), 2, false, false, nil, 16},
		{"a slanting line", line(Point{2, 3}, Point{8, 11}), 1.5, false, false, nil, 15},
		{"a line with round ends", line(Point{3, 6}, Point{9, 6}), 2, true, false, nil, 12 + math.Pi},
		{"a mitred corner", right, 2, false, false, nil, 2 * 14},
		{"a round corner", right, 2, false, true, nil, 2*14 - 1 + math.Pi/4},
		{"a square", closed, 2, false, false, nil, 64 - 16},
		{"a circle", circle.flatten(1), 2, false, false, nil, 2 * math.Pi * 3 * 2},
		{"dashes", line(Point{1, 6}, Point{11, 6}), 1, false, false, []float64{2, 1}, 7},
		{"an odd pattern", line(Point{1, 6}, Point{11, 6}), 1, false, false, []float64{2}, 6},
		{"dots", line(Point{2, 6}, Point{10, 6}), 1, true, false, []float64{0, 2}, 4 * math.Pi / 4},
		{"dots without round ends", line(Point{2, 6}, Point{10, 6}), 1, false, false, []float64{0, 2}, 0},
		{"a dot", line(Point{6, 6}, Point{6, 6}).withoutRepeats(), 4, true, false, nil, 4 * math.Pi},
	} {
		got := area(shades(func(on *coverage) {
			p := newPen(on, c.width, c.roundCap, c.roundJoin)
			parts := []contour{c.path}
			if c.dash != nil {
				parts = dashed(c.path, c.dash)
			}
			for _, part := range parts {
				p.draw(part)
			}
		}))
		if math.Abs(got-c.want) > 0.02*c.want+0.05 {
			t.Errorf("%s covers %.3f pixels, want %.3f", c.name, got, c.want)
		}
	}
}

func TestDashesFinerThanSightAreSolid(t *testing.T) {
	var c contour
	c.lineTo(Point{})
	c.lineTo(Point{X: farthest})
	if n := len(dashed(c, []float64{1e-6, 1e-6})); n != 1 {
		t.Errorf("%d dashes", n)
	}
}

func TestFlatteningStaysNearTheCurve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := func(name string) Point {
			return Point{rapid.Float64Range(-500, 500).Draw(t, name), rapid.Float64Range(-500, 500).Draw(t, name)}
		}
		p, c1, c2, q := at("start"), at("c1"), at("c2"), at("end")
		flat := Path{Start: p, Segments: []Segment{Curve(c1, c2, q)}}.flatten(1)
		for i := range 200 {
			u := (float64(i) + 0.5) / 200
			s := 1 - u
			on := Point{
				s*s*s*p.X + 3*s*s*u*c1.X + 3*s*u*u*c2.X + u*u*u*q.X,
				s*s*s*p.Y + 3*s*s*u*c1.Y + 3*s*u*u*c2.Y + u*u*u*q.Y}
			nearest := math.Inf(1)
			for j := 1; j < len(flat.corners); j++ {
				nearest = min(nearest, fromLine(on, flat.corners[j-1].Point, flat.corners[j].Point))
			}
			if nearest > flatness*1.0001 {
				t.Fatalf("at %.3f the curve is %.4f away", u, nearest)
			}
		}
	})
}

func fromLine(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	u := ((p.X-a.X)*dx + (p.Y-a.Y)*dy) / (dx*dx + dy*dy)
	if !(u > 0) {
		return distance(p, a)
	}
	return distance(p, plus(a, Point{dx, dy}, min(u, 1)))
}

// strokes are outlines of thin curves across a sheet of 3000 × 2000 pixels.
func strokes() []contour {
	var list []contour
	for i := range 30 {
		x, y := 10+float64(i*37%2900), 10+float64(i*91%1900)
		list = append(list, Path{Start: Point{x, y}, Segments: []Segment{
			Curve(Point{2950 - x, y}, Point{x, 1950 - y}, Point{2950 - y, x * 0.6})}}.flatten(1))
	}
	return list
}

func BenchmarkCoverage(b *testing.B) {
	curves := strokes()
	on := newCanvas(3000, 2000)
	c := newCoverage(3000, 2000)
	for b.Loop() {
		p := newPen(c, 2.4, false, false)
		for _, curve := range curves {
			p.draw(curve)
			c.paint(on, RGB(0, 0, 0))
		}
	}
}

// BenchmarkVectorPeer draws the same outlines with golang.org/x/image/vector,
// which looks at every pixel of the box around each curve.
func BenchmarkVectorPeer(b *testing.B) {
	curves := strokes()
	on := image.NewRGBA(image.Rect(0, 0, 3000, 2000))
	var z vector.Rasterizer
	for b.Loop() {
		for _, curve := range curves {
			box := image.Rect(3000, 2000, 0, 0)
			for _, q := range curve.corners {
				box.Min.X, box.Min.Y = min(box.Min.X, int(q.X)-2), min(box.Min.Y, int(q.Y)-2)
				box.Max.X, box.Max.Y = max(box.Max.X, int(q.X)+3), max(box.Max.Y, int(q.Y)+3)
			}
			z.Reset(box.Dx(), box.Dy())
			for i := range len(curve.corners) - 1 {
				p := newPen(nil, 2.4, false, false)
				a, q := curve.corners[i].Point, curve.corners[i+1].Point
				n := p.normal(a, q)
				corners := []Point{plus(a, n, 1), plus(q, n, 1), plus(q, n, -1), plus(a, n, -1)}
				for j, corner := range corners {
					x, y := float32(corner.X-float64(box.Min.X)), float32(corner.Y-float64(box.Min.Y))
					if j == 0 {
						z.MoveTo(x, y)
					} else {
						z.LineTo(x, y)
					}
				}
				z.ClosePath()
			}
			z.Draw(on, box, image.Black, image.Point{})
		}
	}
}
