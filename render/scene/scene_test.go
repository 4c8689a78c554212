package scene_test

import (
	"bytes"
	"errors"
	"flag"
	"image"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sysmap/render/scene"
)

var update = flag.Bool("update", false, "write the pictures in testdata anew; look at them before committing")

// writers are the three formats.
var writers = map[string]func(*scene.Scene, io.Writer) error{
	"SVG": func(s *scene.Scene, w io.Writer) error { return s.WriteSVG(w, scene.SVGOptions{}) },
	"PNG": func(s *scene.Scene, w io.Writer) error { return s.WritePNG(w, scene.PNGOptions{}) },
	"PDF": func(s *scene.Scene, w io.Writer) error { return s.WritePDF(w, scene.PDFOptions{}) },
}

func TestTheDemoLooksAsReviewed(t *testing.T) {
	var svg, picture bytes.Buffer
	if err := demo().WriteSVG(&svg, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := demo().WritePNG(&picture, scene.PNGOptions{DPI: 108}); err != nil {
		t.Fatal(err)
	}
	svgFile, pngFile := filepath.Join("testdata", "demo.svg"), filepath.Join("testdata", "demo.png")
	if *update {
		for file, b := range map[string][]byte{svgFile: svg.Bytes(), pngFile: picture.Bytes()} {
			if err := os.WriteFile(file, b, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	want, err := os.ReadFile(svgFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), svg.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", svgFile, diff)
	}
	comparePictures(t, pngFile, picture.Bytes())
}

// comparePictures forgives what processors round differently: a few levels, in
// any pixel.
func comparePictures(t *testing.T, file string, got []byte) {
	t.Helper()
	stored, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := png.Decode(bytes.NewReader(stored))
	if err != nil {
		t.Fatal(err)
	}
	b, err := png.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatal(err)
	}
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%s is %v, now %v", file, a.Bounds(), b.Bounds())
	}
	if n := differingPixels(a, b); n > 0 {
		t.Errorf("%s: %d pixels differ by more than 4 levels", file, n)
	}
}

func differingPixels(a, b image.Image) int {
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, a1 := a.At(x, y).RGBA()
			r2, g2, b2, a2 := b.At(x, y).RGBA()
			for _, pair := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}, {a1, a2}} {
				if max(pair[0], pair[1])-min(pair[0], pair[1]) > 4*257 {
					n++
					break
				}
			}
		}
	}
	return n
}

func TestWritersRepeatThemselvesByteForByteAlsoAtOnce(t *testing.T) {
	s := demo()
	for name, write := range writers {
		var first bytes.Buffer
		if err := write(s, &first); err != nil {
			t.Fatal(err)
		}
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				var again bytes.Buffer
				if err := write(s, &again); err != nil {
					t.Error(err)
				}
				if !bytes.Equal(first.Bytes(), again.Bytes()) {
					t.Errorf("%s differs", name)
				}
			})
		}
		wait.Wait()
	}
}

// fullDisk takes so many bytes and then fails.
type fullDisk struct{ room int }

var errFull = errors.New("no space left on device")

func (f *fullDisk) Write(b []byte) (int, error) {
	if len(b) > f.room {
		n := f.room
		f.room = 0
		return n, errFull
	}
	f.room -= len(b)
	return len(b), nil
}

func TestWritersReturnTheErrorOfAFullDisk(t *testing.T) {
	s := labelled("Trivsel")
	for name, write := range writers {
		var whole bytes.Buffer
		if err := write(s, &whole); err != nil {
			t.Fatal(err)
		}
		for _, room := range []int{0, 1, 8, 20, 33, 34, 60, whole.Len() / 2, whole.Len() - 1} {
			if err := write(s, &fullDisk{room}); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d of %d bytes: %v", name, room, whole.Len(), err)
			}
		}
		if err := write(s, &fullDisk{whole.Len()}); err != nil {
			t.Errorf("%s with just enough room: %v", name, err)
		}
	}
}

// foreign is a shape that no writer knows.
type foreign struct{ scene.Rectangle }

func TestWritersRefuseWhatCannotBeDrawn(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	endless := make([]scene.Shape, 1)
	endless[0] = scene.Group{Shapes: endless}
	for _, c := range []struct {
		shape scene.Shape
		want  string
	}{
		{scene.Rectangle{Box: scene.Box{X: nan}}, "shape 0: NaN"},
		{scene.Rectangle{Box: scene.Box{W: -1}}, "smaller than nothing"},
		{scene.Rectangle{Radius: inf}, "+Inf"},
		{scene.Rectangle{Style: scene.Style{Width: -1}}, "stroke -1 points wide"},
		{scene.Rectangle{Style: scene.Style{Dash: []float64{1, -1}}}, "dash of -1"},
		{scene.Path{Style: scene.Style{Dash: []float64{nan}}}, "NaN"},
		{scene.Path{Start: scene.Point{Y: inf}}, "+Inf"},
		{scene.Path{Segments: []scene.Segment{scene.Line(scene.Point{X: 1e9})}}, "1e+09"},
		{scene.Path{Segments: []scene.Segment{scene.Curve(scene.Point{X: nan}, scene.Point{}, scene.Point{})}}, "NaN"},
		{scene.Text{Font: scene.Font{Size: -1}}, "smaller than nothing"},
		{scene.Text{Font: scene.Font{Size: nan}}, "NaN"},
		{scene.Text{HaloWidth: inf}, "+Inf"},
		{scene.Text{String: strings.Repeat("mad ", 30_000)}, "of 120000 bytes; a line has at most 100000"},
		{scene.Group{Shapes: []scene.Shape{scene.Path{}, scene.Text{At: scene.Point{X: nan}}}}, "shape 0, shape 1: NaN"},
		{scene.Group{ID: "v-x", Opacity: 2}, `opacity 2 of group "v-x"`},
		{scene.Group{Opacity: nan}, "opacity NaN"},
		{nil, "<nil> is not"},
		{&scene.Rectangle{}, "*scene.Rectangle is not"},
		{foreign{}, "foreign is not"},
		{endless[0], "more than 20 groups"},
	} {
		s := &scene.Scene{Width: 10, Height: 10, Shapes: []scene.Shape{c.shape}}
		for name, write := range writers {
			err := write(s, io.Discard)
			if !errors.Is(err, scene.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: error %v does not say %q", name, err, c.want)
			}
		}
	}
	for _, size := range [][2]float64{{0, 1}, {1, -1}, {nan, 1}, {1, inf}, {1e9, 1}} {
		s := &scene.Scene{Width: size[0], Height: size[1]}
		for name, write := range writers {
			if err := write(s, io.Discard); !errors.Is(err, scene.ErrInvalid) {
				t.Errorf("%s of %v points: %v", name, size, err)
			}
		}
	}
}
