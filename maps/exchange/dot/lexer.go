package dot

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sysmap/maps/exchange/format"
)

// kind is what a token is.
type kind int

const (
	end kind = iota
	// word is a name or number without quotes, which may be a keyword.
	word
	// quoted is a text in quotes, without them; backslashes are left in it.
	quoted
	// markup is a text in HTML, without its outer angle brackets.
	markup
	// mark is one of { } [ ] ; , : = + -> --
	mark
)

type token struct {
	kind kind
	text string
	line int
}

// lexer cuts a text into tokens.
type lexer struct {
	text string
	at   int
	line int
}

func (l *lexer) fail(line int, what string) error {
	return fmt.Errorf("%w: line %d: %s", format.ErrFormat, line, what)
}

// next returns the next token; texts in quotes are not yet joined by +.
func (l *lexer) next() (token, error) {
	if err := l.skip(); err != nil {
		return token{}, err
	}
	t := token{line: l.line}
	if l.at >= len(l.text) {
		return t, nil
	}
	rest := l.text[l.at:]
	switch c := rest[0]; {
	case c == '"':
		return l.quoted()
	case c == '<':
		return l.markup()
	case strings.HasPrefix(rest, "->"), strings.HasPrefix(rest, "--"):
		t.kind, t.text = mark, rest[:2]
	case strings.IndexByte("{}[];,:=+", c) >= 0:
		t.kind, t.text = mark, rest[:1]
	case letter(c):
		n := 1
		for n < len(rest) && (letter(rest[n]) || digit(rest[n])) {
			n++
		}
		t.kind, t.text = word, rest[:n]
	case digit(c), c == '.', c == '-':
		n := 1
		for n < len(rest) && (digit(rest[n]) || rest[n] == '.') {
			n++
		}
		if strings.Trim(rest[:n], ".-") == "" {
			return t, l.fail(l.line, fmt.Sprintf("%q stands where a name or an arrow should be", rest[:n]))
		}
		t.kind, t.text = word, rest[:n]
	default:
		r, _ := utf8.DecodeRuneInString(rest)
		return t, l.fail(l.line, fmt.Sprintf("%q cannot stand here; put names with such characters in quotes", r))
	}
	l.at += len(t.text)
	return t, nil
}

func letter(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// skip passes over blanks, comments, and lines of the preprocessor.
func (l *lexer) skip() error {
	for l.at < len(l.text) {
		rest := l.text[l.at:]
		switch {
		case rest[0] == '\n':
			l.line++
			l.at++
		case rest[0] == ' ', rest[0] == '\t', rest[0] == '\r', rest[0] == '\f':
			l.at++
		case strings.HasPrefix(rest, "//"), rest[0] == '#':
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			l.at += n
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest[2:], "*/")
			if n < 0 {
				return l.fail(l.line, "the comment that begins here has no end")
			}
			l.line += strings.Count(rest[:n+4], "\n")
			l.at += n + 4
		default:
			return nil
		}
	}
	return nil
}

// quoted reads a text in quotes. A backslash at the end of a line joins it to
// the next.
func (l *lexer) quoted() (token, error) {
	t := token{kind: quoted, line: l.line}
	var b strings.Builder
	for i := l.at + 1; i < len(l.text); i++ {
		switch c := l.text[i]; {
		case c == '"':
			t.text = b.String()
			l.at = i + 1
			return t, nil
		case c == '\\' && i+1 < len(l.text):
			i++
			switch l.text[i] {
			case '\n':
				l.line++
			case '"':
				b.WriteByte('"')
			default:
				b.WriteByte('\\')
				b.WriteByte(l.text[i])
			}
		default:
			if c == '\n' {
				l.line++
			}
			b.WriteByte(c)
		}
	}
	return t, l.fail(t.line, "the text in quotes that begins here has no end")
}

// markup reads a text in HTML, whose angle brackets are in pairs.
func (l *lexer) markup() (token, error) {
	t := token{kind: markup, line: l.line}
	depth := 0
	for i := l.at; i < len(l.text); i++ {
		switch l.text[i] {
		case '\n':
			l.line++
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				t.text = l.text[l.at+1 : i]
				l.at = i + 1
				return t, nil
			}
		}
	}
	return t, l.fail(t.line, "the text in angle brackets that begins here has no end")
}
