package overlay_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/layout"
	"sysmap/render/overlay"
)

func TestMain(m *testing.M) {
	layout.ServeIfWorker()
	m.Run()
}

// loneliness is the example with nine actors in five sectors.
func loneliness(t *testing.T) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), "../../examples/ensomhed/map.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// lighter is the example with nine efforts, drawn over Foresight.
func lighter(t *testing.T) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), "../../examples/et-lettere-liv/map.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func analysed(t *testing.T, m *maps.Map) *alliance.Result {
	t.Helper()
	r, err := alliance.Analyse(context.Background(), m, alliance.Options{Members: 1, Proposals: -1, MaxStates: -1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func parse(t *testing.T, text string) *maps.Map {
	t.Helper()
	m, err := new(maps.Loader).Parse(context.Background(), "map.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// all are the overlays of responsibility of a map, by name.
func all(t *testing.T, m *maps.Map, l maps.Language) map[string]func() (diagram.Overlay, error) {
	r := analysed(t, m)
	list := map[string]func() (diagram.Overlay, error){
		"roles":      func() (diagram.Overlay, error) { return overlay.Roles(m, l) },
		"orphans":    func() (diagram.Overlay, error) { return overlay.Orphans(m, r, l) },
		"interfaces": func() (diagram.Overlay, error) { return overlay.Interfaces(m, r.Interfaces, l) },
		"efforts":    func() (diagram.Overlay, error) { return overlay.Efforts(m, l) },
		"confidence": func() (diagram.Overlay, error) { return overlay.Confidence(m, l) },
		"evidence":   func() (diagram.Overlay, error) { return overlay.Evidence(m, l) },
	}
	if len(m.Actors) > 1 {
		a, b := m.Actors[0].ID, m.Actors[1].ID
		list["actor"] = func() (diagram.Overlay, error) { return overlay.Actor(m, a, l) }
		list["interface"] = func() (diagram.Overlay, error) { return overlay.Interface(m, r.Interfaces, a, b, l) }
	}
	if len(m.Efforts) > 0 {
		list["effort"] = func() (diagram.Overlay, error) { return overlay.Effort(m, r, m.Efforts[0].ID, l) }
	}
	return list
}

func TestOverlaysOfResponsibilityHaveTitleNoteAndKeyInBothLanguages(t *testing.T) {
	m := loneliness(t)
	english := all(t, m, maps.English)
	for name, make := range all(t, m, maps.Danish) {
		danish, err := make()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		other, err := english[name]()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, o := range []diagram.Overlay{danish, other} {
			if o.Title == "" || o.Note == "" || len(o.Key) == 0 || !o.Fade || !o.Plain {
				t.Errorf("%s: title %q, note %q, %d entries in the key", name, o.Title, o.Note, len(o.Key))
			}
		}
		if danish.Title == other.Title || danish.Note == other.Note || len(danish.Variables) != len(other.Variables) || len(danish.Links) != len(other.Links) {
			t.Errorf("%s is the same in both languages, or marks other things: %q, %q", name, danish.Title, other.Title)
		}
	}
}

func TestOverlaysMarkOnlyWhatIsOnTheMap(t *testing.T) {
	m := loneliness(t)
	for name, make := range all(t, m, maps.English) {
		o, err := make()
		if err != nil {
			t.Fatal(err)
		}
		for id := range o.Variables {
			if m.Variable(id) == nil {
				t.Errorf("%s marks %q", name, id)
			}
		}
		for ref := range o.Links {
			if m.Link(ref) == nil {
				t.Errorf("%s marks %s", name, ref)
			}
		}
	}
}

func TestRolesShowTheStrongestRoleOfEachSector(t *testing.T) {
	o, err := overlay.Roles(loneliness(t), maps.Danish)
	if err != nil {
		t.Fatal(err)
	}
	// The municipality must act, school psychology can, the university knows.
	badges := o.Variables["mistrivsel"].Badges
	if len(badges) != 2 || badges[0].Text != "O" || badges[0].Open || badges[0].Small || badges[1].Text != "F" || !badges[1].Open || !badges[1].Small {
		t.Errorf("badges %+v", badges)
	}
	if outline := o.Variables["mistrivsel"].Outline; len(outline) != 1 || outline[0] != overlay.SectorBadge(maps.PublicSector, maps.Danish).Tone {
		t.Errorf("outline %v", outline)
	}
	if shared := o.Variables["samvær"].Outline; len(shared) != 2 {
		t.Errorf("a variable of two sectors has outline %v", shared)
	}
	if mark, ok := o.Variables["ensomhed"]; !ok || mark.Outline != nil {
		t.Errorf("what is only known and felt: %+v", mark)
	}
	if _, ok := o.Variables["søvn"]; ok {
		t.Error("what nobody has to do with is marked")
	}
	if note := o.Variables["mistrivsel"].Note; !strings.Contains(note, "Har ansvar: Kommunen") || !strings.Contains(note, "Har viden: Pædagogisk") && !strings.Contains(note, "Universitetet") {
		t.Errorf("note %q", note)
	}
}

func TestSectorsHaveAShapeALetterAndAToneOfTheirOwn(t *testing.T) {
	for _, l := range maps.Languages() {
		seen := map[any]maps.Sector{}
		for _, s := range append(maps.Sectors(), "") {
			b := overlay.SectorBadge(s, l)
			for _, key := range []any{b.Text, b.Shape, b.Tone} {
				if other, ok := seen[key]; ok || b.Text == "" || b.Tone == 0 {
					t.Errorf("%s: %q and %q share %v", l, s, other, key)
				}
				seen[key] = s
			}
		}
	}
}

func TestAnActorsGroundSaysItsRolesByLetters(t *testing.T) {
	m := loneliness(t)
	o, err := overlay.Actor(m, "foreningerne", maps.Danish)
	if err != nil {
		t.Fatal(err)
	}
	mark := o.Variables["pris-på-fritid"]
	if len(mark.Badges) != 2 || mark.Badges[0].Text != "K" || mark.Badges[1].Text != "B" || !mark.Dashed {
		t.Errorf("can act and is affected: %+v", mark)
	}
	if len(o.Variables) != 4 {
		t.Errorf("%d variables", len(o.Variables))
	}
	for ref := range o.Links {
		if o.Variables[ref.From].Outline == nil && o.Variables[ref.To].Outline == nil {
			t.Errorf("%s is not the actor's", ref)
		}
	}
	if want := "Kan handle på 4 og er berørt af 1 af kortets faktorer."; o.Note != want {
		t.Errorf("note %q", o.Note)
	}
	if _, err := overlay.Actor(m, "kommune", maps.Danish); err == nil || !strings.Contains(err.Error(), "kommunen") {
		t.Errorf("%v", err)
	}
}

func TestOrphansAreNumberedByWhatAPushWouldDo(t *testing.T) {
	m := loneliness(t)
	r := analysed(t, m)
	o, err := overlay.Orphans(m, r, maps.Danish)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Variables) != len(r.Orphans.Variables) || len(o.List) != min(r.Orphans.High, 20) {
		t.Errorf("%d variables, %d in the list", len(o.Variables), len(o.List))
	}
	first := r.Orphans.Variables[0]
	if b := o.Variables[first.Variable].Badges; len(b) != 1 || b[0].Text != "1↑" {
		t.Errorf("%s has %+v", first.Variable, b)
	}
	if !strings.Contains(o.List[0].Text, "“Nære venskaber”: mere af den flytter målet +0,") || !strings.Contains(o.List[0].Text, "Den er en del af målet.") {
		t.Errorf("%q", o.List[0].Text)
	}
	if o.List[1].Badge.Text != "2↓" || !strings.Contains(o.List[1].Text, "Spørg: Ungepanelet, Den frivillige rådgivning, Universitetet.") {
		t.Errorf("%+v", o.List[1])
	}
	for id, mark := range o.Variables {
		if mark.Emphasis == mark.Dashed {
			t.Errorf("%s: %+v", id, mark)
		}
	}
}

func TestInterfacesTellSharedEffortsFromNone(t *testing.T) {
	m := loneliness(t)
	r := analysed(t, m)
	o, err := overlay.Interfaces(m, r.Interfaces, maps.Danish)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Links) != len(r.Interfaces.Links) {
		t.Errorf("%d links, %d cross", len(o.Links), len(r.Interfaces.Links))
	}
	for ref, mark := range o.Links {
		together := slices.ContainsFunc(r.Interfaces.Pairs, func(p alliance.Pair) bool {
			return len(p.Efforts) > 0 && (slices.Contains(p.There, ref.String()) || slices.Contains(p.Back, ref.String()))
		})
		want := diagram.BrokenBand
		if together {
			want = diagram.SolidBand
		}
		if mark.Band != want || !strings.Contains(mark.Note, " og ") {
			t.Errorf("%s: %+v", ref, mark)
		}
	}
	if len(o.List) != min(len(r.Interfaces.Pairs), 20) {
		t.Errorf("%d pairs in the list", len(o.List))
	}
	for i, item := range o.List {
		shares := len(r.Interfaces.Pairs[i].Efforts) > 0
		if item.Badge.Open != shares || strings.Contains(item.Text, "Ingen fælles indsats") == shares {
			t.Errorf("%+v", item)
		}
	}
}

func TestAnInterfaceListsTheLinksBetweenTwo(t *testing.T) {
	m := loneliness(t)
	r := analysed(t, m)
	o, err := overlay.Interface(m, r.Interfaces, "ungepanelet", "skolerne", maps.English)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Links) != 4 || len(o.List) != 4 || !strings.Contains(o.List[0].Text, " → ") {
		t.Errorf("%d links, list %+v", len(o.Links), o.List)
	}
	if o.Variables["mobning"].Badges[0].Text != "A" || o.Variables["samvær"].Badges[0].Text != "B" {
		t.Error("the two are not told apart")
	}
	none, err := overlay.Interface(m, r.Interfaces, "universitetet", "spilfirmaet", maps.English)
	if err != nil || len(none.Links) != 0 || !strings.Contains(none.Note, "No link crosses between them") {
		t.Errorf("%v, note %q", err, none.Note)
	}
	for _, pair := range [][2]string{{"skolerne", "skolerne"}, {"skolerne", "nobody"}} {
		if _, err := overlay.Interface(m, r.Interfaces, pair[0], pair[1], maps.English); err == nil {
			t.Errorf("%v is an interface", pair)
		}
	}
}

func TestEffortsAreThreadsThroughWhatTheyActOn(t *testing.T) {
	m := lighter(t)
	o, err := overlay.Efforts(m, maps.Danish)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Threads) != len(m.Efforts) {
		t.Fatalf("%d threads", len(o.Threads))
	}
	for i, thread := range o.Threads {
		e := m.Efforts[i]
		if thread.Name != e.Label.In(maps.Danish) || len(thread.Through) != len(e.On) || !strings.Contains(thread.Detail, e.Status.Label(maps.Danish)) {
			t.Errorf("%+v", thread)
		}
	}
	if o.Threads[0].Stitch != diagram.Tight || o.Threads[2].Stitch != diagram.Loose || o.Threads[7].Stitch != diagram.Dots {
		t.Error("running, planned and idea are sewn alike")
	}
	if b := o.Variables["weight-stigma"].Badges; len(b) != 1 || b[0].Text != "×3" {
		t.Errorf("three efforts act on weight-stigma: %+v", b)
	}
}

