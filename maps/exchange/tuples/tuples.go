// Package tuples reads fuzzy cognitive maps that are kept as tuples, as programs
// that simulate them have them in their code:
//
//	{1: "Stress", 2: "Sleep"}
//	(1, 2, -0.6),
//	(2, 1, 0.25)
//
// A tuple is a link: from, to, and a weight whose sign is the link's and whose
// size, within 0…1, its strength. Braces name the concepts, which are called by
// their numbers otherwise; they may also stand in a file of their own that is
// read after the one of the tuples. Numbers may be names, in quotes or not;
// brackets around the list and what follows a # on a line are passed over. A
// weight of 0 is no link. Weights beyond ±1 keep their sign, and are counted.
// The format is read, not written.
package tuples

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Format is a fuzzy cognitive map as tuples.
func Format() format.Format {
	return format.Format{Name: "fcm-tuples", Title: "Fuzzy cognitive map (tuples)", Endings: []string{"txt", "fcm"}, Recognise: recognise, Read: read}
}

// first matches a file that begins with a tuple, or with the name of a concept
// whose number no other format would leave without quotes.
var first = sync.OnceValue(func() *regexp.Regexp {
	const word = `(?:"[^"\n]*"|'[^'\n]*'|[^\s,:(){}"']+)`
	return regexp.MustCompile(`^\s*(?:#[^\n]*\n\s*)*(?:\[\s*)?(?:\(\s*` + word + `\s*,\s*` + word + `\s*,\s*[-+−]?[0-9.]|\{\s*[0-9]+\s*:\s*["'])`)
})

func recognise(head []byte) format.Certainty {
	if first().Match(format.Head(head)) {
		return format.Surely
	}
	return format.No
}

// reader is a map as far as it has been read.
type reader struct {
	*format.Draft
	ctx     context.Context
	scan    scanner
	labels  map[string]string
	named   []string
	ids     map[string]string
	tuples  []tuple
	tupleAt []int
}

type tuple struct{ from, to, weight string }

func read(ctx context.Context, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	d := format.NewDraft("fcm-tuples", o)
	text, err := d.Decode(text)
	if err != nil {
		return nil, nil, err
	}
	r := &reader{Draft: d, ctx: ctx, scan: scanner{rest: string(text), line: 1}, labels: map[string]string{}, ids: map[string]string{}}
	if err := r.parse(); err != nil {
		return nil, nil, err
	}
	for _, key := range r.named {
		if err := r.concept(key, "the names"); err != nil {
			return nil, nil, err
		}
	}
	for i, t := range r.tuples {
		if err := r.link(t, fmt.Sprint("line ", r.tupleAt[i])); err != nil {
			return nil, nil, err
		}
	}
	return d.Finish()
}

// parse takes the file apart.
func (r *reader) parse() error {
	for n := 0; ; n++ {
		if n%1024 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		line := r.scan.line
		switch word, mark := r.scan.next(); {
		case mark == end:
			if len(r.tuples)+len(r.named) == 0 {
				return fmt.Errorf("%w: there is no tuple in it", format.ErrFormat)
			}
			return nil
		case mark == ',' || mark == '[' || mark == ']' || mark == ';':
		case mark == '{':
			if err := r.names(); err != nil {
				return err
			}
		case mark == '(':
			t, err := r.tuple()
			if err != nil {
				return err
			}
			if len(r.tuples) >= r.Limits.Links {
				return fmt.Errorf("%w: line %d: more than %d links", format.ErrLimit, line, r.Limits.Links)
			}
			r.tuples, r.tupleAt = append(r.tuples, t), append(r.tupleAt, line)
		default:
			return r.unexpected(word, mark, "a tuple such as (1, 2, 0.5)")
		}
	}
}

func (r *reader) unexpected(word string, mark rune, wanted string) error {
	found := strconv.Quote(format.Shorten(word))
	switch {
	case mark == end:
		found = "the end of the file"
	case mark != 0:
		found = strconv.QuoteRune(mark)
	}
	return fmt.Errorf("%w: line %d: %s, where %s should be", format.ErrFormat, r.scan.line, found, wanted)
}

// tuple reads what stands between parentheses.
func (r *reader) tuple() (t tuple, err error) {
	for i, part := range []*string{&t.from, &t.to, &t.weight} {
		word, mark := r.scan.next()
		if mark != 0 {
			return t, r.unexpected(word, mark, "a part of a tuple")
		}
		*part = word
		after := []rune{',', ',', ')'}[i]
		word, mark = r.scan.next()
		if mark == ',' && after == ')' {
			word, mark = r.scan.next() // a comma may stand before the end
		}
		if mark != after {
			return t, r.unexpected(word, mark, strconv.QuoteRune(after))
		}
	}
	return t, nil
}

// names reads what stands between braces.
func (r *reader) names() error {
	for {
		key, mark := r.scan.next()
		switch {
		case mark == '}':
			return nil
		case mark == ',':
			continue
		case mark != 0:
			return r.unexpected(key, mark, "the number of a concept")
		}
		if word, mark := r.scan.next(); mark != ':' {
			return r.unexpected(word, mark, "a colon")
		}
		label, mark := r.scan.next()
		if mark != 0 {
			return r.unexpected(label, mark, "the name of a concept")
		}
		if _, twice := r.labels[key]; twice {
			r.Report.Lose("second names of concepts", format.Shorten(label))
			continue
		}
		r.labels[key], r.named = label, append(r.named, key)
	}
}

// concept adds a concept, unless it is there already.
func (r *reader) concept(key, where string) error {
	if _, known := r.ids[key]; known {
		return nil
	}
	label, named := r.labels[key]
	if !named {
		label = key
	}
	id, err := r.Variable(maps.Variable{Label: maps.Plain(r.Label(label, where))}, where)
	r.ids[key] = id
	return err
}

func (r *reader) link(t tuple, where string) error {
	for _, key := range []string{t.from, t.to} {
		if len(r.named) > 0 && r.labels[key] == "" {
			r.Report.Note("concepts without a name, called by their number", where)
		}
		if err := r.concept(key, where); err != nil {
			return err
		}
	}
	weight, err := strconv.ParseFloat(strings.ReplaceAll(t.weight, "−", "-"), 64)
	switch {
	case err != nil || math.IsNaN(weight) || math.IsInf(weight, 0):
		r.Report.Lose("weights that are not numbers", where+": "+format.Shorten(t.weight))
		return r.Link(maps.NewLink(r.ids[t.from], r.ids[t.to], maps.Unknown), where)
	case weight == 0:
		r.Report.Note("tuples of weight 0, which are no links", where)
		return nil
	}
	l := maps.NewLink(r.ids[t.from], r.ids[t.to], maps.Positive)
	if weight < 0 {
		l.Sign = maps.Negative
	}
	if size := math.Abs(weight); size <= 1 {
		l.Strength, l.StrengthStated = maps.Exactly(size), true
	} else {
		r.Report.Lose("weights beyond −1…1", where)
	}
	return r.Link(l, where)
}
