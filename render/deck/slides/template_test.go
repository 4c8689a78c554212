package slides_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"sysmap/render/deck/slides"
	"sysmap/render/deck/slides/slidestest"
	"sysmap/render/scene"
)

func house(t testing.TB, file []byte) (*slides.House, error) {
	t.Helper()
	return slides.ReadHouse(bytes.NewReader(file), int64(len(file)))
}

func TestADeckOfOursIsATemplate(t *testing.T) {
	look := slides.Look{Ground: scene.RGB(16, 21, 28), Ink: scene.RGB(255, 255, 255), Accent: scene.RGB(200, 20, 90)}
	own, err := slides.Standard(look)
	if err != nil {
		t.Fatal(err)
	}
	d := sample(t)
	d.House = own
	first := write(t, d)
	read, err := house(t, first)
	if err != nil {
		t.Fatal(err)
	}
	if !read.Dark || read.Width != own.Width || read.Height != own.Height {
		t.Errorf("read as %v by %v, dark %v", read.Width, read.Height, read.Dark)
	}
	for _, k := range []slides.Kind{slides.Cover, slides.Section, slides.Body, slides.TwoBodies, slides.TitleOnly, slides.Plate} {
		if got, want := read.Room(k), own.Room(k); got.Title != want.Title || got.Content != want.Content || len(got.Bodies) != len(want.Bodies) {
			t.Errorf("kind %d has the room %v, not %v", k, got, want)
		}
	}
	d = sample(t)
	d.House = read
	p := slidestest.Check(t, write(t, d))
	if !strings.Contains(string(p.Parts["ppt/theme/theme1.xml"]), "c8145a") {
		t.Error("the theme of the template is gone")
	}
}

// TestATemplateOfAnotherProgram stands on a presentation that LibreOffice made
// from one of its own: 4:3, one layout a slide, names and numbers of its own.
func TestATemplateOfAnotherProgram(t *testing.T) {
	file, err := os.ReadFile("testdata/office.pptx")
	if err != nil {
		t.Fatal(err)
	}
	read, err := house(t, file)
	if err != nil {
		t.Fatal(err)
	}
	d := sample(t)
	d.House = read
	p := slidestest.Check(t, write(t, d), "ppt/slideMasters", "ppt/slideLayouts", "ppt/theme/theme1")
	for name, body := range p.Parts {
		if strings.HasPrefix(name, "ppt/slides/") && bytes.Contains(body, []byte("Template slide")) {
			t.Errorf("a slide of the template is left in %s", name)
		}
	}
}

// remade writes a package again, with its files changed.
func remade(t testing.TB, file []byte, change func(name string, body []byte) (string, []byte)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		name, body := change(f.Name, body)
		if name == "" {
			continue
		}
		to, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTemplatesThatCannotBeUsedAreRefused(t *testing.T) {
	good := write(t, sample(t))
	replace := func(part, old, other string) []byte {
		return remade(t, good, func(name string, body []byte) (string, []byte) {
			if name == part {
				if !bytes.Contains(body, []byte(old)) {
					t.Fatalf("%s does not hold %q", part, old)
				}
				body = bytes.Replace(body, []byte(old), []byte(other), 1)
			}
			return name, body
		})
	}
	rename := func(old, other string) []byte {
		return remade(t, good, func(name string, body []byte) (string, []byte) {
			if name == old {
				name = other
			}
			return name, body
		})
	}
	for _, c := range []struct {
		what string
		file []byte
		says string
	}{
		{"nothing", nil, "no presentation"},
		{"text", []byte("hello"), "no presentation"},
		{"an old format", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...), "password"},
		{"cut short", good[:len(good)/2], "no presentation"},
		{"a name that climbs", rename("docProps/app.xml", "../app.xml"), "../app.xml"},
		{"a name with a backslash", rename("docProps/app.xml", `docProps\app.xml`), "app.xml"},
		{"no types", rename("[Content_Types].xml", "types.xml"), "what its parts are"},
		{"no layout", rename("ppt/slideLayouts/slideLayout1.xml", "ppt/slideLayouts/other.xml"), "not there"},
		{"a document type", replace("ppt/slideMasters/slideMaster1.xml", "<p:sldMaster", `<!DOCTYPE x [<!ENTITY a "b">]><p:sldMaster`), "document type"},
		{"broken markup", replace("ppt/slideMasters/slideMaster1.xml", "<p:cSld>", "<p:cSld"), "damaged"},
		{"no size", replace("ppt/presentation.xml", `<p:sldSz cx="12192000"`, `<p:sldSz cx="12"`), "should be"},
		{"no master", replace("ppt/presentation.xml", "p:sldMasterId ", "p:sldMasterX "), "no master"},
		{"strict", replace("ppt/_rels/presentation.xml.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster", "http://purl.oclc.org/ooxml/officeDocument/relationships/slideMaster"), "Strict"},
		{"a way out", replace("ppt/slideMasters/_rels/slideMaster1.xml.rels", "../theme/theme1.xml", "../../../../etc/passwd"), "out of the file"},
		{"a master with a slide", replace("ppt/slideMasters/_rels/slideMaster1.xml.rels", `theme" Target="../theme/theme1.xml`, `slide" Target="../slides/slide1.xml`), "points to a slide"},
	} {
		_, err := house(t, c.file)
		if !errors.Is(err, slides.ErrTemplate) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func TestATemplateThatUnpacksToTooMuchIsRefused(t *testing.T) {
	good := write(t, sample(t))
	bomb := remade(t, good, func(name string, body []byte) (string, []byte) {
		if name == "ppt/theme/theme1.xml" {
			body = append(body, bytes.Repeat([]byte(" "), 80<<20)...)
		}
		return name, body
	})
	if _, err := house(t, bomb); !errors.Is(err, slides.ErrTemplate) || !strings.Contains(err.Error(), "too large") {
		t.Errorf("a bomb: %v", err)
	}
}

// FuzzReadHouse reads whatever comes: an error or a house on which a deck can be
// written, never a panic.
func FuzzReadHouse(f *testing.F) {
	f.Add(write(f, sample(f)))
	f.Add([]byte("PK"))
	f.Fuzz(func(t *testing.T, file []byte) {
		read, err := house(t, file)
		if err != nil {
			if !errors.Is(err, slides.ErrTemplate) {
				t.Fatalf("%v does not wrap ErrTemplate", err)
			}
			return
		}
		d := &slides.Deck{House: read, Slides: []*slides.Slide{{Kind: slides.Body, Title: "x", Bodies: []slides.Text{slides.Words("y")}}}}
		if err := d.Write(io.Discard); err != nil && !errors.Is(err, slides.ErrInvalid) {
			t.Fatal(err)
		}
	})
}
