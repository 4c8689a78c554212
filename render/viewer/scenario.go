package viewer

import (
	"math"

	"sysmap/maps"
	"sysmap/simulate"
	"sysmap/study"
)

// defaultPress is how hard a variable is pressed where the study presses none.
const defaultPress = simulate.UnitPress

// Scenario is what the study found of one of the map's scenarios.
type Scenario struct {
	ID    string `json:"id"`
	Label Text   `json:"label"`
	Note  Text   `json:"note,omitempty"`
	// Until is how long it was followed.
	Until float64 `json:"until"`
	// Interventions are written as the command line's flags are.
	Interventions []Intervention `json:"interventions"`
	// Efforts are ids of those that it makes by itself.
	Efforts []string `json:"efforts"`
	// Summary is nil where no system gave a result.
	Summary *Summary `json:"summary"`
	// Statements say what it comes to.
	Statements []Text `json:"statements"`
}

// Intervention is one thing that is done: the flag's name and its text.
type Intervention struct {
	Action string `json:"action"`
	Text   string `json:"text"`
}

// Summary is how a scenario changes every variable over time.
type Summary struct {
	Method    string            `json:"method"`
	Members   int               `json:"members"`
	Times     []float64         `json:"times"`
	Variables map[string]Series `json:"variables"`
}

// Series is one variable: the median, the band that holds nine tenths of the
// systems, and the shares of them that rise and fall, at each time.
type Series struct {
	Median              []float64 `json:"median"`
	Low                 []float64 `json:"low"`
	High                []float64 `json:"high"`
	ProbabilityPositive []float64 `json:"probability_positive"`
	ProbabilityNegative []float64 `json:"probability_negative"`
}

// scenarios are those of the study.
func (a *author) scenarios() []Scenario {
	scenarios := []Scenario{}
	for _, one := range a.Study.Scenarios {
		of := a.Map.Scenario(one.ID)
		scenarios = append(scenarios, Scenario{
			ID: one.ID, Label: a.textOf(one.Label), Note: a.textOf(of.Note), Until: a.Until,
			Efforts: list(of.Efforts), Interventions: a.interventions(one.Interventions), Summary: a.summary(one),
			Statements: says(func(l maps.Language) []string { return a.OfScenario(one, l) }),
		})
	}
	return scenarios
}

func (a *author) summary(one study.Scenario) *Summary {
	if one.Summary == nil {
		return nil
	}
	s := &Summary{
		Method: one.Summary.Method, Members: one.Summary.Members, Times: one.Summary.Times, Variables: map[string]Series{},
	}
	for _, v := range one.Summary.Variables {
		s.Variables[v.Variable] = Series{
			rounded(v.Median), rounded(v.Low), rounded(v.High), rounded(v.ProbabilityPositive), rounded(v.ProbabilityNegative),
		}
	}
	return s
}

// rounded keeps four decimals, more than a chart can show, so that the page
// stays small.
func rounded(values []float64) []float64 {
	short := make([]float64, len(values))
	for i, v := range values {
		short[i] = math.Round(v*1e4) / 1e4
	}
	return short
}

// interventions writes what is done as the command line's flags are.
func (a *author) interventions(done []maps.Intervention) []Intervention {
	list := []Intervention{}
	for _, x := range done {
		list = append(list, Intervention{Action: string(x.Action), Text: simulate.Format(x)})
	}
	return list
}
