package maps

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dialect is where a value is written: it decides what needs quotes.
type dialect uint8

const (
	// blockYAML is a value on a line of its own.
	blockYAML dialect = iota
	// flowYAML is a value within brackets or braces.
	flowYAML
	// asJSON quotes every text.
	asJSON
)

// quoted writes a text as a scalar, with double quotes where it would else be
// read as something different, by this or another YAML parser.
func quoted(s string, in dialect) string {
	if in != asJSON && plainText(s, in) || !utf8.ValidString(s) {
		// What is not UTF-8 is left for the reader to refuse.
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r >= 0x7f && r <= 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r&0xfffe == 0xfffe && r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plainText reports whether a text may stand without quotes.
func plainText(s string, in dialect) bool {
	if s == "" || s != strings.TrimSpace(s) || looksTyped(s) {
		return false
	}
	runes := []rune(s)
	for i, r := range runes {
		next := ' '
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
		case i == 0:
			return false
		case r == ':':
			if next == ' ' || next == ',' {
				return false
			}
		case r == '#' && runes[i-1] == ' ':
			return false
		case r == '?' && in == flowYAML, strings.ContainsRune(",[]{}`\\\"", r), r != ' ' && !unicode.IsPrint(r):
			return false
		}
	}
	return true
}

// looksTyped reports whether YAML parsers may take a word for something other
// than a text.
func looksTyped(s string) bool {
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return true
	}
	return s[0] >= '0' && s[0] <= '9' && strings.Trim(strings.ToLower(s), "0123456789abcdefox.+-_: tz") == ""
}

// inline writes an item on one line.
func (it item) inline(in dialect) string {
	var b strings.Builder
	it.appendInline(&b, in)
	return b.String()
}

func (it item) appendInline(b *strings.Builder, in dialect) {
	within := max(in, flowYAML)
	switch it.form {
	case wordsForm:
		b.WriteString(quoted(it.text, in))
	case bareForm:
		b.WriteString(it.text)
	case listForm:
		b.WriteByte('[')
		for i, entry := range it.list {
			if i > 0 {
				b.WriteString(", ")
			}
			entry.appendInline(b, within)
		}
		b.WriteByte(']')
	case pairsForm:
		b.WriteByte('{')
		for i, p := range it.pairs {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(p.inline(within))
		}
		b.WriteByte('}')
	}
}

// inline writes a key and its value on one line.
func (p pair) inline(in dialect) string {
	return p.name(in) + ": " + p.value.inline(in)
}

// name writes the key. One key of the format is a truth value to old YAML
// parsers; people write it without quotes, and so do we.
func (p pair) name(in dialect) string {
	if p.key == "on" && in != asJSON {
		return p.key
	}
	return quoted(p.key, in)
}
