package document

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/render/scene"
)

// pagesOf lays a document out as WritePDF does.
func pagesOf(d *Document) ([]scene.Page, []sheet, *index) {
	x := newIndex(d)
	c := newComposer(x)
	c.titlePage(d)
	c.contents()
	c.blocks(d.Blocks)
	sheets := paginate(c.strips)
	return finished(d, x, sheets), sheets, x
}

func eachText(shapes []scene.Shape, visit func(scene.Text)) {
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Group:
			eachText(s.Shapes, visit)
		case scene.Text:
			visit(s)
		}
	}
}

// longestLabel is how long a label of a map may be.
const longestLabel = 2000

// TestNothingStandsOutsideThePaper lays out texts of all lengths.
func TestNothingStandsOutsideThePaper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.StringMatching(`[a-zæøå]{1,14}`), rapid.StringMatching(`[A-ZÆØÅ][a-zæøå]{30,120}`), rapid.SampledFrom(hostile))
		s := strings.Join(rapid.SliceOfN(word, 1, 40).Draw(t, "words"), " ")
		if letters := []rune(s); len(letters) > longestLabel {
			s = string(letters[:longestLabel]) // no label of a map is longer
		}
		pages, sheets, _ := pagesOf(everything(s, maps.Danish))
		for n, p := range pages {
			for _, s := range sheets[n].strips {
				if s.turned == nil && s.y+s.height > topMargin+textHeight+0.5 && s.height <= textHeight {
					t.Fatalf("page %d: a strip ends at %.1f", n+1, s.y+s.height)
				}
			}
			eachText(p.Shapes, func(text scene.Text) {
				width := scene.Measure(text.String, text.Font)
				x := text.At.X - width*float64(text.Anchor)/2
				if x < 20 || x+width > p.Width-20 || text.At.Y < 0 || text.At.Y > p.Height {
					t.Fatalf("page %d: %q is at %.0f…%.0f, %.0f", n+1, text.String, x, x+width, text.At.Y)
				}
			})
		}
	})
}

func TestNoWordIsLostOnPaper(t *testing.T) {
	var words []string
	for i := range 4000 {
		words = append(words, "word"+strconv.Itoa(i))
	}
	d := &Document{Title: "Long", Blocks: []Block{Paragraph{Text: Say(strings.Join(words, " "))}}}
	pages, _, _ := pagesOf(d)
	var all strings.Builder
	for _, p := range pages {
		eachText(p.Shapes, func(s scene.Text) { all.WriteString(" " + s.String) })
	}
	got := all.String()
	at := 0
	for _, w := range words {
		next := strings.Index(got[at:], w)
		if next < 0 {
			t.Fatalf("%s is lost, or not in its place", w)
		}
		at += next + len(w)
	}
}

func TestATableHasItsHeadOnEveryPage(t *testing.T) {
	table := Table{Caption: "Long", Columns: []Column{{Title: "THEHEAD"}, {Title: "n", Number: true}}}
	for i := range 200 {
		table.Rows = append(table.Rows, []Cell{{Text: Say(fmt.Sprintf("row%03d", i))}, {Text: Say("1")}})
	}
	pages, _, _ := pagesOf(&Document{Title: "T", Blocks: []Block{table}})
	for n, p := range pages {
		rows, heads := 0, 0
		eachText(p.Shapes, func(s scene.Text) {
			if strings.HasPrefix(s.String, "row") {
				rows++
			}
			if s.String == "THEHEAD" {
				heads++
			}
		})
		if rows > 0 && heads != 1 {
			t.Errorf("page %d has %d rows and %d heads", n+1, rows, heads)
		}
	}
	if len(pages) < 3 {
		t.Errorf("%d pages", len(pages))
	}
}

