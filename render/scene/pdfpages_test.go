package scene_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"sysmap/render/scene"
)

func writePages(t failer, pages ...scene.Page) []byte {
	var b bytes.Buffer
	if err := scene.WritePDFPages(&b, pages, scene.PDFOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sheet is a page of the given size that says what it is called.
func sheet(w, h float64, text string) scene.Page {
	return scene.Page{Scene: &scene.Scene{Width: w, Height: h, Title: text, Language: "da", Shapes: []scene.Shape{
		scene.Rectangle{Box: scene.Box{X: 5, Y: 5, W: w - 10, H: h - 10}, Style: scene.Style{Stroke: scene.RGB(200, 0, 0).Fade(0.5), Width: 1, Dash: []float64{3, 2}}},
		scene.Text{At: scene.Point{X: 10, Y: 30}, String: text, Font: scene.Font{Size: 14}, Colour: scene.RGB(0, 0, 0)},
	}}}
}

func TestPagesHaveTheirOwnSizes(t *testing.T) {
	file := writePages(t, sheet(300, 200, "Børn"), sheet(200, 300, "og unge"), sheet(300, 200, "igen"))
	if got := bytes.Count(file, []byte("/Type /Page\n")); got != 3 {
		t.Errorf("%d pages", got)
	}
	for _, want := range []string{"/MediaBox [0 0 300.00 200.00]", "/MediaBox [0 0 200.00 300.00]", "/Count 3"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("no %s", want)
		}
	}
	if n := bytes.Count(file, []byte("/FontFile2")); n != 1 {
		t.Errorf("the pages do not share one font: %d", n)
	}
}

func TestFontsAreNamedAsTheSubsetsThatTheyAre(t *testing.T) {
	page := sheet(300, 200, "Børn")
	page.Shapes = append(page.Shapes, scene.Text{At: scene.Point{X: 10, Y: 60}, String: "Fed ش", Font: scene.Font{Size: 14, Bold: true, Italic: true}, Colour: scene.RGB(0, 0, 0)})
	file := writePages(t, page)
	for _, name := range []string{"LiberationSans", "LiberationSans-BoldItalic", "DejaVuSans"} {
		if n := len(regexp.MustCompile(`/(BaseFont|FontName) /[A-Z]{6}\+`+name+`\b[^-]`).FindAll(file, -1)); n != 3 {
			t.Errorf("%s is named %d times", name, n)
		}
	}
	if bytes.Contains(file, []byte("utf8")) {
		t.Error("a font has the name that the library gave it")
	}
}

func TestASheetToCutOutSaysSo(t *testing.T) {
	page := sheet(400, 300, "Plakat")
	page.Trim = scene.Box{X: 30, Y: 40, W: 340, H: 200}
	page.Bleed = scene.Box{X: 20, Y: 30, W: 360, H: 220}
	want := []byte("\n/BleedBox [20.00 50.00 380.00 270.00]\n/TrimBox [30.00 60.00 370.00 260.00]\n")
	first := writePages(t, page, sheet(100, 100, "uden"))
	if !bytes.Contains(first, want) {
		t.Errorf("no %s", want)
	}
	if !bytes.Contains(first, []byte("/BleedBox [0.00 0.00 100.00 100.00]\n/TrimBox [0.00 0.00 100.00 100.00]")) {
		t.Error("the page that is not cut has the boxes of the one before")
	}
	for range 20 {
		if !bytes.Equal(first, writePages(t, page, sheet(100, 100, "uden"))) {
			t.Fatal("the boxes stand in another order")
		}
	}
}

func TestBookmarksAndLinksLeadToTheirPages(t *testing.T) {
	one, two := sheet(300, 200, "et"), sheet(200, 400, "to")
	one.Bookmarks = []scene.Bookmark{{Title: "Kapitel ét", Level: 3, Y: 20}, {Title: "Under 🙂 (det)", Level: 7, Y: 50}}
	two.Bookmarks = []scene.Bookmark{{Title: "Kapitel to", Y: 100}}
	one.Links = []scene.Link{
		{Box: scene.Box{X: 10, Y: 20, W: 30, H: 10}, URL: "https://example.org/å(b) c"},
		{Box: scene.Box{X: 10, Y: 40, W: 30, H: 10}, Page: 2, Y: 150},
	}
	file := string(writePages(t, one, two))
	for _, want := range []string{
		`/Dest [3 0 R /XYZ 0 180.00 null]`, `/Dest [3 0 R /XYZ 0 150.00 null]`, `/Dest [5 0 R /XYZ 0 300.00 null]`,
		`/URI (https://example.org/%C3%A5\(b\)%20c)`, `/Rect [10.00 180.00 40.00 170.00]`, `/Dest [5 0 R /XYZ 0 250.00 null]`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("no %s", want)
		}
	}
	if parents := regexp.MustCompile(`/Parent (\d+) 0 R\n/Dest|/Parent (\d+) 0 R\n/(Prev|Next|First)`).FindAllString(file, -1); len(parents) != 3 {
		t.Errorf("bookmarks %q", parents)
	}
}

func TestPagesThatCannotBeWrittenAreNamed(t *testing.T) {
	good := sheet(100, 100, "god")
	for name, page := range map[string]scene.Page{
		"no scene":      {},
		"no size":       {Scene: &scene.Scene{}},
		"trim outside":  {Scene: good.Scene, Trim: scene.Box{X: 50, W: 60, H: 10}},
		"script":        {Scene: good.Scene, Links: []scene.Link{{URL: "javascript:alert(1)"}}},
		"no such page":  {Scene: good.Scene, Links: []scene.Link{{Page: 3}}},
		"leads nowhere": {Scene: good.Scene, Links: []scene.Link{{}}},
	} {
		err := scene.WritePDFPages(&bytes.Buffer{}, []scene.Page{good, page}, scene.PDFOptions{})
		if !errors.Is(err, scene.ErrInvalid) || !strings.HasPrefix(fmt.Sprint(err), "page 2: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := scene.WritePDFPages(&bytes.Buffer{}, nil, scene.PDFOptions{}); !errors.Is(err, scene.ErrInvalid) {
		t.Errorf("no pages: %v", err)
	}
}
