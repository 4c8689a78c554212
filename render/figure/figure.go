// Package figure draws the results of analyses as charts: what a scenario
// changes over time, what a push on each variable does, and what an outcome
// depends on. It says the words of a chart and picks what is shown; package
// chart draws, and package overlay puts results on the map itself.
package figure

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
	"sysmap/simulate"
)

// Options say how a figure looks and what stands around it. The zero value
// works.
type Options struct {
	// Language of everything that is written; English if empty.
	Language maps.Language
	// Theme is [diagram.Foresight] if it has no name.
	Theme diagram.Theme
	// Width and TextSize are those of [chart.Options].
	Width, TextSize float64
	// Bare leaves out title, notes and source, for a page that says them
	// itself.
	Bare bool
	// Notes stand under the chart.
	Notes []string
}

// Why there is nothing to draw.
var (
	// ErrNothingOpen: the map leaves nothing open that an outcome could depend
	// on.
	ErrNothingOpen = errors.New("the map leaves nothing open, so nothing drives the outcome")
	// ErrNothing: there is no result to show.
	ErrNothing = errors.New("there is nothing to show")
)

// Curve is what one scenario changes over time.
type Curve struct {
	Label string
	Times []float64
	// Variables has all of the map, in its order.
	Variables []simulate.SummarySeries
	// Band says that Low and High are a band around the median.
	Band bool
}

// MostCurves is how many scenarios one chart can tell apart.
const MostCurves = 4

// CurvesOptions say what is shown of scenarios.
type CurvesOptions struct {
	Options
	// Title stands above; the map's title if empty.
	Title string
	// Variables are those that are shown, a panel each; none shows those of
	// the goal and then those that move most.
	Variables []string
	// Most is how many variables are shown where none are named; 0 is eight.
	Most int
	// Columns is how many panels stand beside each other; 0 chooses.
	Columns int
}

const mostPanels = 8

// Curves draws what up to [MostCurves] scenarios change, a panel for each
// variable. The error is [ErrNothing], that there are too many scenarios, or
// that of [chart.Lines].
func Curves(m *maps.Map, curves []Curve, o CurvesOptions) (*scene.Scene, error) {
	if len(curves) == 0 {
		return nil, ErrNothing
	}
	if len(curves) > MostCurves {
		return nil, fmt.Errorf("a chart shows at most %d scenarios, and there are %d", MostCurves, len(curves))
	}
	ids := o.Variables
	if ids == nil {
		most := o.Most
		if most == 0 {
			most = mostPanels
		}
		ids = Watched(m, curves, most)
	}
	var panels []chart.Panel
	for _, id := range ids {
		panel := chart.Panel{Title: m.Variable(id).Label.In(o.language())}
		for _, c := range curves {
			i := slices.IndexFunc(c.Variables, func(v simulate.SummarySeries) bool { return v.Variable == id })
			if i < 0 {
				return nil, fmt.Errorf("there is no result for %q", id)
			}
			v := c.Variables[i]
			s := chart.Series{Name: c.Label, Times: c.Times, Median: v.Median}
			if c.Band {
				s.Low, s.High = v.Low, v.High
			}
			panel.Series = append(panel.Series, s)
		}
		panels = append(panels, panel)
	}
	title := o.Title
	if title == "" {
		title = m.Title.In(o.language())
	}
	options := chart.LinesOptions{Options: o.around(m, title, words[o.language()]["curves"]), Time: unit(m, o.language()), Columns: o.Columns}
	if m.Time == maps.Month {
		options.Cycle = 12
	}
	return chart.Lines(panels, options)
}

// Watched lists what people look at first: the variables of the goal, then
// those that any of the scenarios moves most at the end.
func Watched(m *maps.Map, curves []Curve, most int) []string {
	size := map[string]float64{}
	for _, c := range curves {
		for _, v := range c.Variables {
			if last := len(v.Median) - 1; last >= 0 {
				size[v.Variable] = max(size[v.Variable], math.Abs(v.Median[last]))
			}
		}
	}
	ids := slices.Concat(m.Goal.Raise, m.Goal.Lower)
	var rest []string
	for _, v := range m.Variables {
		if !slices.Contains(ids, v.ID) {
			rest = append(rest, v.ID)
		}
	}
	slices.SortStableFunc(rest, func(a, b string) int {
		switch {
		case size[a] > size[b]:
			return -1
		case size[a] < size[b]:
			return 1
		}
		return 0
	})
	return append(ids, rest[:max(0, min(len(rest), most-len(ids)))]...)
}

// EffectsOptions say what is shown of effects.
type EffectsOptions struct {
	Options
	// Most is how many variables are shown, the largest effects first; 0 is 25.
	Most int
}

