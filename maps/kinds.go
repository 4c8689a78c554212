package maps

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v4"
)

// smallestPositive as a lower bound means "above zero".
const smallestPositive = math.SmallestNonzeroFloat64

// textKind is something people read: one text, or one per language.
func textKind(definition string, limit func(Limits) int) kind[Text] {
	return kind[Text]{
		schema: func() *jsonschema.Schema { return defined(definition) },
		read: func(d *decoder, n *yaml.Node, into *Text) {
			if n.Kind == yaml.MappingNode {
				d.languages(n, limit(d.limits), into)
				return
			}
			if s, ok := d.words(n, limit(d.limits)); ok {
				*into = Plain(s)
			}
		},
		write: func(t Text) (item, bool) { return textItem(t), !t.Empty() },
	}
}

func labelKind() kind[Text] {
	return textKind("label", func(l Limits) int { return l.Label })
}

func noteKind() kind[Text] {
	return textKind("note", func(l Limits) int { return l.Note })
}

// languages reads a text per language.
func (d *decoder) languages(n *yaml.Node, limit int, into *Text) {
	if !d.plain(n) {
		return
	}
	by := make(map[Language]string, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if !d.kind(key, yaml.ScalarNode, "a language") {
			continue
		}
		if strings.HasPrefix(key.Value, "x-") {
			continue
		}
		if !isLanguage(key.Value) {
			d.complain(key, "this is not a language", "write en, da or another language code")
			continue
		}
		if _, twice := by[Language(key.Value)]; twice {
			d.complain(key, "the language stands twice", "keep one")
			continue
		}
		if isNull(value) && d.plain(value) {
			continue
		}
		if s, ok := d.words(value, limit); ok {
			by[Language(key.Value)] = s
		}
	}
	*into = Text{}
	if len(by) > 0 {
		into.By = by
	}
}

// textItem writes a text, the languages sysmap speaks first.
func textItem(t Text) item {
	if t.By == nil {
		return words(tidy(t.Plain))
	}
	var others []Language
	for l := range t.By {
		if !slices.Contains(Languages(), l) {
			others = append(others, l)
		}
	}
	slices.Sort(others)
	var pairs []pair
	for _, l := range append(Languages(), others...) {
		if s, ok := t.By[l]; ok {
			pairs = append(pairs, pair{string(l), words(tidy(s))})
		}
	}
	return pairsOf(pairs...)
}

// lineKind is a short text that is the same in every language.
func lineKind() kind[string] {
	return kind[string]{
		schema: func() *jsonschema.Schema { return wordsSchema(Limits{}.orDefaults().Label) },
		read: func(d *decoder, n *yaml.Node, into *string) {
			if s, ok := d.words(n, d.limits.Label); ok {
				*into = s
			}
		},
		write: func(s string) (item, bool) { return words(tidy(s)), tidy(s) != "" },
	}
}

// addressKind is a web address, or a path beside the file. Addresses become
// links that people click, so schemes that run code are refused.
func addressKind() kind[string] {
	k := lineKind()
	k.schema = func() *jsonschema.Schema {
		s := wordsSchema(Limits{}.orDefaults().Label)
		s.Pattern = addressPattern
		return s
	}
	k.read = func(d *decoder, n *yaml.Node, into *string) {
		s, ok := d.words(n, d.limits.Label)
		if !ok {
			return
		}
		u, err := url.Parse(s)
		if err != nil || !slices.Contains([]string{"", "http", "https", "mailto", "doi"}, strings.ToLower(u.Scheme)) {
			d.complain(n, "this is not a web address", "write one that begins with https://")
			return
		}
		*into = s
	}
	return k
}

