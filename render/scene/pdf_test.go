package scene_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"sysmap/render/scene"
)

// pdfReader reads just what this package writes, by way of the table of
// objects, so that a wrong offset or length is found.
type pdfReader struct {
	objects map[int]pdfPart
	trailer string
}

type pdfPart struct {
	dictionary string
	stream     []byte
}

type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

func readPDF(t failer, file []byte) pdfReader {
	r := pdfReader{objects: map[int]pdfPart{}}
	tail := string(file[bytes.LastIndex(file, []byte("startxref")):])
	var start, count int
	if _, err := fmt.Sscanf(tail, "startxref\n%d\n%%%%EOF\n", &start); err != nil {
		t.Fatalf("end %q: %v", tail, err)
	}
	if _, err := fmt.Sscanf(string(file[start:]), "xref\n0 %d\n", &count); err != nil {
		t.Fatalf("table: %v", err)
	}
	entries := file[start+len(fmt.Sprintf("xref\n0 %d\n", count)):]
	for i := 1; i < count; i++ {
		offset, err := strconv.Atoi(string(entries[20*i : 20*i+10]))
		if err != nil {
			t.Fatal(err)
		}
		r.objects[i] = readPart(t, file[offset:], i)
	}
	r.trailer = string(entries[20*count : bytes.Index(entries, []byte("startxref"))])
	return r
}

var streamLength = regexp.MustCompile(`/Length (\d+)`)

func readPart(t failer, file []byte, number int) pdfPart {
	head := fmt.Sprintf("%d 0 obj\n", number)
	if !bytes.HasPrefix(file, []byte(head)) {
		t.Fatalf("object %d begins with %.20q", number, file)
	}
	line, rest, _ := bytes.Cut(file[len(head):], []byte("\n"))
	part := pdfPart{dictionary: string(line)}
	if !bytes.HasPrefix(rest, []byte("stream\n")) {
		return part
	}
	length, err := strconv.Atoi(streamLength.FindStringSubmatch(part.dictionary)[1])
	if err != nil {
		t.Fatal(err)
	}
	rest = rest[len("stream\n"):]
	if !bytes.HasPrefix(rest[length:], []byte("\nendstream\nendobj\n")) {
		t.Fatalf("the stream of object %d does not end where it says", number)
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[:length]))
	if err != nil {
		t.Fatal(err)
	}
	if part.stream, err = io.ReadAll(z); err != nil {
		t.Fatal(err)
	}
	return part
}

// reference follows a name in an object's dictionary.
func (r pdfReader) reference(part pdfPart, name string) pdfPart {
	m := regexp.MustCompile(`/` + name + ` \[?(\d+) 0 R`).FindStringSubmatch(part.dictionary)
	n, _ := strconv.Atoi(m[1])
	return r.objects[n]
}

// texts returns what each text of the document says, letters from left to
// right, by the map of its fonts and by what is said beside its glyphs.
func (r pdfReader) texts(t failer) []string {
	fonts := map[string]map[string]string{}
	var contents []pdfPart
	for _, i := range sortedObjects(r) {
		part := r.objects[i]
		if bytes.Contains(part.stream, []byte(" cm\n")) || strings.Contains(part.dictionary, "/Subtype /Form") {
			contents = append(contents, part)
		}
		for _, m := range regexp.MustCompile(`/(F\d+) (\d+) 0 R`).FindAllStringSubmatch(part.dictionary, -1) {
			n, _ := strconv.Atoi(m[2])
			fonts[m[1]] = readUnicodeMap(t, r.reference(r.objects[n], "ToUnicode").stream)
		}
	}
	var texts []string
	for _, content := range contents {
		for _, block := range strings.Split(string(content.stream), "BT\n")[1:] {
			block, _, _ = strings.Cut(block, "ET\n")
			texts = append(texts, readText(t, block, fonts))
		}
	}
	return texts
}

func sortedObjects(r pdfReader) []int {
	var list []int
	for i := range r.objects {
		list = append(list, i)
	}
	slices.Sort(list)
	return list
}

func readUnicodeMap(t failer, stream []byte) map[string]string {
	m := map[string]string{}
	for _, entry := range regexp.MustCompile(`(?m)^<(\w{4})> <(\w+)>$`).FindAllStringSubmatch(string(stream), -1) {
		m[entry[1]] = fromUTF16(t, entry[2])
	}
	return m
}