// TestHeadingsAndCaptionsStayWithWhatFollows puts a heading, a caption and a
// paragraph at every height of a page.
func TestHeadingsAndCaptionsStayWithWhatFollows(t *testing.T) {
	for lines := range 60 {
		d := &Document{Title: "T", Blocks: []Block{
			Code(strings.Repeat("line\n", lines) + "line"),
			Heading{Level: 2, Text: "HEADING"},
			Paragraph{Text: Say("FIRST " + strings.Repeat("and so on ", 60) + "LAST")},
			Table{Caption: "CAPTION", Columns: []Column{{Title: "c"}}, Rows: [][]Cell{{{Text: Say("CELL")}}}},
		}}
		pages, _, _ := pagesOf(d)
		on := map[string]int{}
		perPage := make([]int, len(pages))
		for n, p := range pages {
			eachText(p.Shapes, func(s scene.Text) {
				for _, w := range []string{"HEADING", "FIRST", "CAPTION", "CELL"} {
					if strings.Contains(s.String, w) && s.Font.Size < 14 && n > 1 {
						on[w] = n + 1
					}
				}
				if strings.Contains(s.String, "and so on") {
					perPage[n]++
				}
			})
		}
		if on["HEADING"] != on["FIRST"] || on["CAPTION"] != on["CELL"] || on["FIRST"] == 0 || on["CELL"] == 0 {
			t.Fatalf("after %d lines: on pages %v", lines, on)
		}
		for n, count := range perPage {
			if count == 1 {
				t.Fatalf("after %d lines: a line of the paragraph stands alone on page %d", lines, n+1)
			}
		}
	}
}

func TestContentsNameThePagesOfHeadings(t *testing.T) {
	d := &Document{Title: "T"}
	for i := range 40 {
		d.Blocks = append(d.Blocks, Heading{Level: 1 + i%2, Text: "Part" + strconv.Itoa(i)}, Paragraph{Text: Say(strings.Repeat("text ", 150))})
	}
	pages, _, x := pagesOf(d)
	places := map[string]int{}
	for n, p := range pages {
		for _, b := range p.Bookmarks {
			places[b.Title] = n + 1
		}
	}
	for _, h := range x.headings {
		if places[h.Text] < 3 {
			t.Errorf("no bookmark leads to %s", h.Text)
		}
	}
	// A line of the contents and its number stand at the same height.
	contents := pages[1]
	numbers := map[float64]string{}
	eachText(contents.Shapes, func(s scene.Text) {
		if s.Anchor == scene.EndAnchor {
			numbers[math.Round(s.At.Y)] = s.String
		}
	})
	named := 0
	eachText(contents.Shapes, func(s scene.Text) {
		if strings.HasPrefix(s.String, "Part") {
			named++
			if got := numbers[math.Round(s.At.Y)]; got != strconv.Itoa(places[s.String]) {
				t.Errorf("the contents say page %s of %s, which is on page %d", got, s.String, places[s.String])
			}
		}
	})
	if named != 40 || len(contents.Links) != 40 {
		t.Errorf("the contents have %d lines and %d links", named, len(contents.Links))
	}
}

func TestAPictureIsNeverWiderThanItsPage(t *testing.T) {
	for _, size := range [][2]float64{{50, 9000}, {9000, 50}, {3000, 2500}, {10, 10}, {700, 705}} {
		for _, wide := range []bool{false, true} {
			p := &scene.Scene{Width: size[0], Height: size[1], Background: scene.RGB(1, 2, 3)}
			pages, _, _ := pagesOf(&Document{Title: "T", Blocks: []Block{Figure{Caption: "c", Picture: p, Wide: wide}}})
			drawn := 0
			for _, page := range pages {
				for _, s := range page.Shapes {
					if r, ok := s.(scene.Rectangle); ok && r.Style.Fill == p.Background {
						drawn++
						if b := r.Box; b.X < 0 || b.Y < 0 || b.X+b.W > page.Width || b.Y+b.H > page.Height-30 {
							t.Errorf("%v is drawn at %v on %v × %v", size, b, page.Width, page.Height)
						}
					}
				}
			}
			if drawn != 1 {
				t.Errorf("%v is drawn %d times", size, drawn)
			}
		}
	}
}

// TestOtherReadersAcceptThePDF asks qpdf and poppler, which must be there where
// SYSMAP_REQUIRE_TOOLS is set.
func TestOtherReadersAcceptThePDF(t *testing.T) {
	file := filepath.Join(t.TempDir(), "document.pdf")
	var b bytes.Buffer
	if err := everything("Børn og unge", maps.Danish).WritePDF(&b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	ask := func(name string, args ...string) string {
		path, err := exec.LookPath(name)
		if err != nil {
			if os.Getenv("SYSMAP_REQUIRE_TOOLS") != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
		out, err := exec.Command(path, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	ask("qpdf", "--check", file)
	if text := ask("pdftotext", file, "-"); !strings.Contains(text, "Børn og unge") || !strings.Contains(text, "Side 1 af") {
		t.Errorf("the text cannot be found in:\n%.500s", text)
	}
	if about := ask("pdfinfo", file); !strings.Contains(about, "Title:           Børn og unge") {
		t.Errorf("the properties are %s", about)
	}
}
