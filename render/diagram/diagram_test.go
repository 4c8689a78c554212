package diagram

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render/route"
	"sysmap/render/scene"
)

func load(t testing.TB, name string) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// pinned returns where the map itself puts the variables of a diagram.
func pinned(d *Diagram) []scene.Point {
	var centres []scene.Point
	for _, v := range d.Variables() {
		centres = append(centres, scene.Point(*v.At))
	}
	return centres
}

func svg(t testing.TB, s *scene.Scene) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestNoLinkOfForesightRunsThroughABoxThatIsNotItsOwn(t *testing.T) {
	m := load(t, "foresight")
	for _, language := range maps.Languages() {
		d := Measure(m, nil, Options{Language: language})
		w := &drawing{Diagram: d, ids: ids{}}
		w.stand(pinned(d))
		w.curves = route.Arcs(w.sheet())
		for i, c := range w.curves {
			if m.Links[i].Bend != nil {
				continue // drawn by hand
			}
			for n := range 401 {
				p := c.At(float64(n) / 400)
				for b, box := range w.boxes {
					if b != d.ends[i][0] && b != d.ends[i][1] && box.Contains(p) {
						t.Errorf("%s: %s runs through %s", language, m.Links[i].Ref(), d.vars[b].ID)
					}
				}
			}
		}
	}
}

func TestBoxesOfForesightStayApartAndAreLegible(t *testing.T) {
	m := load(t, "foresight")
	for _, language := range maps.Languages() {
		d := Measure(m, nil, Options{Language: language})
		if d.TextSize() < 11 {
			t.Errorf("%s: text of %v points", language, d.TextSize())
		}
		w := &drawing{Diagram: d, ids: ids{}}
		w.stand(pinned(d))
		w.curves = route.Arcs(w.sheet())
		for i, a := range w.boxes {
			for j, b := range w.boxes[:i] {
				if a.Overlaps(b) {
					t.Errorf("%s: %s and %s overlap", language, d.vars[i].ID, d.vars[j].ID)
				}
			}
		}
	}
}

// element is a group of the picture as a reader of the SVG meets it.
type element struct{ id, class, title string }

// elements reads the groups of an SVG, which must be well-formed.
func elements(t *testing.T, picture []byte) []element {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	var stack []*element
	var list []*element
	inTitle := false
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "g":
				e := &element{}
				for _, a := range token.Attr {
					switch a.Name.Local {
					case "id":
						e.id = a.Value
					case "class":
						e.class = a.Value
					}
				}
				stack = append(stack, e)
				list = append(list, e)
			case "title":
				inTitle = true
			case "script":
				t.Error("the picture holds a script")
			}
		case xml.CharData:
			if inTitle && len(stack) > 0 {
				stack[len(stack)-1].title += string(token)
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "g":
				stack = stack[:len(stack)-1]
			case "title":
				inTitle = false
			}
		}
	}
	var out []element
	for _, e := range list {
		out = append(out, *e)
	}
	return out
}

func TestEveryVariableAndLinkIsAGroupWithIdClassAndTitle(t *testing.T) {
	m := load(t, "foresight")
	d := Measure(m, nil, Options{})
	groups := elements(t, svg(t, d.Draw(pinned(d), nil)))
	byID := map[string]element{}
	for _, g := range groups {
		if g.id == "" {
			continue
		}
		if _, twice := byID[g.id]; twice {
			t.Errorf("id %q stands twice", g.id)
		}
		byID[g.id] = g
	}
	for _, v := range m.Variables {
		g := byID["v-"+v.ID]
		if !strings.HasPrefix(g.class, "variable") || !strings.HasPrefix(g.title, v.Label.In("en")) {
			t.Errorf("%s is %+v", v.ID, g)
		}
	}
	for _, l := range m.Links {
		g := byID["l-"+l.From+"-"+l.To]
		want := map[maps.Sign]string{maps.Positive: "link positive", maps.Negative: "link negative"}[l.Sign]
		if !strings.HasPrefix(g.class, want) || !strings.Contains(g.title, m.Variable(l.To).Label.In("en")) {
			t.Errorf("%s is %+v", l.Ref(), g)
		}
	}
}

