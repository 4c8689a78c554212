package slides_test

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"

	"sysmap/render/deck/slides"
	"sysmap/render/deck/slides/slidestest"
	"sysmap/render/scene"
)

// png is a picture of one dot.
func png(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	s := &scene.Scene{Width: 4, Height: 4, Background: scene.RGB(1, 2, 3)}
	if err := s.WritePNG(&b, scene.PNGOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func box(name string, x, y float64) *slides.Box {
	return &slides.Box{
		Common: slides.Common{Name: name, Alt: name}, Area: scene.Box{X: x, Y: y, W: 120, H: 50}, Round: 8,
		Fill: slides.Solid(scene.RGB(240, 230, 200)), Stroke: slides.Stroke{Paint: slides.Themed(slides.Ink), Width: 1}, Text: slides.Words(name), Inset: 4,
	}
}

// sample is a deck with one of everything.
func sample(t testing.TB) *slides.Deck {
	a, b, c := box("Søvn & <stress>", 100, 150), box("B", 500, 350), box("C", 520, 120)
	b.Step = 1
	link := func(from, to *slides.Box, curved bool) *slides.Connector {
		return &slides.Connector{
			Common: slides.Common{Name: "link", Alt: "A → B"}, From: from, To: to, Curved: curved,
			Start: from.Area.Centre(), Segment: scene.Line(to.Area.Centre()), Stroke: slides.Stroke{Paint: slides.Themed(slides.Accent), Width: 1.5, Head: slides.Triangle},
		}
	}
	late := link(a, b, false)
	late.Step, late.Stroke.Dash, late.Stroke.Head = 2, slides.Dashed, slides.Diamond
	return &slides.Deck{
		Title: "Prøve", Subject: "Test", Author: "os", Keywords: "kort", Description: "D", Language: "da-DK",
		Slides: []*slides.Slide{
			{Kind: slides.Cover, Title: "Ensomhed", Bodies: []slides.Text{slides.Words("En under\nlinje")}, Section: "Først"},
			{
				Kind: slides.TitleOnly, Title: "Kortet", Notes: []string{"Sig det <her> & det der.", ""}, Footer: "Kilde: os",
				Shapes: []slides.Shape{
					a, b, c, late, link(b, a, false), link(a, c, true), link(c, b, true),
					&slides.Connector{Common: slides.Common{Name: "loose"}, Start: scene.Point{X: 10, Y: 10}, Segment: scene.Line(scene.Point{X: 60, Y: 10}), Stroke: slides.Stroke{Paint: slides.Themed(slides.Ink), Width: 1, Dash: slides.Dotted, Head: slides.Oval}},
				},
			},
			{Kind: slides.Body, Title: "Tekst", Section: "Så", Bodies: []slides.Text{{Paragraphs: []slides.Paragraph{slides.Item("Et"), {Bullet: true, Before: 6, Runs: []slides.Run{{Text: "To ", Bold: true, Italic: true}, {Text: "her", URL: "https://example.org/?a=1&b=2"}, {Text: "ikke", URL: "javascript:alert(1)"}}}}}}},
			{Kind: slides.TwoBodies, Title: "To", Bodies: []slides.Text{slides.Words("venstre"), slides.Words("højre")}},
			{Kind: slides.Section, Title: "Afsnit"},
			{Kind: slides.Plate, Title: "Billede", Picture: &slides.Picture{Common: slides.Common{Alt: "Et billede"}, PNG: png(t), SVG: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)}},
			{Kind: slides.TitleOnly, Title: "Tabel", Shapes: []slides.Shape{
				&slides.Table{Common: slides.Common{Name: "T", Alt: "T"}, At: scene.Point{X: 48, Y: 110}, Columns: []float64{200, 300}, Head: true, First: true, Rows: [][]slides.Cell{{{Text: "A"}, {Text: "B", Anchor: scene.EndAnchor}}, {{Text: "C", Fill: slides.Themed(slides.Shade)}, {Text: "D\nE", Bold: true}}}},
				&slides.Group{Common: slides.Common{Name: "G", Alt: "G", Step: 1}, Shapes: slides.FromScene([]scene.Shape{
					scene.Group{Title: "Bar", Opacity: 0.5, Shapes: []scene.Shape{
						scene.Rectangle{Box: scene.Box{X: 600, Y: 200, W: 50, H: 20}, Style: scene.Style{Fill: scene.RGB(1, 2, 3)}},
						scene.Path{Start: scene.Point{X: 600, Y: 300}, Segments: []scene.Segment{scene.Curve(scene.Point{X: 620, Y: 260}, scene.Point{X: 640, Y: 340}, scene.Point{X: 660, Y: 300}), scene.Line(scene.Point{X: 600, Y: 320})}, Closed: true, Style: scene.Style{Stroke: scene.RGB(9, 9, 9), Width: 1, Dash: []float64{3, 2}}},
						scene.Text{At: scene.Point{X: 700, Y: 300}, Anchor: scene.EndAnchor, String: "0,5", Font: scene.Font{Size: 6, Bold: true}, Colour: scene.RGB(0, 0, 0)},
					}},
				}, slides.Frame{Scale: 1}, 12)},
			}},
		},
	}
}

func write(t testing.TB, d *slides.Deck) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestADeckIsAPackageOfValidParts(t *testing.T) {
	p := slidestest.Check(t, write(t, sample(t)))
	all := 0
	for name := range p.Parts {
		if strings.HasPrefix(name, "ppt/slides/slide") {
			all++
		}
	}
	if all != 7 {
		t.Errorf("the deck has %d slides, not 7", all)
	}
	if len(p.Related("ppt/slides/slide2.xml", "notesSlide")) != 1 {
		t.Error("slide 2 has no notes")
	}
}

func TestTheSameDeckGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, sample(t)), write(t, sample(t))) {
		t.Error("two decks alike differ")
	}
}

