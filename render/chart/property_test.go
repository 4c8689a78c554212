package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// words that make labels: long compounds, markup, right-to-left, empty.
var wordsOfLabels = []string{
	"Stress", "Søvn", "sundhedsfremmeindsatsernes", "tilgængelighed", "i", "<b>&", "\n", "شبكة", "🙂", "udviklingshæmmende",
	"W", "forskningsinstitutionernes", "→", "\u00a0", "\x00", "speciallægepraksisplanlægningsstabiliseringsperiode", "\xff",
}

func label() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(wordsOfLabels), 0, 9).Draw(t, "words"), " ")
	})
}

func number() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(-1, 1), rapid.SampledFrom([]float64{0, 1, -1, 1e15, -1e15, 1e-15, 5e-324, 123456.789, 0.1}), rapid.Float64Range(-1e9, 1e9))
}

func options() *rapid.Generator[chart.Options] {
	return rapid.Custom(func(t *rapid.T) chart.Options {
		theme, err := diagram.ThemeNamed(rapid.SampledFrom(diagram.Themes()).Draw(t, "theme"))
		if err != nil {
			t.Fatal(err)
		}
		return chart.Options{
			Title: label().Draw(t, "title"), Subtitle: label().Draw(t, "subtitle"), Notes: []string{label().Draw(t, "note")}, Source: label().Draw(t, "source"),
			Language: rapid.SampledFrom(maps.Languages()).Draw(t, "language"), Theme: theme,
			Width: rapid.SampledFrom([]float64{240, 400, 720, 1400}).Draw(t, "width"), TextSize: rapid.SampledFrom([]float64{0, 6, 12}).Draw(t, "size"),
			Signed: rapid.Bool().Draw(t, "signed"), Percent: rapid.Bool().Draw(t, "percent"),
		}
	})
}

// checked fails if a scene has texts that overlap or leave the sheet, ids that
// are used twice, or an SVG that is not well-formed.
func checked(t *rapid.T, s *scene.Scene, err error) {
	if err != nil {
		t.Fatal(err)
	}
	var boxes []scene.Box
	var texts []string
	ids := map[string]bool{}
	var walk func(shapes []scene.Shape)
	walk = func(shapes []scene.Shape) {
		for _, shape := range shapes {
			switch shape := shape.(type) {
			case scene.Group:
				if shape.ID != "" && ids[shape.ID] {
					t.Fatalf("two groups are called %s", shape.ID)
				}
				ids[shape.ID] = true
				walk(shape.Shapes)
			case scene.Text:
				w := scene.Measure(shape.String, shape.Font)
				x := shape.At.X - w*float64(shape.Anchor)/2
				// Letters without the empty parts of their line.
				boxes = append(boxes, scene.Box{X: x, Y: shape.At.Y - scene.CapHeight(shape.Font), W: w, H: scene.CapHeight(shape.Font)})
				texts = append(texts, shape.String)
			case scene.Rectangle:
				inside(t, s, shape.Box.X, shape.Box.Y)
				inside(t, s, shape.Box.X+shape.Box.W, shape.Box.Y+shape.Box.H)
			case scene.Path:
				inside(t, s, shape.Start.X, shape.Start.Y)
				for _, piece := range shape.Segments {
					inside(t, s, piece.To.X, piece.To.Y)
				}
			}
		}
	}
	walk(s.Shapes)
	for i, b := range boxes {
		if b.X < 0 || b.Y < 0 || b.X+b.W > s.Width || b.Y+b.H > s.Height {
			t.Fatalf("%q at %v leaves the sheet of %g × %g", texts[i], b, s.Width, s.Height)
		}
		for k, other := range boxes[:i] {
			if b.Inset(0.01).Overlaps(other.Inset(0.01)) {
				t.Fatalf("%q at %v overlaps %q at %v", texts[i], b, texts[k], other)
			}
		}
	}
	wellFormed(t, s)
}

func inside(t *rapid.T, s *scene.Scene, x, y float64) {
	if !(x >= -0.01 && y >= -0.01 && x <= s.Width+0.01 && y <= s.Height+0.01) {
		t.Fatalf("a shape reaches (%g, %g), off the sheet of %g × %g", x, y, s.Width, s.Height)
	}
}

