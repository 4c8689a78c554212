package overlay

import (
	"fmt"
	"math/big"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
	"sysmap/render/diagram"
)

// Named is a feedback loop with the name it goes by on a picture.
type Named struct {
	Name string
	loop.Loop
}

// Loops draws feedback loops of a graph over its map: their links and
// variables stand out, the rest fades, and each is named in its middle.
func Loops(g *graph.Graph, loops []Named, l maps.Language) diagram.Overlay {
	o := diagram.Overlay{Fade: true, Variables: map[string]diagram.VariableMark{}, Links: map[maps.LinkRef]diagram.LinkMark{}}
	for i, named := range loops {
		mark := diagram.LoopMark{Name: named.Name, Polarity: maps.Sign(named.Polarity)}
		for _, v := range named.Variables {
			id := g.ID(v)
			mark.Through = append(mark.Through, id)
			o.Variables[id] = diagram.VariableMark{Emphasis: true}
		}
		for _, link := range named.Links {
			o.Links[Ref(g, link)] = diagram.LinkMark{Emphasis: true}
		}
		o.Loops = append(o.Loops, mark)
		if i > 0 {
			o.Title += " · "
		}
		o.Title += named.Name
		if label := g.Map().Loop(named.Name); label != nil && label.Label.In(l) != "" {
			o.Title += " " + label.Label.In(l)
		}
		o.Title += " (" + named.Polarity.Word(l) + ")"
	}
	return o
}

// Ref names a link of a graph as the map does.
func Ref(g *graph.Graph, link int) maps.LinkRef {
	l := g.Links()[link]
	return maps.LinkRef{From: g.ID(l.From), To: g.ID(l.To), Sign: l.Sign}
}

// participationWords are what the picture of a census says.
var participationWords = map[maps.Language]struct{ title, scale, low, high, note, bounded string }{
	maps.English: {
		"Feedback loops through each variable and link", "Share of all feedback loops that pass through", "0%", "most",
		"Counted exactly: %s feedback loops. Wider links carry more of them.",
		"Counted exactly up to %d links: %s feedback loops; longer ones are not counted. Wider links carry more of them.",
	},
	maps.Danish: {
		"Feedbacksløjfer gennem hver faktor og påvirkning", "Andel af alle feedbacksløjfer, der går igennem", "0 %", "flest",
		"Talt nøjagtigt: %s feedbacksløjfer. Bredere påvirkninger bærer flere af dem.",
		"Talt nøjagtigt op til %d led: %s feedbacksløjfer; længere er ikke talt med. Bredere påvirkninger bærer flere af dem.",
	},
}

// Participation draws how many of a graph's feedback loops pass through each
// variable, as its colour, and through each link, as its width. The census
// must have counted participation.
func Participation(g *graph.Graph, c loop.CensusResult, l maps.Language) diagram.Overlay {
	words := participationWords[l]
	note := fmt.Sprintf(words.note, l.Integer(c.Total))
	if !c.Complete {
		note = fmt.Sprintf(words.bounded, c.MaxLength, l.Integer(c.Total))
	}
	o := diagram.Overlay{
		Title: words.title, Note: note,
		Variables: map[string]diagram.VariableMark{}, Links: map[maps.LinkRef]diagram.LinkMark{},
	}
	most, mostLinks := 0.0, 0.0
	for _, v := range c.Variables {
		most = max(most, share(v.Total, c.Total))
	}
	for _, k := range c.Links {
		mostLinks = max(mostLinks, share(k.Total, c.Total))
	}
	o.Scale = &diagram.Scale{Title: words.scale, High: most, LowLabel: words.low, HighLabel: l.Percent(most)}
	for i, v := range c.Variables {
		part := share(v.Total, c.Total)
		o.Variables[g.ID(i)] = diagram.VariableMark{Value: &part, Note: l.Percent(part)}
	}
	for i, k := range c.Links {
		part := share(k.Total, c.Total)
		mark := diagram.LinkMark{Note: l.Percent(part), Width: 0.5}
		if mostLinks > 0 {
			mark.Width += 4.5 * part / mostLinks
		}
		o.Links[Ref(g, i)] = mark
	}
	return o
}

// share returns part over whole, 0 if there is nothing.
func share(part, whole *big.Int) float64 {
	if whole.Sign() == 0 {
		return 0
	}
	f, _ := new(big.Rat).SetFrac(part, whole).Float64()
	return f
}
