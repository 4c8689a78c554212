package scene_test

import (
	"math"
	"reflect"
	"testing"

	"sysmap/render/scene"
)

func TestShapesAreScaledWithTheirStrokesAndLetters(t *testing.T) {
	before := []scene.Shape{scene.Group{ID: "g", Shapes: []scene.Shape{
		scene.Rectangle{Box: scene.Box{X: 1, Y: 2, W: 3, H: 4}, Radius: 1, Style: scene.Style{Width: 2, Dash: []float64{1, 2}}},
		scene.Path{Start: scene.Point{X: 1, Y: 1}, Segments: []scene.Segment{scene.Curve(scene.Point{X: 2}, scene.Point{Y: 2}, scene.Point{X: 3, Y: 3})}, Style: scene.Style{Width: 1}},
		scene.Text{At: scene.Point{X: 5, Y: 6}, String: "å", Font: scene.Font{Size: 10, Bold: true}, HaloWidth: 1},
	}}}
	want := []scene.Shape{scene.Group{ID: "g", Shapes: []scene.Shape{
		scene.Rectangle{Box: scene.Box{X: 12, Y: 24, W: 6, H: 8}, Radius: 2, Style: scene.Style{Width: 4, Dash: []float64{2, 4}}},
		scene.Path{Start: scene.Point{X: 12, Y: 22}, Segments: []scene.Segment{scene.Curve(scene.Point{X: 14, Y: 20}, scene.Point{X: 10, Y: 24}, scene.Point{X: 16, Y: 26})}, Style: scene.Style{Width: 2}},
		scene.Text{At: scene.Point{X: 20, Y: 32}, String: "å", Font: scene.Font{Size: 20, Bold: true}, HaloWidth: 2},
	}}}
	if got := scene.Scaled(before, 2, 10, 20); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if before[0].(scene.Group).Shapes[0].(scene.Rectangle).Style.Dash[0] != 1 {
		t.Error("the shapes that were scaled changed")
	}
}

func TestOnlyShapesOutsideAreLeftOut(t *testing.T) {
	style := scene.Style{Stroke: scene.RGB(0, 0, 0), Width: 2}
	inside := scene.Rectangle{Box: scene.Box{X: 5, Y: 5, W: 2, H: 2}, Style: style}
	edge := scene.Path{Start: scene.Point{X: -5, Y: -1}, Segments: []scene.Segment{scene.Line(scene.Point{X: 20, Y: -1})}, Style: style}
	word := scene.Text{At: scene.Point{X: 12, Y: 8}, Anchor: scene.EndAnchor, String: "ind", Font: scene.Font{Size: 6}}
	outside := scene.Rectangle{Box: scene.Box{X: 50, Y: 5, W: 2, H: 2}, Style: style}
	got := scene.Within([]scene.Shape{
		inside, outside, scene.Group{ID: "gone", Shapes: []scene.Shape{outside}}, scene.Group{ID: "kept", Shapes: []scene.Shape{outside, edge, word}},
	}, scene.Box{W: 10, H: 10})
	want := []scene.Shape{inside, scene.Group{ID: "kept", Shapes: []scene.Shape{edge, word}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestReachHoldsStrokesAndHalos(t *testing.T) {
	text := scene.Text{At: scene.Point{X: 50, Y: 50}, Anchor: scene.MiddleAnchor, String: "Åg", Font: scene.Font{Size: 20}, HaloWidth: 3}
	reach, width := scene.Reach(text), scene.Measure("Åg", text.Font)
	if math.Abs(reach.X-(50-width/2-3)) > 1e-9 || math.Abs(reach.W-width-6) > 1e-9 || reach.Y > 50-20*0.7-3 || reach.Y+reach.H < 53 {
		t.Errorf("text reaches %+v", reach)
	}
	if r := scene.Reach(scene.Group{Shapes: []scene.Shape{text, scene.Rectangle{Box: scene.Box{X: 100, Y: 90, W: 5, H: 5}}}}); r.X+r.W != 105 || r.Y+r.H != 95 || r.X != reach.X {
		t.Errorf("group reaches %+v", r)
	}
}
