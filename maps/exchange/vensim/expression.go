package vensim

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
)

// dependency is a name in an equation, with what the equation says of its
// sign; Unknown when it says nothing.
type dependency struct {
	name string
	sign maps.Sign
	// flow is set for what fills or drains a stock, and initial for what
	// only sets its start.
	flow, initial bool
}

// token is a name, or a single character that is none.
type token struct {
	name string
	char byte
}

// tokens splits an expression. Names hold blanks, so two words are one name;
// what follows a name tells functions from variables.
func tokens(s string) []token {
	var all []token
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case unicode.IsSpace(r):
			s = s[size:]
		case r == '"':
			name, rest := quotedName(s)
			all = append(all, token{name: name})
			s = rest
		case unicode.IsLetter(r) || r == '$' || r == '_':
			end := strings.IndexFunc(s, func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) && !strings.ContainsRune("_'$", r)
			})
			if end < 0 {
				end = len(s)
			}
			all = append(all, token{name: strings.TrimSpace(s[:end])})
			s = s[end:]
		case unicode.IsDigit(r) || r == '.':
			s = s[number(s):]
			all = append(all, token{char: '0'})
		case r == ':':
			// Words such as :AND: are operators.
			end := strings.IndexByte(s[1:], ':')
			if end < 0 {
				return all
			}
			s = s[end+2:]
			all = append(all, token{char: ':'})
		case r == '[':
			// Subscripts are no variables.
			end := strings.IndexByte(s, ']')
			if end < 0 {
				return all
			}
			s = s[end+1:]
		case r == '\'':
			// Texts are in single quotes.
			end := strings.IndexByte(s[1:], '\'')
			if end < 0 {
				return all
			}
			s = s[end+2:]
			all = append(all, token{char: '0'})
		default:
			all = append(all, token{char: s[0]})
			s = s[size:]
		}
	}
	return all
}

// number returns the length of the number that a text begins with.
func number(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == '.') {
		n++
	}
	if n+1 < len(s) && (s[n] == 'e' || s[n] == 'E') {
		digits := n + 1
		if s[digits] == '+' || s[digits] == '-' {
			digits++
		}
		if digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
			for n = digits; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
			}
		}
	}
	return max(n, 1)
}

// dependencies lists the names in an equation that known accepts, each once
// for each sign. causal reports an equation that only says what it depends on.
func dependencies(right string, known func(string) bool) (all []dependency, causal bool) {
	ts := tokens(right)
	switch {
	case len(ts) > 1 && ts[0].char == 0 && ts[1].char == '(' && key(ts[0].name) == "a function of":
		return signedNames(ts[2:], known, false), true
	case len(ts) > 1 && ts[0].char == 0 && ts[1].char == '(' && (key(ts[0].name) == "integ" || key(ts[0].name) == "integer"):
		rate, start := arguments(ts[2:])
		if sum(rate) {
			all = signedNames(rate, known, true)
		} else {
			all = names(rate, known)
		}
		for _, d := range names(start, known) {
			d.initial = true
			all = append(all, d)
		}
		return all, false
	}
	return names(ts, known), false
}

// arguments splits the arguments of a function after the first.
func arguments(ts []token) (first, others []token) {
	depth := 0
	for i, t := range ts {
		switch t.char {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				return ts[:i], ts[i+1:]
			}
		}
	}
	return ts, nil
}

// sum reports whether an expression does nothing but add and subtract names.
func sum(ts []token) bool {
	for i, t := range ts {
		switch {
		case t.char == 0 && (i == 0 || ts[i-1].char != 0), t.char == '+', t.char == '-':
		default:
			return false
		}
	}
	return len(ts) > 0
}

// signedNames reads names with a minus or not, between + and - or commas.
func signedNames(ts []token, known func(string) bool, flows bool) (all []dependency) {
	sign := maps.Unknown
	if flows {
		sign = maps.Positive
	}
	next := sign
	for _, t := range ts {
		switch {
		case t.char == '-':
			next = maps.Negative
		case t.char == '+', t.char == ',':
			next = sign
		case t.char == 0:
			if known(t.name) {
				all = append(all, dependency{name: t.name, sign: next, flow: flows})
			}
			next = sign
		}
	}
	return all
}

// names lists the variables and the lookups in an expression.
func names(ts []token, known func(string) bool) (all []dependency) {
	for _, t := range ts {
		if t.char == 0 && known(t.name) {
			all = append(all, dependency{name: t.name})
		}
	}
	return all
}