// colourKind is a colour as #rrggbb or #rgb; it is kept as #rrggbb in lower
// case.
func colourKind() kind[string] {
	return kind[string]{
		schema: func() *jsonschema.Schema {
			return &jsonschema.Schema{Types: []string{"string", "null"}, Pattern: `^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`}
		},
		read: func(d *decoder, n *yaml.Node, into *string) {
			if !d.kind(n, yaml.ScalarNode, "a colour") {
				return
			}
			c, ok := normalColour(n.Value)
			if !ok {
				d.complain(n, "this is not a colour", `write it in quotes as "#rrggbb", such as "#f1e3cc"`)
				return
			}
			*into = c
		},
		write: func(s string) (item, bool) { return words(s), s != "" },
	}
}

func normalColour(s string) (string, bool) {
	digits, ok := strings.CutPrefix(strings.ToLower(s), "#")
	if !ok || len(digits) != 3 && len(digits) != 6 {
		return "", false
	}
	for _, c := range []byte(digits) {
		if !(c >= '0' && c <= '9' || c >= 'a' && c <= 'f') {
			return "", false
		}
	}
	if len(digits) == 3 {
		digits = strings.Repeat(digits[0:1], 2) + strings.Repeat(digits[1:2], 2) + strings.Repeat(digits[2:3], 2)
	}
	return "#" + digits, true
}

// idKind names one entry of a section.
func idKind(to section) kind[string] {
	return kind[string]{
		schema: func() *jsonschema.Schema { return defined("id") },
		read: func(d *decoder, n *yaml.Node, into *string) {
			if id, ok := d.id(n); ok {
				d.refer(to, id, n)
				*into = id
			}
		},
		write: func(s string) (item, bool) { return words(s), s != "" },
	}
}

// idsKind names several entries of a section, each once.
func idsKind(to section) kind[[]string] {
	return kind[[]string]{
		schema: func() *jsonschema.Schema { return listSchema(defined("id")) },
		read: func(d *decoder, n *yaml.Node, into *[]string) {
			if !d.kind(n, yaml.SequenceNode, "a list of ids like [a, b]") {
				return
			}
			ids := make([]string, 0, len(n.Content))
			seen := make(map[string]bool, len(n.Content))
			for _, entry := range n.Content {
				id, ok := d.id(entry)
				if !ok {
					continue
				}
				if seen[id] {
					d.complain(entry, "the id stands twice in this list", "keep one")
					continue
				}
				seen[id] = true
				d.refer(to, id, entry)
				ids = append(ids, id)
			}
			*into = ids
		},
		write: func(ids []string) (item, bool) {
			list := listOf()
			for _, id := range ids {
				list.list = append(list.list, words(id))
			}
			return list, len(ids) > 0
		},
	}
}

// enumKind is one of a few words.
func enumKind[E ~string](noun string, values ...E) kind[E] {
	return kind[E]{
		schema: func() *jsonschema.Schema { return enumSchema(values) },
		read: func(d *decoder, n *yaml.Node, into *E) {
			if !d.kind(n, yaml.ScalarNode, noun) {
				return
			}
			v := E(n.Value)
			if !slices.Contains(values, v) {
				d.complain(n, "this is not "+noun, oneOf(n.Value, values))
				return
			}
			*into = v
		},
		write: func(v E) (item, bool) { return words(string(v)), v != "" },
	}
}

func oneOf[E ~string](word string, values []E) string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = string(v)
	}
	if s := didYouMean(word, all); s != "" {
		return s
	}
	return "write one of " + strings.Join(all, ", ")
}

// flagKind is true or false; false is what it is without the key.
func flagKind() kind[bool] {
	return kind[bool]{
		schema: func() *jsonschema.Schema { return &jsonschema.Schema{Types: []string{"boolean", "null"}} },
		read: func(d *decoder, n *yaml.Node, into *bool) {
			if v, ok := d.truth(n); ok {
				*into = v
			}
		},
		write: func(v bool) (item, bool) { return bare("true"), v },
	}
}