func TestAnEffortThatActsOnNothingIsNamed(t *testing.T) {
	m := parse(t, "sysmap: 1\nvariables: {a: {label: A}}\nefforts: {x: {label: Somewhere, on: [{variable: a, press: 0.1}]}, y: {label: Nowhere}, z: {}}\n")
	o, err := overlay.Efforts(m, maps.English)
	if err != nil || !strings.Contains(o.Note, "what they act on: “Nowhere”, “Z”.") {
		t.Errorf("%v, note %q", err, o.Note)
	}
}

func TestAnEffortShowsWhatItMovesMost(t *testing.T) {
	m := loneliness(t)
	o, err := overlay.Effort(m, analysed(t, m), "fritidspas", maps.English)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Threads) != 1 || len(o.List) != 5 || !o.Variables["fritidsliv"].Emphasis {
		t.Errorf("%+v", o)
	}
	for _, item := range o.List {
		up := strings.HasSuffix(item.Badge.Text, "↑")
		if up == strings.Contains(item.Text, "−") {
			t.Errorf("%+v", item)
		}
	}
	if !strings.Contains(o.Note, "By: The municipality, The local clubs. By itself it moves ") {
		t.Errorf("note %q", o.Note)
	}
	if _, err := overlay.Effort(m, &alliance.Result{}, "klub", maps.English); err == nil || !strings.Contains(err.Error(), "fritidspas") {
		t.Errorf("%v", err)
	}
}

