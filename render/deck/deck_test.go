package deck_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render/deck"
	"sysmap/render/deck/slides"
	"sysmap/render/deck/slides/slidestest"
	"sysmap/render/layout"
	"sysmap/study"
)

var update = flag.Bool("update", false, "write the outlines of decks afresh")

func TestMain(m *testing.M) {
	layout.ServeIfWorker()
	flag.Parse()
	os.Exit(m.Run())
}

// load reads a library map, a file, or the text of a map.
func load(t testing.TB, ref string) *maps.Map {
	t.Helper()
	l := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	var m *maps.Map
	var err error
	if strings.Contains(ref, "\n") {
		m, err = l.Parse(context.Background(), "test.yaml", []byte(ref))
	} else {
		m, err = l.Load(context.Background(), ref)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// quick are studies that take a moment; what they find does not matter here.
var quick = study.Options{Name: "map.yaml", Runs: 12, EffectRuns: 4, AgreeRuns: 2, Seed: 1}

func makeDeck(t testing.TB, m *maps.Map, o deck.Options) *slides.Deck {
	t.Helper()
	s, err := study.Run(context.Background(), m, quick)
	if err != nil {
		t.Fatal(err)
	}
	d, err := deck.Make(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func story(t testing.TB, m *maps.Map, o deck.Options) *slides.Deck {
	t.Helper()
	d, err := deck.Story(context.Background(), m, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

const bareMap = `sysmap: 1
variables:
  a: {label: A}
  b: {label: B}
links:
  - a ->+ b
`

// longMap is what Danish can do to a box, with markup in every text.
const longMap = `sysmap: 1
title: "Samfundsøkonomiske konsekvensberegningsforudsætninger for kommunernes sundhedsfremmeindsatsområder og forebyggelsesarbejde <b>&amp;</b>"
language: da
time: month
note: "<script>alert(1)</script> ]]> & \" '"
sources:
  - {text: "Kilde <x> & co.", url: "https://example.org/?a=<b>&c"}
clusters:
  c: {label: Kommunaldirektørforeningsbestyrelsesmøderne}
  d: {label: D}
variables:
  a: {label: Speciallægepraksisplanlægningsstabiliseringsperiode, cluster: c, measure: {indicator: Sundhedsplejerskeuddannelsesinstitutionernes årsberetningstal, unit: "%", source: Regionsrådsformandskandidaterne}, horizon: early}
  b: {label: "Ensomhed <blandt> \"børn\" & unge", cluster: c}
  e: {label: Kropsidealernes betydningsforskydningshastighed i ungdomsuddannelserne, cluster: d}
links:
  - {link: a ->+ b, delay: 2}
  - b ->- e
  - e ->? a
  - a ->- a
goal: {label: "Mål & <mening>", raise: [b]}
actors:
  k: {label: Beskæftigelsesforvaltningsmedarbejderrepræsentanterne, sector: public}
  l: {label: Patientforeningssammenslutningen, sector: civil-society}
roles:
  - {actor: k, must-act: [a], knows: [e]}
  - {actor: l, can-act: [e, a]}
efforts:
  x: {label: Efteruddannelsesindsatsen for daginstitutionsmedarbejderne, by: [k, l], status: running, level: structure, on: [{variable: a, press: 0.3}]}
scenarios:
  s: {label: Sundhedsfremmescenarieforudsætningerne, efforts: [x]}
loops:
  U1: {label: Arbejdsmarkedsuddannelsessløjfen, through: [a, b, e]}
views:
  v: {label: Udsnitsbetegnelsesforklaring, variables: [a, b], text: "Sig & <peg>"}
`

// endlessMap has texts as long as a map may have.
func endlessMap() string {
	label := strings.Repeat("Kommunalbestyrelsesmedlem og ", 60)
	note := strings.Repeat("Det kan tage lang tid at fortælle. ", 150)
	return fmt.Sprintf(`sysmap: 1
title: %[1]q
note: %[2]q
language: da
categories: {k: {label: %[1]q}}
clusters: {c: {label: %[3]q}, d: {label: D}}
variables:
  a: {label: %[1]q, cluster: c, category: k}
  b: {label: B, cluster: d, measure: {indicator: %[1]q, unit: x, source: %[1]q}}
links: [a ->+ b, b ->+ a]
goal: {label: %[1]q, raise: [b]}
actors: {x: {label: %[1]q}}
roles: [{actor: x, must-act: [a]}]
efforts: {e: {label: %[1]q, by: [x], on: [{variable: a, press: 0.2}]}}
scenarios: {s: {label: %[1]q, note: %[2]q, efforts: [e]}}
loops: {R1: {label: %[1]q, note: %[2]q, through: [a, b]}}
views: {v: {label: %[1]q, text: %[2]q, variables: [a, b]}}
`, strings.TrimSpace(label), strings.TrimSpace(note), label[:600])
}

// made holds the decks that several tests look at, each made once.
var made = map[string]*slides.Deck{}

// once makes a deck if no test has yet. Tests of this package run one after the
// other.
func once(name string, of func() *slides.Deck) *slides.Deck {
	if made[name] == nil {
		made[name] = of()
	}
	return made[name]
}

// decks are those that every property is checked on.
func decks(t testing.TB) map[string]*slides.Deck {
	t.Helper()
	all := map[string]*slides.Deck{}
	for name, of := range map[string]func() *slides.Deck{
		"classroom": func() *slides.Deck { return makeDeck(t, load(t, "../../examples/classroom/map.yaml"), deck.Options{}) },
		"ensomhed":  func() *slides.Deck { return makeDeck(t, load(t, "../../examples/ensomhed/map.yaml"), deck.Options{}) },
		"classroom-dark": func() *slides.Deck {
			return story(t, load(t, "../../examples/classroom/map.yaml"), deck.Options{Theme: "projector", Language: maps.Danish})
		},
		"et-lettere-liv": func() *slides.Deck {
			return story(t, load(t, "../../examples/et-lettere-liv/map.yaml"), deck.Options{})
		},
		"foresight": func() *slides.Deck {
			return story(t, load(t, "foresight"), deck.Options{Theme: "print", Language: maps.Danish})
		},
		"bare":    func() *slides.Deck { return makeDeck(t, load(t, bareMap), deck.Options{}) },
		"endless": func() *slides.Deck { return makeDeck(t, load(t, endlessMap()), deck.Options{}) },
		"long":    func() *slides.Deck { return makeDeck(t, load(t, longMap), deck.Options{Version: "1"}) },
	} {
		all[name] = once(name, of)
	}
	return all
}

func write(t testing.TB, d *slides.Deck) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecksHoldToTheStandardAndTheirTextsToTheirBoxes(t *testing.T) {
	for name, d := range decks(t) {
		t.Run(name, func(t *testing.T) {
			file := write(t, d)
			slidestest.Check(t, file)
			if len(file) > 20<<20 {
				t.Errorf("the file has %d bytes", len(file))
			}
			for i, s := range d.Slides {
				where := fmt.Sprintf("slide %d, %q", i+1, s.Title)
				if s.Title == "" || len(s.Shapes) == 0 && len(s.Bodies) == 0 && s.Picture == nil {
					t.Errorf("%s is empty", where)
				}
				checkShapes(t, where, d.House, s.Shapes)
				if s.Picture != nil {
					checkShapes(t, where, d.House, []slides.Shape{s.Picture})
				}
			}
		})
	}
}

// checkShapes checks that shapes stand on the slide, that texts fit and can be
// read, and that pictures have something to say to those who cannot see.
func checkShapes(t *testing.T, where string, h *slides.House, list []slides.Shape) {
	t.Helper()
	for _, s := range list {
		switch s := s.(type) {
		case *slides.Group:
			if s.Alt == "" {
				t.Errorf("%s: a group says nothing", where)
			}
			checkShapes(t, where, h, s.Shapes)
		case *slides.Picture:
			if s.Alt == "" || len(s.SVG) == 0 {
				t.Errorf("%s: a picture says nothing, or is no vector", where)
			}
		case *slides.Connector:
			if s.Alt == "" {
				t.Errorf("%s: a connector says nothing", where)
			}
		case *slides.Table:
			if s.Alt == "" || s.Size < 12 {
				t.Errorf("%s: a table says nothing, or in %.1f points", where, s.Size)
			}
			if end := s.At.Y + s.Height(); end > h.Height-20 && len(s.Rows) > 2 {
				t.Errorf("%s: a table ends at %.0f of %.0f", where, end, h.Height)
			}
		case *slides.Box:
			says := s.Text.Says()
			if says == "" {
				continue
			}
			least := 12.0
			if !s.Label {
				least = deck.LeastLabel
			}
			if s.Text.Size < least-0.01 && s.Label && !s.Unbroken || s.Text.Size < deck.LeastLabel-0.01 && !strings.Contains(where, "ring") && !s.Unbroken {
				t.Errorf("%s: %q in %.1f points", where, says, s.Text.Size)
			}
			if high := s.Text.Height(s.Text.Size, s.Area.W-2*s.Inset); !s.Unbroken && high > s.Area.H+1.5 {
				t.Errorf("%s: %q is %.1f high in %.1f", where, says, high, s.Area.H)
			}
			if s.Area.X < -1 || s.Area.X+s.Area.W > h.Width+1 || s.Area.Y < -1 || s.Area.Y+s.Area.H > h.Height+1 {
				t.Errorf("%s: %q stands off the slide at %v", where, says, s.Area)
			}
		}
	}
}

func TestAStoryShowsTheViewsInTheirOrder(t *testing.T) {
	m := load(t, "../../examples/ensomhed/map.yaml")
	d := story(t, m, deck.Options{Language: maps.Danish})
	var titles []string
	for _, s := range d.Slides {
		titles = append(titles, s.Title)
	}
	want := []string{"Ensomhed blandt børn og unge", "Spiralen og modkraften", "Skoledagen", "Det digitale liv"}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(d.Slides[1].Notes[0], "Begynd her.") {
		t.Errorf("what is said of the first view: %q", d.Slides[1].Notes)
	}
}

func TestEveryNamedLoopIsToldOrInTheAppendix(t *testing.T) {
	m := load(t, "../../examples/ensomhed/map.yaml")
	appendix, told, later := false, 0, 0
	for _, s := range decks(t)["ensomhed"].Slides {
		appendix = appendix || s.Kind == slides.Section
		for _, l := range m.Loops {
			if s.Title != l.ID+" "+l.Label.In(maps.Danish) {
				continue
			}
			if appendix {
				later++
			} else {
				told++
			}
		}
	}
	if told != 5 || told+later != len(m.Loops) {
		t.Errorf("%d loops of %d are told and %d are in the appendix", told, len(m.Loops), later)
	}
}

func TestTheNamesOfActorsCanBeLeftOut(t *testing.T) {
	m := load(t, longMap)
	d := makeDeck(t, alliance.Anonymous(m), deck.Options{Anonymous: true})
	p := slidestest.Check(t, write(t, d))
	commanded := false
	for name, body := range p.Parts {
		for _, actor := range m.Actors {
			if label := actor.Label.In(maps.Danish); bytes.Contains(body, []byte(label)) {
				t.Errorf("%s names %s", name, label)
			}
		}
		commanded = commanded || bytes.Contains(body, []byte("--anonymous"))
	}
	if !commanded {
		t.Error("the command to repeat it does not leave out the names")
	}
}

func TestTheSameStudyGivesTheSameDeck(t *testing.T) {
	m := load(t, "../../examples/classroom/map.yaml")
	if !bytes.Equal(write(t, makeDeck(t, m, deck.Options{})), write(t, makeDeck(t, m, deck.Options{}))) {
		t.Error("two decks of the same map differ")
	}
}

func TestADarkThemeOnALightTemplateIsRefused(t *testing.T) {
	house, err := slides.Standard(slides.Look{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := deck.Story(context.Background(), load(t, bareMap), deck.Options{House: house, Theme: "dark"}); err == nil || !strings.Contains(err.Error(), "light") {
		t.Errorf("dark pictures on light slides: %v", err)
	}
}

func TestAMapWithoutVariablesIsRefused(t *testing.T) {
	if _, err := deck.Story(context.Background(), &maps.Map{}, deck.Options{}); err == nil || !strings.Contains(err.Error(), "no variables") {
		t.Errorf("an empty map: %v", err)
	}
	if _, err := deck.Story(context.Background(), load(t, bareMap), deck.Options{Theme: "plaid"}); err == nil {
		t.Error("a theme that does not exist is taken")
	}
}

// TestOutlines compares what is on each slide with what was looked at page by
// page.
func TestOutlines(t *testing.T) {
	for _, name := range []string{"classroom", "ensomhed"} {
		d := decks(t)[name]
		got := outline(d)
		path := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs from what was looked at; see with -update: %s", name, diff)
		}
	}
}

// outline writes what a deck holds: titles, what shapes there are, what is
// clicked and how much is said. Numbers of analyses are tested where they come
// from.
func outline(d *slides.Deck) string {
	var b strings.Builder
	for i, s := range d.Slides {
		if s.Section != "" {
			fmt.Fprintf(&b, "# %s\n", s.Section)
		}
		fmt.Fprintf(&b, "%d. %s\n", i+1, s.Title)
		boxes, links, tables, pictures, clicks := 0, 0, 0, 0, 0
		for _, shape := range s.Shapes {
			switch shape := shape.(type) {
			case *slides.Box:
				if !shape.Label {
					boxes++
				}
				clicks = max(clicks, shape.Step)
			case *slides.Connector:
				if shape.From != nil {
					links++
				}
				clicks = max(clicks, shape.Step)
			case *slides.Table:
				tables++
				for _, row := range shape.Rows {
					fmt.Fprintf(&b, "   | %s\n", row[0].Text)
				}
			}
		}
		if s.Picture != nil {
			pictures++
		}
		fmt.Fprintf(&b, "   boxes %d, connectors %d, tables %d, pictures %d, clicks %d, notes %t\n", boxes, links, tables, pictures, clicks, len(s.Notes) > 0)
	}
	return b.String()
}
