package prsm

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const kitchen = `{
	"saved": "today", "version": "2.3.1", "room": "ABC", "mapTitle": "The kitchen", "lastNodeSample": "group0", "lastLinkSample": "edge0",
	"attributeTitles": {"att1": "Cost"},
	"styles": {
		"nodes": {"group0": {"groupLabel": "Sample"}, "group2": {"groupLabel": "Food", "color": {"background": "#99E699", "border": "#000"}}, "group3": {"color": {"background": "red"}}},
		"edges": {"edge0": {"groupLabel": "", "arrows": {"to": {"enabled": true}}}, "edge1": {"groupLabel": "Positive influence"}, "edge2": {"groupLabel": "Decreases"},
			"edge6": {"groupLabel": "", "dashes": [10, 10]}, "edge8": {"groupLabel": "Reciprocal", "arrows": {"to": {"enabled": true}}}}
	},
	"nodes": [
		{"id": "a", "label": "Healthy\nfood", "note": {"ops": [{"insert": "Bold", "attributes": {"bold": true}}, {"insert": " words\n"}, {"insert": {"image": "data:x"}}]}, "grp": "group2", "x": 10.5, "y": -3, "thumbUp": [{"id": 1}], "att1": "high"},
		{"id": "b", "label": "Appetite", "title": "old<br>note", "grp": "group0", "x": null, "y": null},
		{"id": 3, "label": "", "grp": "group3", "x": 1, "y": 2},
		{"id": "c", "label": "Mood", "group": 2, "x": 5, "y": 5}
	],
	"edges": [
		{"id": "1", "from": "a", "to": "b", "grp": "edge1"},
		{"id": "2", "from": "b", "to": "a", "grp": "edge2", "note": "why"},
		{"id": "3", "from": "a", "to": "c", "grp": "edge0", "label": "−"},
		{"id": "4", "from": "c", "to": "c", "grp": "edge0", "label": "feeds on itself"},
		{"id": "5", "from": "b", "to": 3, "grp": "edge8"},
		{"id": "6", "from": "c", "to": "b", "grp": "edge1", "arrows": {"to": {"enabled": false}, "from": {"enabled": true}}},
		{"id": "7", "from": "c", "to": "b", "grp": "edge6", "arrows": {"to": {"enabled": false}}},
		{"id": "8", "from": "c", "to": "gone", "grp": "edge1"}
	],
	"background": {"x": {"type": "rect"}}, "history": [{"action": "added"}, {"action": "moved"}],
	"description": {"ops": [{"insert": "About the kitchen\n"}]}
}`

func TestPlainFile(t *testing.T) {
	m, r := formattest.Read(t, Format(), kitchen)
	want := []string{
		`variable "Healthy food" at 10.5,-3 note "Bold words" category "Food"`, `variable "Appetite" note "old\nnote"`, `variable "Unnamed" at 1,2 note "" category "Style 4"`,
		`variable "Mood" at 5,5 note "" category "Food"`,
		`link 0 + 1 note ""`, `link 0 - 3 note ""`, `link 1 + 3 note ""`, `link 1 - 0 note "why"`, `link 1 ? 2 note ""`, `link 2 ? 1 note ""`, `link 3 ? 1 note ""`, `link 3 ? 3 note "feeds on itself"`,
	}
	if got := formattest.Told(m, format.Kept{Positions: true, Notes: true, LinkNotes: true, Categories: true}); !slices.Equal(got, want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	if m.Title.Plain != "The kitchen" || m.Note.Plain != "About the kitchen" || m.Categories[0].Colour != "#99e699" || m.Categories[1].Colour != "" {
		t.Errorf("%q %q %+v", m.Title.Plain, m.Note.Plain, m.Categories)
	}
	for what, n := range map[string]int{
		"signs read from the label of a link": 1, "signs read from the style of a link": 3, "links whose sign is not known": 3, "links that go both ways, read as two": 1,
		"links without an arrowhead, taken to go from their first end": 1, "labels of links, put into their notes": 1, `variables without a label, called "Unnamed"`: 1,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("noted %s: %d, want %d", what, formattest.Counted(r.Notes, what), n)
		}
	}
	for what, n := range map[string]int{
		"pictures and formulas in notes": 1, "values of attributes": 1, "votes on factors": 1, "links from or to factors that do not exist": 1, "histories": 1, "drawings on the background": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("lost %s: %d, want %d", what, formattest.Counted(r.Losses, what), n)
		}
	}
}

