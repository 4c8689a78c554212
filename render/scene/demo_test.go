package scene_test

import (
	"fmt"
	"math"

	"sysmap/render/scene"
)

var (
	ink    = scene.RGB(0x1d, 0x24, 0x2b)
	orange = scene.RGB(0xe8, 0x8b, 0x1a)
	blue   = scene.RGB(0x2b, 0x6c, 0xb0)
	sand   = scene.RGB(0xf1, 0xe3, 0xcc)
	white  = scene.RGB(0xff, 0xff, 0xff)
)

// demo is a picture with every kind of shape, style and script.
func demo() *scene.Scene {
	return &scene.Scene{
		Width: 480, Height: 340,
		Title:       "Prøvetavle <1> & “alt”",
		Description: "Alle former, streger og skrifter.",
		Language:    "da",
		Background:  scene.RGB(0xfb, 0xfa, 0xf7),
		Shapes: []scene.Shape{
			scene.Group{ID: "g-boxes", Classes: []string{"boxes"}, Title: "Kasser", Shapes: demoBoxes()},
			scene.Group{ID: "g-lines", Classes: []string{"lines"}, Title: "Streger", Shapes: demoLines()},
			scene.Group{ID: "g-opacity", Opacity: 0.4, Title: "Gennemsigtig gruppe", Shapes: demoOverlap(250)},
			scene.Group{ID: "g-opaque", Shapes: demoOverlap(360)},
			scene.Group{ID: "g-text", Title: "Skrift", Shapes: demoText()},
		},
	}
}

func demoBoxes() []scene.Shape {
	font := scene.Font{Size: 11}
	var shapes []scene.Shape
	for i, label := range []string{"Sundhedsfremmeindsatser i kommunen", "Trivsel blandt børn og unge", "Stress"} {
		box := scene.Box{X: 16 + 110*float64(i), Y: 16, W: 96, H: 48}
		shapes = append(shapes, scene.Rectangle{
			Box: box, Radius: 4 * float64(i),
			Style: scene.Style{Fill: sand, Stroke: ink, Width: 1},
		})
		lines := scene.Wrap(label, font, box.W-12)
		top := box.Centre().Y - scene.LineHeight(font)*float64(len(lines)-1)/2 + scene.CapHeight(font)/2
		for n, line := range lines {
			shapes = append(shapes, scene.Text{
				At:     scene.Point{X: box.Centre().X, Y: top + float64(n)*scene.LineHeight(font)},
				Anchor: scene.MiddleAnchor, String: line, Font: font, Colour: ink,
			})
		}
	}
	return append(shapes,
		scene.Rectangle{
			Box: scene.Box{X: 346, Y: 16, W: 60, H: 48}, Radius: 100,
			Style: scene.Style{Stroke: blue, Width: 3, Dash: []float64{6, 3}},
		},
		scene.Rectangle{
			Box:   scene.Box{X: 416, Y: 16, W: 48, H: 48},
			Style: scene.Style{Fill: blue.Fade(0.3), Stroke: orange.Fade(0.5), Width: 8, RoundJoin: true},
		})
}

func demoLines() []scene.Shape {
	var shapes []scene.Shape
	styles := []scene.Style{
		{Stroke: ink, Width: 1},
		{Stroke: blue, Width: 2, Dash: []float64{8, 4}},
		{Stroke: orange, Width: 5, RoundCap: true},
		{Stroke: ink, Width: 3, Dash: []float64{0, 6}, RoundCap: true},
		{Stroke: blue.Fade(0.4), Width: 4, Dash: []float64{10}},
	}
	for i, style := range styles {
		y := 90 + 16*float64(i)
		shapes = append(shapes, scene.Path{
			Start:    scene.Point{X: 20, Y: y},
			Segments: []scene.Segment{scene.Curve(scene.Point{X: 90, Y: y - 30}, scene.Point{X: 150, Y: y + 30}, scene.Point{X: 220, Y: y})},
			Style:    style,
		})
	}
	arrow := scene.Path{
		Start: scene.Point{X: 225, Y: 86}, Closed: true, Style: scene.Style{Fill: ink},
		Segments: []scene.Segment{scene.Line(scene.Point{X: 225, Y: 94}), scene.Line(scene.Point{X: 235, Y: 90})},
	}
	// A drop has straight and curved sides, and a hole that a filled curve
	// must not close.
	drop := scene.Path{
		Start: scene.Point{X: 40, Y: 180}, Closed: true,
		Segments: []scene.Segment{
			scene.Curve(scene.Point{X: 80, Y: 200}, scene.Point{X: 60, Y: 235}, scene.Point{X: 40, Y: 235}),
			scene.Curve(scene.Point{X: 20, Y: 235}, scene.Point{X: 0, Y: 200}, scene.Point{X: 40, Y: 180}),
		},
		Style: scene.Style{Fill: blue.Fade(0.25), Stroke: blue, Width: 1.5, RoundJoin: true},
	}
	zigzag := scene.Path{Start: scene.Point{X: 90, Y: 230}, Style: scene.Style{Stroke: orange, Width: 6, RoundJoin: true, RoundCap: true}}
	mitred := scene.Path{Start: scene.Point{X: 160, Y: 230}, Style: scene.Style{Stroke: ink, Width: 6}}
	for i := range 4 {
		y := 190 + 40*float64(i%2)
		zigzag.Segments = append(zigzag.Segments, scene.Line(scene.Point{X: 100 + 12*float64(i), Y: y}))
		mitred.Segments = append(mitred.Segments, scene.Line(scene.Point{X: 170 + 12*float64(i), Y: y}))
	}
	return append(shapes, arrow, drop, zigzag, mitred, ring(440, 125, 30))
}