func TestThePictureCreditsItsSource(t *testing.T) {
	m := load(t, "foresight")
	for _, show := range []map[string]bool{nil, {"stress": true, "self-esteem": true}} {
		d := Measure(m, show, Options{})
		if text := string(svg(t, d.Draw(pinned(d), nil))); !strings.Contains(text, "Vandenbroeck") || !strings.Contains(text, "Crown") {
			t.Errorf("no source on the picture of %v", show)
		}
	}
}

func TestTheSameMapGivesTheSameBytes(t *testing.T) {
	m := load(t, "foresight")
	d := Measure(m, nil, Options{})
	first := svg(t, d.Draw(pinned(d), nil))
	again := Measure(load(t, "foresight"), nil, Options{})
	if !bytes.Equal(first, svg(t, again.Draw(pinned(again), nil))) {
		t.Error("two pictures of one map differ")
	}
}

func TestEveryThemeIsLegible(t *testing.T) {
	m := load(t, "foresight")
	// A map without colours of its own gets the theme's palette.
	bare := *m
	bare.Categories = nil
	for i := range 14 {
		bare.Categories = append(bare.Categories, maps.Category{ID: fmt.Sprint(i)})
	}
	for _, name := range Themes() {
		theme, err := ThemeNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		for what, pair := range map[string][2]scene.Colour{
			"text": {theme.Ink, theme.Background}, "small print": {theme.Faint, theme.Background}, "cluster names": {theme.RegionInk, theme.Region},
		} {
			if c := scene.Contrast(pair[0], pair[1]); c < 4.5 {
				t.Errorf("%s: %s has a contrast of %.1f", name, what, c)
			}
		}
		for _, m := range []*maps.Map{m, &bare} {
			kinds, _ := kindsOf(m, nil, theme)
			for _, k := range append(kinds, kind{plain: unsorted, accent: unsorted}) {
				for n, c := range []scene.Colour{k.plain, k.accent} {
					look := theme.box(c, n == 1)
					if got := scene.Contrast(look.ink, look.fill); got < 4.5 {
						t.Errorf("%s: text on %s has a contrast of %.1f", name, look.fill.Hex(), got)
					}
					if got := scene.Contrast(theme.line(c), theme.Background); got < 3 {
						t.Errorf("%s: lines of %s have a contrast of %.1f", name, c.Hex(), got)
					}
				}
			}
		}
	}
}

func TestPaletteColoursAreToldApart(t *testing.T) {
	for _, name := range []string{"foresight", "projector"} {
		theme, _ := ThemeNamed(name)
		for i, a := range theme.Palette {
			for _, b := range theme.Palette[:i] {
				if d := abs(int(a.R)-int(b.R)) + abs(int(a.G)-int(b.G)) + abs(int(a.B)-int(b.B)); d < 12 {
					t.Errorf("%s: %s and %s are near", name, a.Hex(), b.Hex())
				}
			}
		}
	}
}

func abs(n int) int { return max(n, -n) }

func TestAnUnknownThemeNamesTheOnesThereAre(t *testing.T) {
	if _, err := ThemeNamed("neon"); err == nil || !strings.Contains(err.Error(), "projector") {
		t.Error(err)
	}
}

// small returns a map of three variables with every kind of link, and where
// its boxes stand.
func small() (*maps.Map, []scene.Point) {
	delay := maps.Exactly(2)
	m := &maps.Map{
		Title: maps.Plain("Three"), Language: maps.English,
		Categories: []maps.Category{{ID: "c", Label: maps.Plain("Kind")}},
		Clusters:   []maps.Cluster{{ID: "k", Label: maps.Plain("Part")}},
		Variables: []maps.Variable{
			{ID: "a", Label: maps.Plain("Alpha"), Category: "c", Cluster: "k"},
			{ID: "b", Label: maps.Plain("Beta"), Category: "c", Cluster: "k"},
			{ID: "c", Label: maps.Plain("Gamma")},
		},
		Links: []maps.Link{
			{From: "a", To: "b", Sign: maps.Positive},
			{From: "a", To: "b", Sign: maps.Negative},
			{From: "b", To: "c", Sign: maps.Unknown},
			{From: "c", To: "a", Sign: maps.Positive, Delay: &delay},
			{From: "c", To: "c", Sign: maps.Negative},
		},
	}
	return m, []scene.Point{
		{X: 0, Y: 0}, {X: 220, Y: 10}, {X: 110, Y: 140},
	}
}

