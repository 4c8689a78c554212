package scene

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// rightToLeft reports whether the first letter that has a direction is
// written from right to left, which makes it the direction of the whole line
// (rules P2 and P3 of UAX 9).
func rightToLeft(s string) bool {
	for _, r := range s {
		switch class(r) {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// undirected returns text without line breaks and without explicit embeddings,
// overrides and isolates: a label is one line that somebody typed, and
// thousands of them would take minutes to order.
func undirected(text []rune) []rune {
	return slices.DeleteFunc(text, func(r rune) bool { return class(r) > bidi.Control || class(r) == bidi.B })
}

// run is a part of a line, by the indexes of its characters, that is written in
// one direction: from right to left if its level is odd (UAX 9).
type run struct{ start, end, level int }

func (r run) rightToLeft() bool { return r.level%2 == 1 }

// visualRuns returns the runs of a line as they stand from left to right.
func visualRuns(text []rune) []run {
	runs := levelRuns(text)
	for i := 0; i < len(runs); i++ {
		end := i
		for end < len(runs) && runs[end].level > 0 {
			end++
		}
		slices.Reverse(runs[i:end])
		i = max(i, end-1)
	}
	return runs
}

// levelRuns returns the runs of a line in the order of the text. The bidi
// package of golang.org/x/text finds them, and tells their directions but not
// their levels, which are made out here. It does not pair brackets (rule N0),
// so that in a line from left to right a bracket between words from right to
// left and a number goes with the words.
func levelRuns(text []rune) []run {
	var p bidi.Paragraph
	// It fails only because of options, of which there are none.
	_, _ = p.SetString(string(text))
	order, err := p.Order()
	if err != nil {
		return []run{{end: len(text)}}
	}
	whole := rightToLeft(string(text))
	var runs []run
	for i := range order.NumRuns() {
		part := order.Run(i)
		start, last := part.Pos()
		end := last + 1
		switch {
		case part.Direction() == bidi.RightToLeft:
			runs = append(runs, run{start, end, 1})
			continue
		case whole:
			runs = append(runs, run{start, end, 2})
			continue
		case i > 0:
			if n := numerals(text[start:end]); n > 0 {
				runs = append(runs, run{start, start + n, 2})
				start += n
			}
		}
		if start < end {
			runs = append(runs, run{start, end, 0})
		}
	}
	return runs
}

// numerals returns how long the numbers are that text from left to right begins
// with. After words from right to left they belong to these.
func numerals(text []rune) int {
	end := 0
	for i, r := range text {
		switch class(r) {
		case bidi.L:
			return end
		case bidi.EN, bidi.AN:
			end = i + 1
		}
	}
	return end
}

// mirrors are the signs beside brackets that point to the other side in text
// from right to left, in pairs.
const mirrors = "<>«»‹›≤≥"

// mirrored returns the character whose shape r takes in text from right to
// left (rule L4).
func mirrored(r rune) rune {
	pairs := []rune(mirrors)
	if i := slices.Index(pairs, r); i >= 0 {
		return pairs[i^1]
	}
	// Reversing a single character turns it round if it is a bracket.
	turned := []rune(bidi.ReverseString(string(r)))
	return turned[0]
}
