package vensim

import (
	"strings"
)

// equation is one entry of the first part of a file.
type equation struct {
	// left is the name as it is written, without quotes and subscripts;
	// right is what it is made of, and empty for a name alone.
	left, right string
	// kind says what stands between the two.
	kind          kind
	units, remark string
	group         string
	line          int
	subscripted   bool
}

type kind int

const (
	// formula is a name with or without an equation.
	formula kind = iota
	// lookup is a table that equations call.
	lookup
	// subscript is a range of subscripts.
	subscript
	// macro is a part of a macro.
	macro
)

// equations splits the first part of a file. Entries are fields between ~, and
// end with |. Names in quotes may hold either.
func equations(text string) []equation {
	text = strings.TrimPrefix(text, "{UTF-8}")
	var all []equation
	group := ""
	inMacro := false
	line := 1
	for text != "" {
		fields, length := entry(text)
		whole := text[:length]
		text = text[length:]
		at := line + strings.Count(whole[:len(whole)-len(strings.TrimLeft(whole, " \t\r\n"))], "\n")
		line += strings.Count(whole, "\n")
		body := strings.TrimSpace(fields[0])
		if name, ok := groupName(body); ok {
			group = name
			continue
		}
		for strings.HasPrefix(body, ":") {
			// Directives such as :END OF MACRO: stand alone, without the
			// bar that ends an entry.
			word, rest, _ := strings.Cut(body[1:], ":")
			switch {
			case strings.HasPrefix(word, "MACRO"):
				inMacro = true
			case strings.HasPrefix(word, "END"):
				inMacro = false
			}
			if inMacro {
				break
			}
			body = strings.TrimSpace(rest)
		}
		if body == "" || strings.HasPrefix(body, "***") {
			continue
		}
		e := parseEquation(body)
		e.units, e.remark, e.group, e.line = fields[1], fields[2], group, at
		if inMacro {
			e.kind = macro
		}
		all = append(all, e)
	}
	return all
}

// entry returns the three fields of the first entry, and its length.
func entry(text string) (fields [3]string, length int) {
	field, start := 0, 0
	quoted := false
	take := func(end int) {
		if field < len(fields) {
			fields[field] = continued(text[start:end])
		}
		field++
		start = end + 1
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case field == 0 && c == '"':
			quoted = !quoted
		case quoted && c == '\n':
			// A quote that nobody closes ends with its line.
			quoted = false
		case quoted:
		case c == '~':
			take(i)
		case c == '|':
			take(i)
			return fields, i + 1
		}
	}
	take(len(text))
	return fields, len(text)
}

// continued joins lines that end with a backslash, as Vensim breaks long ones.
func continued(s string) string {
	if !strings.Contains(s, "\\") {
		return s
	}
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '\\')
		if at < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:at])
		rest := strings.TrimPrefix(s[at+1:], "\r")
		if strings.HasPrefix(rest, "\n") {
			s = strings.TrimLeft(rest, " \t\r\n")
			continue
		}
		b.WriteByte('\\')
		s = s[at+1:]
		if strings.HasPrefix(s, "\\") || strings.HasPrefix(s, "\"") {
			b.WriteByte(s[0])
			s = s[1:]
		}
	}
}

// groupName reads the heading of a group: a name with a dot, between lines of
// asterisks.
func groupName(body string) (string, bool) {
	if !strings.HasPrefix(body, "***") {
		return "", false
	}
	name := strings.Trim(body, "* \t\r\n")
	if name, ok := strings.CutPrefix(name, "."); ok {
		return strings.Join(strings.Fields(name), " "), true
	}
	return "", false
}

// parseEquation splits an equation at what stands between its sides.
func parseEquation(body string) equation {
	name, rest := leadingName(body)
	e := equation{left: name}
	rest = strings.TrimSpace(rest)
	for strings.HasPrefix(rest, "[") {
		e.subscripted = true
		_, rest, _ = strings.Cut(rest, "]")
		rest = strings.TrimSpace(rest)
	}
	switch {
	case strings.HasPrefix(rest, "("):
		e.kind = lookup
	case strings.HasPrefix(rest, "<->"):
		e.kind = subscript
	case strings.HasPrefix(rest, ":=") || strings.HasPrefix(rest, "=="):
		e.right = rest[2:]
	case strings.HasPrefix(rest, "="):
		e.right = rest[1:]
	case strings.HasPrefix(rest, ":") && !keyword(rest):
		e.kind = subscript
	default:
		// Names alone, with words such as :INTERPOLATE: at most, and what
		// follows those.
		if at := strings.IndexByte(rest, '='); at >= 0 {
			e.right = strings.TrimLeft(rest[at:], "=")
		}
	}
	e.right = withoutComments(e.right)
	return e
}

// keyword reports whether a text begins with a word between colons.
func keyword(s string) bool {
	word, _, closed := strings.Cut(s[1:], ":")
	return closed && word != "" && strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ ") == ""
}

// withoutComments takes out what stands in braces.
func withoutComments(s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte(' ')
		if _, s, found = strings.Cut(rest, "}"); !found {
			return b.String()
		}
	}
}
