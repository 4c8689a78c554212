package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"sysmap/graph/leverage"
	"sysmap/maps"
	"sysmap/simulate"
)

// effects simulates a press on each variable, where the map has a goal.
func (s *session) effects(ctx context.Context, m *maps.Map, runs int, seed uint64) (*simulate.Effects, error) {
	if m.Goal.Empty() || runs == 0 {
		return nil, nil
	}
	model, err := simulate.NewModel(m)
	if err != nil {
		return nil, err
	}
	report, done := s.bar("Pressing each variable")
	defer done()
	return model.Effects(ctx, simulate.EffectOptions{TrialOptions: simulate.TrialOptions{Runs: runs, Seed: seed, Progress: report}})
}

var effectWords = map[maps.Language]map[string]string{
	maps.English: {
		"effect": "Effect on goal", "certainty": "Certain", "place": "Effect no.",
		"how":   "Effect on goal: a lasting press of %s on the variable, simulated with the method %s on %s systems drawn from the map (seed %d); the median change of the goal after %s %s, where more is better.",
		"sure":  "Certain: the share of them that agree on the sign.",
		"tau":   "The order by %s and that by the size of the effect agree to %s (Kendall's τ: 1 is the same order, 0 none).",
		"above": "Structure misleads most about %s.", "shift": "%s (no. %s by structure, no. %s by effect)",
		"none": "The map states no goal, so no effect could be simulated.",
	},
	maps.Danish: {
		"effect": "Effekt på målet", "certainty": "Sikkert", "place": "Effekt nr.",
		"how":   "Effekt på målet: et vedvarende tryk på %s på faktoren, simuleret med metoden %s på %s systemer trukket fra kortet (frø %d); medianen af målets ændring efter %s %s, hvor mere er bedre.",
		"sure":  "Sikkert: den andel af dem, der er enige om fortegnet.",
		"tau":   "Rækkefølgen efter %s og efter effektens størrelse stemmer overens i graden %s (Kendalls τ: 1 er samme rækkefølge, 0 ingen).",
		"above": "Strukturen vildleder mest om %s.", "shift": "%s (nr. %s efter struktur, nr. %s efter effekt)",
		"none": "Kortet angiver intet mål, så ingen effekt kunne simuleres.",
	},
}

// mostShifts is how many variables are named about which structure misleads.
const mostShifts = 3

// joinEffects puts the simulated effect beside each structural rank.
func joinEffects(a *answer, m *maps.Map, r *leverage.Result, rows []leverage.Row, by leverage.Measure, e *simulate.Effects, l maps.Language) error {
	w := effectWords[l]
	if e == nil {
		if m.Goal.Empty() {
			a.Notes = append(a.Notes, w["none"])
		}
		return nil
	}
	of := map[string]simulate.Effect{}
	sizes := make([]float64, len(e.Variables))
	for i, v := range e.Variables {
		of[v.Variable] = v
		sizes[i] = math.Abs(v.Size)
	}
	why := len(a.Columns) - 1
	a.Columns = append(a.Columns[:why:why], column{"effect", w["effect"], number}, column{"effect_rank", w["place"], number}, column{"certainty", w["certainty"], share}, a.Columns[why])
	for i := range a.Rows {
		v := of[rows[i].Variable]
		a.Rows[i] = append(a.Rows[i][:why:why], change(v.Size), itoa(v.Rank), exact(v.Certainty), a.Rows[i][why])
	}
	compared, err := simulate.CompareRanks(r.Column(by).Values, sizes)
	if err != nil {
		return err
	}
	a.Notes = append(a.Notes, effectNote(e, l)+" "+w["sure"])
	if compared.TauB != nil {
		a.Notes = append(a.Notes, fmt.Sprintf(w["tau"], by.Label(l), l.Decimal(*compared.TauB, 2)))
	}
	var shifts []string
	for _, s := range compared.Shifts[:min(mostShifts, len(compared.Shifts))] {
		shifts = append(shifts, fmt.Sprintf(w["shift"], m.Variables[s.Of].Label.In(l), l.Decimal(s.First, 0), l.Decimal(s.Second, 0)))
	}
	if len(shifts) > 0 {
		a.Notes = append(a.Notes, fmt.Sprintf(w["above"], strings.Join(shifts, "; ")))
	}
	return nil
}

// effectNote says what the effects are and how they came about.
func effectNote(e *simulate.Effects, l maps.Language) string {
	unit := simulateWords[l]["time"]
	if e.Unit != "" {
		unit = e.Unit.Label(l)
	}
	return fmt.Sprintf(effectWords[l]["how"], l.Decimal(e.Press, 1), e.Method, l.Count(e.Runs), e.Seed, exact(e.Until), unit)
}

// rowsWithEffects are the rows of a ranking for programs, each with its
// simulated effect.
func rowsWithEffects(rows []leverage.Row, e *simulate.Effects) (any, error) {
	if e == nil {
		return rows, nil
	}
	of := map[string]simulate.Effect{}
	for _, v := range e.Variables {
		of[v.Variable] = v
	}
	list := make([]json.RawMessage, len(rows))
	for i, row := range rows {
		text, err := json.Marshal(row)
		if err != nil {
			return nil, err
		}
		effect, err := json.Marshal(of[row.Variable])
		if err != nil {
			return nil, err
		}
		// The row is an object; the effect becomes its last key.
		list[i] = append(append(append(text[:len(text)-1], `,"effect":`...), effect...), '}')
	}
	return list, nil
}
