package vensim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leadingName takes the name off the beginning of a text.
func leadingName(s string) (name, rest string) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, `"`) {
		return quotedName(s)
	}
	end := strings.IndexAny(s, "[(=:<{")
	if end < 0 {
		end = len(s)
	}
	return strings.TrimSpace(s[:end]), s[end:]
}

// quotedName takes off a name in quotes, which the text begins with.
func quotedName(s string) (name, rest string) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case c == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

// key is how names are compared: case does not matter, and blanks and
// underscores are the same.
func key(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == '_' || unicode.IsSpace(r) }), " ")
}

// quote writes a name as equations and sketches want it: in quotes unless it
// is made of letters, digits and blanks.
func quote(name string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' || r == '_' || r == '\'' || r == '$'
	}
	first, _ := utf8.DecodeRuneInString(name)
	if unicode.IsLetter(first) && strings.TrimFunc(name, plain) == "" && strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 && !builtin(name) {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// builtin reports whether a name means something else without quotes.
func builtin(name string) bool {
	switch key(name) {
	case "a function of", "integ", "with lookup", "min", "max", "if then else", "na":
		return true
	}
	return false
}

// setting reports whether a name is one of those that say how the simulation
// runs, which no variable of a map may have.
func setting(name string) bool {
	switch key(name) {
	case "final time", "initial time", "time step", "saveper", "time":
		return true
	}
	return false
}
