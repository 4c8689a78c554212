package simulate

import (
	"slices"
	"strconv"

	"sysmap/maps"
)

// GivenID is the id of a scenario that is none of the map's, see [Given].
const GivenID = "command-line"

// order is the one in which interventions of a scenario that is given are made,
// whatever the order in which they were given.
var order = []maps.Action{maps.Press, maps.Pulse, maps.Ramp, maps.Hold, maps.Cut, maps.Scale, maps.Add, maps.Resign}

// Given returns the scenario of interventions that somebody gives one by one, as
// flags of a command line or on a page: sorted by what they do, and called after
// it. The list that was given stays as it is.
func Given(m *maps.Map, interventions []maps.Intervention) Scenario {
	sorted := slices.Clone(interventions)
	slices.SortStableFunc(sorted, func(a, b maps.Intervention) int {
		return slices.Index(order, a.Action) - slices.Index(order, b.Action)
	})
	return Scenario{ID: GivenID, Label: Called(m, sorted), Interventions: sorted}
}

// Format writes an intervention as the command line's flag of its action takes
// it, so that [Parse] reads the same again.
func Format(x maps.Intervention) string {
	text := x.Variable
	if x.Link != nil {
		text = x.Link.String()
	}
	switch x.Action {
	case maps.Cut:
	case maps.Resign:
		text += "=" + x.NewSign.String()
	default:
		text += "=" + digits(x.Amount)
	}
	switch {
	case x.Until != nil:
		return text + "@" + digits(x.From) + ".." + digits(*x.Until)
	case x.From == 0:
		return text
	case x.Action == maps.Pulse:
		return text + "@" + digits(x.From)
	}
	return text + "@" + digits(x.From) + ".."
}

func digits(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
