package scene

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// printable returns s as it is drawn on one line: line breaks and tabs are
// spaces, bytes that are not UTF-8 are U+FFFD, and control characters and
// noncharacters, which XML forbids or nobody can see, are gone.
func printable(s string) string { return sanitise(s, false) }

// readable returns s as it is said in a title or a description, where line
// breaks stay.
func readable(s string) string { return sanitise(s, true) }

func sanitise(s string, keepLines bool) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && keepLines:
			return r
		case lineBreak(r), r == '\t':
			return ' '
		case forbidden(r):
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
}

// lineBreak reports whether r ends a line.
func lineBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isPlain reports whether sanitising would change nothing, as it does not for
// nearly all labels.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf || s[i] == 0x7f {
			return false
		}
	}
	return true
}

// forbidden reports whether r may not stand in XML or is a control character.
func forbidden(r rune) bool {
	return unicode.Is(unicode.Cc, r) || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// drawn reports whether r leaves a mark or moves the pen.
func drawn(r rune) bool {
	if r < 0xad {
		return r >= ' ' && r != 0x7f && (r < 0x80 || r >= 0xa0)
	}
	return !unicode.In(r, unicode.Cf, unicode.Variation_Selector) && !forbidden(r)
}