func TestParallelLinksAndSelfLoopsAreDrawnEach(t *testing.T) {
	m, at := small()
	groups := elements(t, svg(t, Measure(m, nil, Options{}).Draw(at, map[int]scene.Box{0: {X: -60, Y: -60, W: 400, H: 120}})))
	var got []string
	for _, g := range groups {
		if g.id != "" {
			got = append(got, g.id+" "+g.class)
		}
	}
	for _, want := range []string{
		"c-k cluster", "l-a-b link positive", "l-a-b.2 link negative", "l-b-c link unknown", "l-c-a link positive delayed", "l-c-c link negative",
	} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("no %q in %q", want, got)
		}
	}
}

func TestIdsStayUniqueWhereNamesRunTogether(t *testing.T) {
	m := &maps.Map{
		Variables: []maps.Variable{{ID: "a", Label: maps.Plain("1")}, {ID: "a-b", Label: maps.Plain("2")}, {ID: "b-c", Label: maps.Plain("3")}, {ID: "c", Label: maps.Plain("4")}},
		Links:     []maps.Link{{From: "a", To: "b-c", Sign: 1}, {From: "a-b", To: "c", Sign: 1}},
	}
	seen := map[string]bool{}
	for _, g := range elements(t, svg(t, Measure(m, nil, Options{}).Draw([]scene.Point{{}, {X: 200}, {Y: 200}, {X: 200, Y: 200}}, nil))) {
		if g.id != "" && seen[g.id] {
			t.Errorf("id %q stands twice", g.id)
		}
		seen[g.id] = true
	}
}

func TestHostileTextIsHarmlessAndSurvives(t *testing.T) {
	labels := []string{"<script>alert(1)</script>", `"quoted" & 'so'`, "two\nlines", "שלום עולם", "🙂 glad", "]]>", strings.Repeat("Overvægtsforebyggelsesindsats", 3)}
	m := &maps.Map{Title: maps.Plain("<b>&"), Sources: []maps.Source{{Text: maps.Plain("</text><script>")}}}
	var at []scene.Point
	for i, l := range labels {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(l), Note: maps.Plain(l)})
		at = append(at, scene.Point{X: 300 * float64(i)})
	}
	picture := Measure(m, nil, Options{}).Draw(at, nil)
	groups := elements(t, svg(t, picture))
	for i, l := range labels {
		if !slices.ContainsFunc(groups, func(g element) bool { return g.id == fmt.Sprint("v-v", i) && strings.HasPrefix(g.title, l) }) {
			t.Errorf("%q is not in the picture", l)
		}
	}
	for what, write := range map[string]func(io.Writer) error{
		"png": func(w io.Writer) error { return picture.WritePNG(w, scene.PNGOptions{Width: 800}) },
		"pdf": func(w io.Writer) error { return picture.WritePDF(w, scene.PDFOptions{}) },
	} {
		if err := write(io.Discard); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestThePictureSpeaksTheLanguageAskedFor(t *testing.T) {
	m := load(t, "foresight")
	d := Measure(m, nil, Options{Language: maps.Danish})
	text := string(svg(t, d.Draw(pinned(d), nil)))
	for _, want := range []string{"Mere fører til mindre", "Kernesløjfe", "Kilde: ", "Selvværd", `xml:lang="da"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(text, "More leads") {
		t.Error("English words on a Danish picture")
	}
}

func TestAnOverlayMarksFadesAndExplains(t *testing.T) {
	m, at := small()
	half := 0.5
	o := Overlay{
		Title: "Found", Note: "Counted exactly.", Fade: true,
		Scale:     &Scale{Title: "Share", High: 1, LowLabel: "none", HighLabel: "all"},
		Variables: map[string]VariableMark{"a": {Emphasis: true, Value: &half, Badge: "1", Note: "first"}},
		Links:     map[maps.LinkRef]LinkMark{{From: "c", To: "a", Sign: maps.Positive}: {Emphasis: true}},
		Loops:     []LoopMark{{Name: "R1", Polarity: maps.Positive, Through: []string{"a", "b", "c"}}},
	}
	picture := svg(t, Measure(m, nil, Options{Overlay: o}).Draw(at, nil))
	text := string(picture)
	for _, want := range []string{"Found", "Counted exactly.", "Share", "none", "R1", "first", `class="loop reinforcing"`, `opacity="0.2"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the picture", want)
		}
	}
	elements(t, picture)
}
