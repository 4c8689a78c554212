package scene_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"sysmap/render/scene"
)

func drawPNG(t *testing.T, s *scene.Scene, o scene.PNGOptions) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := s.WritePNG(&b, o); err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestPNGHasTheSizeAsked(t *testing.T) {
	s := &scene.Scene{Width: 300, Height: 150.2}
	for _, c := range []struct {
		options       scene.PNGOptions
		width, height int
		perMetre      string
	}{
		{scene.PNGOptions{}, 600, 301, "\x00\x00\x16\x25"},
		{scene.PNGOptions{DPI: 72}, 300, 151, "\x00\x00\x0b\x13"},
		{scene.PNGOptions{Width: 1000}, 1000, 501, "\x00\x00\x24\xe9"},
		{scene.PNGOptions{Width: 1}, 1, 1, "\x00\x00\x00\x09"},
	} {
		var b bytes.Buffer
		if err := s.WritePNG(&b, c.options); err != nil {
			t.Fatal(err)
		}
		if chunk := "pHYs" + c.perMetre + c.perMetre + "\x01"; !strings.Contains(b.String(), chunk) {
			t.Errorf("%+v: no chunk %q", c.options, chunk)
		}
		size := drawPNG(t, s, c.options).Bounds().Size()
		if size.X != c.width || size.Y != c.height {
			t.Errorf("%+v: %d × %d pixels, want %d × %d", c.options, size.X, size.Y, c.width, c.height)
		}
	}
}

func TestPNGRefusesWhatWouldNotFitInMemory(t *testing.T) {
	for _, c := range []struct {
		scene   scene.Scene
		options scene.PNGOptions
		want    string
	}{
		{scene.Scene{Width: 1000, Height: 1000}, scene.PNGOptions{Width: 20_000}, "limit of 100 million"},
		{scene.Scene{Width: 1000, Height: 1000}, scene.PNGOptions{DPI: 1e300}, "limit of 100 million"},
		{scene.Scene{Width: 1e-300, Height: 1e7}, scene.PNGOptions{Width: 9}, "limit of 100 million"},
		{scene.Scene{Width: 100_000, Height: 1}, scene.PNGOptions{DPI: 72}, "side above the limit of 65536"},
		{scene.Scene{Width: 10, Height: 10}, scene.PNGOptions{Width: -1}, "below 0"},
		{scene.Scene{Width: 10, Height: 10}, scene.PNGOptions{DPI: -1}, "below 0"},
	} {
		err := c.scene.WritePNG(io.Discard, c.options)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: error %v does not say %q", c.options, err, c.want)
		}
	}
}

func TestPNGKeepsTransparency(t *testing.T) {
	s := &scene.Scene{Width: 10, Height: 10, Background: white, Shapes: []scene.Shape{
		scene.Rectangle{Box: scene.Box{X: 5, W: 5, H: 10}, Style: scene.Style{Fill: blue.Fade(0.5)}},
	}}
	picture := drawPNG(t, s, scene.PNGOptions{DPI: 72, Transparent: true})
	if _, _, _, a := picture.At(2, 5).RGBA(); a != 0 {
		t.Errorf("alpha %d outside the box", a)
	}
	if got := color.NRGBAModel.Convert(picture.At(7, 5)).(color.NRGBA); got.A != 128 || got.B < 0xae || got.B > 0xb2 {
		t.Errorf("the box is %v", got)
	}
	if _, _, _, a := drawPNG(t, s, scene.PNGOptions{DPI: 72}).At(2, 5).RGBA(); a != 0xffff {
		t.Errorf("alpha %d of the background", a)
	}
}

