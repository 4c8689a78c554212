package scene

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// rightToLeft reports whether the first letter that has a direction is
// written from right to left, which makes it the direction of the whole line
// (rules P2 and P3 of UAX 9).
func rightToLeft(s string) bool {
	if isPlain(s) {
		return false
	}
	for _, r := range s {
		switch class(r) {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// embeddingLevels returns the level of each character by UAX 9: odd is from
// right to left. Explicit embeddings, overrides and isolates are taken as
// invisible characters without effect, since a label is one line that somebody
// typed; what remains are the rules for weak and neutral characters.
func embeddingLevels(text []rune) []uint8 {
	p := newParagraph(text)
	p.resolveWeak()
	p.resolveBrackets()
	p.resolveNeutral()
	return p.levels()
}

// directed is a line whose characters are on their way to a direction. The
// invisible ones have been left out; at says where the others were.
type directed struct {
	text    []rune
	at      []int
	runes   []rune
	classes []bidi.Class
	base    uint8
}

func newParagraph(text []rune) *directed {
	p := &directed{text: text}
	for i, r := range text {
		c := class(r)
		if c == bidi.BN || c >= bidi.Control {
			continue
		}
		p.at = append(p.at, i)
		p.runes = append(p.runes, r)
		p.classes = append(p.classes, c)
	}
	if rightToLeft(string(p.runes)) {
		p.base = 1
	}
	return p
}

// embedding is the direction of the line as a class: L or R.
func (p *directed) embedding() bidi.Class {
	if p.base == 1 {
		return bidi.R
	}
	return bidi.L
}

// resolveWeak follows rules W1 to W7.
func (p *directed) resolveWeak() {
	c := p.classes
	previous, strong := p.embedding(), p.embedding()
	for i := range c {
		switch {
		case c[i] == bidi.NSM:
			c[i] = previous
		case c[i] == bidi.EN && strong == bidi.AL:
			c[i] = bidi.AN
		}
		previous = c[i]
		if isStrong(c[i]) {
			strong = c[i]
		}
	}
	for i := range c {
		if c[i] == bidi.AL {
			c[i] = bidi.R
		}
	}
	p.resolveSeparators()
	strong = p.embedding()
	for i := range c {
		if c[i] == bidi.EN && strong == bidi.L {
			c[i] = bidi.L
		}
		if isStrong(c[i]) {
			strong = c[i]
		}
	}
}

// resolveSeparators follows rules W4 to W6: a separator or a sign belongs to
// the numbers around it or is neutral.
func (p *directed) resolveSeparators() {
	c := p.classes
	for i := 1; i+1 < len(c); i++ {
		between := c[i-1] == c[i+1] && (c[i] == bidi.CS && c[i-1] == bidi.AN || (c[i] == bidi.CS || c[i] == bidi.ES) && c[i-1] == bidi.EN)
		if between {
			c[i] = c[i-1]
		}
	}
	for i := 0; i < len(c); {
		if c[i] != bidi.ET {
			i++
			continue
		}
		end := i
		for end < len(c) && c[end] == bidi.ET {
			end++
		}
		if i > 0 && c[i-1] == bidi.EN || end < len(c) && c[end] == bidi.EN {
			fill(c[i:end], bidi.EN)
		}
		i = end
	}
	for i := range c {
		if c[i] == bidi.ES || c[i] == bidi.ET || c[i] == bidi.CS {
			c[i] = bidi.ON
		}
	}
}

// resolveBrackets follows rule N0: a pair of brackets takes the direction of
// what is in it.
func (p *directed) resolveBrackets() {
	for _, pair := range p.bracketPairs() {
		c := p.pairClass(pair)
		if c == bidi.ON {
			continue
		}
		for _, i := range pair {
			p.classes[i] = c
			for j := i + 1; j < len(p.runes) && class(p.runes[j]) == bidi.NSM; j++ {
				p.classes[j] = c
			}
		}
	}
}

func (p *directed) pairClass(pair [2]int) bidi.Class {
	found := bidi.ON
	for _, c := range p.classes[pair[0]+1 : pair[1]] {
		switch side(c) {
		case p.embedding():
			return p.embedding()
		case bidi.L, bidi.R:
			found = side(c)
		}
	}
	if found == bidi.ON {
		return bidi.ON
	}
	for _, c := range slices.Backward(p.classes[:pair[0]]) {
		if s := side(c); s != bidi.ON {
			return s
		}
	}
	return p.embedding()
}

// mostBrackets is how many open brackets rule BD16 keeps track of.
const mostBrackets = 63

func (p *directed) bracketPairs() [][2]int {
	var pairs [][2]int
	var open []int
	for i, r := range p.runes {
		properties, _ := bidi.LookupRune(r)
		if !properties.IsBracket() || p.classes[i] != bidi.ON {
			continue
		}
		if properties.IsOpeningBracket() {
			if len(open) == mostBrackets {
				break
			}
			open = append(open, i)
			continue
		}
		for n, j := range slices.Backward(open) {
			if mirrored(p.runes[j]) == r {
				pairs = append(pairs, [2]int{j, i})
				open = open[:n]
				break
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	return pairs
}

// resolveNeutral follows rules N1 and N2.
func (p *directed) resolveNeutral() {
	c := p.classes
	for i := 0; i < len(c); {
		if side(c[i]) != bidi.ON {
			i++
			continue
		}
		before, after := p.embedding(), p.embedding()
		if i > 0 {
			before = side(c[i-1])
		}
		end := i
		for end < len(c) && side(c[end]) == bidi.ON {
			end++
		}
		if end < len(c) {
			after = side(c[end])
		}
		if before != after {
			before = p.embedding()
		}
		fill(c[i:end], before)
		i = end
	}
}

// levels follows rules I1, I2 and L1, and gives invisible characters the level
// of the one before them.
func (p *directed) levels() []uint8 {
	levels := make([]uint8, len(p.text))
	visible := make([]bool, len(p.text))
	for n, i := range p.at {
		visible[i] = true
		switch c := p.classes[n]; {
		case c == bidi.L:
			levels[i] = 2 * p.base
		case c == bidi.R:
			levels[i] = 1
		default:
			levels[i] = 2
		}
	}
	previous := p.base
	for i := range levels {
		if !visible[i] {
			levels[i] = previous
		}
		previous = levels[i]
	}
	for i := len(levels) - 1; i >= 0 && (!visible[i] || class(p.text[i]) == bidi.WS); i-- {
		levels[i] = p.base
	}
	return levels
}

// side is the direction that a resolved character has for its neutral
// neighbours: numbers count as R.
func side(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

func isStrong(c bidi.Class) bool { return c == bidi.L || c == bidi.R || c == bidi.AL }

func fill(classes []bidi.Class, c bidi.Class) {
	for i := range classes {
		classes[i] = c
	}
}

// visualOrder returns the indexes of the levels from left to right (rule L2).
func visualOrder(levels []uint8) []int {
	order := make([]int, len(levels))
	highest := uint8(0)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(levels); {
			end := i
			for end < len(levels) && levels[order[end]] >= level {
				end++
			}
			slices.Reverse(order[i:end])
			i = max(end, i+1)
		}
	}
	return order
}

// mirrored returns the character whose shape r takes in text from right to
// left (rule L4).
func mirrored(r rune) rune {
	switch r {
	case '<':
		return '>'
	case '>':
		return '<'
	case '«':
		return '»'
	case '»':
		return '«'
	case '‹':
		return '›'
	case '›':
		return '‹'
	case '≤':
		return '≥'
	case '≥':
		return '≤'
	}
	if p, _ := bidi.LookupRune(r); p.IsBracket() {
		for _, m := range bidi.ReverseString(string(r)) {
			return m
		}
	}
	return r
}
