package diagram

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/render/scene"
)

// sheetMap is a map of n variables in a ring, some of them in categories.
func sheetMap(title string, n int) *maps.Map {
	m := &maps.Map{Title: maps.Plain(title), Sources: []maps.Source{{Text: maps.Plain(strings.Repeat("A source that takes a line or two. ", 3))}}}
	for _, c := range []string{"people", "surroundings of all kinds"} {
		m.Categories = append(m.Categories, maps.Category{ID: strings.Fields(c)[0], Label: maps.Plain(c)})
	}
	for i := range n {
		v := maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(fmt.Sprint("Variable number ", i))}
		if i%3 > 0 {
			v.Category = m.Categories[i%3-1].ID
		}
		m.Variables = append(m.Variables, v)
		m.Links = append(m.Links, maps.Link{From: v.ID, To: fmt.Sprint("v", (i+1)%n), Sign: maps.Positive})
	}
	return m
}

// drawOn draws a map on a sheet, its boxes on an ellipse.
func drawOn(m *maps.Map, sheet Sheet, wide float64, theme Theme) *scene.Scene {
	d := Measure(m, nil, Options{Theme: theme, Sheet: &sheet})
	centres := make([]scene.Point, len(m.Variables))
	r := 22*float64(len(centres)) + 60
	for i := range centres {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(centres)))
		centres[i] = scene.Point{X: wide * r * cos, Y: r * sin}
	}
	return d.Draw(centres, nil)
}

// parts returns the shapes of the map, the legend, and the texts of title and
// foot.
func parts(s *scene.Scene) (content, legend, texts []scene.Shape) {
	for _, shape := range s.Shapes {
		switch g, ok := shape.(scene.Group); {
		case !ok:
			texts = append(texts, shape)
		case slices.Contains(g.Classes, "legend"):
			legend = append(legend, g)
		default:
			content = append(content, g)
		}
	}
	return content, legend, texts
}

func TestOnAnySheetNothingOverlapsAndAllIsInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.SampledFrom([]string{"Trivsel", "Sundhedsfremmeforanstaltninger og forebyggelsesindsatser i Guldborgsund Kommune", ""}).Draw(t, "title")
		m := sheetMap(title, rapid.IntRange(1, 30).Draw(t, "variables"))
		sheet := Sheet{
			Width: rapid.Float64Range(250, 3400).Draw(t, "width"), Height: rapid.Float64Range(250, 3400).Draw(t, "height"),
			Margin: rapid.Float64Range(5, 40).Draw(t, "margin"),
		}
		s := drawOn(m, sheet, rapid.Float64Range(0.3, 3).Draw(t, "wide"), Foresight())
		if s.Width != sheet.Width || s.Height != sheet.Height {
			t.Fatalf("the sheet became %g × %g", s.Width, s.Height)
		}
		// Strokes reach a little farther.
		inner := sheet.inner().Inset(-0.004 * (s.Width + s.Height))
		content, legend, texts := parts(s)
		if len(content) == 0 || len(legend) == 0 || len(texts) < 3 {
			t.Fatalf("%d shapes, %d entries, %d texts", len(content), len(legend), len(texts))
		}
		for _, shape := range s.Shapes {
			if p, ok := shape.(scene.Group); ok && slices.Contains(p.Classes, "link") {
				continue // its reach is larger than what it paints
			}
			r := scene.Reach(shape)
			if !inner.Contains(scene.Point{X: r.X, Y: r.Y}) || !inner.Contains(scene.Point{X: r.X + r.W, Y: r.Y + r.H}) {
				t.Fatalf("%+v is not inside %+v: %.300v", r, inner, shape)
			}
		}
		for _, block := range append(slices.Clone(legend), texts...) {
			for _, shape := range content {
				if boxes, ok := shape.(scene.Group); ok && slices.Contains(boxes.Classes, "variable") && scene.Reach(block).Overlaps(scene.Reach(shape)) {
					t.Fatalf("%.200v lies over %.200v", block, shape)
				}
			}
		}
		for _, entry := range legend {
			for _, text := range texts {
				if scene.Reach(entry).Overlaps(scene.Reach(text)) {
					t.Fatalf("%.200v lies over %.200v", entry, text)
				}
			}
		}
	})
}

func TestTheMapIsDrawnWhateverElseThereIs(t *testing.T) {
	m := sheetMap(strings.Repeat("En overskrift uden ende ", 400), 6)
	m.Sources[0].Text = maps.Plain(strings.Repeat("Kilde ", 4000))
	for _, sheet := range []Sheet{{Width: 142, Height: 142, Margin: 400}, {Width: 142, Height: 14_000, Margin: 10}, {Width: 842, Height: 595, Margin: 30}} {
		s := drawOn(m, sheet, 1.4, Foresight())
		content, _, _ := parts(s)
		if used := reachOf(content); used.W < 0.1*sheet.Width {
			t.Errorf("on a sheet of %g × %g the map is %.0f wide", sheet.Width, sheet.Height, used.W)
		}
		if err := s.Check(); err != nil {
			t.Error(err)
		}
	}
	bare := &maps.Map{Variables: []maps.Variable{{ID: "one"}}}
	if content, legend, _ := parts(drawOn(bare, Sheet{Width: 842, Height: 595}, 1, Print())); len(content) != 1 || len(legend) != 0 {
		t.Errorf("a map of one variable: %d shapes, %d entries", len(content), len(legend))
	}
}

