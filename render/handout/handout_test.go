package handout_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/handout"
	"sysmap/render/layout"
	"sysmap/render/scene"
)

func TestMain(m *testing.M) {
	layout.ServeIfWorker()
	m.Run()
}

// loneliness is the example with nine actors, analysed.
var loneliness = sync.OnceValues(func() (*maps.Map, *alliance.Result) {
	m, err := new(maps.Loader).Load(context.Background(), "../../examples/ensomhed/map.yaml")
	if err != nil {
		panic(err)
	}
	return m, analysed(m)
})

func analysed(m *maps.Map) *alliance.Result {
	r, err := alliance.Analyse(context.Background(), m, alliance.Options{Members: 1, Proposals: -1, MaxStates: -1})
	if err != nil {
		panic(err)
	}
	return r
}

func sheets(t *testing.T, m *maps.Map, r *alliance.Result, l maps.Language, actors ...string) []handout.Sheet {
	t.Helper()
	list, err := handout.Sheets(m, r, actors, l)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestASheetSaysWhatAnActorMustAndCanDoAndWithWhom(t *testing.T) {
	m, r := loneliness()
	list := sheets(t, m, r, maps.Danish, "skolerne")
	if len(list) != 1 {
		t.Fatalf("%d sheets", len(list))
	}
	s := list[0]
	if s.Name != "Skolerne" || s.Sector != "det offentlige" || s.Map != "Ensomhed blandt børn og unge" {
		t.Errorf("%q, %q, %q", s.Name, s.Sector, s.Map)
	}
	if s.Roles[0].Title != "I har ansvar for" || s.Roles[0].Badge.Text != "A" || s.Roles[0].Badge.Open || s.Roles[0].Groups[0].Cluster != "Skolen" || len(s.Roles[0].Groups[0].Variables) != 3 {
		t.Errorf("must act: %+v", s.Roles[0])
	}
	if len(s.Roles) != 2 || len(s.Roles[1].Groups) != 3 {
		t.Errorf("roles %+v", s.Roles)
	}
	if len(s.Efforts) != 2 || s.Efforts[1].With[0] != "Forældrerådet" || len(s.Efforts[0].With) != 0 {
		t.Errorf("efforts %+v", s.Efforts)
	}
	pairs := 0
	for _, p := range r.Interfaces.Pairs {
		if p.First == "skolerne" || p.Second == "skolerne" {
			pairs++
		}
	}
	if len(s.Partners) != pairs || s.Partners[0].Name != "Kommunen" || s.Partners[0].Both[0] != "Skolefravær" || s.Partners[0].Efforts != nil {
		t.Errorf("partners %+v", s.Partners)
	}
	if !slices.Contains(s.Partners[0].Between, "Mobning og udelukkelse → Skolefravær\u00a0(+)") {
		t.Errorf("between %q", s.Partners[0].Between)
	}
	if len(s.Loops) == 0 || !strings.HasSuffix(s.Loops[0].Text, "sløjfe.") || !strings.HasPrefix(s.LoopNote, "15 af målets 44 feedbacksløjfer") {
		t.Errorf("%q, %+v", s.LoopNote, s.Loops)
	}
}

func TestNextStepsFollowFromTheMap(t *testing.T) {
	m, r := loneliness()
	for _, want := range []struct{ actor, step string }{
		{"skolerne", "Aftal, hvad I gør ved “Mobning og udelukkelse” og “Skolefravær”: I har ansvaret, og ingen indsats virker ind dér endnu."},
		{"skolerne", "Sæt jer sammen med Kommunen om “Skolefravær”, som I begge har fat i: I har ingen fælles indsats i dag."},
		{"ppr", "Fortæl de andre, hvad I ved om “Frygt for afvisning” og “Social selvtillid”."},
		{"universitetet", "Fortæl de andre, hvad I ved om"},
	} {
		s := sheets(t, m, r, maps.Danish, want.actor)[0]
		if !slices.ContainsFunc(s.Steps, func(step string) bool { return strings.HasPrefix(step, want.step) }) {
			t.Errorf("%s: %q", want.actor, s.Steps)
		}
	}
	for _, s := range sheets(t, m, r, maps.English) {
		if n := len(s.Steps); n < 1 || n > 3 {
			t.Errorf("%s has %d steps", s.Name, n)
		}
	}
}

func TestAnActorWithoutARoleIsAskedToFindOne(t *testing.T) {
	m, err := new(maps.Loader).Parse(context.Background(), "map.yaml", []byte("sysmap: 1\nvariables: {a: {label: A}}\nactors: {x: {label: X}, y: {}}\nroles: [{actor: y, must-act: [a]}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	list := sheets(t, m, analysed(m), maps.English)
	if s := list[0]; len(s.Roles) != 0 || s.Sector != "no sector stated" || !strings.HasPrefix(s.Steps[0], "Talk with the alliance") || s.Lead[0] != "The map does not say yet what you can act on." {
		t.Errorf("%+v", s)
	}
	if s := list[1]; s.Name == "" || s.Map != "Systems map" {
		t.Errorf("an actor without a label: %+v", s)
	}
	for kind, write := range writers {
		if err := write(&bytes.Buffer{}, list, handout.Options{}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestAMapWithoutActorsOrThatActorSaysSo(t *testing.T) {
	m, r := loneliness()
	if _, err := handout.Sheets(m, r, []string{"kommune"}, maps.Danish); err == nil || !strings.Contains(err.Error(), "kommunen, skolerne") {
		t.Errorf("%v", err)
	}
	empty := &maps.Map{Variables: []maps.Variable{{ID: "a"}}}
	if _, err := handout.Sheets(empty, &alliance.Result{}, nil, maps.Danish); !errors.Is(err, handout.ErrNoActors) {
		t.Errorf("%v", err)
	}
}

type writer = func(w *bytes.Buffer, list []handout.Sheet, o handout.Options) error

var writers = map[string]writer{
	"pdf": func(w *bytes.Buffer, list []handout.Sheet, o handout.Options) error {
		return handout.WritePDF(w, list, o)
	},
	"html": func(w *bytes.Buffer, list []handout.Sheet, o handout.Options) error {
		return handout.WriteHTML(w, list, o)
	},
	"markdown": func(w *bytes.Buffer, list []handout.Sheet, o handout.Options) error {
		return handout.WriteMarkdown(w, list, o)
	},
}

func TestTheSameSheetsGiveTheSameBytes(t *testing.T) {
	m, r := loneliness()
	list := sheets(t, m, r, maps.Danish)
	for kind, write := range writers {
		var a, b bytes.Buffer
		if err := errors.Join(write(&a, list, handout.Options{Language: maps.Danish}), write(&b, list, handout.Options{Language: maps.Danish})); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s differs", kind)
		}
	}
}

// crowd is a sheet for somebody with very much to do, in very long words.
func crowd(many int) handout.Sheet {
	long := "Sundhedsplejerskernes kompetenceudviklingsmulighedsvurderingsredskabsafprøvning & <b>fed</b> *stjerne* | [link](http://example.org)"
	s := handout.Sheet{
		Actor: "x", Name: "Donaudampfschifffahrtsgesellschaftskapitänsvereinigungsmitgliedschaftsausweis", Sector: "civilsamfund", Map: long, Goal: long, Lead: []string{long, long},
		Badge: diagram.Badge{Text: "C", Shape: diagram.Disc, Tone: 3}, LoopNote: long, Source: strings.Repeat(long+" ", 6),
		Steps: []string{long, long + long, "Kort."},
	}
	for k := range 4 {
		role := handout.Role{Title: "I har ansvar for", Badge: diagram.Badge{Text: "A"}}
		for c := range many {
			role.Groups = append(role.Groups, handout.Group{Cluster: fmt.Sprintf("Klynge %d", c), Variables: []string{long, fmt.Sprintf("faktor-%d-%d", k, c)}})
		}
		s.Roles = append(s.Roles, role)
	}
	for n := range many {
		s.Efforts = append(s.Efforts, handout.Effort{Name: fmt.Sprintf("indsats-%d %s", n, long), Detail: "i gang", On: []string{long, long}, With: []string{long}})
		s.Partners = append(s.Partners, handout.Partner{Name: fmt.Sprintf("partner-%d", n), Between: []string{long, long, long, long, long}, Both: []string{long}})
		s.Loops = append(s.Loops, handout.Story{Title: long, Text: strings.Repeat(long+" ", 5)})
	}
	return s
}

func TestNoTextLeavesThePageOrCoversAnother(t *testing.T) {
	m, r := loneliness()
	endless := crowd(2)
	endless.Name = strings.Repeat("Uendelig ", 220)
	endless.Roles[0].Groups[0].Cluster, endless.Roles[1].Title = endless.Name, endless.Name
	endless.Steps[0], endless.Partners[0].Name = strings.Repeat(endless.Name, 5), strings.Repeat("X", 2000)
	list := append(sheets(t, m, r, maps.English), crowd(1), crowd(7), crowd(40), endless)
	for _, theme := range []diagram.Theme{diagram.Foresight(), diagram.Print(), diagram.Projector()} {
		for _, s := range list {
			pages := handout.Pages([]handout.Sheet{s}, handout.Options{Language: maps.English, Theme: theme})
			for n, page := range pages {
				checkPage(t, fmt.Sprintf("%.20s, page %d", s.Name, n+1), page.Scene)
			}
		}
	}
}

func checkPage(t *testing.T, where string, s *scene.Scene) {
	t.Helper()
	if err := s.Check(); err != nil {
		t.Errorf("%s: %v", where, err)
	}
	type placed struct {
		text string
		box  scene.Box
	}
	var all []placed
	var visit func([]scene.Shape)
	visit = func(list []scene.Shape) {
		for _, shape := range list {
			switch x := shape.(type) {
			case scene.Group:
				visit(x.Shapes)
			case scene.Text:
				w := scene.Measure(x.String, x.Font)
				left := x.At.X
				switch x.Anchor {
				case scene.MiddleAnchor:
					left -= w / 2
				case scene.EndAnchor:
					left -= w
				}
				all = append(all, placed{x.String, scene.Box{X: left, Y: x.At.Y - scene.CapHeight(x.Font), W: w, H: scene.CapHeight(x.Font)}})
			}
		}
	}
	visit(s.Shapes)
	// Office printers leave about 5 mm free.
	sheet := scene.Box{X: 40, Y: 30, W: s.Width - 80, H: s.Height - 46}
	for i, p := range all {
		if !sheet.Contains(scene.Point{X: p.box.X, Y: p.box.Y}) || !sheet.Contains(scene.Point{X: p.box.X + p.box.W, Y: p.box.Y + p.box.H}) {
			t.Errorf("%s: %q leaves the page: %+v", where, p.text, p.box)
		}
		for _, q := range all[:i] {
			if p.box.Overlaps(q.box.Inset(0.2)) {
				t.Errorf("%s: %q covers %q", where, p.text, q.text)
			}
		}
	}
}

func TestEverythingIsOnThePages(t *testing.T) {
	s := crowd(7)
	var text strings.Builder
	for _, page := range handout.Pages([]handout.Sheet{s}, handout.Options{Language: maps.Danish}) {
		var visit func([]scene.Shape)
		visit = func(list []scene.Shape) {
			for _, shape := range list {
				switch x := shape.(type) {
				case scene.Group:
					visit(x.Shapes)
				case scene.Text:
					text.WriteString(x.String + "\n")
				}
			}
		}
		visit(page.Shapes)
	}
	for n := range 7 {
		for _, want := range []string{fmt.Sprintf("faktor-3-%d\n", n), fmt.Sprintf("indsats-%d", n), fmt.Sprintf("partner-%d\n", n)} {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%q is on no page", want)
			}
		}
	}
}

func TestEachActorBeginsAPageWithABookmarkAndMostFitOne(t *testing.T) {
	m, r := loneliness()
	list := sheets(t, m, r, maps.Danish)
	pages := handout.Pages(list, handout.Options{Language: maps.Danish})
	var marks []string
	for _, p := range pages {
		for _, b := range p.Bookmarks {
			marks = append(marks, b.Title)
		}
	}
	if len(marks) != len(list) || len(pages) != len(list) {
		t.Errorf("%d pages, bookmarks %q", len(pages), marks)
	}
}

func TestStrangersTextIsTextInHTMLAndMarkdown(t *testing.T) {
	s := crowd(1)
	s.Name = `<script>alert("x")</script>`
	var page, draft bytes.Buffer
	if err := errors.Join(handout.WriteHTML(&page, []handout.Sheet{s}, handout.Options{}), handout.WriteMarkdown(&draft, []handout.Sheet{s}, handout.Options{})); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<b>fed"} {
		if strings.Contains(page.String(), bad) || strings.Contains(draft.String(), bad) {
			t.Errorf("%s is markup", bad)
		}
	}
	if !strings.Contains(page.String(), "default-src 'none'") {
		t.Error("the page may load things")
	}
	for _, bad := range []string{" *stjerne*", "[link](", "| [link"} {
		if strings.Contains(draft.String(), bad) {
			t.Errorf("%s is Markdown", bad)
		}
	}
}

func TestAnonymousSheetsNameNobody(t *testing.T) {
	named, _ := loneliness()
	m := alliance.Anonymous(named)
	list := sheets(t, m, analysed(m), maps.Danish)
	for kind, write := range writers {
		if kind == "pdf" {
			continue // its text is compressed, and the same as the page's
		}
		var b bytes.Buffer
		if err := write(&b, list, handout.Options{Language: maps.Danish}); err != nil {
			t.Fatal(err)
		}
		for _, a := range named.Actors {
			if strings.Contains(b.String(), a.Label.In(maps.Danish)) {
				t.Errorf("%s names %s", kind, a.ID)
			}
		}
		if !strings.Contains(b.String(), "Aktør 9") {
			t.Errorf("%s: nobody is number 9", kind)
		}
	}
}

func TestThePlaceOnTheMapIsASmallMapWithoutWords(t *testing.T) {
	m, r := loneliness()
	list := sheets(t, m, r, maps.Danish, "skolerne", "universitetet")
	places, err := handout.Places(context.Background(), m, list, handout.Options{Language: maps.Danish})
	if err != nil {
		t.Fatal(err)
	}
	if len(places) != 2 {
		t.Fatalf("%d places", len(places))
	}
	var svg bytes.Buffer
	if err := places["skolerne"].WriteSVG(&svg, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(svg.String(), "<text") {
		t.Error("there are words on it")
	}
	pages := handout.Pages(list, handout.Options{Language: maps.Danish, Places: places})
	for _, p := range pages {
		checkPage(t, p.Title, p.Scene)
	}
}
