package maps

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ValidID reports whether s can be the id of a variable, cluster, actor or any
// other entry: letters of any script, digits, '-', '_' and '.', beginning with
// a letter or digit but not with "x-", which is for people's own keys, at most
// 200 characters.
func ValidID(s string) bool {
	if s == "" || strings.HasPrefix(s, "x-") || utf8.RuneCountInString(s) > maxID {
		return false
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.Is(unicode.Nd, r):
		case i > 0 && (r == '-' || r == '_' || r == '.' || unicode.IsMark(r)):
		default:
			return false
		}
	}
	return true
}

// MakeID makes an id from a label: lower case, with hyphens for everything that
// ids cannot hold, and "xray" for "X-ray" because x- is reserved. It returns ""
// for a label without letters or digits.
func MakeID(label string) string {
	var b strings.Builder
	gap, n := false, 0
	for _, r := range strings.ToLower(label) {
		kept := unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) || n > 0 && !gap && unicode.IsMark(r)
		if !kept {
			gap = n > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			n++
		}
		gap = false
		b.WriteRune(r)
		if n++; n >= maxID-1 {
			break
		}
	}
	if rest, ok := strings.CutPrefix(b.String(), "x-"); ok {
		return "x" + rest
	}
	return b.String()
}

// labelFromID makes the label of an entry that states none: "walkability-score"
// becomes "Walkability score".
func labelFromID(id string) string {
	s := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, id))
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return id
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
