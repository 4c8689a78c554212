package maps

import (
	"fmt"
	"strings"
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

var interventionTable = sync.OnceValue(func() *table[Intervention] {
	return &table[Intervention]{
		noun: "intervention",
		fields: []field[Intervention]{
			of("variable", "The variable that is changed.", idKind(variableSection), func(i *Intervention) *string { return &i.Variable }),
			of("link", "The link that is changed.", linkRefKind(), func(i *Intervention) **LinkRef { return &i.Link }),
			amountField(Press, "A lasting push on the variable, −1…1.", -1, 1),
			amountField(Pulse, "A single push on the variable, −1…1.", -1, 1),
			amountField(Ramp, "A push that grows from nothing to this, −1…1.", -1, 1),
			amountField(Hold, "The change from today at which the variable is held, −1…1.", -1, 1),
			cutField(),
			amountField(Scale, "The factor on the link's strength: 0.5 halves it.", 0, 100),
			amountField(Add, "The strength of a new link, 0…1.", 0, 1),
			resignField(),
			of("from", "When it begins, in the map's unit of time from today.", numberKind(0, longest), func(i *Intervention) *float64 { return &i.From }),
			of("until", "When it ends; it lasts without it.", optionalKind(0, longest), func(i *Intervention) **float64 { return &i.Until }),
		},
		finish: finishIntervention,
		refine: refineIntervention,
	}
})

// onVariable and onLink are the actions for each target.
var (
	onVariable = []string{string(Press), string(Pulse), string(Ramp), string(Hold)}
	onLink     = []string{string(Cut), string(Scale), string(Add), string(Resign)}
)

// amountField is an action that comes with a number.
func amountField(a Action, about string, low, high float64) field[Intervention] {
	return field[Intervention]{
		key: string(a), about: about,
		schema: func() *jsonschema.Schema { return numberSchema(low, high, "null") },
		read: func(d *decoder, n *yaml.Node, into *Intervention) {
			v, _ := d.number(n, low, high)
			into.Action, into.Amount = a, v
		},
		write:   func(i *Intervention) (item, bool) { return numberItem(i.Amount), i.Action == a },
		inherit: inheritAction,
	}
}

func cutField() field[Intervention] {
	return field[Intervention]{
		key: string(Cut), about: "True to cut the link.",
		schema: func() *jsonschema.Schema { return &jsonschema.Schema{Enum: []any{true, nil}} },
		read: func(d *decoder, n *yaml.Node, into *Intervention) {
			if v, ok := d.truth(n); ok && !v {
				d.complain(n, "an intervention that does not cut says nothing", "write cut: true, or another action")
			}
			into.Action = Cut
		},
		write:   func(i *Intervention) (item, bool) { return bare("true"), i.Action == Cut },
		inherit: inheritAction,
	}
}

func resignField() field[Intervention] {
	return field[Intervention]{
		key: string(Resign), about: "The sign that the link gets.",
		schema: func() *jsonschema.Schema { return &jsonschema.Schema{Enum: []any{nil, "+", "-", "−", "?"}} },
		read: func(d *decoder, n *yaml.Node, into *Intervention) {
			into.Action = Resign
			if !d.kind(n, yaml.ScalarNode, "a sign") {
				return
			}
			sign, rest, ok := cutSign(n.Value)
			if !ok || rest != "" {
				d.complain(n, "this is not a sign", `write "+", "-" or "?" in quotes`)
				return
			}
			into.NewSign = sign
		},
		write:   func(i *Intervention) (item, bool) { return words(i.NewSign.String()), i.Action == Resign },
		inherit: inheritAction,
	}
}

func inheritAction(into, from *Intervention) {
	into.Action, into.Amount, into.NewSign = from.Action, from.Amount, from.NewSign
}

// finishIntervention checks that there is one target, one action, that they
// suit each other, and that it ends after it begins.
func finishIntervention(t *table[Intervention], d *decoder, n *yaml.Node, i *Intervention, s fieldSet) {
	about := func(message, suggestion string) { d.report.add(d.at(n), message, "", suggestion) }
	variable, link := s.has(t.index("variable")), s.has(t.index("link"))
	switch {
	case variable && link:
		about("an intervention changes a variable or a link, not both", "make two of it")
	case !variable && !link:
		about("an intervention does not say what it changes", "write variable: … or link: a ->+ b")
	}
	allowed, others := onVariable, onLink
	if link {
		allowed, others = onLink, onVariable
	}
	switch actions := t.stated(s, allowed); {
	case len(actions)+len(t.stated(s, others)) == 0:
		about("an intervention does not say what it does", "write one of "+strings.Join(allowed, ", "))
	case variable != link && len(actions) == 0:
		about(fmt.Sprintf("%q is not something done to this", t.stated(s, others)[0]), "write one of "+strings.Join(allowed, ", "))
	case len(t.stated(s, onVariable))+len(t.stated(s, onLink)) > 1:
		about("an intervention does one thing", "make one intervention each of "+strings.Join(append(actions, t.stated(s, others)...), ", "))
	}
	if i.Until != nil && *i.Until <= i.From {
		about("an intervention ends before it begins", "make until larger than from")
	}
	if i.Link != nil {
		d.links = append(d.links, linkReference{link: *i.Link, added: i.Action == Add, at: d.at(n)})
	}
}

// stated returns those of the keys that a set of fields holds.
func (t *table[T]) stated(s fieldSet, keys []string) []string {
	var have []string
	for _, k := range keys {
		if s.has(t.index(k)) {
			have = append(have, k)
		}
	}
	return have
}
