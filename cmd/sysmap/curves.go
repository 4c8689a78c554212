package main

import (
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
	"sysmap/simulate"
)

// isPicture reports whether a file's name asks for a picture.
func isPicture(path string) bool {
	return slices.Contains(pictureKinds, strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")))
}

// mostCurves is how many variables a chart shows, and mostScenarios how many
// scenarios can be told apart in one.
const (
	mostCurves    = 8
	mostScenarios = 4
)

// curves draws the variables of the goal and those that move most, over time.
func (r *simulation) curves(theme diagram.Theme) (*scene.Scene, error) {
	if len(r.scenarios) > mostScenarios {
		return nil, usagef("a chart shows at most %d scenarios; name fewer of the %d", mostScenarios, len(r.scenarios))
	}
	size := map[string]float64{}
	for _, j := range r.scenarios {
		for _, v := range j.Variables {
			size[v.Variable] = max(size[v.Variable], math.Abs(v.Median[len(v.Median)-1]))
		}
	}
	var panels []chart.Panel
	for _, id := range watched(r.m, func(id string) float64 { return size[id] }, mostCurves) {
		panel := chart.Panel{Title: r.m.Variable(id).Label.In(r.l)}
		for _, j := range r.scenarios {
			i := slices.IndexFunc(j.Variables, func(v simulate.SummarySeries) bool { return v.Variable == id })
			v := j.Variables[i]
			s := chart.Series{Name: j.Label, Times: j.Times, Median: v.Median}
			if r.runs > 1 {
				s.Low, s.High = v.Low, v.High
			}
			panel.Series = append(panel.Series, s)
		}
		panels = append(panels, panel)
	}
	unit, cycle := simulateWords[r.l]["time"], 0.0
	if r.m.Time != "" {
		unit = r.m.Time.Label(r.l)
	}
	if r.m.Time == maps.Month {
		cycle = 12
	}
	answer := r.answer()
	// The second note is about the rows of the table.
	notes := slices.Delete(slices.Clone(answer.Notes), 1, 2)
	return chart.Lines(panels, chart.LinesOptions{
		Options: chart.Options{
			Title: answer.Title, Subtitle: simulateWords[r.l]["chart"], Notes: notes, Source: credits(r.m, r.l),
			Language: r.l, Theme: theme, Signed: true,
		},
		Time: unit, Cycle: cycle,
	})
}

// credits names the sources of a map.
func credits(m *maps.Map, l maps.Language) string {
	var list []string
	for _, s := range m.Sources {
		list = append(list, s.Text.In(l))
	}
	return strings.Join(list, " · ")
}

// drawCurves writes the chart as the kind of picture that the name asks for.
func (s *session) drawCurves(r *simulation, path, theme string) error {
	look, err := diagram.ThemeNamed(theme)
	if err != nil {
		return err
	}
	picture, err := r.curves(look)
	if err != nil {
		return err
	}
	kind, err := pictureKind(path, "")
	if err != nil {
		return err
	}
	return s.writeOutput(path, func(w io.Writer) error { return writePicture(w, picture, kind, scene.PNGOptions{}) })
}

// writePicture writes a scene as the given kind.
func writePicture(w io.Writer, picture *scene.Scene, kind string, png scene.PNGOptions) error {
	switch kind {
	case "png":
		return picture.WritePNG(w, png)
	case "pdf":
		return picture.WritePDF(w, scene.PDFOptions{})
	case "svg":
		return picture.WriteSVG(w, scene.SVGOptions{})
	}
	return fmt.Errorf("there is no kind of picture called %q", kind)
}
