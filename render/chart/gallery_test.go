package chart_test

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sysmap/maps"
	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// update rewrites the stored pictures; look at each before you commit it.
var update = flag.Bool("update", false, "write the pictures that tests compare with")

// picture is a chart of the gallery.
type picture struct {
	name string
	draw func() (*scene.Scene, error)
}

func TestChartsAreThoseThatWereLookedAt(t *testing.T) {
	for _, p := range gallery() {
		s, err := p.draw()
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		var b bytes.Buffer
		if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		path := filepath.Join("testdata", p.name+".svg")
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
			t.Errorf("%s is not what is drawn now; look at the new picture, and if it is better run go test ./render/chart -update", path)
		}
	}
}

// settling is a series that moves from 0 towards an end, as a push on a
// balanced system does, in a band that grows.
func settling(name string, end, slowness, spread float64) chart.Series {
	s := chart.Series{Name: name}
	for t := 0.0; t <= 60; t++ {
		grown := 1 - math.Exp(-t/slowness)
		v := end * grown
		s.Times, s.Median = append(s.Times, t), append(s.Median, v)
		s.Low, s.High = append(s.Low, v-spread*grown*0.8), append(s.High, v+spread*grown)
	}
	return s
}

// swinging is a series that overshoots and comes back.
func swinging(name string, size, spread float64) chart.Series {
	s := chart.Series{Name: name}
	for t := 0.0; t <= 60; t++ {
		v := size * math.Exp(-t/25) * math.Sin(t/7)
		s.Times, s.Median = append(s.Times, t), append(s.Median, v)
		s.Low, s.High = append(s.Low, v-spread*t/60), append(s.High, v+spread*t/60)
	}
	return s
}

func gallery() []picture {
	return slices.Concat(lineGallery(), rankedGallery(), matrixGallery())
}

func lineGallery() []picture {
	english := chart.LinesOptions{Time: "months", Cycle: 12, Options: chart.Options{
		Title: "Two efforts against childhood overweight, and both together", Signed: true,
		Subtitle: "Change from the baseline, in shares of each variable's range",
		Notes:    []string{"Flow method, 1,000 runs. The map says which way influences go; how strong they are is uncertain, and the bands show it."},
		Source:   "Et lettere liv, after Foresight 2007",
	}}
	danish := english
	danish.Time = "måneder"
	danish.Options = chart.Options{
		Title: "En sundhedsfremmende skole og en madpakkeindsats, hver for sig og sammen", Signed: true, Language: maps.Danish,
		Subtitle: "Ændring i forhold til udgangspunktet, som andel af hver faktors spændvidde",
		Notes:    []string{"Metode: flow, 1.000 kørsler. Kortet siger, hvilken vej påvirkningerne går; hvor stærke de er, er usikkert, og det viser båndene."},
		Source:   "Et lettere liv, efter Foresight 2007",
	}
	one := func(o chart.LinesOptions, theme diagram.Theme, title string, series ...chart.Series) func() (*scene.Scene, error) {
		o.Theme = theme
		return func() (*scene.Scene, error) { return chart.Lines([]chart.Panel{{Title: title, Series: series}}, o) }
	}
	names := []string{"Healthy school", "Packed lunches", "Both"}
	navne := []string{"Sund skole", "Madpakkeindsats i børnehaven", "Begge indsatser"}
	three := func(names []string, sign float64) []chart.Series {
		return []chart.Series{settling(names[0], -0.12*sign, 9, 0.07), settling(names[1], -0.06*sign, 20, 0.06), settling(names[2], -0.2*sign, 12, 0.11)}
	}
	many := func(o chart.LinesOptions, theme diagram.Theme, names, titles []string) func() (*scene.Scene, error) {
		o.Theme = theme
		var panels []chart.Panel
		for i, title := range titles {
			p := chart.Panel{Title: title}
			switch i % 3 {
			case 0:
				p.Series = three(names, 1-float64(i)/5)
			case 1:
				p.Series = []chart.Series{swinging(names[0], 0.2, 0.08), swinging(names[1], -0.1, 0.03), settling(names[2], 0.02, 5, 0.02)}
			default:
				p.Series = three(names, -0.7)
			}
			panels = append(panels, p)
		}
		return func() (*scene.Scene, error) { return chart.Lines(panels, o) }
	}
	labels := []string{"Level of Available Energy", "Physical Activity", "Stress", "Importance of Ideal Body-Size Image", "Sleep", "Force of Dietary Habits"}
	mærker := []string{
		"Mængde af tilgængelig energi", "Fysisk aktivitet", "Stress", "Sundhedsfremmeindsatsernes tilgængelighed", "Søvn",
		"Udviklingshæmmende bivirkninger af medicin, herunder appetitregulerende lægemidler", "Kostvaner",
	}
	single := english
	single.Title = "A reading hour every day"
	single.Subtitle = "Joy of reading, change from the baseline"
	slide, column := danish, danish
	slide.Width, slide.TextSize = 960, 18
	column.Width, column.TextSize = 300, 9
	return []picture{
		{"lines-slide", many(slide, diagram.Foresight(), navne, mærker[:3])},
		{"lines-column", many(column, diagram.Foresight(), navne, mærker[:2])},
		{"lines-one", one(single, diagram.Foresight(), "", settling("", 0.31, 9, 0.2))},
		{"lines-three", one(english, diagram.Foresight(), "Overweight among children", three(names, 1)...)},
		{"lines-three-print", one(danish, diagram.Print(), "Overvægt blandt børn", three(navne, 1)...)},
		{"lines-three-projector", one(english, diagram.Projector(), "Overweight among children", three(names, 1)...)},
		{"lines-panels", many(english, diagram.Foresight(), names, labels)},
		{"lines-panels-danish-print", many(danish, diagram.Print(), navne, mærker)},
		{"lines-panels-projector", many(danish, diagram.Projector(), navne, mærker[:4])},
	}
}
