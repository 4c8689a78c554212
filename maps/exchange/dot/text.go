package dot

import (
	"html"
	"strings"
)

// plain returns a value as people read it: escapes undone, with the name of what
// it belongs to for \N, and HTML without its tags.
func plain(value, name string) string {
	if text, isHTML := strings.CutPrefix(value, htmlMark); isHTML {
		return html.UnescapeString(withoutTags(text))
	}
	return unescape(value, name)
}

// label returns a label as people read it; in labels, Graphviz reads entities
// as HTML has them.
func label(value, name string) string {
	if strings.HasPrefix(value, htmlMark) {
		return plain(value, name)
	}
	return unescape(html.UnescapeString(value), name)
}

// unescape undoes escapes with a backslash.
func unescape(s, name string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n', 'l', 'r':
			b.WriteByte('\n')
		case 'N', 'E':
			b.WriteString(name)
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// withoutTags takes tags out of HTML. Those that end a line become one.
func withoutTags(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		tag, after, _ := strings.Cut(rest, ">")
		switch tag = strings.ToLower(strings.Trim(tag, "/ ")); {
		case tag == "tr", tag == "td", strings.HasPrefix(tag, "br"):
			b.WriteByte('\n')
		}
		s = after
	}
}

// quote writes a text in quotes.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\r", "", "\n", `\n`).Replace(s) + `"`
}

// quoteLabel writes a label in quotes.
func quoteLabel(s string) string { return quote(strings.ReplaceAll(s, "&", "&amp;")) }