func TestDashedLinksAreNegativeOnlyIfTheUserSaysSo(t *testing.T) {
	m, _, err := Format().Read(t.Context(), []byte(kitchen), format.ReadOptions{DashedIsNegative: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := formattest.Told(m, format.Kept{}); !slices.Contains(got, "link 3 - 1") || slices.Contains(got, "link 3 ? 1") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestSignsOfLabels(t *testing.T) {
	for label, want := range map[string]maps.Sign{
		"+": maps.Positive, " − ": maps.Negative, "Positive influence": maps.Positive, "NEGATIVE (strong)": maps.Negative, "øger": maps.Positive, "mindsker": maps.Negative,
		"increases or decreases": maps.Unknown, "not positive": maps.Unknown, "preposition": maps.Unknown, "": maps.Unknown, "?": maps.Unknown, "increases, positive": maps.Positive,
		"positive and negative": maps.Unknown,
	} {
		if got, ok := meaning(label); got != want || ok != (want != maps.Unknown) {
			t.Errorf("%q: %v", label, got)
		}
	}
}

// packed are texts as lz-string 1.5 packs them.
var packed = map[string]string{
	`{"nodes":[],"edges":[]}`: "\u1be1\u083d\u420c\u0280\u5326\u38a0\u2e23\u342b\u502d\u0452\u4106\u794d\u00de\u2020 ",
	strings.Repeat("a", 49):   "\u10e6\u5f39\u2ed2  ",
	"æøå 日本 😀 æøå":            "\u0d00\u3e49\u6029\u0a9a\u343a\u39a6\u17a3\u3820\u1ee5\u2330 ",
	"":                        "\u2020 ",
}

func TestPackedTextsOfTheLibrary(t *testing.T) {
	for want, text := range packed {
		got, whole, err := unpack(text, 1000)
		if got != want || !whole || err != nil {
			t.Errorf("%q: %q %v %v", want, got, whole, err)
		}
		if again := pack(want); again != text {
			t.Errorf("the test packs %q as %q, and the library as %q", want, again, text)
		}
	}
}

// pack is compressToUTF16, with phrases in a map: slow and obvious.
func pack(text string) string {
	var out []rune
	value, filled := 0, 0
	put := func(n, width int) {
		for range width {
			value = value<<1 | n&1
			n >>= 1
			if filled++; filled == bitsOfCharacter {
				out, value, filled = append(out, rune(value+firstCharacter)), 0, 0
			}
		}
	}
	phrases, fresh := map[string]int{}, map[string]bool{}
	width, room := 2, 2
	spend := func() {
		if room--; room == 0 {
			room = 1 << width
			width++
		}
	}
	emit := func(w []uint16) {
		if key := fmt.Sprint(w); fresh[key] {
			delete(fresh, key)
			if w[0] < 256 {
				put(0, width)
				put(int(w[0]), 8)
			} else {
				put(1, width)
				put(int(w[0]), 16)
			}
			spend()
		} else {
			put(phrases[key], width)
		}
		spend()
	}
	var w []uint16
	for _, c := range utf16.Encode([]rune(text)) {
		if one := fmt.Sprint([]uint16{c}); phrases[one] == 0 {
			phrases[one], fresh[one] = len(phrases)+firstPhrase, true
		}
		longer := append(slices.Clone(w), c)
		if phrases[fmt.Sprint(longer)] != 0 {
			w = longer
			continue
		}
		emit(w)
		phrases[fmt.Sprint(longer)] = len(phrases) + firstPhrase
		w = []uint16{c}
	}
	if len(w) > 0 {
		emit(w)
	}
	put(endOfText, width)
	for done := false; !done; done = filled == 0 {
		put(0, 1)
	}
	return string(out) + " "
}

func TestUnpackingUndoesPacking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`[ab{}":]{0,200}`), rapid.StringN(0, 60, -1)).Draw(t, "text")
		got, whole, err := unpack(pack(text), 1<<20)
		if got != text || !whole || err != nil {
			t.Fatalf("%q became %q: %v", text, got, err)
		}
	})
}