func TestASheetIsUsed(t *testing.T) {
	const a1Wide, a1High = 841 * 72 / 25.4, 594 * 72 / 25.4
	for name, theme := range map[string]Theme{"foresight": Foresight(), "print": Print(), "projector": Projector()} {
		s := drawOn(sheetMap("A map", 24), Sheet{Width: a1Wide, Height: a1High, Margin: 60}, 1.4, theme)
		content, _, _ := parts(s)
		used := reachOf(content)
		if used.W < 0.8*a1Wide && used.H < 0.8*a1High {
			t.Errorf("%s: the map is %.0f × %.0f on a sheet of %.0f × %.0f", name, used.W, used.H, a1Wide, a1High)
		}
	}
}

func TestATurnableSheetSuitsTheMap(t *testing.T) {
	sheet := Sheet{Width: 800, Height: 500, Margin: 20, Turnable: true}
	if s := drawOn(sheetMap("High", 12), sheet, 0.4, Foresight()); s.Width != 500 {
		t.Error("a high map lies on a sheet that lies")
	}
	if s := drawOn(sheetMap("Wide", 12), sheet, 2, Foresight()); s.Width != 800 {
		t.Error("a wide map stands on a sheet that stands")
	}
	sheet.Turnable = false
	if s := drawOn(sheetMap("High", 12), sheet, 0.4, Foresight()); s.Width != 800 {
		t.Error("a sheet was turned that may not be")
	}
}

func TestASmallMapIsNotLetteredLargerThanItsTitle(t *testing.T) {
	s := drawOn(sheetMap("Two", 2), Sheet{Width: 3370, Height: 2384, Margin: 80}, 1, Foresight())
	_, _, texts := parts(s)
	title := texts[0].(scene.Text).Font.Size
	content, _, _ := parts(s)
	for _, shape := range content {
		for _, inner := range shape.(scene.Group).Shapes {
			if label, ok := inner.(scene.Text); ok && label.Font.Size >= title {
				t.Errorf("%q has %.0f pt, the title %.0f pt", label.String, label.Font.Size, title)
			}
		}
	}
}

func TestCoverageFindsWhatIsDrawnInAnyBox(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		extent := scene.Box{X: rapid.Float64Range(-50, 50).Draw(t, "x"), Y: rapid.Float64Range(-50, 50).Draw(t, "y"), W: rapid.Float64Range(1, 400).Draw(t, "w"), H: rapid.Float64Range(1, 400).Draw(t, "h")}
		at := func(name string) scene.Point {
			return scene.Point{X: extent.X + extent.W*rapid.Float64Range(0, 1).Draw(t, name+" x"), Y: extent.Y + extent.H*rapid.Float64Range(0, 1).Draw(t, name+" y")}
		}
		curve := scene.Path{Start: at("start"), Segments: []scene.Segment{scene.Curve(at("c1"), at("c2"), at("end")), scene.Line(at("line"))}}
		c := newCoverage([]scene.Shape{scene.Group{Shapes: []scene.Shape{curve}}}, extent)
		// A slow walk along the curve; every point of it is found.
		p, s := curve.Start, curve.Segments[0]
		for i := range 200 {
			u := float64(i) / 199
			v := 1 - u
			q := scene.Point{
				X: v*v*v*p.X + 3*u*v*v*s.C1.X + 3*u*u*v*s.C2.X + u*u*u*s.To.X,
				Y: v*v*v*p.Y + 3*u*v*v*s.C1.Y + 3*u*u*v*s.C2.Y + u*u*u*s.To.Y,
			}
			if reach := 1.5 * max(c.width, c.height); !c.touches(scene.Around(q, reach, reach)) {
				t.Fatalf("the curve is not found at %v", q)
			}
		}
		// Any box is answered as counting its cells answers.
		b := scene.Box{X: at("box").X, Y: at("box again").Y, W: rapid.Float64Range(0, 100).Draw(t, "bw"), H: rapid.Float64Range(0, 100).Draw(t, "bh")}
		left, top, right, bottom := c.cells(b)
		want := false
		for y := top; y < bottom; y++ {
			want = want || slices.Contains(c.drawn[y*c.columns+left:y*c.columns+max(left, right)], true)
		}
		if got := c.touches(b); got != want {
			t.Fatalf("%v: %t, want %t", b, got, want)
		}
	})
}
