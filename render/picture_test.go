package render_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"testing"

	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/layout"
	"sysmap/render/scene"
)

func TestMain(m *testing.M) {
	layout.ServeIfWorker()
	os.Exit(m.Run())
}

// update rewrites the stored pictures; look at each before you commit it.
var update = flag.Bool("update", false, "write the pictures that tests compare with")

func load(t testing.TB, ref string) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), ref)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// compare holds a picture against the stored one.
func compare(t *testing.T, path string, s *scene.Scene) {
	t.Helper()
	var b bytes.Buffer
	if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("%s is not what is drawn now; if the new picture is better, run go test ./render -update", path)
	}
}

func TestPicturesAreThoseThatWereLookedAt(t *testing.T) {
	for path, c := range map[string]struct {
		m string
		o render.Options
	}{
		"../docs/foresight.svg":       {"foresight", render.Options{}},
		"testdata/core-danish.svg":    {"foresight", render.Options{View: "core-loop", Language: maps.Danish, Theme: "projector"}},
		"testdata/physiology.svg":     {"foresight", render.Options{View: "physiology", Theme: "print"}},
		"testdata/ensomhed.svg":       {"../examples/ensomhed/map.yaml", render.Options{}},
		"testdata/classroom.svg":      {"../examples/classroom/map.yaml", render.Options{}},
		"testdata/et-lettere-liv.svg": {"../examples/et-lettere-liv/map.yaml", render.Options{}},
	} {
		t.Run(path, func(t *testing.T) {
			picture, err := render.Picture(context.Background(), load(t, c.m), c.o)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, path, picture)
		})
	}
}

func TestALoopAloneIsTheRingThatWasLookedAt(t *testing.T) {
	m := load(t, "foresight")
	through := []string{"effort-to-acquire-energy", "level-of-available-energy", "importance-of-physical-need"}
	links := []maps.LinkRef{
		{From: through[0], To: through[1], Sign: maps.Positive}, {From: through[1], To: through[2], Sign: maps.Negative}, {From: through[2], To: through[0], Sign: maps.Positive},
	}
	picture, err := render.Ring(m, diagram.LoopMark{Name: "B1", Polarity: maps.Negative, Through: through}, links, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "testdata/ring.svg", picture)
}

func TestWhatHasAPlaceKeepsIt(t *testing.T) {
	m := load(t, "../examples/classroom/map.yaml")
	m.Variables[0].At = &maps.Position{X: 40, Y: 70}
	places, err := render.Places(context.Background(), m, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, moved := places[m.Variables[0].ID]; moved || len(places) != len(m.Variables)-1 {
		t.Errorf("places %v", places)
	}
}

func TestThereMustBeSomethingToDraw(t *testing.T) {
	if _, err := render.Picture(context.Background(), &maps.Map{}, render.Options{}); err == nil {
		t.Error("an empty map was drawn")
	}
	if _, err := render.Picture(context.Background(), load(t, "foresight"), render.Options{View: "nowhere"}); err == nil {
		t.Error("a view that does not exist was drawn")
	}
}

func TestDrawingStopsWhenTold(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := render.Picture(ctx, load(t, "../examples/ensomhed/map.yaml"), render.Options{}); err == nil {
		t.Error("a cancelled picture was drawn")
	}
}

func BenchmarkForesight(b *testing.B) {
	m := load(b, "foresight")
	for b.Loop() {
		picture, err := render.Picture(context.Background(), m, render.Options{})
		if err != nil {
			b.Fatal(err)
		}
		var out bytes.Buffer
		if err := picture.WriteSVG(&out, scene.SVGOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