func TestPackedFile(t *testing.T) {
	text := pack(kitchen)
	if recognise([]byte(text)) != format.Surely || recognise([]byte("\ufeff"+text[:1000])) != format.Surely || recognise([]byte(kitchen)) != format.Surely {
		t.Error("not recognised")
	}
	if recognise([]byte("Hello there, this is no map")) != format.No || recognise([]byte("日本語の文章はここにあります")) != format.No {
		t.Error("another text is recognised")
	}
	want, _ := formattest.Read(t, Format(), kitchen)
	got, _ := formattest.Read(t, Format(), "\ufeff"+text)
	if !slices.Equal(formattest.Told(got, format.Kept{Positions: true, Notes: true}), formattest.Told(want, format.Kept{Positions: true, Notes: true})) {
		t.Errorf("got\n%s", strings.Join(formattest.Told(got, format.Kept{}), "\n"))
	}
}

func TestFilesThatUnpackToTooMuchAreRefused(t *testing.T) {
	bomb := pack(strings.Repeat("a", 30_000))
	_, _, err := Format().Read(t.Context(), []byte(bomb), format.ReadOptions{Limits: format.Limits{Bytes: 20_000}})
	if !errors.Is(err, format.ErrLimit) {
		t.Errorf("%d bytes of 30,000: %v", len(bomb), err)
	}
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	text := pack(kitchen)
	for in, want := range map[string]string{
		"": "empty", "{}": "nodes", `{"nodes":[1]}`: "factor 1", "plain words": "", text[:len(text)/6*3]: "cut off", `{"nodes":{}}`: "line 1",
	} {
		_, _, err := Format().Read(t.Context(), []byte(in), format.ReadOptions{})
		if !errors.Is(err, format.ErrFormat) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v", in, err)
		}
	}
	formattest.Damage(t, Format(), kitchen)
	formattest.Damage(t, Format(), text)
}

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, Format(), kitchen, format.Kept{Positions: true, Notes: true, Categories: true})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(kitchen))
	f.Add([]byte(pack(kitchen)))
	for _, text := range packed {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

// large is a map of 2,000 factors and 20,000 links as PRSM saves it.
func large() string {
	type object map[string]any
	file := object{"mapTitle": "Large", "lastNodeSample": "group0", "styles": object{"edges": object{"edge1": object{"groupLabel": "+"}, "edge2": object{"groupLabel": "-"}}}}
	var nodes, edges []object
	for i := range 2000 {
		nodes = append(nodes, object{"id": fmt.Sprint(i), "label": fmt.Sprint("Factor number ", i), "grp": "group0", "x": i % 50 * 100, "y": i / 50 * 60, "note": object{"ops": []object{{"insert": "A note"}}}})
	}
	for i := range 20_000 {
		edges = append(edges, object{"id": fmt.Sprint(i), "from": fmt.Sprint(i % 2000), "to": fmt.Sprint((i*7 + i/2000 + 1) % 2000), "grp": fmt.Sprint("edge", 1+i%2), "dashes": false, "color": object{"color": "#000000"}})
	}
	file["nodes"], file["edges"] = nodes, edges
	text, _ := json.Marshal(file)
	return string(text)
}

func benchmark(b *testing.B, text string) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m, _, err := Format().Read(b.Context(), []byte(text), format.ReadOptions{})
		if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
			b.Fatalf("%v: %d variables, %d links", err, len(m.Variables), len(m.Links))
		}
	}
}

func BenchmarkRead(b *testing.B)       { benchmark(b, large()) }
func BenchmarkReadPacked(b *testing.B) { benchmark(b, pack(large())) }
