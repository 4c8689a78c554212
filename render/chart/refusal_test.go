package chart_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

func TestRowsAndTablesThatCannotBeDrawnAreRefusedWithTheirPlace(t *testing.T) {
	nan := math.NaN()
	bars := func(rows ...chart.Bar) func() (*scene.Scene, error) {
		return func() (*scene.Scene, error) { return chart.Bars(rows, chart.BarsOptions{}) }
	}
	tornado := func(reach float64, rows ...chart.Driver) func() (*scene.Scene, error) {
		return func() (*scene.Scene, error) { return chart.Tornado(rows, chart.TornadoOptions{Reach: reach}) }
	}
	matrix := func(table chart.Table, o chart.MatrixOptions) func() (*scene.Scene, error) {
		return func() (*scene.Scene, error) { return chart.Matrix(table, o) }
	}
	one := []string{"a"}
	for say, draw := range map[string]func() (*scene.Scene, error){
		"no bars":                             bars(),
		`row 2 ("Stress") is not a number`:    bars(chart.Bar{}, chart.Bar{Label: "Stress", Value: nan}),
		`the interval of row 1 ("") is`:       bars(chart.Bar{Interval: &chart.Interval{Low: math.Inf(-1)}}),
		"begins at 2, above its end 1":        bars(chart.Bar{Interval: &chart.Interval{Low: 2, High: 1}}),
		"2001 bars; at most 2000":             bars(make([]chart.Bar, 2001)...),
		"no drivers":                          tornado(0),
		"row 1 (\"\") is +Inf":                tornado(0, chart.Driver{Value: math.Inf(1)}),
		"the reach is not a number":           tornado(nan, chart.Driver{}),
		"0 rows and 1 columns":                matrix(chart.Table{Columns: one}, chart.MatrixOptions{}),
		"names for 1 rows and cells for 0":    matrix(chart.Table{Rows: one, Columns: one}, chart.MatrixOptions{}),
		"has 0 cells for 1 columns":           matrix(chart.Table{Rows: one, Columns: one, Cells: [][]chart.Cell{{}}}, chart.MatrixOptions{}),
		`column 1 ("a"), is not a number`:     matrix(chart.Table{Rows: one, Columns: one, Cells: [][]chart.Cell{{{Value: &nan}}}}, chart.MatrixOptions{}),
		"has mark 99":                         matrix(chart.Table{Rows: one, Columns: one, Cells: [][]chart.Cell{{{Mark: 99}}}}, chart.MatrixOptions{}),
		"an end of the scale is not a number": matrix(chart.Table{Rows: one, Columns: one, Cells: [][]chart.Cell{{{}}}}, chart.MatrixOptions{Scale: &diagram.Scale{Low: nan}}),
		"at most 200 columns":                 matrix(chart.Table{Rows: one, Columns: make([]string, 201)}, chart.MatrixOptions{}),
	} {
		s, err := draw()
		if !errors.Is(err, chart.ErrData) || s != nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%v, want an error that says %q", err, say)
		}
	}
}

// lettering returns the texts of a scene in the order they are drawn.
func lettering(shapes []scene.Shape) []string {
	var texts []string
	for _, shape := range shapes {
		switch shape := shape.(type) {
		case scene.Group:
			texts = append(texts, lettering(shape.Shapes)...)
		case scene.Text:
			texts = append(texts, shape.String)
		}
	}
	return texts
}

func TestAxesMarkRoundNumbersInTheLanguage(t *testing.T) {
	for _, c := range []struct {
		values []float64
		o      chart.Options
		want   string
	}{
		{[]float64{0, 0}, chart.Options{}, "−1.0 −0.5 0 0.5 1.0"},
		{[]float64{0, 1}, chart.Options{Language: "da"}, "0 0,2 0,4 0,6 0,8 1,0"},
		{[]float64{-0.3, 0.3}, chart.Options{Signed: true}, "−0.3 −0.2 −0.1 0 +0.1 +0.2 +0.3"},
		{[]float64{0, 0.5}, chart.Options{Percent: true}, "0% 10% 20% 30% 40% 50%"},
		{[]float64{0, 40_000}, chart.Options{Language: "da"}, "0 5000 10.000 15.000 20.000 25.000 30.000 35.000 40.000"},
		{[]float64{0, 3e9}, chart.Options{}, "0 0.5·10⁹ 1.0·10⁹ 1.5·10⁹ 2.0·10⁹ 2.5·10⁹ 3.0·10⁹"},
		{[]float64{0, 2e-7}, chart.Options{}, "0 0.5·10⁻⁷ 1.0·10⁻⁷ 1.5·10⁻⁷ 2.0·10⁻⁷"},
	} {
		s, err := chart.Lines(panel(chart.Series{Times: []float64{0, 1}, Median: c.values}), chart.LinesOptions{Options: c.o})
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(lettering(s.Shapes), " ")
		if !strings.HasPrefix(got, c.want+" 0 ") {
			t.Errorf("%v: %s, want %s", c.values, got, c.want)
		}
	}
}

func TestTimesAreMarkedByTheirCycle(t *testing.T) {
	s, err := chart.Lines(panel(chart.Series{Times: []float64{0, 60}, Median: []float64{0, 0}}), chart.LinesOptions{Cycle: 12, Options: chart.Options{Width: 240}})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(lettering(s.Shapes), " "); !strings.HasSuffix(got, " 0 12 24 36 48 60") {
		t.Error(got)
	}
}

func TestRowsAreRankedAndCutOnesCounted(t *testing.T) {
	rows := []chart.Driver{{Label: "small", Value: 0.1}, {Label: "down", Value: -0.9}, {Label: "up", Value: 0.5}}
	s, err := chart.Tornado(rows, chart.TornadoOptions{Most: 2})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(lettering(s.Shapes), " "); got != "← Less More → down −0.90 up 0.50 2 of 3 shown" {
		t.Error(got)
	}
}

func TestManyPointsBecomeNoMoreThanThePictureShows(t *testing.T) {
	var s chart.Series
	for i := range 200_000 {
		s.Times, s.Median = append(s.Times, float64(i)), append(s.Median, float64(i*7919%1000))
	}
	drawn, err := chart.Lines(panel(s), chart.LinesOptions{})
	if err != nil {
		t.Fatal(err)
	}
	longest := 0
	var walk func([]scene.Shape)
	walk = func(shapes []scene.Shape) {
		for _, shape := range shapes {
			switch shape := shape.(type) {
			case scene.Group:
				walk(shape.Shapes)
			case scene.Path:
				longest = max(longest, len(shape.Segments))
			}
		}
	}
	walk(drawn.Shapes)
	if longest < 1000 || longest > 8*720 {
		t.Errorf("the line has %d pieces", longest)
	}
}