func wellFormed(t *rapid.T, s *scene.Scene) {
	var b bytes.Buffer
	if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(&b)
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

func TestLinesKeepTextsApartAndOnTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := chart.LinesOptions{
			Options: options().Draw(t, "options"), Time: label().Draw(t, "time"), Band: label().Draw(t, "band"),
			Cycle: rapid.SampledFrom([]float64{0, 12, 7, 0.5}).Draw(t, "cycle"), Columns: rapid.IntRange(0, 5).Draw(t, "columns"),
			OwnScales: rapid.Bool().Draw(t, "own"), WithoutZero: rapid.Bool().Draw(t, "without zero"),
		}
		names := rapid.SliceOfNDistinct(label(), 1, 4, rapid.ID[string]).Draw(t, "names")
		n := rapid.SampledFrom([]int{1, 2, 3, 7, 40}).Draw(t, "panels")
		var panels []chart.Panel
		for range n {
			p := chart.Panel{Title: label().Draw(t, "panel"), Note: label().Draw(t, "note")}
			for _, name := range names {
				p.Series = append(p.Series, series(t, name))
			}
			panels = append(panels, p)
		}
		s, err := chart.Lines(panels, o)
		checked(t, s, err)
	})
}

func series(t *rapid.T, name string) chart.Series {
	s := chart.Series{Name: name}
	s.Times = rapid.SliceOfNDistinct(number(), 1, 5, rapid.ID[float64]).Draw(t, "times")
	slices.Sort(s.Times)
	banded := rapid.Bool().Draw(t, "banded")
	for range s.Times {
		s.Median = append(s.Median, number().Draw(t, "median"))
		if banded {
			a, b := number().Draw(t, "low"), number().Draw(t, "high")
			s.Low, s.High = append(s.Low, min(a, b)), append(s.High, max(a, b))
		}
	}
	return s
}

func TestBarsKeepTextsApartAndOnTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := chart.BarsOptions{
			Options: options().Draw(t, "options"), Interval: label().Draw(t, "interval"), Most: rapid.IntRange(0, 5).Draw(t, "most"),
			Order: chart.Order(rapid.IntRange(0, 2).Draw(t, "order")),
		}
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) chart.Bar {
			bar := chart.Bar{Label: label().Draw(t, "label"), Value: number().Draw(t, "value"), Emphasis: rapid.Bool().Draw(t, "emphasis")}
			if rapid.Bool().Draw(t, "has interval") {
				a, b := number().Draw(t, "low"), number().Draw(t, "high")
				bar.Interval = &chart.Interval{Low: min(a, b), High: max(a, b)}
			}
			return bar
		}), 1, 12).Draw(t, "rows")
		s, err := chart.Bars(rows, o)
		checked(t, s, err)
	})
}

func TestTornadosKeepTextsApartAndOnTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := chart.TornadoOptions{
			Options: options().Draw(t, "options"), Less: label().Draw(t, "less"), More: label().Draw(t, "more"),
			Reach: number().Draw(t, "reach"), Most: rapid.IntRange(0, 5).Draw(t, "most"),
		}
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) chart.Driver {
			return chart.Driver{Label: label().Draw(t, "label"), Value: number().Draw(t, "value")}
		}), 1, 12).Draw(t, "rows")
		s, err := chart.Tornado(rows, o)
		checked(t, s, err)
	})
}

func TestMatricesKeepTextsApartAndOnTheSheet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := chart.MatrixOptions{Options: options().Draw(t, "options"), Values: rapid.Bool().Draw(t, "values"), Marks: []chart.MarkName{{Mark: chart.Open, Text: label().Draw(t, "meaning")}}}
		rows := rapid.SliceOfN(label(), 1, 6).Draw(t, "rows")
		columns := rapid.SliceOfN(label(), 1, rapid.SampledFrom([]int{3, 12, 45}).Draw(t, "most columns")).Draw(t, "columns")
		table := chart.Table{Rows: rows, Columns: columns}
		for range rows {
			var cells []chart.Cell
			for range columns {
				c := chart.Cell{Mark: chart.Mark(rapid.IntRange(0, 6).Draw(t, "mark")), Text: rapid.SampledFrom([]string{"", "", "+", "ab cd"}).Draw(t, "text")}
				if rapid.Bool().Draw(t, "shaded") {
					v := number().Draw(t, "value")
					c.Value = &v
				}
				cells = append(cells, c)
			}
			table.Cells = append(table.Cells, cells)
		}
		s, err := chart.Matrix(table, o)
		checked(t, s, err)
	})
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	for _, p := range gallery() {
		var first, second bytes.Buffer
		for _, b := range []*bytes.Buffer{&first, &second} {
			s, err := p.draw()
			if err != nil {
				t.Fatal(err)
			}
			if err := s.WriteSVG(b, scene.SVGOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s differs from run to run", p.name)
		}
	}
}
