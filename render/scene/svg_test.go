package scene_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sysmap/render/scene"
)

// hostile are labels that have broken programs before.
var hostile = []string{
	`<script>alert("1")</script>`, `a & b &amp; c`, `"'` + "`", `]]>`, `<!-- -->`, `</text></svg>`,
	"to\nlinjer", "tab\tog\rretur", "  mellemrum  ", "nul\x00 klokke\x07 flugt\x1b[31m slet\x7f",
	"ugyldig \xff\xfe utf-8 \xed\xa0\x80", "ikke-tegn \uffff\ufffe\ufdd0", "c1 \u0085\u009f",
	"שלום עולם", "مرحبا بالعالم", "\u202eomvendt\u202c", "😀👩‍👩‍👧🇩🇰❤️", "e\u0301\u0302\u0303", "健康", "", " ",
	"{{.}} ${x} %s %n", `\u003cscript\u003e`, "&#x3c;script&#x3e;", strings.Repeat("lang", 500),
}

// labelled is a scene with a label everywhere that one can be.
func labelled(label string) *scene.Scene {
	return &scene.Scene{Width: 100, Height: 50, Title: label, Description: label, Language: label, Shapes: []scene.Shape{
		scene.Group{ID: label, Classes: []string{label}, Title: label, Description: label, Opacity: 0.5, Shapes: []scene.Shape{
			scene.Text{At: scene.Point{X: 5, Y: 20}, String: label, Font: scene.Font{Size: 10}, Colour: ink, Halo: white, HaloWidth: 1},
		}},
	}}
}

func writeSVG(t interface{ Fatal(...any) }, s *scene.Scene) []byte {
	var b bytes.Buffer
	if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// element is what a test wants to know of an XML element.
type element struct {
	name, content string
	attributes    map[string]string
	parent        string
}

func parseSVG(t interface{ Fatalf(string, ...any) }, svg []byte) []element {
	var all []element
	var open []int
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			if len(open) > 0 {
				e.parent = all[open[len(open)-1]].name
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				all[open[len(open)-1]].content += string(token)
			}
		}
	}
}

// legible is what must come back of a label: all but control characters and
// noncharacters, line breaks and tabs as spaces, what is not UTF-8 as U+FFFD.
func legible(s string) string {
	var b strings.Builder
	for s = strings.ReplaceAll(s, "\r\n", "\n"); s != ""; {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		switch {
		case slices.Contains([]rune("\t\n\r\u0085\u2028\u2029"), r):
			b.WriteRune(' ')
		case !unicode.IsControl(r) && r&0xfffe != 0xfffe && (r < 0xfdd0 || r > 0xfdef):
			b.WriteRune(r)
		}
	}
	return b.String()
}

func checkLabelInSVG(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, label string,
) {
	want, found := legible(label), 0
	for _, e := range parseSVG(t, writeSVG(t, labelled(label))) {
		switch e.name {
		case "svg", "path":
		case "g":
			if label != "" && (e.attributes["id"] != want || e.attributes["class"] != want) {
				t.Fatalf("id %q and class %q instead of %q", e.attributes["id"], e.attributes["class"], want)
			}
		case "text":
			found++
			if e.content != want {
				t.Fatalf("text %q instead of %q", e.content, want)
			}
		case "title", "desc":
			if got := legible(e.content); got != want {
				t.Fatalf("%s %q instead of %q", e.name, got, want)
			}
		default:
			t.Fatalf("label %q makes an element %s", label, e.name)
		}
	}
	if strings.TrimSpace(want) != "" && found != 1 {
		t.Fatalf("label %q is there %d times", label, found)
	}
}

func TestHostileLabelsSurviveInSVG(t *testing.T) {
	for _, label := range hostile {
		checkLabelInSVG(t, label)
	}
}

func TestAnyLabelSurvivesInSVG(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkLabelInSVG(t, rapid.OneOf(rapid.String(), rapid.Custom(func(t *rapid.T) string {
			return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		})).Draw(t, "label"))
	})
}

