package render_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// eyes are kinds of colour vision: what reaches a reader with the full form of
// each, of linear red, green and blue (Machado, Oliveira, Fernandes: A
// physiologically-based model for simulation of color vision deficiency, IEEE
// TVCG 15(6), 2009, severity 1.0).
var eyes = map[string][3][3]float64{
	"usual":        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// lab returns the CIELAB coordinates (D65) of a colour as such eyes see it.
func lab(c scene.Colour, eye [3][3]float64) [3]float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	seen := times(eye, [3]float64{linear(c.R), linear(c.G), linear(c.B)})
	for i, v := range seen {
		seen[i] = min(max(v, 0), 1)
	}
	xyz := times([3][3]float64{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}, seen)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x, y, z := f(xyz[0]/0.95047), f(xyz[1]), f(xyz[2]/1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func times(m [3][3]float64, v [3]float64) (r [3]float64) {
	for i := range m {
		for j := range v {
			r[i] += m[i][j] * v[j]
		}
	}
	return r
}

// apart returns the distance of two colours in CIELAB (ΔE*ab).
func apart(a, b scene.Colour, eye [3][3]float64) float64 {
	p, q := lab(a, eye), lab(b, eye)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

func TestLabIsThatOfTheStandard(t *testing.T) {
	for hex, want := range map[string][3]float64{"#ffffff": {100, 0, 0}, "#ff0000": {53.24, 80.09, 67.20}, "#0000ff": {32.30, 79.19, -107.86}, "#777777": {50.03, 0, 0}} {
		c, err := scene.ParseColour(hex)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range lab(c, eyes["usual"]) {
			if math.Abs(v-want[i]) > 0.06 {
				t.Errorf("%s: %v, want %v", hex, lab(c, eyes["usual"]), want)
				break
			}
		}
	}
}

// coloured are the themes that tell by colour as well as by shape.
var coloured = []string{"foresight", "dark", "projector"}

func themed(t *testing.T, name string) diagram.Theme {
	t.Helper()
	theme, err := diagram.ThemeNamed(name)
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

// strokes returns the colours in which a chart draws four series.
func strokes(t *testing.T, theme diagram.Theme) []scene.Colour {
	t.Helper()
	var series []chart.Series
	for i := range 4 {
		series = append(series, chart.Series{Name: fmt.Sprint("series ", i), Times: []float64{0, 1}, Median: []float64{0, float64(i)}})
	}
	s, err := chart.Lines([]chart.Panel{{Series: series}}, chart.LinesOptions{Options: chart.Options{Theme: theme}})
	if err != nil {
		t.Fatal(err)
	}
	var list []scene.Colour
	var find func([]scene.Shape, bool)
	find = func(shapes []scene.Shape, inside bool) {
		for _, shape := range shapes {
			switch s := shape.(type) {
			case scene.Group:
				find(s.Shapes, slices.Contains(s.Classes, "series"))
			case scene.Path:
				if inside && s.Style.Stroke.A == 255 {
					list = append(list, s.Style.Stroke)
				}
			}
		}
	}
	find(s.Shapes, false)
	if len(list) != 4 {
		t.Fatalf("%d series", len(list))
	}
	return list
}

// Distances in CIELAB: one of 2.3 is just noticed side by side; lines and badges
// are far from each other and thin.
const (
	toldApart = 20
	noticed   = 9
)

func TestSeriesOfAChartAreToldApartByAllEyes(t *testing.T) {
	for _, name := range coloured {
		theme := themed(t, name)
		list := strokes(t, theme)
		for eye, matrix := range eyes {
			for i, a := range list {
				if d := scene.Contrast(a, theme.Background); d < 3 {
					t.Errorf("%s: series %d has a contrast of %.1f", name, i, d)
				}
				for j, b := range list[:i] {
					if d := apart(a, b, matrix); d < toldApart {
						t.Errorf("%s: series %d and %d are %.0f apart for %s", name, i, j, d, eye)
					}
				}
			}
		}
	}
}

func TestTonesAreToldApartByAllEyes(t *testing.T) {
	for _, name := range coloured {
		theme := themed(t, name)
		for eye, matrix := range eyes {
			for i := diagram.Tone(1); i <= diagram.Tones; i++ {
				for j := diagram.Tone(1); j < i; j++ {
					if d := apart(theme.Tone(i), theme.Tone(j), matrix); d < noticed {
						t.Errorf("%s: tones %d and %d are %.0f apart for %s", name, i, j, d, eye)
					}
				}
			}
		}
	}
}

// The first eight colours of categories without one of their own are those that
// maps need; later ones are told apart by name.
func TestCategoriesAreToldApartByAllEyes(t *testing.T) {
	theme := themed(t, "foresight")
	for i, a := range theme.Palette {
		if c := scene.Contrast(a, theme.Ink); c < 7 {
			t.Errorf("labels on colour %d have a contrast of %.1f", i, c)
		}
		for j, b := range theme.Palette[:min(i, 8)] {
			for eye, matrix := range eyes {
				if d := apart(a, b, matrix); i < 8 && d < noticed+2 {
					t.Errorf("colours %d and %d are %.0f apart for %s", i, j, d, eye)
				}
			}
		}
	}
}

func TestScalesKeepTheirOrderForAllEyes(t *testing.T) {
	const steps = 20
	for eye, matrix := range eyes {
		sequence := diagram.Scale{Low: 0, High: 1}
		more := diagram.Scale{Low: -1, High: 1, Diverging: true}
		for i := range steps {
			a, b := float64(i)/steps, float64(i+1)/steps
			if lab(sequence.Colour(a), matrix)[0] <= lab(sequence.Colour(b), matrix)[0] {
				t.Errorf("%s: more is not darker at %g", eye, b)
			}
			for _, sign := range []float64{-1, 1} {
				if lab(more.Colour(sign*a), matrix)[0] <= lab(more.Colour(sign*b), matrix)[0] {
					t.Errorf("%s: farther from the middle is not darker at %g", eye, sign*b)
				}
			}
			if d := apart(more.Colour(b), more.Colour(-b), matrix); b >= 0.25 && d < toldApart {
				t.Errorf("%s: %g more and less are %.0f apart", eye, b, d)
			}
		}
	}
}