func (d *decoder) truth(n *yaml.Node) (value, ok bool) {
	if !d.kind(n, yaml.ScalarNode, "true or false") {
		return false, false
	}
	if n.Tag != "!!bool" {
		d.complain(n, "expected true or false", "")
		return false, false
	}
	return strings.EqualFold(n.Value, "true"), true
}

// numberKind is a number that is zero without the key.
func numberKind(low, high float64) kind[float64] {
	return kind[float64]{
		schema: func() *jsonschema.Schema { return numberSchema(low, high, "null") },
		read: func(d *decoder, n *yaml.Node, into *float64) {
			if v, ok := d.number(n, low, high); ok {
				*into = v
			}
		},
		write: func(v float64) (item, bool) { return numberItem(v), v != 0 },
	}
}

// optionalKind is a number that may be unsaid.
func optionalKind(low, high float64) kind[*float64] {
	return kind[*float64]{
		schema: func() *jsonschema.Schema { return numberSchema(low, high, "null") },
		read: func(d *decoder, n *yaml.Node, into **float64) {
			if v, ok := d.number(n, low, high); ok {
				*into = &v
			}
		},
		write: func(v *float64) (item, bool) {
			if v == nil {
				return item{}, false
			}
			return numberItem(*v), true
		},
	}
}

// rangeKind is a number, or [low, high].
func rangeKind(low, high float64) kind[*Range] {
	return kind[*Range]{
		schema: func() *jsonschema.Schema { return rangeSchema(low, high) },
		read: func(d *decoder, n *yaml.Node, into **Range) {
			if r, ok := d.span(n, low, high); ok {
				*into = &r
			}
		},
		write: func(r *Range) (item, bool) {
			if r == nil {
				return item{}, false
			}
			return rangeItem(*r), true
		},
	}
}

// span reads a number or a range, both ends within bounds.
func (d *decoder) span(n *yaml.Node, low, high float64) (Range, bool) {
	if n.Kind != yaml.SequenceNode {
		v, ok := d.number(n, low, high)
		return Exactly(v), ok
	}
	v, ok := d.twoNumbers(n, low, high, "[low, high]")
	if ok && v[0] > v[1] {
		d.report.add(d.at(n), "the range ends before it begins", "",
			fmt.Sprintf("write [%s, %s]", formatNumber(v[1]), formatNumber(v[0])))
		return Range{}, false
	}
	return Range{Low: v[0], High: v[1]}, ok
}

func (d *decoder) twoNumbers(n *yaml.Node, low, high float64, shape string) (v [2]float64, ok bool) {
	if !d.kind(n, yaml.SequenceNode, "two numbers "+shape) {
		return v, false
	}
	if len(n.Content) != 2 {
		d.report.add(d.at(n), fmt.Sprintf("expected two numbers, found %d", len(n.Content)), "", "write "+shape)
		return v, false
	}
	first, ok1 := d.number(n.Content[0], low, high)
	second, ok2 := d.number(n.Content[1], low, high)
	return [2]float64{first, second}, ok1 && ok2
}

func rangeItem(r Range) item {
	if r.Certain() {
		return numberItem(r.Low)
	}
	return listOf(numberItem(r.Low), numberItem(r.High))
}

// farthest is how far from the origin a position may be, in points: some 350
// metres, beyond any sheet.
const farthest = 1e6

func positionKind() kind[*Position] {
	return kind[*Position]{
		schema: func() *jsonschema.Schema { return pairSchema(-farthest, farthest) },
		read: func(d *decoder, n *yaml.Node, into **Position) {
			if v, ok := d.twoNumbers(n, -farthest, farthest, "[x, y]"); ok {
				*into = &Position{X: v[0], Y: v[1]}
			}
		},
		write: func(p *Position) (item, bool) {
			if p == nil {
				return item{}, false
			}
			return positionItem(*p), true
		},
	}
}

func positionItem(p Position) item { return listOf(numberItem(p.X), numberItem(p.Y)) }
