package scene_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"sysmap/render/scene"
)

type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func writePDF(t failer, s *scene.Scene) []byte {
	var b bytes.Buffer
	if err := s.WritePDF(&b, scene.PDFOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var streamStart = regexp.MustCompile(`/Length \d+>>\nstream\n`)

// pageContent returns what is drawn on the page: the first stream of the file.
func pageContent(t failer, file []byte) string {
	at := streamStart.FindIndex(file)
	if at == nil {
		t.Fatalf("no stream in %.200q", file)
	}
	z, err := zlib.NewReader(bytes.NewReader(file[at[1]:]))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// texts returns what each text on the page says, letters from left to right.
// Their codes are UTF-16.
func texts(t failer, file []byte) []string {
	var list []string
	for _, part := range strings.Split(pageContent(t, file), " Td ")[1:] {
		list = append(list, readString(t, part))
	}
	return list
}

// readString reads a string in parentheses.
func readString(t failer, s string) string {
	var raw []byte
	for i := 1; s[i] != ')'; i++ {
		if s[i] == '\\' {
			i++
			if s[i] == 'r' {
				raw = append(raw, '\r')
				continue
			}
		}
		raw = append(raw, s[i])
	}
	if len(raw)%2 != 0 {
		t.Fatalf("half a character in %q", raw)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

// checkLabelInPDF finds all letters of a label that PDF can tell in the PDF's
// text, in order unless some are drawn from right to left.
func checkLabelInPDF(t failer, label string) {
	got, want := searchable(strings.Join(texts(t, writePDF(t, labelled(label))), "")), searchable(label)
	if strings.ContainsFunc(want, func(r rune) bool { return unicode.In(r, rightToLeftScripts...) }) {
		// There brackets are turned round, and letters joined.
		want, got = sortedLetters(want), sortedLetters(got)
	}
	if got != want {
		t.Fatalf("label %q is in the PDF as %q, want %q", label, got, want)
	}
}

var rightToLeftScripts = []*unicode.RangeTable{
	unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
	unicode.Adlam, unicode.Mandaic, unicode.Samaritan,
}

// searchable is what of a label is found in every PDF, composed as text usually
// is: accents that cannot be composed need a font that has them.
func searchable(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xffff || unicode.In(r, unicode.Cf, unicode.M) {
			return -1
		}
		return r
	}, norm.NFC.String(legible(s)))
}

func sortedLetters(s string) string {
	letters := slices.DeleteFunc([]rune(norm.NFKD.String(s)), func(r rune) bool { return !unicode.IsLetter(r) })
	slices.Sort(letters)
	return string(letters)
}

func TestHostileLabelsSurviveInPDF(t *testing.T) {
	for _, label := range hostile {
		checkLabelInPDF(t, label)
	}
}

func TestAnyLabelSurvivesInPDF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.StringOf(rapid.OneOf(
			rapid.RuneFrom([]rune("abcæøå ÆØÅ<>&()\\…–½é€ħŁ\u0d0d")),
			rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Hiragana, unicode.So),
		)).Draw(t, "label")
		checkLabelInPDF(t, label)
	})
}

func TestPDFReadsHebrewAndArabicFromTheLeft(t *testing.T) {
	for label, want := range map[string]string{"שלום": "םולש", "מפה 12": "12 הפמ", "سلام": "\ufee1\ufefc\ufeb3", "(א) b": "b (א)"} {
		if got := strings.Join(texts(t, writePDF(t, labelled(label))), ""); got != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}

// A line is one string, so that a reader need not put it together.
func TestPDFKeepsALineInOnePiece(t *testing.T) {
	s := &scene.Scene{Width: 100, Height: 50, Shapes: []scene.Shape{
		scene.Text{String: "Sundhed på tværs: æøå", Font: scene.Font{Size: 10}, Colour: ink, Halo: white, HaloWidth: 1},
	}}
	if got := texts(t, writePDF(t, s)); len(got) != 1 || got[0] != "Sundhed på tværs: æøå" {
		t.Errorf("got %q", got)
	}
}

func TestPDFDrawsWhatItCannotWriteAsText(t *testing.T) {
	emoji := func(colour scene.Colour) string {
		return pageContent(t, writePDF(t, &scene.Scene{Width: 100, Height: 50, Shapes: []scene.Shape{
			scene.Text{String: "😀", Font: scene.Font{Size: 10}, Colour: colour},
		}}))
	}
	if drawn, nothing := strings.Count(emoji(ink), " c\n"), strings.Count(emoji(scene.Colour{}), " c\n"); drawn < 10 || nothing > 0 {
		t.Errorf("an emoji has %d curves, one without a colour %d", drawn, nothing)
	}
}

func TestPDFSaysWhatItIs(t *testing.T) {
	s := demo()
	s.Title += " 😀"
	var b bytes.Buffer
	if err := s.WritePDF(&b, scene.PDFOptions{Author: "Åse", Date: time.Date(2026, 3, 1, 12, 0, 0, 0, time.FixedZone("", 3600))}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"Title": s.Title, "Subject": s.Description, "Author": "Åse"} {
		_, value, found := strings.Cut(b.String(), "/"+name+" ")
		if !found || readString(t, value) != "\ufeff"+want {
			t.Errorf("%s is not %q", name, want)
		}
	}
	for _, want := range []string{"/Lang (da)", "/MediaBox [0 0 480.00 340.00]", "/CreationDate (D:20260301110000)", "/ModDate (D:20260301110000)"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the file does not hold %s", want)
		}
	}
	if !bytes.Contains(writePDF(t, demo()), []byte("(D:19700101000000)")) {
		t.Error("a date that nobody gave")
	}
}