func TestPNGFadesAGroupAsAWhole(t *testing.T) {
	box := func(x float64, c scene.Colour) scene.Shape {
		return scene.Rectangle{Box: scene.Box{X: x, W: 10, H: 10}, Style: scene.Style{Fill: c}}
	}
	s := &scene.Scene{Width: 20, Height: 10, Background: white, Shapes: []scene.Shape{
		scene.Group{Opacity: 0.5, Shapes: []scene.Shape{box(0, scene.RGB(255, 0, 0)), box(5, scene.RGB(0, 0, 255))}},
	}}
	picture := drawPNG(t, s, scene.PNGOptions{DPI: 72})
	for x, want := range map[int]color.RGBA{2: {255, 128, 128, 255}, 7: {128, 128, 255, 255}, 12: {128, 128, 255, 255}, 17: {255, 255, 255, 255}} {
		got := color.RGBAModel.Convert(picture.At(x, 5)).(color.RGBA)
		if absolute(got.R, want.R) > 1 || absolute(got.G, want.G) > 1 || absolute(got.B, want.B) > 1 {
			t.Errorf("pixel %d is %v, want %v", x, got, want)
		}
	}
}

func absolute(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

func TestPNGDrawsHostileLabels(t *testing.T) {
	for _, label := range hostile {
		picture := drawPNG(t, labelled(label), scene.PNGOptions{})
		marks := false
		for _, v := range picture.(*image.NRGBA).Pix {
			marks = marks || v != 0
		}
		if want := strings.TrimSpace(legible(label)) != ""; marks != want {
			t.Errorf("%q leaves a mark: %t", label, marks)
		}
	}
}

// Shapes far off the sheet, huge and tiny, must neither panic nor take long.
func TestPNGDrawsWhatIsFarAway(t *testing.T) {
	far := scene.Point{X: 1e7, Y: -1e7}
	s := &scene.Scene{Width: 50, Height: 50, Shapes: []scene.Shape{
		scene.Path{
			Start: scene.Point{X: -1e7, Y: 1e7}, Segments: []scene.Segment{scene.Curve(far, scene.Point{}, far)},
			Style: scene.Style{Stroke: ink, Width: 1e7, Fill: blue, Dash: []float64{1e-6, 1e-6}, RoundCap: true, RoundJoin: true},
		},
		scene.Path{Start: far, Closed: true, Style: scene.Style{Stroke: ink, Width: 1}},
		scene.Path{Start: far, Closed: true, Segments: []scene.Segment{scene.Line(far), scene.Line(far)}, Style: scene.Style{Stroke: ink, Width: 1, Fill: ink}},
		scene.Rectangle{Box: scene.Box{X: -1e7, Y: -1e7, W: 1e7, H: 1e7}, Radius: 1e7, Style: scene.Style{Stroke: ink, Width: 1e-7}},
		scene.Text{At: far, String: "langt væk", Font: scene.Font{Size: 1e6}, Colour: ink, Halo: white, HaloWidth: 1e6},
		scene.Group{Opacity: 0.5, Shapes: []scene.Shape{scene.Rectangle{Box: scene.Box{X: 1e6, W: 1, H: 1}, Style: scene.Style{Fill: ink}}}},
	}}
	drawPNG(t, s, scene.PNGOptions{})
	for _, err := range []error{s.WriteSVG(io.Discard, scene.SVGOptions{}), s.WritePDF(io.Discard, scene.PDFOptions{})} {
		if err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkWritePNG(b *testing.B) {
	s := crowd()
	for b.Loop() {
		if err := s.WritePNG(io.Discard, scene.PNGOptions{Width: 3000}); err != nil {
			b.Fatal(err)
		}
	}
}

// An overlay fades nearly every group of a map on its own.
func BenchmarkWritePNGFaded(b *testing.B) {
	s := crowd()
	for i, shape := range s.Shapes {
		g := shape.(scene.Group)
		g.Opacity = 0.2
		s.Shapes[i] = g
	}
	for b.Loop() {
		if err := s.WritePNG(io.Discard, scene.PNGOptions{Width: 3000}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWritePNGLongLine(b *testing.B) {
	s := &scene.Scene{Width: 4000, Height: 300, Shapes: []scene.Shape{scene.Text{
		At:     scene.Point{Y: 100},
		String: strings.Repeat("lang tekst ", 9000), Font: scene.Font{Size: 12}, Colour: ink, Halo: white, HaloWidth: 2,
	}}}
	for b.Loop() {
		if err := s.WritePNG(io.Discard, scene.PNGOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
