package document

import (
	"net/url"
	"strings"
)

// Text is running text: pieces that follow each other.
type Text []Span

// Span is a piece of text that looks alike.
type Span struct {
	String string
	Bold   bool
	Code   bool
	// Link is where the text leads on the web. Anything but http, https and
	// mailto is written as text only.
	Link string
	// Ref is the key of a heading, a table or a figure. Where String is empty,
	// its name is written: "Figure 3".
	Ref string
}

// Say returns text that has nothing special about it.
func Say(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{String: s}}
}

// Bold returns text that stands out.
func Bold(s string) Text { return Text{{String: s, Bold: true}} }

// Typed returns text as it is typed, such as a command.
func Typed(s string) Text { return Text{{String: s, Code: true}} }

// Ref returns a reference to a heading, a table or a figure, written as its
// name.
func Ref(key string) Text { return Text{{Ref: key}} }

// Web returns a link; a label that is empty is the address itself.
func Web(label, address string) Text {
	if label == "" {
		label = address
	}
	return Text{{String: label, Link: address}}
}

// Join puts texts behind each other.
func Join(texts ...Text) Text {
	var all Text
	for _, t := range texts {
		all = append(all, t...)
	}
	return all
}

// Plain returns the text without its looks; references are left out unless
// they have words of their own.
func (t Text) Plain() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.String)
	}
	return b.String()
}

// address returns a link's address if it may be one, or else "".
func address(link string) string {
	link = strings.TrimSpace(link)
	u, err := url.Parse(link)
	if err != nil || strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
	default:
		return ""
	}
	return u.String()
}

// clean leaves out of a text what no output may hold: control characters, and
// line breaks, which become spaces.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == 0x2028 || r == 0x2029:
			return ' '
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff:
			return -1
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069: // would turn what follows around
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}
