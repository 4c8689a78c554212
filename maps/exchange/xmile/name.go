package xmile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// label returns a name as people read it: without quotes, with blanks for
// underscores and line ends.
func label(name string) string {
	name = strings.TrimSpace(name)
	if len(name) > 1 && name[0] == '"' && name[len(name)-1] == '"' {
		name = name[1 : len(name)-1]
	}
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == '\\' && i+1 < len(name) {
			i++
			switch name[i] {
			case 'n', 'r', 't':
				b.WriteByte(' ')
			case '"', '\\':
				b.WriteByte(name[i])
			default:
				b.WriteByte('\\')
				i--
			}
			continue
		}
		if c == '_' {
			c = ' '
		}
		b.WriteByte(c)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// key is how names are compared.
func key(name string) string { return strings.ToLower(label(name)) }

// escape writes a label as a name.
func escape(label string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(label)
}

// reference writes a label as equations and connectors want it: with
// underscores for blanks, and in quotes if there is anything but letters and
// digits.
func reference(label string) string {
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
	name := strings.ReplaceAll(label, " ", "_")
	first, _ := utf8.DecodeRuneInString(name)
	if unicode.IsLetter(first) && strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 && !reserved(name) {
		return name
	}
	return `"` + escape(name) + `"`
}

// reserved reports whether a name means something else in an equation.
func reserved(name string) bool {
	switch strings.ToLower(name) {
	case "and", "or", "not", "mod", "if", "then", "else", "time", "dt", "nan", "pi", "inf", "starttime", "stoptime":
		return true
	}
	return false
}

// names lists the names in an equation, without functions and subscripts. Known
// names that are called are tables, and listed.
func names(equation string, known func(string) bool) (all []string) {
	for s := equation; s != ""; {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '"':
			end := closing(s)
			all = append(all, s[:end])
			s = s[end:]
		case r == '{', r == '[':
			// Comments and subscripts are no variables.
			end := strings.IndexByte(s, map[rune]byte{'{': '}', '[': ']'}[r])
			if end < 0 {
				return all
			}
			s = s[end+1:]
		case unicode.IsDigit(r):
			s = strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
			if exponent := strings.TrimLeft(s, "eE"); len(exponent) == len(s)-1 {
				s = strings.TrimLeft(strings.TrimLeft(exponent, "+-"), "0123456789")
			}
		case unicode.IsLetter(r), r == '_', r == '$':
			end := strings.IndexFunc(s, func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && !strings.ContainsRune(`_$.\`, r)
			})
			if end < 0 {
				end = len(s)
			}
			name := strings.TrimRight(s[:end], ".")
			called := strings.HasPrefix(strings.TrimLeft(s[end:], " \t\r\n"), "(")
			if known(name) && (!called || !function(name)) {
				all = append(all, name)
			}
			s = s[end:]
		default:
			s = s[size:]
		}
	}
	return all
}

// function reports whether a name is one that is always a function when it is
// called.
func function(name string) bool {
	switch strings.ToLower(name) {
	case "nan", "min", "max", "abs", "delay", "smooth", "step", "ramp", "pulse", "int", "mean", "sum", "size", "trend", "history", "previous", "init", "random", "normal", "exp", "sqrt":
		return true
	}
	return false
}

// closing returns the length of the name in quotes that a text begins with.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(s)
}