const mostBars = 25

// Effects draws what a push on each variable does to the goal, the largest
// first. The error is [ErrNothing] where e is nil, as it is for a map without a
// goal, or that of [chart.Bars].
func Effects(m *maps.Map, e *simulate.Effects, o EffectsOptions) (*scene.Scene, error) {
	if e == nil {
		return nil, ErrNothing
	}
	var rows []chart.Bar
	for _, v := range e.Variables {
		rows = append(rows, chart.Bar{Label: m.Variable(v.Variable).Label.In(o.language()), Value: v.Size, Interval: &chart.Interval{Low: v.Low, High: v.High}})
	}
	most := o.Most
	if most == 0 {
		most = mostBars
	}
	return chart.Bars(rows, chart.BarsOptions{
		Options: o.around(m, m.Title.In(o.language()), words[o.language()]["effects"]), Order: chart.BySize, Most: most,
	})
}

// DriversOptions say what is shown of what an outcome depends on.
type DriversOptions struct {
	Options
	// Scenario is the outcome's, for the subtitle.
	Scenario string
	// Most is how many uncertainties are shown; 0 is 15.
	Most int
}

const mostDrivers = 15

// Drivers draws which uncertainties the outcome for one variable depends on,
// and which way: a tornado. The error is [ErrNothingOpen] or that of
// [chart.Tornado].
func Drivers(m *maps.Map, d simulate.Drivers, o DriversOptions) (*scene.Scene, error) {
	if len(d.Factors) == 0 {
		return nil, ErrNothingOpen
	}
	most := o.Most
	if most == 0 {
		most = mostDrivers
	}
	var rows []chart.Driver
	for _, f := range d.Factors[:min(most, len(d.Factors))] {
		value := f.RankCorrelation
		if d.Partial {
			value = f.PRCC
		}
		rows = append(rows, chart.Driver{Label: f.Label(m, o.language()), Value: value})
	}
	w := words[o.language()]
	around := o.around(m, fmt.Sprintf(w["drivers"], m.Variable(d.Variable).Label.In(o.language())), o.Scenario)
	if !o.Bare {
		key := "partial"
		if !d.Partial {
			key = "rank"
		}
		around.Notes = append([]string{w[key], fmt.Sprintf(w["certain"], o.language().Percent(d.Certainty))}, around.Notes...)
	}
	return chart.Tornado(rows, chart.TornadoOptions{Reach: 1, Options: around})
}

// Credits names the sources of a map.
func Credits(m *maps.Map, l maps.Language) string {
	var list []string
	for _, s := range m.Sources {
		list = append(list, s.Text.In(l))
	}
	return strings.Join(list, " · ")
}

func (o Options) language() maps.Language {
	if o.Language == "" {
		return maps.English
	}
	return o.Language
}

// around is what stands around a chart of a map.
func (o Options) around(m *maps.Map, title, subtitle string) chart.Options {
	c := chart.Options{
		Language: o.language(), Theme: o.Theme, Width: o.Width, TextSize: o.TextSize, Signed: true,
		Description: strings.Trim(title+". "+subtitle, ". "),
	}
	if !o.Bare {
		c.Title, c.Subtitle, c.Notes, c.Source = title, subtitle, o.Notes, Credits(m, o.language())
	}
	return c
}

func unit(m *maps.Map, l maps.Language) string {
	if m.Time == "" {
		return words[l]["time"]
	}
	return m.Time.Label(l)
}

var words = map[maps.Language]map[string]string{
	maps.English: {
		"curves":  "Change against the baseline; 0 is as it would be otherwise, ±1 as far as it goes",
		"effects": "Effect on goal", "time": "units of time", "drivers": "What the change in “%s” depends on",
		"partial": "Partial rank correlation of each uncertainty with the outcome: right, more of it goes with more; left, with less.",
		"rank":    "Rank correlation of each uncertainty with the outcome: right, more of it goes with more; left, with less.",
		"certain": "%s of the systems agree on the sign.",
	},
	maps.Danish: {
		"curves":  "Ændring i forhold til udgangspunktet; 0 er som ellers, ±1 så langt det kan nå",
		"effects": "Effekt på målet", "time": "tidsenheder", "drivers": "Hvad ændringen i “%s” afhænger af",
		"partial": "Partiel rangkorrelation mellem hver usikkerhed og udfaldet: til højre følger mere med mere, til venstre med mindre.",
		"rank":    "Rangkorrelation mellem hver usikkerhed og udfaldet: til højre følger mere med mere, til venstre med mindre.",
		"certain": "%s af systemerne er enige om fortegnet.",
	},
}
