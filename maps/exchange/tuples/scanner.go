package tuples

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// end is the mark of the end of a file.
const end = -1

// scanner takes words and marks off a text.
type scanner struct {
	rest string
	line int
}

// next returns a word and 0, or a mark that stands for itself. What follows a #
// is passed over up to the end of the line.
func (s *scanner) next() (word string, mark rune) {
	for s.rest != "" {
		r, size := utf8.DecodeRuneInString(s.rest)
		switch {
		case r == '\n':
			s.line++
			s.rest = s.rest[size:]
		case unicode.IsSpace(r):
			s.rest = s.rest[size:]
		case r == '#':
			s.rest = s.rest[cut(s.rest, "\n"):]
		case r == '"' || r == '\'':
			s.rest = s.rest[size:]
			length := cut(s.rest, string(r)+"\n")
			word, s.rest = s.rest[:length], strings.TrimPrefix(s.rest[length:], string(r))
			return word, 0
		case strings.ContainsRune("()[]{},:;", r):
			s.rest = s.rest[size:]
			return "", r
		default:
			length := cut(s.rest, "()[]{},:;#\n")
			word, s.rest = strings.TrimSpace(s.rest[:length]), s.rest[length:]
			return word, 0
		}
	}
	return "", end
}

// cut returns how much of a text stands before any of some characters.
func cut(s, any string) int {
	if at := strings.IndexAny(s, any); at >= 0 {
		return at
	}
	return len(s)
}
