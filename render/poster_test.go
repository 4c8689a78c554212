package render_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/paper"
	"sysmap/render/scene"
)

// tool runs a program that reads PDF, from qpdf or poppler. Where it is not
// installed the test is skipped, or fails if SYSMAP_REQUIRE_TOOLS is set.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("SYSMAP_REQUIRE_TOOLS") != "" {
			t.Fatalf("%s is needed: install qpdf and poppler-utils", name)
		}
		t.Skipf("%s is not installed", name)
	}
	out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// poster draws a map on a sheet, as PDF in a file.
func poster(t *testing.T, m *maps.Map, name string, trim paper.Trim, o render.Options) (path string, picture *scene.Scene) {
	t.Helper()
	sheet, err := paper.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	o.Sheet = &diagram.Sheet{Width: sheet.Width * paper.Points, Height: sheet.Height * paper.Points, Margin: sheet.Margin() * paper.Points}
	picture, err = render.Picture(t.Context(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := scene.WritePDFPages(&b, []scene.Page{trim.Page(picture)}, scene.PDFOptions{Author: "Ældrerådet i Nyborg"}); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "poster.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path, picture
}

func TestPostersPassThePDFChecker(t *testing.T) {
	for name, m := range map[string]string{"ensomhed": "../examples/ensomhed/map.yaml", "foresight": "foresight"} {
		t.Run(name, func(t *testing.T) {
			path, _ := poster(t, load(t, m), "A2", paper.Trim{Bleed: 3, Marks: true}, render.Options{Theme: "projector"})
			if out := tool(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Error(out)
			}
		})
	}
}

func TestAPosterSaysWhatItIsAndWhereToCut(t *testing.T) {
	path, _ := poster(t, load(t, "../examples/ensomhed/map.yaml"), "A3", paper.Trim{Bleed: 3, Marks: true}, render.Options{})
	info := strings.Join(strings.Fields(tool(t, "pdfinfo", "-box", path)), " ")
	// A3 is 1190.55 × 841.89 pt; 9 mm are 25.51 pt, 6 mm 17.01 pt.
	for _, want := range []string{
		"Title: Ensomhed blandt børn og unge", "Author: Ældrerådet i Nyborg", "Pages: 1",
		"MediaBox: 0.00 0.00 1241.57 892.91", "BleedBox: 17.01 17.01 1224.57 875.91", "TrimBox: 25.51 25.51 1216.06 867.40",
	} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in %s", want, info)
		}
	}
}

func TestEveryLabelOfAPosterIsFoundInOnePiece(t *testing.T) {
	m := load(t, "../examples/et-lettere-liv/map.yaml")
	path, _ := poster(t, m, "A1", paper.Trim{}, render.Options{Language: maps.Danish})
	text := strings.Join(strings.Fields(tool(t, "pdftotext", "-raw", path, "-")), " ")
	wanted := []string{m.Title.In(maps.Danish), "Sociale forhold", "Mere fører til mindre", "Dansk oversættelse"}
	for _, v := range m.Variables {
		wanted = append(wanted, v.Label.In(maps.Danish))
	}
	// A word may be broken at a line's end; the two parts are one after the other.
	joined := strings.NewReplacer("- ", "", " ", "", "-", "", "\u00ad", "")
	for _, label := range wanted {
		if !strings.Contains(text, label) && !strings.Contains(joined.Replace(text), joined.Replace(label)) {
			t.Errorf("%q is not found", label)
		}
	}
}

func TestFontsOfAPosterAreEmbeddedSubsets(t *testing.T) {
	path, _ := poster(t, load(t, "foresight"), "A1", paper.Trim{}, render.Options{})
	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:]
	if len(lines) == 0 {
		t.Fatal("no fonts")
	}
	for _, line := range lines {
		f := strings.Fields(line)
		if n := len(f); n < 5 || strings.Join(f[n-5:n-2], " ") != "yes yes yes" || !strings.Contains(f[0], "+LiberationSans") {
			t.Errorf("not an embedded subset that can be searched: %q", line)
		}
	}
	if file, err := os.Stat(path); err != nil || file.Size() > 250_000 {
		t.Errorf("%d bytes; the fonts are not subsets: %v", file.Size(), err)
	}
}

func TestPostersThatWereLookedAt(t *testing.T) {
	for file, c := range map[string]struct {
		m, sheet string
		o        render.Options
	}{
		"testdata/poster-foresight.svg": {"foresight", "A1", render.Options{}},
		"testdata/poster-ensomhed.svg":  {"../examples/ensomhed/map.yaml", "A3", render.Options{Theme: "projector"}},
		"testdata/poster-core.svg":      {"foresight", "210x297mm", render.Options{View: "core-loop", Language: maps.Danish, Theme: "print"}},
	} {
		_, picture := poster(t, load(t, c.m), c.sheet, paper.Trim{}, c.o)
		compare(t, file, picture)
	}
}

func TestAPosterIsTheSameEveryTime(t *testing.T) {
	m := load(t, "../examples/classroom/map.yaml")
	first, _ := poster(t, m, "A4", paper.Trim{Marks: true}, render.Options{})
	again, _ := poster(t, m, "A4", paper.Trim{Marks: true}, render.Options{})
	a, errA := os.ReadFile(first)
	b, errB := os.ReadFile(again)
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("two posters of one map differ: %v %v", errA, errB)
	}
}

func BenchmarkPoster(b *testing.B) {
	m := load(b, "foresight")
	for b.Loop() {
		if _, err := render.Picture(context.Background(), m, render.Options{Sheet: &diagram.Sheet{Width: 2384, Height: 1684, Margin: 60}}); err != nil {
			b.Fatal(err)
		}
	}
}
