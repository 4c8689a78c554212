package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/figure"
	"sysmap/render/scene"
	"sysmap/simulate"
)

// isPicture reports whether a file's name asks for a picture.
func isPicture(path string) bool {
	return slices.Contains(pictureKinds, strings.ToLower(strings.TrimPrefix(filepath.Ext(path), ".")))
}

// curves draws the variables of the goal and those that move most, over time.
func (r *simulation) curves(theme diagram.Theme) (*scene.Scene, error) {
	if len(r.scenarios) > figure.MostCurves {
		return nil, usagef("a chart shows at most %d scenarios; name fewer of the %d", figure.MostCurves, len(r.scenarios))
	}
	var list []figure.Curve
	for _, j := range r.scenarios {
		list = append(list, figure.Curve{Label: j.Label, Times: j.Times, Variables: j.Variables, Band: r.runs > 1})
	}
	// The second note is about the rows of the table.
	notes := slices.Delete(slices.Clone(r.answer().Notes), 1, 2)
	return figure.Curves(r.m, list, figure.CurvesOptions{Options: figure.Options{Language: r.l, Theme: theme, Notes: notes}})
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

// tornado draws which uncertainties the first variable of the goal depends on.
func (r *simulation) tornado(theme diagram.Theme) (*scene.Scene, error) {
	if len(r.scenarios) != 1 || len(r.scenarios[0].Drivers) == 0 {
		return nil, usagef("--drivers draws one scenario of a map with a goal")
	}
	return figure.Drivers(r.m, r.scenarios[0].Drivers[0], figure.DriversOptions{
		Options: figure.Options{Language: r.l, Theme: theme, Notes: r.provenance()[:1]}, Scenario: r.scenarios[0].Label,
	})
}

// drawEffects writes the chart of effects as the kind of picture that the name
// asks for.
func (s *session) drawEffects(m *maps.Map, e *simulate.Effects, path, theme string, l maps.Language) error {
	look, err := diagram.ThemeNamed(theme)
	if err != nil {
		return err
	}
	o := figure.Options{Language: l, Theme: look}
	if e != nil {
		o.Notes = []string{effectNote(e, l)}
	}
	picture, err := figure.Effects(m, e, figure.EffectsOptions{Options: o})
	if errors.Is(err, figure.ErrNothing) {
		return usagef("the chart is of simulated effects: it needs a goal in the map and --runs above 0")
	} else if err != nil {
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
	return s.writeOutput(path, func(w io.Writer) error { return writePicture(w, picture, kind, scene.PNGOptions{}, scene.PDFOptions{}) })
}

// writePicture writes a scene as the given kind.
func writePicture(w io.Writer, picture *scene.Scene, kind string, png scene.PNGOptions, pdf scene.PDFOptions) error {
	switch kind {
	case "png":
		return picture.WritePNG(w, png)
	case "pdf":
		return picture.WritePDF(w, pdf)
	case "svg":
		return picture.WriteSVG(w, scene.SVGOptions{})
	}
	return fmt.Errorf("there is no kind of picture called %q", kind)
}
