package deck_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"sysmap/render/deck"
	"sysmap/render/deck/slides"
)

// office returns the programs that show a deck as LibreOffice opens it. Where
// they are missing, the test is skipped, or fails if SYSMAP_REQUIRE_OFFICE is
// set, as it is where every change is tested.
func office(t *testing.T) {
	t.Helper()
	for _, program := range []string{"soffice", "pdfinfo", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("SYSMAP_REQUIRE_OFFICE") != "" {
				t.Fatalf("%s is needed: install libreoffice-impress and poppler-utils", program)
			}
			t.Skipf("%s is not installed", program)
		}
	}
}

// TestLibreOfficeOpensDecksWithoutLoss has LibreOffice turn decks into pages: as
// many as slides, with all of their text, and none of it off the page.
func TestLibreOfficeOpensDecksWithoutLoss(t *testing.T) {
	office(t)
	all := decks(t)
	if os.Getenv("SYSMAP_REQUIRE_OFFICE") != "" {
		all["et-lettere-liv-whole"] = makeDeck(t, load(t, "../../examples/et-lettere-liv/map.yaml"), deck.Options{})
	}
	template, err := os.Open("slides/testdata/office.pptx")
	if err != nil {
		t.Fatal(err)
	}
	defer template.Close()
	info, err := template.Stat()
	if err != nil {
		t.Fatal(err)
	}
	house, err := slides.ReadHouse(template, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	all["template"] = story(t, load(t, "../../examples/ensomhed/map.yaml"), deck.Options{House: house})

	folder := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to", "pdf", "--outdir", folder}
	for name, d := range all {
		file := filepath.Join(folder, name+".pptx")
		if err := os.WriteFile(file, write(t, d), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.Command("soffice", args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	for name, d := range all {
		t.Run(name, func(t *testing.T) {
			pages := readPages(t, filepath.Join(folder, name+".pdf"))
			if len(pages) != len(d.Slides) {
				t.Fatalf("%d slides became %d pages", len(d.Slides), len(pages))
			}
			for i, s := range d.Slides {
				texts := textsOf(s)
				if name == "endless" {
					texts = nil // what its places cannot hold is cut
				}
				for _, text := range texts {
					for _, word := range strings.Fields(text) {
						if !strings.Contains(pages[i].text, word) {
							t.Errorf("page %d, %q: %q of %q is lost", i+1, s.Title, word, text)
						}
					}
				}
				for _, w := range pages[i].words {
					if w.XMin < -1 || w.YMin < -1 || w.XMax > pages[i].width+1 || w.YMax > pages[i].height+1 {
						t.Errorf("page %d, %q: %q stands off the page", i+1, s.Title, w.Text)
					}
				}
			}
		})
	}
}

// page is what can be read of a page: all of it without blanks, and each word
// with its place in points.
type page struct {
	text          string
	width, height float64
	words         []word
}

type word struct {
	XMin float64 `xml:"xMin,attr"`
	YMin float64 `xml:"yMin,attr"`
	XMax float64 `xml:"xMax,attr"`
	YMax float64 `xml:"yMax,attr"`
	Text string  `xml:",chardata"`
}

func readPages(t *testing.T, file string) []page {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	d := xml.NewDecoder(strings.NewReader(string(out)))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var pages []page
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return pages
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "page":
			var p page
			for _, a := range start.Attr {
				v, _ := strconv.ParseFloat(a.Value, 64)
				switch a.Name.Local {
				case "width":
					p.width = v
				case "height":
					p.height = v
				}
			}
			pages = append(pages, p)
		case "word":
			var w word
			if err := d.DecodeElement(&w, &start); err != nil {
				t.Fatal(err)
			}
			p := &pages[len(pages)-1]
			p.words = append(p.words, w)
			p.text += w.Text
		}
	}
}

// textsOf lists all texts of a slide but those that are broken inside words.
func textsOf(s *slides.Slide) []string {
	list := []string{s.Title}
	for _, b := range s.Bodies {
		list = append(list, b.Says())
	}
	var walk func(shapes []slides.Shape)
	walk = func(shapes []slides.Shape) {
		for _, shape := range shapes {
			switch shape := shape.(type) {
			case *slides.Box:
				list = append(list, shape.Text.Says())
			case *slides.Group:
				walk(shape.Shapes)
			case *slides.Table:
				for _, row := range shape.Rows {
					for _, c := range row {
						list = append(list, c.Text)
					}
				}
			}
		}
	}
	walk(s.Shapes)
	return list
}
