package maps

import (
	"cmp"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// strengthWords are the ranges that people name instead of giving numbers.
var strengthWords = [...]struct {
	word string
	span Range
}{
	{"weak", Range{0.05, 0.35}},
	{"medium", Range{0.35, 0.65}},
	{"strong", Range{0.65, 0.95}},
}

// anyStrength is the strength of a link that states none.
var anyStrength = Range{0, 1}

// NewLink returns a link that states nothing but its ends and its sign: any
// strength in 0…1, certain to exist.
func NewLink(from, to string, sign Sign) Link {
	return Link{From: from, To: to, Sign: sign, Strength: anyStrength, Probability: 1}
}

var linkTable = sync.OnceValue(func() *table[Link] {
	return &table[Link]{
		noun: "link",
		fields: []field[Link]{
			arrowField(),
			strengthField(),
			of("delay", "How long the influence takes, a number or [low, high], in the map's unit of time.",
				rangeKind(0, longest), func(l *Link) **Range { return &l.Delay }),
			of("confidence", "How sure people are that the link is as drawn.",
				enumKind("a confidence", LowConfidence, MediumConfidence, HighConfidence), func(l *Link) *Confidence { return &l.Confidence }),
			of("probability", "How likely it is that the link exists at all: above 0, at most 1.",
				probabilityKind(), func(l *Link) *float64 { return &l.Probability }),
			of("positive", "For ->?: how likely it is that the influence is positive, above 0, at most 1; without it, as likely as not.",
				positiveKind(), func(l *Link) *float64 { return &l.Positive }),
			of("bend", "Pins the curve: how far its middle stands to the left of the straight line, as a share of the line's length.",
				optionalKind(-5, 5), func(l *Link) **float64 { return &l.Bend }),
			of("core", "True for a link of the map's core loop, drawn with emphasis.", flagKind(), func(l *Link) *bool { return &l.Core }),
			of("note", "A longer text about it.", noteKind(), func(l *Link) *Text { return &l.Note }),
			of("evidence", "What supports the link.", entriesKind(evidenceTable), func(l *Link) *[]Evidence { return &l.Evidence }),
		},
		required: []string{"link"},
		start:    func(l *Link) { *l = NewLink("", "", Unknown) },
		finish: func(_ *table[Link], d *decoder, n *yaml.Node, l *Link, _ fieldSet) {
			if l.Positive != 0 && l.From != "" && l.Sign != Unknown {
				d.report.add(d.at(n), "only a link of unknown sign may be positive with some probability", l.Ref().String(), "write ->?, or take out positive")
			}
		},
	}
})

// arrowField is the shorthand within a link that has keys.
func arrowField() field[Link] {
	return field[Link]{
		key: "link", about: "The link as an arrow: a ->+ b, a ->- b or a ->? b.",
		schema: arrowSchema,
		read: func(d *decoder, n *yaml.Node, into *Link) {
			if ref, ok := d.arrow(n); ok {
				d.refer(variableSection, ref.From, n)
				d.refer(variableSection, ref.To, n)
				into.From, into.To, into.Sign = ref.From, ref.To, ref.Sign
			}
		},
		write:   func(l *Link) (item, bool) { return words(l.Ref().String()), true },
		inherit: func(into, from *Link) { into.From, into.To, into.Sign = from.From, from.To, from.Sign },
	}
}

func (d *decoder) arrow(n *yaml.Node) (LinkRef, bool) {
	if !d.kind(n, yaml.ScalarNode, `a link like "a ->+ b"`) {
		return LinkRef{}, false
	}
	ref, err := ParseLink(n.Value)
	if err != nil {
		e := asLinkError(err)
		d.complain(n, e.message, e.suggestion)
		return LinkRef{}, false
	}
	return ref, true
}

// strengthField reads a number, a range or a word into two fields, because
// "nobody has said" differs from "anything from 0 to 1".
func strengthField() field[Link] {
	return field[Link]{
		key: "strength", about: "How strong the influence is: 0…1, a range [low, high], or weak, medium or strong.",
		schema: strengthSchema,
		read: func(d *decoder, n *yaml.Node, into *Link) {
			if r, ok := d.strength(n); ok {
				into.Strength, into.StrengthStated = r, true
			}
		},
		write: func(l *Link) (item, bool) {
			for _, w := range strengthWords {
				if l.Strength == w.span {
					return words(w.word), l.StrengthStated
				}
			}
			return rangeItem(l.Strength), l.StrengthStated
		},
		inherit: func(into, from *Link) { into.Strength, into.StrengthStated = from.Strength, from.StrengthStated },
	}
}

func (d *decoder) strength(n *yaml.Node) (Range, bool) {
	if n.Kind == yaml.ScalarNode {
		names := make([]string, len(strengthWords))
		for i, w := range strengthWords {
			if n.Value == w.word {
				return w.span, d.plain(n)
			}
			names[i] = w.word
		}
		if strings.IndexFunc(n.Value, isASCIILetter) == 0 {
			d.complain(n, "this is not a strength", cmp.Or(didYouMean(n.Value, names), "write weak, medium, strong, a number from 0 to 1, or [low, high]"))
			return Range{}, false
		}
	}
	return d.span(n, 0, 1)
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// probabilityKind is never zero: a link that cannot exist is no link, and zero
// is what a link made in memory has when nobody thought of it.
func probabilityKind() kind[float64] {
	k := numberKind(smallestPositive, 1)
	k.write = func(v float64) (item, bool) { return numberItem(v), v != 1 && v != 0 }
	return k
}

// positiveKind is never zero, for a link that is never positive is negative.
func positiveKind() kind[float64] { return numberKind(smallestPositive, 1) }

// linkRefKind names a link from elsewhere.
func linkRefKind() kind[*LinkRef] {
	return kind[*LinkRef]{
		schema: arrowSchema,
		read: func(d *decoder, n *yaml.Node, into **LinkRef) {
			if ref, ok := d.arrow(n); ok {
				*into = &ref
			}
		},
		write: func(ref *LinkRef) (item, bool) {
			if ref == nil {
				return item{}, false
			}
			return words(ref.String()), true
		},
	}
}
