package paper_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/render/paper"
	"sysmap/render/scene"
)

func TestPaperIsReadByNameAndBySize(t *testing.T) {
	for text, want := range map[string]paper.Sheet{
		"A4": {Name: "A4", Width: 297, Height: 210}, "a3": {Name: "A3", Width: 420, Height: 297}, " A2 ": {Name: "A2", Width: 594, Height: 420},
		"A1": {Name: "A1", Width: 841, Height: 594}, "A0": {Name: "A0", Width: 1189, Height: 841},
		"900x600mm": {Width: 900, Height: 600}, "900 × 600 mm": {Width: 900, Height: 600}, "90.5x600": {Width: 90.5, Height: 600}, "900mmx600mm": {Width: 900, Height: 600},
	} {
		if got, err := paper.Parse(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "A5", "A", "letter", "900", "x", "900x", "10x600mm", "900x6000", "NaNx600", "Infx600", "-900x600", "900x600x300", "1e2x1e999"} {
		if got, err := paper.Parse(text); !errors.Is(err, paper.ErrPaper) {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestPaperStandsAndLies(t *testing.T) {
	s, err := paper.Parse("600x900mm")
	if err != nil || s.Landscape() != (paper.Sheet{Width: 900, Height: 600}) || s.Portrait() != s || s.Landscape().Portrait() != s {
		t.Errorf("%v %v", s, err)
	}
	if got := (paper.Sheet{Name: "A3", Width: 420, Height: 297}).String(); got != "A3, 420 × 297 mm" {
		t.Error(got)
	}
}

func TestTheSheetThatIsLargeEnoughIsTheSmallestOfThem(t *testing.T) {
	a4, _ := paper.Parse("A4")
	for size, want := range map[float64]string{6.1: "A4", 5.9: "A3", 3.1: "A2", 2.9: "A1", 1.5: "A0"} {
		larger, becomes, ok := a4.LargeEnough(size)
		if !ok || larger.Name != want || becomes < paper.Legible {
			t.Errorf("text of %g pt on A4 becomes %g pt on %v, want %s", size, becomes, larger, want)
		}
	}
	if larger, _, ok := a4.LargeEnough(0.5); ok {
		t.Errorf("half a point is said to be legible on %v", larger)
	}
}

// picture is as large as a sheet and has a mark at each place of a grid, all of
// different sizes.
func picture(s paper.Sheet) *scene.Scene {
	p := &scene.Scene{Width: s.Width * paper.Points, Height: s.Height * paper.Points, Title: "Børn og unge", Background: scene.RGB(250, 250, 240)}
	p.Shapes = append(p.Shapes, scene.Text{At: scene.Point{X: 50, Y: 60}, String: "Børn og unge", Font: scene.Font{Size: 9}, Colour: scene.RGB(0, 0, 0)})
	return p
}

func TestWhatIsCutOutIsThePicture(t *testing.T) {
	a4, _ := paper.Parse("A4")
	p := picture(a4)
	if page := (paper.Trim{}).Page(p); page.Scene != p || page.Trim.W != 0 {
		t.Error("a picture that is not cut was changed")
	}
	for _, c := range []struct {
		trim   paper.Trim
		around float64
	}{{paper.Trim{Bleed: 3}, 3}, {paper.Trim{Marks: true}, 8}, {paper.Trim{Bleed: 3, Marks: true}, 9}, {paper.Trim{Bleed: 6, Marks: true}, 12}} {
		page := c.trim.Page(p)
		edge, bleed := c.around*paper.Points, c.trim.Bleed*paper.Points
		if math.Abs(page.Width-p.Width-2*edge) > 1e-9 || page.Trim != (scene.Box{X: edge, Y: edge, W: p.Width, H: p.Height}) || page.Bleed != page.Trim.Inset(-bleed) {
			t.Errorf("%+v: page of %g, trim %v, bleed %v", c.trim, page.Width, page.Trim, page.Bleed)
		}
		for _, shape := range page.Shapes {
			if g, ok := shape.(scene.Group); ok && slices.Contains(g.Classes, "crop-marks") {
				for _, mark := range g.Shapes {
					if scene.Reach(mark).Overlaps(page.Bleed) {
						t.Errorf("%+v: a mark stands on the picture or its bleed", c.trim)
					}
				}
			}
		}
		if err := page.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestTheLargestSheetIsPrintedInItsSize(t *testing.T) {
	page := paper.Trim{Bleed: paper.MostBleed, Marks: true}.Page(picture(paper.Sheet{Width: paper.Longest, Height: paper.Longest}))
	if page.Width > 14_400 {
		t.Errorf("a page of %.0f points would be made smaller", page.Width)
	}
}

func TestTilesCoverThePosterAndOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		poster := paper.Sheet{Width: rapid.Float64Range(60, 2000).Draw(t, "width"), Height: rapid.Float64Range(60, 2000).Draw(t, "height")}
		tile, _ := paper.Parse(rapid.SampledFrom([]string{"A4", "A3"}).Draw(t, "tile"))
		g, err := paper.Divide(poster, tile)
		if err != nil {
			t.Fatal(err)
		}
		// A tile shows what lies between its margins.
		wide, high := g.Tile.Width-20, g.Tile.Height-20
		if reach := wide + float64(g.Columns-1)*(wide-10); reach < poster.Width-1e-6 || g.Columns > 1 && reach-(wide-10) >= poster.Width {
			t.Fatalf("%d columns of %g mm reach over %g mm", g.Columns, wide, poster.Width)
		}
		if reach := high + float64(g.Rows-1)*(high-10); reach < poster.Height-1e-6 || g.Rows > 1 && reach-(high-10) >= poster.Height {
			t.Fatalf("%d rows of %g mm reach over %g mm", g.Rows, high, poster.Height)
		}
		pages := g.Pages(picture(poster))
		if len(pages) != g.Columns*g.Rows {
			t.Fatalf("%d pages", len(pages))
		}
		for _, p := range pages {
			if err := p.Check(); err != nil || math.Abs(p.Width-g.Tile.Width*paper.Points) > 1e-6 {
				t.Fatalf("page of %g points: %v", p.Width, err)
			}
		}
	})
}

func TestAGridOfTilesIsFilled(t *testing.T) {
	a4, _ := paper.Parse("A4")
	g, err := paper.Grid(a4, 2, 2, false)
	if err != nil || g.Tile != a4 || g.Poster() != (paper.Sheet{Width: 544, Height: 370}) {
		t.Errorf("%+v %v", g, err)
	}
	if again, err := paper.Divide(g.Poster(), a4); err != nil || again.Columns != 2 || again.Rows != 2 {
		t.Errorf("divided into %d × %d, %v", again.Columns, again.Rows, err)
	}
	if g, err = paper.Grid(a4, 2, 2, true); err != nil || g.Tile != a4.Portrait() {
		t.Errorf("an upright poster of tiles that lie: %+v %v", g, err)
	}
	for _, n := range [][2]int{{0, 1}, {1, 0}, {-1, 2}, {100, 100}, {1 << 40, 1 << 40}} {
		if _, err := paper.Grid(a4, n[0], n[1], false); !errors.Is(err, paper.ErrPaper) {
			t.Errorf("%v tiles: %v", n, err)
		}
	}
	if _, err := paper.Divide(a4, paper.Sheet{Width: 300, Height: 45}); !errors.Is(err, paper.ErrPaper) {
		t.Errorf("tiles without room: %v", err)
	}
}

func TestAPosterOfTooManyTilesIsRefused(t *testing.T) {
	small, err := paper.Parse("60x60mm")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := paper.Divide(paper.Sheet{Width: 5000, Height: 5000}, small); !errors.Is(err, paper.ErrPaper) {
		t.Error(err)
	}
}

func TestTilesHaveTheNamesOfAChessboard(t *testing.T) {
	for want, at := range map[string][2]int{"A1": {0, 0}, "B1": {1, 0}, "A3": {0, 2}, "Z1": {25, 0}, "AA1": {26, 0}, "AB12": {27, 11}} {
		if got := paper.Tile(at[0], at[1]); got != want {
			t.Errorf("%v is %s, want %s", at, got, want)
		}
	}
}

func TestTheSmallestTextIsFoundInGroups(t *testing.T) {
	text := func(size float64) scene.Text { return scene.Text{Font: scene.Font{Size: size}} }
	s := &scene.Scene{Shapes: []scene.Shape{text(9), scene.Group{Shapes: []scene.Shape{scene.Group{Shapes: []scene.Shape{text(5)}}, text(7)}}}}
	if got := paper.SmallestText(s); got != 5 {
		t.Error(got)
	}
	if got := paper.SmallestText(&scene.Scene{}); got != 0 {
		t.Errorf("a picture without text has text of %g pt", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"A4", "900x600mm", " a0 ", "×", "1e400x1", "mmxmm"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := paper.Parse(text)
		if err != nil {
			if !errors.Is(err, paper.ErrPaper) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if !(min(s.Width, s.Height) >= paper.Shortest && max(s.Width, s.Height) <= paper.Longest) || s.Margin() < 0 || 2*s.Margin() >= min(s.Width, s.Height) {
			t.Errorf("%q is %v with a margin of %g", text, s, s.Margin())
		}
	})
}