func fromUTF16(t failer, digits string) string {
	raw, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

func readText(t failer, block string, fonts map[string]map[string]string) string {
	var b strings.Builder
	font, told := "", false
	for _, line := range strings.Split(block, "\n") {
		switch {
		case strings.HasSuffix(line, "BDC"):
			b.WriteString(fromUTF16(t, regexp.MustCompile(`<FEFF(\w*)>`).FindStringSubmatch(line)[1]))
			told = true
		case line == "EMC":
			told = false
		case strings.HasSuffix(line, "Tf"):
			font, _, _ = strings.Cut(line[1:], " ")
		case strings.HasSuffix(line, "> Tj") && !told:
			for glyphs := strings.TrimSuffix(line[1:], "> Tj"); glyphs != ""; glyphs = glyphs[4:] {
				letter, known := fonts[font][glyphs[:4]]
				if !known {
					t.Fatalf("glyph %s of %s stands for nothing", glyphs[:4], font)
				}
				b.WriteString(letter)
			}
		}
	}
	return b.String()
}

func writePDF(t failer, s *scene.Scene) []byte {
	var b bytes.Buffer
	if err := s.WritePDF(&b, scene.PDFOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// checkLabelInPDF finds all letters of a label in the PDF's text, in order
// unless some are drawn from right to left.
func checkLabelInPDF(t failer, label string) {
	got := strings.Join(readPDF(t, writePDF(t, labelled(label))).texts(t), "")
	want, got := seen(label), seen(got)
	ordered := !strings.ContainsFunc(want, func(r rune) bool { return unicode.In(r, rightToLeftScripts...) })
	if !ordered {
		want, got = sorted(want), sorted(got)
	}
	if got != want {
		t.Fatalf("label %q is in the PDF as %q, want %q", label, got, want)
	}
}

var rightToLeftScripts = []*unicode.RangeTable{unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
	unicode.Adlam, unicode.Mandaic, unicode.Samaritan, unicode.Cf, unicode.Nd}

// seen is what of a label leaves a mark, composed as text usually is.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
			return -1
		}
		return r
	}, norm.NFC.String(legible(s)))
}

func sorted(s string) string {
	runes := []rune(s)
	slices.Sort(runes)
	return string(runes)
}

func TestHostileLabelsSurviveInPDF(t *testing.T) {
	for _, label := range hostile {
		checkLabelInPDF(t, label)
	}
}

func TestAnyLabelSurvivesInPDF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.StringOf(rapid.OneOf(
			rapid.RuneFrom([]rune("abcæøå ÆØÅ<>&()…–½é€ħŁ")),
			rapid.RuneFrom(nil, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Han, unicode.Hiragana, unicode.So),
		)).Draw(t, "label")
		checkLabelInPDF(t, label)
	})
}

func TestPDFReadsHebrewAndArabicFromTheLeft(t *testing.T) {
	for label, want := range map[string]string{"שלום": "םולש", "מפה 12": "12 הפמ", "سلام": "ملاس", "(א) b": "b )א("} {
		got := readPDF(t, writePDF(t, labelled(label))).texts(t)
		// Lam and alef are one glyph, which keeps its letters in their order.
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q is %q, want %q", label, got, want)
		}
	}
}

func TestPDFSaysWhatItIs(t *testing.T) {
	var b bytes.Buffer
	o := scene.PDFOptions{Author: "Åse", Date: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	if err := demo().WritePDF(&b, o); err != nil {
		t.Fatal(err)
	}
	r := readPDF(t, b.Bytes())
	root := r.reference(pdfPart{dictionary: r.trailer}, "Root")
	information := r.reference(pdfPart{dictionary: r.trailer}, "Info")
	for _, c := range []struct{ part, name, want string }{
		{root.dictionary, "Lang", "da"},
		{information.dictionary, "Title", demo().Title},
		{information.dictionary, "Subject", demo().Description},
		{information.dictionary, "Author", "Åse"},
		{information.dictionary, "CreationDate", "D:20260301120000Z"},
	} {
		m := regexp.MustCompile(`/` + c.name + ` <FEFF(\w+)>`).FindStringSubmatch(c.part)
		if m == nil || fromUTF16(t, m[1]) != c.want {
			t.Errorf("%s is not %q in %s", c.name, c.want, c.part)
		}
	}
	page := r.reference(r.reference(root, "Pages"), "Kids")
	if !strings.Contains(page.dictionary, "/MediaBox [0 0 480 340]") {
		t.Errorf("the page is %s", page.dictionary)
	}
	if bytes.Contains(writePDF(t, demo()), []byte("Date")) {
		t.Error("a date that nobody gave")
	}
}

func TestPDFScalesDownWhatReadersRefuse(t *testing.T) {
	s := &scene.Scene{Width: 28_800, Height: 1440}
	r := readPDF(t, writePDF(t, s))
	page := r.reference(r.reference(r.reference(pdfPart{dictionary: r.trailer}, "Root"), "Pages"), "Kids")
	if !strings.Contains(page.dictionary, "/MediaBox [0 0 14400 720]") {
		t.Errorf("the page is %s", page.dictionary)
	}
	if got := string(r.reference(page, "Contents").stream); !strings.HasPrefix(got, "0.5 0 0 -0.5 0 720 cm\n") {
		t.Errorf("the page is drawn with %.40q", got)
	}
}

func TestPDFStaysVector(t *testing.T) {
	if bytes.Contains(writePDF(t, demo()), []byte("/Subtype /Image")) {
		t.Error("there is a bitmap in it")
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
