package leverage

import (
	"fmt"
	"strings"

	"sysmap/maps"
)

// Measure is one way to rank variables. Its text is the key of its values in
// JSON and what people choose it by; it stays the same.
type Measure string

// The measures, in the order in which they are shown. Where there are two of a
// kind, In looks at what influences a variable and Out at what it influences.
const (
	InDegree         Measure = "in_degree"
	OutDegree        Measure = "out_degree"
	TotalDegree      Measure = "total_degree"
	Betweenness      Measure = "betweenness"
	HarmonicOut      Measure = "harmonic_out"
	HarmonicIn       Measure = "harmonic_in"
	ReachDown        Measure = "reach_down"
	ReachUp          Measure = "reach_up"
	EigenvectorOut   Measure = "eigenvector_out"
	EigenvectorIn    Measure = "eigenvector_in"
	KatzOut          Measure = "katz_out"
	KatzIn           Measure = "katz_in"
	PageRankOut      Measure = "pagerank_out"
	PageRankIn       Measure = "pagerank_in"
	MICMACInfluence  Measure = "micmac_influence"
	MICMACDependence Measure = "micmac_dependence"
	AllLoops         Measure = "loops"
	ShortLoops       Measure = "short_loops"
	LoopLeverage     Measure = "loop_leverage"
	FeedbackShare    Measure = "feedback_share"
)

// DefaultMeasure ranks where nothing else is asked for. Betweenness is high
// where influence from much of the map meets and goes on to much of the map.
// Sources and results get nothing; it is exact on a map of any size, needs
// neither strengths nor a budget, and is what most published analyses of
// causal loop diagrams report, so that a map can be compared with others. It is
// a convention all the same: no measure of structure says which push helps.
const DefaultMeasure = Betweenness

// Measures lists all measures, in the order in which they are shown.
func Measures() []Measure {
	all := make([]Measure, len(phrases()))
	for i, p := range phrases() {
		all[i] = p.measure
	}
	return all
}

// ParseMeasure returns the measure of that id. Hyphens count as underscores and
// case does not count. The error lists the ids there are.
func ParseMeasure(id string) (Measure, error) {
	wanted := Measure(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(id)), "-", "_"))
	if wanted.phrase() != nil {
		return wanted, nil
	}
	var ids []string
	for _, m := range Measures() {
		ids = append(ids, string(m))
	}
	return "", fmt.Errorf("leverage: there is no measure %.80q; choose one of %s", id, strings.Join(ids, ", "))
}

// Label returns the measure's name; that of an unknown measure is its id.
func (m Measure) Label(l maps.Language) string {
	if p := m.phrase(); p != nil {
		return p.name.in(l)
	}
	return string(m)
}

// Explain returns what the measure means, in plain words and whole sentences;
// nothing for an unknown measure.
func (m Measure) Explain(l maps.Language) string {
	if p := m.phrase(); p != nil {
		return p.meaning.in(l)
	}
	return ""
}

func (m Measure) phrase() *phrase {
	all := phrases()
	for i := range all {
		if all[i].measure == m {
			return &all[i]
		}
	}
	return nil
}

// bilingual is one text in the languages sysmap speaks.
type bilingual struct{ english, danish string }

func (b bilingual) in(l maps.Language) string {
	if l == maps.Danish {
		return b.danish
	}
	return b.english
}

func (b bilingual) text() maps.Text {
	return maps.Text{By: map[maps.Language]string{maps.English: b.english, maps.Danish: b.danish}}
}
