package leverage

import (
	"fmt"
	"strings"

	"sysmap/maps"
)

// reasons writes, for each variable, why it ranks where it does.
type reasons struct {
	result *Result
	by     Measure
	// places holds each measure's ranks by node, nil where it is missing.
	places map[Measure][]Rank
}

func (r *Result) reasons(by Measure) *reasons {
	w := &reasons{result: r, by: by, places: map[Measure][]Rank{}}
	for _, column := range r.Columns {
		if column.Values != nil {
			w.places[column.Measure] = byNode(rank(column.Values))
		}
	}
	return w
}

func byNode(ranks []Rank) []Rank {
	nodes := make([]Rank, len(ranks))
	for _, r := range ranks {
		nodes[r.Node] = r
	}
	return nodes
}

func (w *reasons) of(v int) maps.Text {
	by := make(map[maps.Language]string, len(maps.Languages()))
	for _, l := range maps.Languages() {
		by[l] = w.in(v, l)
	}
	return maps.Text{By: by}
}

func (w *reasons) in(v int, l maps.Language) string {
	sentences := []string{w.lead(v, l)}
	if s := w.also(v, l); s != "" {
		sentences = append(sentences, s)
	}
	if s := w.role(v, l); s != "" {
		sentences = append(sentences, s)
	}
	return strings.Join(sentences, " ")
}

// lead says the place, and what its value means.
func (w *reasons) lead(v int, l maps.Language) string {
	place := w.places[w.by][v]
	form := bilingual{"%s is no. %d of %d by %s%s: %s.", "%s er nr. %d af %d efter %s%s: %s."}
	return fmt.Sprintf(form.in(l), w.result.name(v, l), place.Place, len(w.places[w.by]), w.by.Label(l), sharing(place, l), w.clause(v, l))
}

func sharing(place Rank, l maps.Language) string {
	switch place.Sharing {
	case 1:
		return ""
	case 2:
		return bilingual{", together with one other", ", sammen med én anden"}.in(l)
	}
	return fmt.Sprintf(bilingual{", together with %d others", ", sammen med %d andre"}.in(l), place.Sharing-1)
}

func (w *reasons) clause(v int, l maps.Language) string {
	p := w.by.phrase()
	x := w.result.Column(w.by).Values[v]
	clause := strings.ReplaceAll(p.fact.in(l), "%s", p.number.write(x, l))
	switch {
	case x == 0:
		clause = p.nothing.in(l)
	case x == 1 && p.one.english != "":
		clause = p.one.in(l)
	}
	return clause + w.bound(l)
}

// bound says up to which length loops were counted, and that sets were not.
func (w *reasons) bound(l maps.Language) string {
	length := 0
	switch {
	case w.by == FeedbackShare && !w.result.Membership.Counted:
		return fmt.Sprintf(bilingual{" (of %d such sets found from random starts, not of all)", " (af %d sådanne mængder fundet ved tilfældige forsøg, ikke af alle)"}.in(l), w.result.Membership.Sampled)
	case w.by == ShortLoops:
		length = w.result.Loops.ShortLength
	case w.by == LoopLeverage && !w.result.Loops.LeverageComplete:
		length = w.result.Loops.LeverageLength
	case w.by == AllLoops && !w.result.Loops.Complete:
		length = w.result.Loops.MaxLength
	default:
		return ""
	}
	return fmt.Sprintf(bilingual{" (counting loops of up to %d links)", " (regnet for sløjfer på op til %d påvirkninger)"}.in(l), length)
}

// telling are the measures worth a mention beside another, most telling first.
func telling() []Measure {
	return []Measure{Betweenness, ShortLoops, OutDegree, InDegree, PageRankOut, MICMACInfluence, HarmonicOut, LoopLeverage, AllLoops, MICMACDependence}
}

// also names the two measures by which the variable ranks highest, where it is
// among the first tenth and shares its place with no more than a tenth.
func (w *reasons) also(v int, l maps.Language) string {
	tenth := max(3, w.result.Graph.Len()/10)
	var first, second Measure
	place := func(m Measure) int { return w.places[m][v].Place }
	for _, m := range telling() {
		if m == w.by || w.places[m] == nil || w.result.Column(m).Values[v] == 0 {
			continue
		}
		if r := w.places[m][v]; r.Place > tenth || r.Sharing > tenth {
			continue
		}
		switch {
		case first == "" || place(m) < place(first):
			first, second = m, first
		case second == "" || place(m) < place(second):
			second = m
		}
	}
	if first == "" {
		return ""
	}
	list := w.mention(v, first, l)
	if second != "" {
		list += bilingual{" and ", " og "}.in(l) + w.mention(v, second, l)
	}
	return fmt.Sprintf(bilingual{"It is also %s.", "Den er også %s."}.in(l), list)
}

func (w *reasons) mention(v int, m Measure, l maps.Language) string {
	value := m.phrase().number.write(w.result.Column(m).Values[v], l)
	return fmt.Sprintf(bilingual{"no. %d by %s (%s)", "nr. %d efter %s (%s)"}.in(l), w.places[m][v].Place, m.Label(l), value)
}

// role says what else sets the variable apart.
func (w *reasons) role(v int, l maps.Language) string {
	r := w.result
	switch {
	case isSource(r.Graph, v) && isSink(r.Graph, v):
		return bilingual{"It stands alone on the map.", "Den står alene på kortet."}.in(l)
	case isSource(r.Graph, v):
		return bilingual{"It is a source: change has to come to it from outside the map.", "Den er en kilde: forandring må komme udefra."}.in(l)
	case isSink(r.Graph, v):
		return bilingual{"It is an end point: it shows results.", "Den er et endepunkt: den viser resultater."}.in(l)
	case w.by != FeedbackShare && r.Membership.Counted && r.Membership.Share[v] == 1:
		return bilingual{"No smallest set of variables that breaks every loop does without it.", "Ingen af de mindste mængder af faktorer, der bryder alle sløjfer, kan undvære den."}.in(l)
	}
	return ""
}

func (r *Result) name(v int, l maps.Language) string {
	if m := r.Graph.Map(); m != nil {
		if label := m.Variables[r.Graph.Origin(v)].Label.In(l); label != "" {
			return strings.Join(strings.Fields(label), " ")
		}
	}
	return r.Graph.ID(v)
}
