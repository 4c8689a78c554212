package viewer

import (
	"fmt"
	"math/big"

	"sysmap/graph/loop"
	"sysmap/maps"
)

var loopStatements = map[maps.Language]struct{ none, one, whole, bounded string }{
	maps.English: {
		"The map has no feedback loops.", "The map has one feedback loop, which is %s.",
		"The map has %s feedback loops, counted exactly: %s reinforcing, %s balancing.",
		"The map has %s feedback loops of up to %d links, counted exactly: %s reinforcing, %s balancing. Longer ones are too many to count here.",
	},
	maps.Danish: {
		"Kortet har ingen feedbacksløjfer.", "Kortet har én feedbacksløjfe, som er %s.",
		"Kortet har %s feedbacksløjfer, talt nøjagtigt: %s forstærkende og %s balancerende.",
		"Kortet har %s feedbacksløjfer på op til %d led, talt nøjagtigt: %s forstærkende og %s balancerende. De længere er for mange til at tælle her.",
	},
}

var undeterminedLoops = map[maps.Language]struct{ one, many string }{
	maps.English: {
		" One is undetermined, because the sign of a link is not known.",
		" %s are undetermined, because the sign of a link is not known.",
	},
	maps.Danish: {
		" Én er ubestemt, fordi fortegnet på en påvirkning ikke kendes.",
		" %s er ubestemte, fordi fortegnet på en påvirkning ikke kendes.",
	},
}

// loops are the feedback loops of the study.
func (a *author) loops() Loops {
	c := a.Study.Loops.Census
	loops := Loops{
		Statement: say(a.loopStatement), Complete: c.Complete, MaxLength: c.MaxLength, Count: count(c.Count),
		ByLength: []LengthCount{}, Named: []Loop{}, Short: []Loop{}, Extent: say(a.Study.Loops.Extent.In),
	}
	for _, n := range c.ByLength {
		loops.ByLength = append(loops.ByLength, LengthCount{n.Length, count(n.Count)})
	}
	for _, named := range a.Study.Loops.Named {
		for variant := range named.Variants() {
			one := a.loop(variant)
			one.ID, one.Label = named.ID, a.textOf(named.Label)
			loops.Named = append(loops.Named, one)
			break
		}
	}
	for _, l := range a.Study.Loops.Short {
		loops.Short = append(loops.Short, a.loop(l))
	}
	return loops
}

func (a *author) loopStatement(l maps.Language) string {
	c, w := a.Study.Loops.Census, loopStatements[l]
	if c.Complete && c.Total.Cmp(big.NewInt(1)) <= 0 {
		for _, p := range []struct {
			n    *big.Int
			kind loop.Polarity
		}{{c.Reinforcing, loop.Reinforcing}, {c.Balancing, loop.Balancing}, {c.Undetermined, loop.Undetermined}} {
			if p.n.Sign() > 0 {
				return fmt.Sprintf(w.one, p.kind.Word(l))
			}
		}
		return w.none
	}
	text := fmt.Sprintf(w.whole, l.Integer(c.Total), l.Integer(c.Reinforcing), l.Integer(c.Balancing))
	if !c.Complete {
		text = fmt.Sprintf(w.bounded, l.Integer(c.Total), c.MaxLength, l.Integer(c.Reinforcing), l.Integer(c.Balancing))
	}
	switch c.Undetermined.Cmp(big.NewInt(1)) {
	case 0:
		text += undeterminedLoops[l].one
	case 1:
		text += fmt.Sprintf(undeterminedLoops[l].many, l.Integer(c.Undetermined))
	}
	return text
}

// loop writes one feedback loop with its story.
func (a *author) loop(l loop.Loop) Loop {
	one := Loop{
		Polarity: l.Polarity.String(), Links: list(l.Links), Length: l.Len(), Delayed: l.Delayed,
		Story: say(func(in maps.Language) string { return loop.Story(a.Graph, l, in) }),
	}
	for _, v := range l.Variables {
		one.Variables = append(one.Variables, a.Graph.ID(v))
	}
	return one
}