// ring is a circle of four curves, dashed.
func ring(x, y, r float64) scene.Path {
	k := 4.0 / 3 * (math.Sqrt2 - 1) * r
	at := func(dx, dy float64) scene.Point { return scene.Point{X: x + dx, Y: y + dy} }
	return scene.Path{
		Start: at(r, 0), Closed: true,
		Segments: []scene.Segment{
			scene.Curve(at(r, k), at(k, r), at(0, r)), scene.Curve(at(-k, r), at(-r, k), at(-r, 0)),
			scene.Curve(at(-r, -k), at(-k, -r), at(0, -r)), scene.Curve(at(k, -r), at(r, -k), at(r, 0)),
		},
		Style: scene.Style{Stroke: orange, Width: 4, Dash: []float64{12, 4, 2, 4}, Fill: white},
	}
}

// demoOverlap shows that a group's opacity is that of the whole and not of its
// parts.
func demoOverlap(x float64) []scene.Shape {
	box := func(dx, dy float64, fill scene.Colour) scene.Shape {
		return scene.Rectangle{
			Box: scene.Box{X: x + dx, Y: 90 + dy, W: 40, H: 40}, Radius: 6,
			Style: scene.Style{Fill: fill, Stroke: ink, Width: 4},
		}
	}
	return []scene.Shape{
		box(0, 0, orange), box(20, 20, blue),
		scene.Text{At: scene.Point{X: x + 40, Y: 134}, Anchor: scene.MiddleAnchor, String: "Ærø", Font: scene.Font{Size: 14, Bold: true}, Colour: white},
	}
}

func demoText() []scene.Shape {
	var shapes []scene.Shape
	for i, f := range []scene.Font{{Size: 12}, {Size: 12, Bold: true}, {Size: 12, Italic: true}, {Size: 12, Bold: true, Italic: true}} {
		shapes = append(shapes, scene.Text{At: scene.Point{X: 230, Y: 180 + 16*float64(i)}, String: "Rødgrød med fløde, Ævle AVATAR fi", Font: f, Colour: ink})
	}
	shapes = append(shapes, scene.Path{
		Start: scene.Point{X: 20, Y: 262}, Segments: []scene.Segment{scene.Line(scene.Point{X: 460, Y: 262})},
		Style: scene.Style{Stroke: blue, Width: 10},
	},
		scene.Text{At: scene.Point{X: 240, Y: 268}, Anchor: scene.MiddleAnchor, String: "glorie om teksten", Font: scene.Font{Size: 18}, Colour: ink, Halo: white, HaloWidth: 3})
	for i, s := range []string{"שלום עולם (1) Holbæk", "مرحبا 😀 👩‍👩‍👧 健康", `<b>"5" & 'x'</b>  dobbelt`} {
		shapes = append(shapes, scene.Text{At: scene.Point{X: 20, Y: 292 + 18*float64(i)}, String: s, Font: scene.Font{Size: 13}, Colour: ink})
		shapes = append(shapes, scene.Text{At: scene.Point{X: 460, Y: 292 + 18*float64(i)}, Anchor: scene.EndAnchor, String: s, Font: scene.Font{Size: 13}, Colour: ink})
	}
	return shapes
}

// crowd is a scene of the size of the Foresight map: 108 boxes and 300 curves.
func crowd() *scene.Scene {
	s := &scene.Scene{Width: 1500, Height: 1000, Background: white, Title: "Crowd"}
	at := func(i int) scene.Point {
		return scene.Point{X: 60 + 124*float64(i%12), Y: 60 + 110*float64(i/12)}
	}
	for i := range 300 {
		a, b := at(i%108), at((i*37+11)%108)
		bend := scene.Point{X: (a.X+b.X)/2 + (b.Y-a.Y)*0.3, Y: (a.Y+b.Y)/2 - (b.X-a.X)*0.3}
		style := scene.Style{Stroke: blue, Width: 1.2}
		if i%3 == 0 {
			style.Dash = []float64{5, 3}
		}
		s.Shapes = append(s.Shapes, scene.Group{ID: fmt.Sprintf("l-%d", i), Classes: []string{"link"}, Shapes: []scene.Shape{
			scene.Path{Start: a, Segments: []scene.Segment{scene.Curve(bend, bend, b)}, Style: style},
			scene.Path{Start: b, Closed: true, Style: scene.Style{Fill: blue}, Segments: []scene.Segment{
				scene.Line(scene.Point{X: b.X - 4, Y: b.Y - 8}), scene.Line(scene.Point{X: b.X + 4, Y: b.Y - 8}),
			}},
		}})
	}
	font := scene.Font{Size: 11}
	for i := range 108 {
		c := at(i)
		g := scene.Group{ID: fmt.Sprintf("v-%d", i), Classes: []string{"variable"}, Title: "Adgang til sunde fødevarer", Shapes: []scene.Shape{
			scene.Rectangle{Box: scene.Around(c, 96, 40), Radius: 6, Style: scene.Style{Fill: sand, Stroke: ink, Width: 1}},
		}}
		for n, line := range scene.Wrap("Adgang til sunde fødevarer", font, 84) {
			g.Shapes = append(g.Shapes, scene.Text{At: scene.Point{X: c.X, Y: c.Y + 13*float64(n) - 3}, Anchor: scene.MiddleAnchor, String: line, Font: font, Colour: ink})
		}
		s.Shapes = append(s.Shapes, g)
	}
	return s
}