func TestOnlySafeAddressesBecomeLinks(t *testing.T) {
	p := slidestest.Check(t, write(t, sample(t)))
	rels := string(p.Parts["ppt/slides/_rels/slide3.xml.rels"])
	if !strings.Contains(rels, "https://example.org/?a=1&amp;b=2") || strings.Contains(rels, "javascript") {
		t.Errorf("links of slide 3: %s", rels)
	}
}

func TestConnectorsAreGluedToTheirBoxes(t *testing.T) {
	p := slidestest.Check(t, write(t, sample(t)))
	slide := string(p.Parts["ppt/slides/slide2.xml"])
	if n := strings.Count(slide, "<a:stCxn "); n != 4 {
		t.Errorf("%d connectors begin at a box, not 4", n)
	}
	if n := strings.Count(slide, "<a:endCxn "); n != 4 {
		t.Errorf("%d connectors end at a box, not 4", n)
	}
	if !strings.Contains(slide, `type="triangle"`) || !strings.Contains(slide, `type="diamond"`) || !strings.Contains(slide, `val="dash"`) {
		t.Error("polarity is not told by head and dash")
	}
}

func TestConnectorsEndOnTheEdgeOfTheirBoxes(t *testing.T) {
	d := sample(t)
	write(t, d)
	for _, s := range d.Slides[1].Shapes {
		c, ok := s.(*slides.Connector)
		if !ok || c.From == nil {
			continue
		}
		points := c.Points()
		for _, end := range []struct {
			at  scene.Point
			box scene.Box
		}{{points[0], c.From.Area}, {points[len(points)-1], c.To.Area}} {
			if !end.box.Inset(-0.01).Contains(end.at) || end.box.Inset(0.01).Contains(end.at) {
				t.Errorf("%s ends at %v, not on the edge of %v", c.Name, end.at, end.box)
			}
		}
	}
}

func TestTextsOfAllKindsAreEscaped(t *testing.T) {
	d := sample(t)
	d.Title = "a & b <c> \"d\" \x00\x1b\ufffe"
	d.Slides[1].Title = "</a:t>\n]]>&amp;\xff"
	d.Slides[1].Footer = "<x>\t&"
	slidestest.Check(t, write(t, d))
}

func TestDecksThatCannotBeWrittenAreRefused(t *testing.T) {
	loose := box("x", 0, 0)
	for name, list := range map[string][]slides.Shape{
		"a connector to nowhere": {&slides.Connector{From: loose, To: box("y", 300, 300)}},
		"no number":              {&slides.Box{Area: scene.Box{X: math.NaN()}}},
		"endless":                {&slides.Freeform{Path: scene.Path{Start: scene.Point{X: math.Inf(1)}}}},
		"no picture":             {&slides.Picture{PNG: []byte("GIF89a")}},
		"no rows":                {&slides.Table{}},
		"a row too short":        {&slides.Table{Columns: []float64{10, 10}, Rows: [][]slides.Cell{{{}}}}},
		"nothing":                {nil},
	} {
		d := &slides.Deck{Slides: []*slides.Slide{{Shapes: list}}}
		if err := d.Write(&bytes.Buffer{}); !errors.Is(err, slides.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (&slides.Deck{}).Write(&bytes.Buffer{}); !errors.Is(err, slides.ErrInvalid) {
		t.Errorf("no slides: %v", err)
	}
}

func TestATableIsSplitWithItsHeading(t *testing.T) {
	table := &slides.Table{Columns: []float64{100, 100}, Head: true, Rows: [][]slides.Cell{{{Text: "H"}, {Text: "I"}}}}
	for range 40 {
		table.Rows = append(table.Rows, []slides.Cell{{Text: "a"}, {Text: "b"}})
	}
	parts := table.Split(200)
	rows := 0
	for _, p := range parts {
		if p.Height() > 200 {
			t.Errorf("a part is %.0f points high", p.Height())
		}
		if p.Rows[0][0].Text != "H" {
			t.Error("a part has no heading")
		}
		rows += len(p.Rows) - 1
	}
	if rows != 40 || len(parts) < 2 {
		t.Errorf("%d rows in %d parts", rows, len(parts))
	}
	if low := table.Split(1); len(low) != 40 {
		t.Errorf("where no row fits there are %d parts, not one a row", len(low))
	}
}

func TestCellsBreakWhatIsWiderThanTheirColumn(t *testing.T) {
	long := "Speciallægepraksisplanlægningsstabiliseringsperiode"
	table := &slides.Table{Columns: []float64{120}, Size: 14, Rows: [][]slides.Cell{{{Text: long}}, {{Text: strings.Repeat("ord ", 500)}}}}
	table.Settle()
	broken := table.Rows[0][0].Text
	if !strings.Contains(broken, "-\n") || strings.ReplaceAll(broken, "-\n", "") != long {
		t.Errorf("%q became %q", long, broken)
	}
	if !strings.HasSuffix(table.Rows[1][0].Text, "…") {
		t.Error("a cell without end is not cut")
	}
}
