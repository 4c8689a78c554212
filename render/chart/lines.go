package chart

import (
	"fmt"
	"slices"

	"sysmap/render/scene"
)

// Series is how one thing develops, such as a variable in a scenario.
type Series struct {
	// Name tells the series from the others of its panel. Series of the same
	// name look alike in every panel. It may be empty where a panel has only one.
	Name string
	// Times rise; there is at least one. Median has a number for each.
	Times, Median []float64
	// Low and High are the ends of the band around the median, at each time, or
	// both empty.
	Low, High []float64
}

// Panel is one of the pictures of [Lines].
type Panel struct {
	// Title is what the panel shows, such as a variable; Note is a line under it.
	Title, Note string
	// Series may have four different names in all panels together; more cannot
	// be told apart.
	Series []Series
}

// LinesOptions say how [Lines] are drawn. The zero value works.
type LinesOptions struct {
	Options
	// Time names the unit of times, such as "months", under the lowest panels.
	Time string
	// Cycle is how many units of time make the next larger one, 12 for months;
	// marks then stand at its simple parts and multiples. 0 marks round numbers.
	Cycle float64
	// Band says what band and line are, in the key; "Median and 5–95%" in the
	// language if empty.
	Band string
	// Columns is how many panels stand beside each other; 0 chooses.
	Columns int
	// OwnScales gives each panel an axis of its own; otherwise they share one,
	// so that they can be compared.
	OwnScales bool
	// WithoutZero lets the axis of values leave out zero.
	WithoutZero bool
}

// mostPanels is how many panels one chart may have.
const mostPanels = 400

// Lines draws how things develop over time, one panel beside the other in the
// order given: the median as a line, the band around it as a soft fill. The
// lines are named at their ends where there is room in every panel, and in a
// key above where not. Errors wrap [ErrData].
func Lines(panels []Panel, o LinesOptions) (*scene.Scene, error) {
	settled, err := o.settled()
	if err != nil {
		return nil, err
	}
	o.Options = settled
	names, err := checkPanels(panels)
	if err != nil {
		return nil, err
	}
	if o.Cycle < 0 || o.Columns < 0 || checkNumber(o.Cycle, "the cycle") != nil {
		return nil, fmt.Errorf("%w: the cycle of time (%g) and the number of columns (%d) must be 0 or more", ErrData, o.Cycle, o.Columns)
	}
	m := &multiples{sheet: newSheet(o.Options), o: o, panels: panels, names: names}
	m.head()
	m.arrange()
	m.key()
	m.draw()
	return m.foot(), nil
}

// checkPanels returns the names of all series in the order they appear in, or
// what is wrong with them.
func checkPanels(panels []Panel) ([]string, error) {
	if len(panels) == 0 {
		return nil, fmt.Errorf("%w: no panels; give at least one", ErrData)
	}
	if len(panels) > mostPanels {
		return nil, fmt.Errorf("%w: %d panels; at most %d can be drawn, choose some", ErrData, len(panels), mostPanels)
	}
	var names []string
	for i, p := range panels {
		where := fmt.Sprintf("panel %d (%.60q)", i+1, p.Title)
		if len(p.Series) == 0 {
			return nil, fmt.Errorf("%w: %s has no series", ErrData, where)
		}
		for k, s := range p.Series {
			if err := s.check(fmt.Sprintf("%s, series %d (%.60q)", where, k+1, s.Name)); err != nil {
				return nil, err
			}
			if slices.ContainsFunc(p.Series[:k], func(other Series) bool { return other.Name == s.Name }) {
				return nil, fmt.Errorf("%w: %s has two series called %.60q; names must differ", ErrData, where, s.Name)
			}
			if !slices.Contains(names, s.Name) {
				names = append(names, s.Name)
			}
		}
	}
	if len(names) > mostSeries {
		return nil, fmt.Errorf("%w: series have %d names; at most %d can be told apart, choose some", ErrData, len(names), mostSeries)
	}
	return names, nil
}

func (s Series) check(where string) error {
	if len(s.Times) == 0 {
		return fmt.Errorf("%w: %s has no times", ErrData, where)
	}
	lists := []struct {
		name   string
		values []float64
		may    bool // be empty
	}{{"times", s.Times, false}, {"medians", s.Median, false}, {"lows", s.Low, true}, {"highs", s.High, true}}
	for _, list := range lists {
		if len(list.values) != len(s.Times) && !(list.may && len(list.values) == 0) {
			return fmt.Errorf("%w: %s has %d times and %d %s; there must be one for each", ErrData, where, len(s.Times), len(list.values), list.name)
		}
		for i, v := range list.values {
			if err := checkNumber(v, fmt.Sprintf("%s, number %d of its %s,", where, i+1, list.name)); err != nil {
				return err
			}
		}
	}
	if len(s.Low) != len(s.High) {
		return fmt.Errorf("%w: %s has %d lows and %d highs; a band needs both", ErrData, where, len(s.Low), len(s.High))
	}
	for i := range s.Times {
		if i > 0 && !(s.Times[i] > s.Times[i-1]) {
			return fmt.Errorf("%w: %s goes back in time, from %g to %g; times must rise", ErrData, where, s.Times[i-1], s.Times[i])
		}
		if len(s.Low) > 0 && s.Low[i] > s.High[i] {
			return fmt.Errorf("%w: at time %g of %s the band's low %g is above its high %g", ErrData, s.Times[i], where, s.Low[i], s.High[i])
		}
	}
	return nil
}

// extent returns the ends of times and of values in panels.
func extent(panels []Panel, zero bool) (t0, t1, v0, v1 float64) {
	first := panels[0].Series[0]
	t0, t1 = first.Times[0], first.Times[0]
	v0, v1 = first.Median[0], first.Median[0]
	if zero {
		v0, v1 = min(v0, 0), max(v1, 0)
	}
	for _, p := range panels {
		for _, s := range p.Series {
			t0, t1 = min(t0, s.Times[0]), max(t1, s.Times[len(s.Times)-1])
			for _, list := range [][]float64{s.Median, s.Low, s.High} {
				for _, v := range list {
					v0, v1 = min(v0, v), max(v1, v)
				}
			}
		}
	}
	return t0, t1, v0, v1
}