func TestConfidenceAndEvidenceSayWhatTheMapRestsOn(t *testing.T) {
	m := lighter(t)
	sure, err := overlay.Confidence(m, maps.English)
	if err != nil {
		t.Fatal(err)
	}
	high := maps.LinkRef{From: "level-of-available-energy", To: "overweight-among-children", Sign: maps.Positive}
	low := maps.LinkRef{From: "weight-stigma", To: "opportunity-for-team-based-activity", Sign: maps.Negative}
	if sure.Links[high].Badges[0].Text != "H" || sure.Links[low].Badges[0].Text != "L?" || sure.Links[high].Width <= sure.Links[low].Width {
		t.Errorf("%+v and %+v", sure.Links[high], sure.Links[low])
	}
	rests, err := overlay.Evidence(m, maps.Danish)
	if err != nil {
		t.Fatal(err)
	}
	lived := maps.LinkRef{From: "weight-stigma", To: "stress", Sign: maps.Positive}
	if b := rests.Links[lived].Badges; len(b) != 1 || b[0].Shape != diagram.Person {
		t.Errorf("lived experience: %+v", b)
	}
	if mark := rests.Variables["food-literacy"]; !mark.Emphasis || !strings.Contains(mark.Note, "tre retter") {
		t.Errorf("an indicator: %+v", mark)
	}
	if want := "3 af 311 påvirkninger har belæg, og 8 af 114 faktorer har en indikator."; rests.Note != want {
		t.Errorf("note %q", rests.Note)
	}
}

