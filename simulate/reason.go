package simulate

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sysmap/maps"
)

// Reason is why a method has another sign than flow.
type Reason struct {
	Method string       `json:"method"`
	Kinds  []ReasonKind `json:"kinds"`
	// Shown says that this was put to the test: flow, run again with all that
	// is named changed at once, has the sign of the method, in those members
	// in which the method has a result. What is not shown follows from what
	// the methods are.
	Shown bool `json:"shown"`
}

// ReasonKind is what makes methods differ.
type ReasonKind string

const (
	// SelectionReason: the method has a result in some of the members only; in
	// those, flow has its sign.
	SelectionReason ReasonKind = "selection"
	// SaturationReason: flow is never driven further than to the end of the
	// scale, and the method is; with pushes a fiftieth as strong, flow has its
	// sign.
	SaturationReason ReasonKind = "saturation"
	// TimesReason: the method knows neither delays nor inertias; without them,
	// flow has its sign.
	TimesReason ReasonKind = "times"
	// EndedReason: the method knows only what lasts to the end; without
	// anything else, flow has its sign.
	EndedReason ReasonKind = "ended"
	// LongRunReason: the method says where things settle if what is done in the
	// end goes on; run ten times as long, flow has its sign.
	LongRunReason ReasonKind = "long_run"
	// TodayReason: only links change, which moves nothing in a system at rest,
	// and to the method today is not rest.
	TodayReason ReasonKind = "today"
	// UncertainReason: by the method or by flow, the sign is that of fewer than
	// three members in four.
	UncertainReason ReasonKind = "uncertain"
	// RemembersReason: by the method nothing fades by itself.
	RemembersReason ReasonKind = "remembers"
	// StepsReason: by the method all variables answer at once, in whole steps,
	// and as deviations from where the map settles by itself.
	StepsReason ReasonKind = "steps"
	// UnexplainedReason: none of these.
	UnexplainedReason ReasonKind = "unexplained"
)

var reasonWords = map[ReasonKind]map[maps.Language]string{
	SelectionReason: {
		maps.English: "it leaves out systems that flow can follow",
		maps.Danish:  "den udelader systemer, som flow kan følge",
	},
	SaturationReason: {
		maps.English: "it knows no end of the scale",
		maps.Danish:  "den kender ingen ende på skalaen",
	},
	TimesReason: {
		maps.English: "it knows no delays and no inertia",
		maps.Danish:  "den kender ikke forsinkelser og træghed",
	},
	EndedReason: {
		maps.English: "it counts only what lasts to the end",
		maps.Danish:  "den regner kun med det, der varer til slutningen",
	},
	LongRunReason: {
		maps.English: "it says where things settle in the long run",
		maps.Danish:  "den siger, hvor det ender i det lange løb",
	},
	TodayReason: {
		maps.English: "only links change, and to this method today is not rest",
		maps.Danish:  "kun påvirkninger ændres, og for denne metode er i dag ikke hvile",
	},
	UncertainReason: {
		maps.English: "the sign is uncertain: fewer than three members in four agree on it",
		maps.Danish:  "fortegnet er usikkert: færre end tre af fire kørsler er enige om det",
	},
	RemembersReason: {
		maps.English: "by this method nothing fades by itself",
		maps.Danish:  "efter denne metode aftager intet af sig selv",
	},
	StepsReason: {
		maps.English: "it moves in whole steps, around where the map settles by itself",
		maps.Danish:  "den går i hele trin, omkring der hvor kortet selv falder til ro",
	},
	UnexplainedReason: {
		maps.English: "none of the known differences between the methods explains it",
		maps.Danish:  "ingen af de kendte forskelle mellem metoderne forklarer det",
	},
}

// In returns the reason as a sentence without a full stop.
func (r Reason) In(l maps.Language) string {
	var said []string
	for _, k := range r.Kinds {
		words, ok := reasonWords[k][l]
		if !ok {
			words = reasonWords[k][maps.English]
		}
		said = append(said, words)
	}
	return r.Method + ": " + strings.Join(said, "; ") + r.tested(l)
}

