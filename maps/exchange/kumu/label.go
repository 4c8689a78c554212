package kumu

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostLabel is the longest label of a map, in characters.
const mostLabel = 2000

// label makes a text fit for a label: one line, without what cannot be read.
func (d *draft) label(s, where string) string {
	s = d.text(strings.Join(strings.Fields(s), " "), where)
	if utf8.RuneCountInString(s) > mostLabel {
		d.report.Lose("ends of labels that are too long", where)
		s = strings.TrimSpace(string([]rune(s)[:mostLabel]))
	}
	return s
}

// text makes a text fit for a note: what cannot be read is taken out.
func (d *draft) text(s, where string) string {
	if len(s) > d.limits.LabelBytes {
		d.report.Lose("ends of texts that are too long", where)
		s = strings.ToValidUTF8(s[:d.limits.LabelBytes], "")
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if strings.ContainsFunc(s, unreadable) {
		d.report.Lose("texts with characters that cannot be read", where)
		s = strings.Map(func(r rune) rune {
			if unreadable(r) {
				return -1
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}

// unreadable reports whether a map cannot hold a character.
func unreadable(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r&0xfffe == 0xfffe
}

// key is how names are compared: without regard to case and spacing.
func key(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// shorten keeps what reports quote on one short line.
func shorten(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
