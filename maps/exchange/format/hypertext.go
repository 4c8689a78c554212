package format

import (
	"html"
	"regexp"
	"strings"
	"sync"
)

// hypertext finds the tags that editors of notes write, and blocks those of them
// that end a line. Text with angle brackets of another kind is none.
var (
	hypertext = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)</?(?:p|div|br|b|i|u|s|em|strong|span|font|a|ul|ol|li|h[1-6]|table|tbody|tr|td|th|blockquote|img|sub|sup)(?:\s[^<>]*)?/?>`)
	})
	blocks = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^<(?:br|/p|/div|/li|/h[1-6]|/tr|/blockquote)\b`)
	})
	closed = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)</[a-z][a-z0-9]*>|<br\s*/?>`) })
)

// Markup returns a note that is written in HTML as plain text, which is noted, and
// any other as it is. Only tools whose notes are HTML need it.
func (d *Draft) Markup(s, where string) string {
	if len(s) > d.Limits.LabelBytes || !marked(s) {
		return s
	}
	d.Report.Note("notes in HTML, read as plain text", where)
	s = hypertext().ReplaceAllStringFunc(s, func(tag string) string {
		switch {
		case blocks().MatchString(tag):
			return "\n"
		case strings.HasPrefix(strings.ToLower(tag), "<li"):
			return "– "
		}
		return ""
	})
	lines := strings.Split(strings.ReplaceAll(html.UnescapeString(s), "\u00a0", " "), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// marked reports whether a text is HTML beyond doubt.
func marked(s string) bool {
	return strings.Contains(s, "<") && closed().MatchString(s) && hypertext().MatchString(s)
}

// AsMarkup writes a note for tools whose notes are HTML: as it is, unless it would
// be taken for HTML.
func AsMarkup(s string) string {
	if !marked(s) {
		return s
	}
	return "<p>" + strings.ReplaceAll(html.EscapeString(s), "\n", "<br>") + "</p>"
}