// tested says whether the reason was put to the test, where there is a test.
func (r Reason) tested(l maps.Language) string {
	untested := slices.Contains(r.Kinds, RemembersReason) || slices.Contains(r.Kinds, StepsReason)
	switch {
	case r.Shown && l == maps.Danish:
		return "; flow får samme fortegn, når det ændres"
	case r.Shown:
		return "; with that changed, flow has the same sign"
	case untested && l == maps.Danish:
		return "; om det er afgørende, er ikke afprøvet"
	case untested:
		return "; whether that decides was not tested"
	}
	return ""
}

// String returns the reason in English.
func (r Reason) String() string { return r.In(maps.English) }

// explanation asks flow again with one thing or another changed, each once.
type explanation struct {
	model *Model
	done  Scenario
	o     AgreeOptions
	// ends are the changes of each variable by each method, and again by flow
	// with the things changed that the key names.
	ends  [][][]ending
	again map[string][][]ending
}

// unsure is the share of members below which a sign is uncertain.
const unsure = 0.75

// reasons explains row w of an agreement.
func (e *explanation) reasons(ctx context.Context, w int, a *Agreement) ([]Reason, error) {
	cells := a.Rows[w].Cells
	at := slices.IndexFunc(cells, func(c AgreementCell) bool { return c.Method == Flow{}.Name() && c.Result })
	if at < 0 {
		return nil, nil
	}
	flow := cells[at]
	var out []Reason
	for k, cell := range cells {
		if !cell.Result || cell.Sign == flow.Sign {
			continue
		}
		r := Reason{Method: cell.Method}
		switch {
		case !e.o.Methods[k].restsAtZero() && slices.ContainsFunc(a.Methods[at].Notes, func(n Note) bool { return n.Kind == NothingMoves }):
			r.Kinds = []ReasonKind{TodayReason}
		case min(cell.Certainty, flow.Certainty) < unsure:
			r.Kinds = []ReasonKind{UncertainReason}
		default:
			var err error
			if r, err = e.differ(ctx, w, k, at, cell); err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// differences are what a method has that flow has not, and that can be put to
// the test, and what remains to be said if no test shows anything.
func differences(method string) (testable []ReasonKind, definition ReasonKind) {
	switch method {
	case Linear{}.Name():
		return []ReasonKind{SaturationReason}, UnexplainedReason
	case Press{}.Name():
		return []ReasonKind{EndedReason, LongRunReason, TimesReason, SaturationReason}, UnexplainedReason
	case SDM{}.Name(), Pulse{}.Name():
		return []ReasonKind{TimesReason, SaturationReason}, RemembersReason
	case FCM{}.Name():
		return []ReasonKind{TimesReason}, StepsReason
	}
	return nil, UnexplainedReason
}

// differ tests the differences between a method and flow, one at a time, then
// as few of them together as will do.
func (e *explanation) differ(ctx context.Context, w, method, flow int, cell AgreementCell) (Reason, error) {
	mine := e.ends[method][w]
	if len(mine) < len(e.ends[flow][w]) && hasSign(e.ends[flow][w], mine, cell.Sign, Negligible) {
		return Reason{Method: cell.Method, Kinds: []ReasonKind{SelectionReason}, Shown: true}, nil
	}
	same := func(kinds []ReasonKind) (bool, error) {
		ends, err := e.changed(ctx, e.o.Methods[flow], kinds)
		if err != nil {
			return false, err
		}
		negligible := Negligible
		if slices.Contains(kinds, SaturationReason) {
			negligible *= weakened
		}
		return hasSign(ends[w], mine, cell.Sign, negligible), nil
	}
	testable, definition := differences(cell.Method)
	for _, kind := range testable {
		if yes, err := same([]ReasonKind{kind}); err != nil || yes {
			return Reason{Method: cell.Method, Kinds: []ReasonKind{kind}, Shown: true}, err
		}
	}
	if yes, err := same(testable); err != nil || !yes {
		return Reason{Method: cell.Method, Kinds: []ReasonKind{definition}}, err
	}
	// What makes no difference is no reason.
	kinds := testable
	for _, kind := range testable {
		fewer := slices.DeleteFunc(slices.Clone(kinds), func(k ReasonKind) bool { return k == kind })
		yes, err := same(fewer)
		if err != nil {
			return Reason{}, err
		}
		if yes {
			kinds = fewer
		}
	}
	return Reason{Method: cell.Method, Kinds: kinds, Shown: true}, nil
}

// hasSign reports whether the median of changes, in the members of others, has
// a sign. Both ascend in members.
func hasSign(ends, others []ending, sign int, negligible float64) bool {
	var changes []float64
	for _, end := range ends {
		for len(others) > 0 && others[0].member < end.member {
			others = others[1:]
		}
		if len(others) > 0 && others[0].member == end.member {
			changes = append(changes, end.change)
		}
	}
	if len(changes) == 0 {
		return false
	}
	slices.Sort(changes)
	switch median := sortedQuantile(changes, 0.5); {
	case median > negligible:
		return sign > 0
	case median < -negligible:
		return sign < 0
	}
	return sign == 0
}

// weakened is how much weaker pushes are so that saturation has no say.
const weakened = 0.02

// changed runs flow again with some things changed.
func (e *explanation) changed(ctx context.Context, flow Method, kinds []ReasonKind) ([][]ending, error) {
	key := fmt.Sprint(kinds)
	if ends, known := e.again[key]; known {
		return ends, nil
	}
	model, s, baseline, until := e.model, e.done, e.o.Baseline, e.o.Until
	for _, kind := range kinds {
		switch kind {
		case SaturationReason:
			s, baseline = weaker(s), weaker(baseline)
		case EndedReason:
			s, baseline = lasting(s, e.o.Until), lasting(baseline, e.o.Until)
		case LongRunReason:
			s, baseline, until = forever(s, e.o.Until), forever(baseline, e.o.Until), min(10*e.o.Until, longest)
		case TimesReason:
			var err error
			if model, err = e.model.prompt(); err != nil {
				return nil, err
			}
		}
	}
	ends, _, err := e.ask(ctx, model, flow, s, baseline, until, nil)
	e.again[key] = ends
	return ends, err
}

// weaker returns a scenario whose interventions on variables are a fiftieth as
// strong.
func weaker(s Scenario) Scenario {
	s.Interventions = slices.Clone(s.Interventions)
	for k := range s.Interventions {
		if s.Interventions[k].Link == nil {
			s.Interventions[k].Amount *= weakened
		}
	}
	return s
}

// lasting returns what of a scenario still holds at the end of a run. A ramp
// that has reached its end stays.
func lasting(s Scenario, until float64) Scenario {
	s.Interventions = slices.DeleteFunc(slices.Clone(s.Interventions), func(iv maps.Intervention) bool {
		return iv.Action == maps.Pulse || iv.Action != maps.Ramp && iv.Until != nil && *iv.Until < until
	})
	return s
}

// forever returns a scenario in which what is done at a moment goes on, and
// nothing is added: ramps stay where they are then.
func forever(s Scenario, from float64) Scenario {
	var out []maps.Intervention
	for _, iv := range s.Interventions {
		if iv.From >= from {
			continue
		}
		if iv.Action == maps.Ramp {
			end := from
			if iv.Until != nil {
				end = *iv.Until
			}
			iv.Action, iv.Until = maps.Press, nil
			iv.Amount *= min(1, (from-iv.From)/(end-iv.From))
		}
		if iv.Until != nil && *iv.Until >= from {
			iv.Until = nil
		}
		out = append(out, iv)
	}
	s.Interventions = out
	return s
}

// prompt returns the model without delays, and with the same inertia
// everywhere.
func (m *Model) prompt() (*Model, error) {
	plain := *m.m
	plain.Variables, plain.Links = slices.Clone(plain.Variables), slices.Clone(plain.Links)
	for i := range plain.Variables {
		plain.Variables[i].Inertia = nil
	}
	for l := range plain.Links {
		plain.Links[l].Delay = nil
	}
	return NewModel(&plain)
}
