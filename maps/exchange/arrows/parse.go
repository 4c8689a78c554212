package arrows

import (
	"strings"

	"sysmap/maps"
)

// head is one end of an arrow.
type head int

const (
	noHead head = iota
	positiveHead
	negativeHead
	unknownHead
)

func (h head) sign() maps.Sign {
	switch h {
	case positiveHead:
		return maps.Positive
	case negativeHead:
		return maps.Negative
	}
	return maps.Unknown
}

// arrow is what stands between two names.
type arrow struct {
	left, right head
	// group counts the dashes beyond the first.
	group int
	// native arrows state their sign after the head; bare ones have a
	// pointed head and state none.
	native, bare bool
	// from and until are where it stands in the text.
	from, until int
	// spaced tells that blanks part it from both names.
	spaced bool
}

// parse splits a line into names and the arrows between them. It fails when an
// arrow has a name on one side only. A line without arrows is one name.
func parse(line string) (names []string, arrows []arrow, ok bool) {
	rest := line
	for _, marker := range []string{"- ", "* "} {
		// An entry of a list, unless an arrow begins there.
		if after, is := strings.CutPrefix(rest, marker); is {
			rest = strings.TrimSpace(after)
		}
	}
	spaced := true
	for {
		name, after, a, found := next(rest, spaced)
		if name == "" {
			return nil, nil, false
		}
		names = append(names, name)
		if !found {
			return names, arrows, true
		}
		arrows = append(arrows, a)
		rest, spaced = after, spaced && (a.spaced || a.from == 0)
	}
}

// next reads a name and the arrow behind it, if there is one. Unless spaced, no
// arrow among blanks is ahead, which spares looking for it again and again.
func next(s string, spaced bool) (name, rest string, a arrow, found bool) {
	s = strings.TrimSpace(s)
	if name, after, quoted := unquote(s); quoted {
		if after == "" {
			return name, "", arrow{}, false
		}
		if a, found := arrowAt(after, 0); found {
			return name, after[a.until:], a, true
		}
	}
	// An arrow among blanks wins over one within words, so that names may
	// hold hyphens and stars.
	best := arrow{}
	for i := 0; i < len(s); {
		at, is := arrowAt(s, i)
		if !is {
			i = past(s, i)
			continue
		}
		if at.spaced || !found {
			best, found = at, true
		}
		if at.spaced || !spaced {
			break
		}
		i = at.until
	}
	if !found {
		return s, "", arrow{}, false
	}
	return strings.TrimSpace(s[:best.from]), s[best.until:], best, true
}

// past returns the next place where an arrow may begin after one where none
// does: dashes without a head are passed over together.
func past(s string, i int) int {
	n := dashAt(s[i:])
	if n == 0 {
		return i + 1
	}
	for ; n > 0; n = dashAt(s[i:]) {
		i += n
	}
	return i
}

// arrowAt reads an arrow that begins at a place: a head or none, dashes, a head
// or none, and after a pointed head a sign. At least one end has a head.
func arrowAt(s string, from int) (arrow, bool) {
	a := arrow{from: from}
	i := from
	a.left, i = headAt(s, i, '<')
	dashes := 0
	for ; ; dashes++ {
		n := dashAt(s[i:])
		if n == 0 {
			break
		}
		i += n
	}
	if strings.HasPrefix(s[i:], "→") && dashes == 0 && a.left == noHead {
		a.right, i, dashes = positiveHead, i+len("→"), 1
	} else {
		a.right, i = headAt(s, i, '>')
	}
	if dashes == 0 && a.left == unknownHead && a.right == noHead && among(s, from, i) {
		// A <> B says that they act on each other, and no more.
		return arrow{left: unknownHead, right: unknownHead, from: from, until: i, spaced: true}, true
	}
	if dashes == 0 || a.left == noHead && a.right == noHead {
		return arrow{}, false
	}
	a.group = dashes - 1
	a.bare = a.right == positiveHead && a.left == noHead
	if a.right == positiveHead {
		if h, until, signed := signAt(s, i); signed {
			a.right, a.native, a.bare, i = h, true, false, until
		}
	}
	a.until = i
	a.spaced = among(s, from, i)
	return a, true
}

// among reports whether blanks part what stands in a text from the rest.
func among(s string, from, until int) bool {
	return (from == 0 || s[from-1] == ' ' || s[from-1] == '\t') && (until == len(s) || s[until] == ' ' || s[until] == '\t')
}

// headAt reads a head: <> for unknown, * for negative, and a point.
func headAt(s string, i int, point byte) (head, int) {
	switch {
	case strings.HasPrefix(s[i:], "<>"):
		return unknownHead, i + 2
	case i < len(s) && s[i] == '*':
		return negativeHead, i + 1
	case i < len(s) && s[i] == point:
		return positiveHead, i + 1
	}
	return noHead, i
}

// dashAt returns the length of the dash that a text begins with, or 0.
func dashAt(s string) int {
	for _, dash := range []string{"-", "−", "–", "—"} {
		if strings.HasPrefix(s, dash) {
			return len(dash)
		}
	}
	return 0
}

// signAt reads the sign behind a pointed head. After a blank it only is one if
// another blank follows, because names may begin with a plus.
func signAt(s string, i int) (head, int, bool) {
	at := i + len(s[i:]) - len(strings.TrimLeft(s[i:], " \t"))
	h, n := noHead, 1
	switch rest := s[at:]; {
	case strings.HasPrefix(rest, "+"):
		h = positiveHead
	case strings.HasPrefix(rest, "?"):
		h = unknownHead
	default:
		if n = dashAt(rest); n > 0 {
			h = negativeHead
		}
	}
	after := at + n
	if h == noHead || at > i && (after == len(s) || s[after] != ' ' && s[after] != '\t') {
		return noHead, i, false
	}
	return h, after, true
}

// unquote reads a name in double quotes that an arrow or nothing follows.
func unquote(s string) (name, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", s, false
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			rest = strings.TrimSpace(s[i+1:])
			if _, arrow := arrowAt(rest, 0); rest != "" && !arrow {
				return "", s, false
			}
			return strings.TrimSpace(b.String()), rest, true
		default:
			b.WriteByte(s[i])
		}
	}
	return "", s, false
}

// quote writes a name so that it reads back as it is.
func quote(name string) string {
	names, arrows, ok := parse(name)
	plain := ok && len(arrows) == 0 && names[0] == name && name[0] != '#' && name[0] != '"'
	if plain && !strings.ContainsAny(name, "<>*→") && !strings.HasPrefix(name, "+") && !strings.HasPrefix(name, "?") && dashAt(name) == 0 {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}