func TestPDFLeavesOutALanguageThatIsNone(t *testing.T) {
	for _, language := range []string{"", "da) /OpenAction (", "æ", "\\"} {
		if b := writePDF(t, &scene.Scene{Width: 9, Height: 9, Language: language}); bytes.Contains(b, []byte("/Lang")) {
			t.Errorf("%q is taken for a language", language)
		}
	}
}

func TestPDFScalesDownWhatReadersRefuse(t *testing.T) {
	s := &scene.Scene{Width: 28_800, Height: 1440, Shapes: []scene.Shape{
		scene.Path{
			Start: scene.Point{X: 100, Y: 40}, Segments: []scene.Segment{scene.Line(scene.Point{X: 300, Y: 440})},
			Style: scene.Style{Stroke: ink, Width: 8, Dash: []float64{6, 2}},
		},
	}}
	file := writePDF(t, s)
	if !bytes.Contains(file, []byte("/MediaBox [0 0 14400.00 720.00]")) {
		t.Error("the page is not half as large")
	}
	for _, want := range []string{"50.00 700.00 m\n150.00 500.00 l\n", "4.00 w\n", "[3.00 1.00] 0.00 d\n"} {
		if content := pageContent(t, file); !strings.Contains(content, want) {
			t.Errorf("no %q in %q", want, content)
		}
	}
}

// fpdf fades shape by shape, so that the opacities of groups multiply.
func TestPDFFadesTheShapesOfAGroup(t *testing.T) {
	box := scene.Rectangle{Box: scene.Box{W: 9, H: 9}, Style: scene.Style{Fill: ink.Fade(0.4)}}
	s := &scene.Scene{Width: 9, Height: 9, Shapes: []scene.Shape{
		scene.Group{Opacity: 0.5, Shapes: []scene.Shape{scene.Group{Opacity: 0.5, Shapes: []scene.Shape{box}}, box}}, box,
	}}
	file := string(writePDF(t, s))
	for _, want := range []string{"/ca 0.100 /CA 0.100 /BM /Normal", "/ca 0.200 /CA 0.200", "/ca 0.400 /CA 0.400"} {
		if !strings.Contains(file, want) {
			t.Errorf("no %s", want)
		}
	}
	if got := strings.Count(pageContent(t, []byte(file)), " gs\n"); got != 3 {
		t.Errorf("the opacity changes %d times", got)
	}
}

func TestPDFDrawsDashesFinerThanSightSolid(t *testing.T) {
	for dash, want := range map[float64]string{0.004: "[] 0.00 d\n", 0.006: "[0.01 0.00] 0.00 d\n"} {
		s := &scene.Scene{Width: 9, Height: 9, Shapes: []scene.Shape{
			scene.Rectangle{Box: scene.Box{W: 9, H: 9}, Style: scene.Style{Stroke: ink, Width: 1, Dash: []float64{dash, 0}}},
		}}
		if content := pageContent(t, writePDF(t, s)); !strings.Contains(content, want) {
			t.Errorf("dashes of %g points are not %q in %q", dash, want, content)
		}
	}
}

func TestPDFStaysVector(t *testing.T) {
	if bytes.Contains(writePDF(t, demo()), []byte("/Subtype /Image")) {
		t.Error("there is a bitmap in it")
	}
}

// fpdf changes the fonts that it is given.
func TestPDFLeavesTheFontsAsTheyAre(t *testing.T) {
	before := make([][]byte, len(cuts))
	for i, cut := range cuts {
		before[i] = bytes.Clone(cut.ttf)
	}
	writePDF(t, demo())
	for i, cut := range cuts {
		if !bytes.Equal(before[i], cut.ttf) {
			t.Errorf("%s has changed", cut.name)
		}
	}
}

func BenchmarkWritePDF(b *testing.B) {
	s := crowd()
	for b.Loop() {
		if err := s.WritePDF(io.Discard, scene.PDFOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
