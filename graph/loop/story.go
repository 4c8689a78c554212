package loop

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/graph"
	"sysmap/maps"
)

// Story tells a loop in words, from its first variable round and back: "More
// stress leads to less sleep, which leads back to more stress: reinforcing."
//
// Labels about a plain noun take "more" and "less", in English those about a
// level, a price and the like "a higher" and "a lower"; all others are told as
// "an increase in" and "a decrease in", which fits any label. Delayed links
// lead on "after a while". What follows a link of unknown sign is told afresh,
// from more of its end, since neither direction is known. Long loops are told
// in several sentences. Languages other than Danish are told in English.
func Story(g *graph.Graph, l Loop, language maps.Language) string {
	t := newTeller(g, language)
	if l.Len() == 0 {
		return ""
	}
	for i, link := range l.Links {
		left := l.Len() - 1 - i
		t.hop(g.Links()[link], left, left == 0)
	}
	return t.text.String() + ": " + t.words.verdict(l.Polarity) + "."
}

// Story tells a path in words, as [Story] does a loop, and ends with what it
// comes to: "In all, more stress leads to less energy."
func (p Path) Story(g *graph.Graph, language maps.Language) string {
	t := newTeller(g, language)
	for i, link := range p.Links {
		t.hop(g.Links()[link], len(p.Links)-1-i, false)
	}
	if len(p.Links) > 1 {
		whole := graph.Link{From: p.Variables[0], To: p.Variables[len(p.Variables)-1], Sign: p.Sign, Delayed: p.Delayed}
		t.text.WriteString(". " + t.words.inAll + t.phrase(maps.Positive, whole.From) +
			t.words.on(whole.Sign == maps.Unknown, whole.Delayed, true, false) + " " + t.phrase(whole.Sign, whole.To))
	}
	if t.text.Len() > 0 {
		t.text.WriteString(".")
	}
	return t.text.String()
}

// Word returns what loops of this polarity are called in a language.
func (p Polarity) Word(language maps.Language) string {
	return tongueOf(language).polarity[1+p]
}

// hopsPerSentence is how far a sentence goes before the next one begins.
const hopsPerSentence = 5

// teller writes a story hop by hop.
type teller struct {
	words *tongue
	g     *graph.Graph
	text  strings.Builder
	// direction is that of the variable reached: +1 more, −1 less, and 0
	// where it is not known.
	direction maps.Sign
	// hops counts those in the sentence that is being told.
	hops int
}

func newTeller(g *graph.Graph, language maps.Language) *teller {
	return &teller{words: tongueOf(language), g: g, direction: maps.Positive}
}

// hop tells one link, with so many left after it; the last one of a loop leads
// back.
func (t *teller) hop(link graph.Link, left int, back bool) {
	if t.hops >= hopsPerSentence && left > 0 || t.direction == maps.Unknown {
		t.text.WriteString(". ")
		t.hops = 0
		if t.direction == maps.Unknown {
			t.direction = maps.Positive
		}
	}
	if t.hops == 0 {
		t.text.WriteString(capitalised(t.phrase(t.direction, link.From)))
	}
	t.direction *= link.Sign
	t.text.WriteString(t.words.on(link.Sign == maps.Unknown, link.Delayed, t.hops == 0, back))
	t.text.WriteString(" " + t.phrase(t.direction, link.To))
	t.hops++
}

// phrase is a change of a variable as the middle of a sentence has it.
func (t *teller) phrase(direction maps.Sign, v int) string {
	label := t.label(v)
	return t.words.forms(label)[1+direction] + " " + uncapitalised(label)
}

func (t *teller) label(v int) string {
	if m := t.g.Map(); m != nil {
		if label := strings.Join(strings.Fields(m.Variables[t.g.Origin(v)].Label.In(t.words.language)), " "); label != "" {
			return label
		}
	}
	return t.g.ID(v)
}

func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// uncapitalised writes a label as the middle of a sentence has it. In labels
// set in title case every word loses its capital, in others the first;
// abbreviations such as NEAT keep theirs.
func uncapitalised(label string) string {
	words := strings.Fields(label)
	title := inTitleCase(words)
	for i, word := range words {
		if i > 0 && !title {
			break
		}
		words[i] = uncapitalisedWord(word)
	}
	return strings.Join(words, " ")
}

// inTitleCase reports whether every word of four letters or more begins with
// a capital, and at least one that is not the first.
func inTitleCase(words []string) bool {
	others := 0
	for i, word := range words {
		word = strings.TrimLeftFunc(word, unicode.IsPunct)
		if utf8.RuneCountInString(word) < 4 {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) {
			return false
		}
		if i > 0 {
			others++
		}
	}
	return others > 0
}

// uncapitalisedWord writes each part of a word that is a capital followed by
// small letters only without the capital.
func uncapitalisedWord(word string) string {
	var out strings.Builder
	part := func(s string) {
		r, size := utf8.DecodeRuneInString(s)
		if rest := s[size:]; size > 0 && rest != "" && strings.IndexFunc(rest, unicode.IsUpper) < 0 &&
			strings.IndexFunc(rest, unicode.IsDigit) < 0 {
			s = string(unicode.ToLower(r)) + rest
		}
		out.WriteString(s)
	}
	for {
		at := strings.IndexFunc(word, unicode.IsPunct)
		if at < 0 {
			part(word)
			return out.String()
		}
		_, size := utf8.DecodeRuneInString(word[at:])
		part(word[:at])
		out.WriteString(word[at : at+size])
		word = word[at+size:]
	}
}
