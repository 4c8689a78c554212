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

// picture draws what the outcome depends on, or else the curves.
func (r *simulation) picture(theme diagram.Theme, drivers bool) (*scene.Scene, error) {
	if drivers {
		return r.tornado(theme)
	}
	return r.curves(theme)
}

// drawSimulation writes the chart as the kind of picture that the name asks for.
func (s *session) drawSimulation(r *simulation, path, theme string, drivers bool) error {
	look, err := diagram.ThemeNamed(theme)
	if err != nil {
		return err
	}
	picture, err := r.picture(look, drivers)
	if err != nil {
		return err
	}
	return s.drawChart(picture, path)
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

// tornado draws which uncertainties the first variable of the goal depends on.
func (r *simulation) tornado(theme diagram.Theme) (*scene.Scene, error) {
	if len(r.scenarios) != 1 || len(r.scenarios[0].Drivers) == 0 {
		return nil, usagef("--drivers draws one scenario of a map with a goal")
	}
	w := simulateWords[r.l]
	d := r.scenarios[0].Drivers[0]
	var rows []chart.Driver
	for _, f := range d.Factors[:min(mostDrivers, len(d.Factors))] {
		value := f.RankCorrelation
		if d.Partial {
			value = f.PRCC
		}
		rows = append(rows, chart.Driver{Label: factorLabel(r.m, f.Of, r.l), Value: value})
	}
	if rows == nil {
		return nil, fmt.Errorf("the map leaves nothing open, so nothing drives the outcome")
	}
	return chart.Tornado(rows, chart.TornadoOptions{Reach: 1, Options: chart.Options{
		Title: fmt.Sprintf(w["tornado"], r.m.Variable(d.Variable).Label.In(r.l)), Subtitle: r.scenarios[0].Label,
		Notes:  []string{w["tornado-note"], r.provenance()[0], fmt.Sprintf(w["certain"], r.l.Percent(d.Certainty)) + "."},
		Source: credits(r.m, r.l), Language: r.l, Theme: theme, Signed: true,
	}})
}

// mostDrivers is how many uncertainties a chart shows.
const mostDrivers = 15

// factorLabel writes a link, or a variable, by its labels.
func factorLabel(m *maps.Map, of string, l maps.Language) string {
	if ref, err := maps.ParseLink(of); err == nil && m.Variable(ref.From) != nil && m.Variable(ref.To) != nil {
		return m.Variable(ref.From).Label.In(l) + " →" + ref.Sign.String() + " " + m.Variable(ref.To).Label.In(l)
	}
	if v := m.Variable(of); v != nil {
		return v.Label.In(l)
	}
	return of
}

// effectBars draws what a push on each variable does to the goal, the largest
// first.
func effectBars(m *maps.Map, e *simulate.Effects, theme diagram.Theme, l maps.Language) (*scene.Scene, error) {
	if e == nil {
		return nil, usagef("the chart is of simulated effects: it needs a goal in the map and --runs above 0")
	}
	w := effectWords[l]
	var rows []chart.Bar
	for _, v := range e.Variables {
		rows = append(rows, chart.Bar{Label: m.Variable(v.Variable).Label.In(l), Value: v.Size, Interval: &chart.Interval{Low: v.Low, High: v.High}})
	}
	return chart.Bars(rows, chart.BarsOptions{
		Options: chart.Options{
			Title: m.Title.In(l), Subtitle: w["effect"], Notes: []string{effectNote(e, l)}, Source: credits(m, l), Language: l, Theme: theme, Signed: true,
		},
		Order: chart.BySize, Most: 25,
	})
}

// drawEffects writes the chart of effects as the kind of picture that the name
// asks for.
func (s *session) drawEffects(m *maps.Map, e *simulate.Effects, path, theme string, l maps.Language) error {
	look, err := diagram.ThemeNamed(theme)
	if err != nil {
		return err
	}
	picture, err := effectBars(m, e, look, l)
	if err != nil {
		return err
	}
	return s.drawChart(picture, path)
}

// drawChart writes a chart as the kind of picture that the name asks for.
func (s *session) drawChart(picture *scene.Scene, path string) error {
	kind, err := pictureKind(path, "")
	if err != nil {
		return err
	}
	return s.writeOutput(path, func(w io.Writer) error { return writePicture(w, picture, kind, scene.PNGOptions{}) })
}
