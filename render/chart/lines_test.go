package chart_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"sysmap/render/chart"
)

func TestSeriesThatCannotBeDrawnAreRefusedWithTheirPlace(t *testing.T) {
	good := chart.Series{Times: []float64{0, 1}, Median: []float64{0, 1}}
	for name, c := range map[string]struct {
		panels []chart.Panel
		o      chart.LinesOptions
		say    string
	}{
		"no panels":        {nil, chart.LinesOptions{}, "no panels"},
		"too many":         {make([]chart.Panel, 401), chart.LinesOptions{}, "at most 400"},
		"no series":        {[]chart.Panel{{Title: "Stress"}}, chart.LinesOptions{}, `panel 1 ("Stress") has no series`},
		"no times":         {panel(chart.Series{}), chart.LinesOptions{}, "has no times"},
		"NaN":              {panel(chart.Series{Times: []float64{0}, Median: []float64{math.NaN()}}), chart.LinesOptions{}, "number 1 of its medians, is not a number"},
		"infinite":         {panel(chart.Series{Times: []float64{0}, Median: []float64{math.Inf(-1)}}), chart.LinesOptions{}, "at most 1e+15"},
		"NaN in a band":    {panel(chart.Series{Times: []float64{0}, Median: []float64{0}, Low: []float64{math.NaN()}, High: []float64{1}}), chart.LinesOptions{}, "lows"},
		"infinite time":    {panel(chart.Series{Times: []float64{math.Inf(1)}, Median: []float64{0}}), chart.LinesOptions{}, "times"},
		"lists differ":     {panel(chart.Series{Times: []float64{0, 1}, Median: []float64{0}}), chart.LinesOptions{}, "2 times and 1 medians"},
		"half a band":      {panel(chart.Series{Times: []float64{0}, Median: []float64{0}, Low: []float64{0}}), chart.LinesOptions{}, "needs both"},
		"band upside down": {panel(chart.Series{Times: []float64{3}, Median: []float64{0}, Low: []float64{2}, High: []float64{1}}), chart.LinesOptions{}, "low 2 is above its high 1"},
		"time goes back":   {panel(chart.Series{Times: []float64{1, 1}, Median: []float64{0, 0}}), chart.LinesOptions{}, "times must rise"},
		"same name":        {panel(good, good), chart.LinesOptions{}, "names must differ"},
		"five scenarios":   {panel(named("a"), named("b"), named("c"), named("d"), named("e")), chart.LinesOptions{}, "at most 4"},
		"a cycle below 0":  {panel(good), chart.LinesOptions{Cycle: -1}, "cycle"},
		"cycle of NaN":     {panel(good), chart.LinesOptions{Cycle: math.NaN()}, "cycle"},
		"columns below 0":  {panel(good), chart.LinesOptions{Columns: -1}, "columns"},
		"a narrow sheet":   {panel(good), chart.LinesOptions{Options: chart.Options{Width: 10}}, "10 points wide"},
		"NaN wide":         {panel(good), chart.LinesOptions{Options: chart.Options{Width: math.NaN()}}, "points wide"},
		"large text":       {panel(good), chart.LinesOptions{Options: chart.Options{TextSize: 99}}, "too large for a sheet"},
	} {
		s, err := chart.Lines(c.panels, c.o)
		if !errors.Is(err, chart.ErrData) || s != nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v, want an error that says %q", name, err, c.say)
		}
	}
}

func panel(series ...chart.Series) []chart.Panel { return []chart.Panel{{Series: series}} }

func named(name string) chart.Series {
	return chart.Series{Name: name, Times: []float64{0, 1}, Median: []float64{0, 1}}
}
