package loopy

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

// farm is a model as LOOPY 1.1 saves it.
const farm = `[[[1,100,100,0.5,"grass",3],[2,400,100,0.66,"sheep%20%26%20goats",0],[7,250,400,0.5,"wolves%0Aof%20the%20hill",0]],` +
	`[[1,2,60,1,0],[2,1,-75,-1,0],[2,7,0,1,0],[7,2,30,-1,0],[7,7,90,0,45],[2,7,10,1,0]],[[500,500,"more%20grass%2C%0Amore%20sheep"]],7]`

func TestFileOfVersion1(t *testing.T) {
	m, r := formattest.Read(t, Format(), farm)
	want := []string{
		`variable "grass" at 100,100 category "Green"`,
		`variable "sheep & goats" at 400,100 category "Red"`,
		`variable "wolves of the hill" at 250,400 category "Red"`,
		`link 0 + 1 bend 0.20`, `link 1 + 2 bend 0.00`, `link 1 - 0 bend -0.25`, `link 2 - 1 bend 0.09`, `link 2 ? 2`,
	}
	if got := formattest.Told(m, format.Kept{Positions: true, Categories: true, Bends: true}); !slices.Equal(got, want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	if m.Note.Plain != "more grass,\nmore sheep" {
		t.Errorf("note %q", m.Note.Plain)
	}
	if m.Categories[0].Colour != "#bfee3f" || m.Title.Plain != "Some file" {
		t.Errorf("%+v %q", m.Categories, m.Title.Plain)
	}
	if r.Positive != 2 || r.Negative != 2 || r.Unknown != 1 || r.Positions != 3 ||
		formattest.Counted(r.Losses, "starting amounts") != 1 || formattest.Counted(r.Losses, "shapes of arrows from a node to itself") != 1 ||
		formattest.Counted(r.Notes, "links that stand more than once, merged") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestLinkOfVersion1(t *testing.T) {
	link := "  https://ncase.me/loopy/v1.1/?embed=1&data=" + strings.ReplaceAll(strings.ReplaceAll(farm[:len(farm)-1], "%", "%25"), `"`, "%22") + "%5D&x=1\n"
	if recogniseLink([]byte(link)) != format.Surely || recogniseFile([]byte(link)) != format.No {
		t.Error("a link is not recognised")
	}
	want, _ := formattest.Read(t, Format(), farm)
	got, r := formattest.Read(t, Link(), link+"another line\n")
	if !slices.Equal(formattest.Told(got, format.Kept{Bends: true, Positions: true}), formattest.Told(want, format.Kept{Bends: true, Positions: true})) {
		t.Fatalf("got %v", formattest.Told(got, format.Kept{}))
	}
	if formattest.Counted(r.Losses, "lines after the first link") != 1 {
		t.Errorf("%+v", r.Losses)
	}
	_, data, _ := strings.Cut(strings.TrimSpace(link), "data=")
	data, _, _ = strings.Cut(data, "&")
	raw, _ := formattest.Read(t, Format(), data)
	if !slices.Equal(formattest.Told(raw, format.Kept{}), formattest.Told(want, format.Kept{})) {
		t.Errorf("what LOOPY puts into a link, by itself: %v", formattest.Told(raw, format.Kept{}))
	}
	by := strings.ReplaceAll(farm, "%", "%25")
	twice, _ := formattest.Read(t, Format(), by)
	if !slices.Equal(formattest.Told(twice, format.Kept{}), formattest.Told(want, format.Kept{})) {
		t.Errorf("encoded twice in a file: %v", formattest.Told(twice, format.Kept{}))
	}
}

func TestReadableFileOfVersion2(t *testing.T) {
	text := `{"globals":{"loopyMode":1,"colorLogic":0},"nodes":[{"id":0,"x":10,"y":20,"init":0.5,"label":"100% wool","hue":4,"size":5,"overflow":0,"underflow":1},
		{"id":1,"x":110,"y":20,"init":0.5,"label":"Æ","hue":4}],
		"edges":[{"from":0,"to":1,"arc":10,"strength":1,"rotation":0,"signBehavior":1,"edgeFilterColor":-1,"customLabel":"why"},
		{"from":1,"to":0,"arc":5,"strength":1,"signBehavior":2},{"from":0,"to":0,"strength":-1,"signBehavior":4},{"from":1,"to":1,"signBehavior":0,"filter":3}],
		"labels":[{"x":1,"y":2,"text":"here","href":"https://example.org"}]}`
	if recogniseFile([]byte(text)) != format.Surely {
		t.Error("not recognised")
	}
	m, r := formattest.Read(t, Format(), text)
	want := []string{
		`variable "100% wool" at 10,20 note ""`, `variable "Æ" at 110,20 note ""`,
		`link 0 - 1 bend 0.10 note "why"`, `link 0 ? 0 note ""`, `link 1 + 0 bend 0.05 note ""`, `link 1 + 1 note ""`,
	}
	if got := formattest.Told(m, format.Kept{Positions: true, Notes: true, LinkNotes: true, Bends: true, Categories: true}); !slices.Equal(got, want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	for what, n := range map[string]int{"sizes of nodes": 1, "arrows that let only increases or only decreases pass": 1, "signal rules of arrows": 1, "addresses of texts on the sheet": 1, "shapes of arrows from a node to itself": 2} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("%s: %d", what, formattest.Counted(r.Losses, what))
		}
	}
	if formattest.Counted(r.Notes, "arrows that turn every signal into the same one, which have no sign") != 1 {
		t.Errorf("%+v", r.Notes)
	}
	simple, _ := formattest.Read(t, Format(), strings.Replace(text, `"loopyMode":1`, `"loopyMode":0`, 1))
	if got := formattest.Told(simple, format.Kept{})[2:]; !slices.Equal(got, []string{"link 0 + 1", "link 0 - 0", "link 1 + 0", "link 1 + 1"}) {
		t.Errorf("simple mode: %v", got)
	}
}

func TestStrengthsBeyondOne(t *testing.T) {
	nodes := `[[[1,0,0,0.5,"a",0],[2,100,0,0.5,"b",0]],[[1,2,0,STRENGTH]],[],3]`
	for strength, want := range map[string]string{
		"1": "+", "-1": "-", "3": "+", "-2": "-", "0": "?", "8": "+", "-8": "+", "9": "?", "-9": "?", "null": "+", `"-1"`: "-", `"x"`: "+", "-1,0,1": "?", "-1,0,2": "+",
	} {
		m, _ := formattest.Read(t, Format(), strings.Replace(nodes, "STRENGTH", strength, 1))
		if got := m.Links[0].Sign.String(); got != want {
			t.Errorf("strength %s: %s, want %s", strength, got, want)
		}
	}
}

func TestFilesOfLoopyItself(t *testing.T) {
	links := strings.Fields(formattest.Sample(t, "loopy/v1-urls.txt"))
	for i, want := range [][2]int{{2, 2}, {7, 8}, {6, 6}} {
		m, r := formattest.Read(t, Link(), links[i])
		if len(m.Variables) != want[0] || len(m.Links) != want[1] || r.Unknown != 0 || r.Positions != want[0] {
			t.Errorf("link %d: %+v", i, r)
		}
	}
	m, _ := formattest.Read(t, Format(), formattest.Sample(t, "loopy/v2-example.json"))
	if len(m.Variables) != 6 || len(m.Links) != 6 || m.Variables[2].Label.Plain != "job loss" {
		t.Errorf("%v", formattest.Told(m, format.Kept{}))
	}
}

func TestLinksThatAreCutOffKeepWhatIsWhole(t *testing.T) {
	whole := address + component(farm)
	cut := strings.Index(whole, "more")
	m, r := formattest.Read(t, Link(), whole[:cut+14])
	if len(m.Variables) != 3 || len(m.Links) != 5 || formattest.Counted(r.Losses, "the end of a model that is cut off") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestWhatIsBrokenIsCountedOrRefused(t *testing.T) {
	m, r := formattest.Read(t, Format(), `[[[1,"x",2,0.5,"",9],[1,1e300,2,0.5,"b",0]],[[1,3,10,1,0],[1,1,10]],[]]`)
	if len(m.Links) != 1 || m.Variables[0].Label.Plain != "Unnamed" || m.Variables[0].At != nil || m.Variables[1].At != nil {
		t.Errorf("%v", formattest.Told(m, format.Kept{}))
	}
	for _, what := range []string{
		"positions that are not numbers", "positions beyond any sheet", "colours that LOOPY does not have",
		"numbers of nodes that are missing or taken, so that arrows cannot reach them", "arrows from or to nodes that do not exist",
	} {
		if formattest.Counted(r.Losses, what) != 1 {
			t.Errorf("%s: %+v", what, r.Losses)
		}
	}
	for text, want := range map[string]string{
		"": "empty", "https://ncase.me/loopy/?data=XQAAAAI": "compressed", "[1]": "parts", `[{"a":1}]`: "parts", "{}": "nodes", "[[[1": "line 1",
		"https://x/?data=%5B%zz": "damaged", `{"nodes":[],"x":"` + "\x00" + `"}`: "zero",
	} {
		_, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	formattest.Damage(t, Format(), farm)
}

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, Format(), farm, kept())
	formattest.Encodings(t, Link(), address+component(farm)+"\n", kept())
}

func TestRoundTrip(t *testing.T) {
	adjust := func(m *maps.Map) {
		m.Note = maps.Plain("A note\nof two lines, 100%")
		for i := range m.Variables {
			if m.Variables[i].At == nil {
				m.Variables[i].At = &maps.Position{X: float64(i), Y: 7}
			}
		}
	}
	for _, f := range []format.Format{Format(), Link()} {
		formattest.RoundTrip(t, f, format.Kept{Note: true, Positions: true}, adjust)
	}
}

func TestBendsAndCategoriesSurvive(t *testing.T) {
	bend := -0.3
	m := &maps.Map{Language: maps.English, Note: maps.Plain("Hi\n\nthere"), Variables: []maps.Variable{
		{ID: "a", Label: maps.Plain("A"), At: &maps.Position{X: 0, Y: 0}, Category: "w"},
		{ID: "b", Label: maps.Plain("B"), At: &maps.Position{X: 300, Y: 400}, Category: "g"},
		{ID: "c", Label: maps.Plain("C")},
	}}
	m.Categories = []maps.Category{{ID: "w", Label: maps.Plain("Wood")}, {ID: "g", Label: maps.Plain("Green"), Colour: "#BFEE3F"}}
	m.Links = []maps.Link{maps.NewLink("a", "b", maps.Unknown), maps.NewLink("b", "c", maps.Negative)}
	m.Links[0].Bend = &bend
	var b bytes.Buffer
	r, err := Format().Write(&b, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	back, _ := formattest.Read(t, Format(), b.String())
	if got := *back.Links[0].Bend; math.Abs(got-bend) > 0.001 || back.Links[0].Sign != maps.Unknown || back.Note.Plain != m.Note.Plain {
		t.Errorf("bend %v, %+v", got, back.Links[0])
	}
	if a, b, c := back.Variables[0].Category, back.Variables[1].Category, back.Variables[2].Category; a != "red" || b != "green" || c != "orange" {
		t.Errorf("categories %s %s %s", a, b, c)
	}
	if formattest.Counted(r.Notes, "variables without a position, set out on a circle") != 1 || formattest.Counted(r.Losses, "labels of categories") != 2 || formattest.Counted(r.Losses, "the note about the map") != 0 {
		t.Errorf("%+v", r)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(farm))
	f.Add([]byte(address + component(farm)))
	f.Add([]byte(`{"globals":{"loopyMode":1},"nodes":[{"id":0,"x":10,"y":20,"label":"a"}],"edges":[{"from":0,"to":0,"strength":-1}],"labels":[{"text":"x"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) {
	formattest.Benchmark(b, Format())
}