func FuzzLabel(f *testing.F) {
	for _, label := range hostile {
		f.Add(label)
	}
	f.Fuzz(func(t *testing.T, label string) {
		if len(label) > 2000 {
			return
		}
		checkLabelInSVG(t, label)
		checkLabelInPDF(t, label)
		if err := labelled(label).WritePNG(io.Discard, scene.PNGOptions{DPI: 36}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestSVGSaysWhatItShows(t *testing.T) {
	all := parseSVG(t, writeSVG(t, demo()))
	root := all[0].attributes
	want := map[string]string{
		"role": "img", "aria-labelledby": "title description", "lang": "da",
		"width": "480pt", "height": "340pt", "viewBox": "0 0 480 340",
	}
	for name, value := range want {
		if root[name] != value {
			t.Errorf("%s is %q instead of %q", name, root[name], value)
		}
	}
	if all[1].name != "title" || all[1].content != demo().Title || all[1].attributes["id"] != "title" {
		t.Errorf("first element is %+v", all[1])
	}
	if all[2].name != "desc" || all[2].content != demo().Description || all[2].attributes["id"] != "description" {
		t.Errorf("second element is %+v", all[2])
	}
	for i, e := range all {
		if e.name == "g" && e.attributes["id"] == "g-boxes" && (all[i+1].name != "title" || all[i+1].content != "Kasser") {
			t.Errorf("the group's first child is %+v", all[i+1])
		}
	}
}

func TestSVGPrefixGoesBeforeEveryID(t *testing.T) {
	var b bytes.Buffer
	if err := demo().WriteSVG(&b, scene.SVGOptions{Inline: true, Prefix: "p1-"}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "<svg ") {
		t.Errorf("an inline picture begins with %.40q", b.String())
	}
	for _, e := range parseSVG(t, b.Bytes()) {
		if id, ok := e.attributes["id"]; ok && !strings.HasPrefix(id, "p1-") {
			t.Errorf("id %q", id)
		}
		if e.name == "svg" && e.attributes["aria-labelledby"] != "p1-title p1-description" {
			t.Errorf("labelled by %q", e.attributes["aria-labelledby"])
		}
	}
}

func TestSVGNumbersAreShort(t *testing.T) {
	s := &scene.Scene{Width: 100.004, Height: 50, Shapes: []scene.Shape{
		scene.Path{
			Start: scene.Point{X: -0.0001, Y: 1.0 / 3}, Segments: []scene.Segment{scene.Line(scene.Point{X: 1e6, Y: 2.004})},
			Style: scene.Style{Stroke: ink, Width: 0.125},
		},
	}}
	for _, e := range parseSVG(t, writeSVG(t, s)) {
		if e.name != "path" {
			continue
		}
		if diff := cmp.Diff("M0 0.33L1000000 2", e.attributes["d"]); diff != "" {
			t.Errorf("path (-want +got):\n%s", diff)
		}
		if w := e.attributes["stroke-width"]; w != "0.13" {
			t.Errorf("width %q", w)
		}
	}
}

func TestSVGAnchorsRightToLeftTextWhereItWasAsked(t *testing.T) {
	for _, c := range []struct {
		text         string
		anchor       scene.Anchor
		direction, a string
	}{
		{"Holbæk", scene.StartAnchor, "", ""},
		{"Holbæk", scene.EndAnchor, "", "end"},
		{"שלום", scene.StartAnchor, "rtl", "end"},
		{"שלום", scene.MiddleAnchor, "rtl", "middle"},
		{"(1) مرحبا", scene.EndAnchor, "rtl", ""},
		{"A שלום", scene.EndAnchor, "", "end"},
	} {
		s := &scene.Scene{Width: 9, Height: 9, Shapes: []scene.Shape{
			scene.Text{String: c.text, Anchor: c.anchor, Font: scene.Font{Size: 10}, Colour: ink},
		}}
		e := parseSVG(t, writeSVG(t, s))[1]
		if e.attributes["direction"] != c.direction || e.attributes["text-anchor"] != c.a {
			t.Errorf("%q anchored %d: direction %q, anchor %q", c.text, c.anchor, e.attributes["direction"], e.attributes["text-anchor"])
		}
	}
}

func BenchmarkWriteSVG(b *testing.B) {
	s := crowd()
	for b.Loop() {
		if err := s.WriteSVG(io.Discard, scene.SVGOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