func TestAMapThatDoesNotSaySoSaysWhatToAdd(t *testing.T) {
	m := foresight(t).Map()
	add := map[string]string{
		"roles": "actors:", "orphans": "actors:", "interfaces": "actors:", "efforts": "efforts:", "confidence": "confidence:", "evidence": "evidence:",
	}
	for name, make := range all(t, m, maps.English) {
		if _, err := make(); !errors.Is(err, overlay.ErrNothing) || !strings.Contains(err.Error(), add[name]) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m = parse(t, "sysmap: 1\nvariables: {a: {label: A}}\nactors: {x: {label: X}}\n")
	if _, err := overlay.Roles(m, maps.English); !errors.Is(err, overlay.ErrNothing) || !strings.Contains(err.Error(), "roles:") {
		t.Errorf("actors without roles: %v", err)
	}
}

func TestAnonymousOverlaysNameNobody(t *testing.T) {
	named := loneliness(t)
	m := alliance.Anonymous(named)
	for name, make := range all(t, m, maps.Danish) {
		o, err := make()
		if err != nil {
			t.Fatal(err)
		}
		if name == "evidence" {
			continue // who is named as a source is the map's own text
		}
		text := fmt.Sprintf("%+v", o)
		for _, a := range named.Actors {
			if label := a.Label.In(maps.Danish); strings.Contains(text, label) {
				t.Errorf("%s names %s", name, label)
			}
		}
	}
}

func TestTwelveActorsOnFewVariablesWithLongNamesAreDrawn(t *testing.T) {
	var text strings.Builder
	text.WriteString("sysmap: 1\ntitle: Mange om få\nlanguage: da\nvariables:\n")
	for i, id := range []string{"a", "b", "c"} {
		fmt.Fprintf(&text, "  %s: {label: \"Sundhedsplejerskernes kompetenceudviklingsmuligheder <%s> & mere\", at: [%d, %d]}\n", id, id, 300*i, 200*(i%2))
	}
	text.WriteString("links: [a ->+ b, b ->- c, c ->+ a, a ->? a]\ngoal: {raise: [a]}\nactors:\n")
	sectors := append(maps.Sectors(), "")
	for i := range 12 {
		text.WriteString("  x" + string(rune('a'+i)) + ": {label: Pædagogisk-psykologisk-rådgivningssamarbejdsorganisation")
		if s := sectors[i%len(sectors)]; s != "" {
			text.WriteString(", sector: " + string(s))
		}
		text.WriteString("}\n")
	}
	text.WriteString("roles:\n")
	for i := range 12 {
		text.WriteString("  - {actor: x" + string(rune('a'+i)) + ", must-act: [a], can-act: [b, c], affected: [a], knows: [c]}\n")
	}
	text.WriteString("efforts:\n  e: {label: Tværfaglighed, by: [xa, xb], on: [{variable: a, press: 0.1}, {link: a ->+ b, scale: 0.5}]}\n  n: {label: Intet, by: [xc]}\n")
	m := parse(t, text.String())
	for name, make := range all(t, m, maps.Danish) {
		o, err := make()
		if errors.Is(err, overlay.ErrNothing) && (name == "confidence" || name == "evidence") {
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, theme := range diagram.Themes() {
			picture, err := render.Picture(context.Background(), m, render.Options{Theme: theme, Overlay: o})
			if err != nil {
				t.Fatal(err)
			}
			if err := picture.Check(); err != nil {
				t.Errorf("%s in %s: %v", name, theme, err)
			}
		}
	}
}
