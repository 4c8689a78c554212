package scene

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

const (
	softHyphen = "\u00ad"
	// Costs are in lines. A line that is full costs less than another line.
	fullnessCost   = 0.25
	softHyphenCost = 0.2
	// manyPieces is where balancing a paragraph would take too long, so that
	// its lines are filled one by one.
	manyPieces = 4000
	// rounding is what sums may differ by, in em and in lines, that would be
	// equal but for the order of their parts.
	rounding = 1e-9
)

// Wrap breaks s into lines no wider than maxWidth points, as few as possible
// and then as alike in length as possible. Line breaks in s are kept, and a
// break may fall wherever Unicode allows one (UAX 14): at spaces, after hyphens
// and slashes, at soft hyphens, between ideographs. A word that is wider than
// a line is broken with a hyphen where a Danish or English reader would break
// it, so a line is too wide only if one letter is. A dash or a dot between
// spaces ends a line where it fits, and does not begin one. Nothing is lost but
// the spaces at a break and control characters. A maxWidth that is not above 0
// breaks only at line breaks. An empty s has no lines.
func Wrap(s string, f Font, maxWidth float64) []string {
	if s == "" {
		return nil
	}
	var lines []string
	for _, paragraph := range paragraphs(s) {
		paragraph = printable(paragraph)
		if !(maxWidth > 0) || Measure(paragraph, f) <= maxWidth {
			lines = append(lines, strings.TrimSpace(paragraph))
			continue
		}
		lines = append(lines, wrapParagraph(paragraph, f, maxWidth)...)
	}
	return lines
}

func paragraphs(s string) []string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var list []string
	start := 0
	for i, r := range s {
		if lineBreak(r) {
			list = append(list, s[start:i])
			start = i + utf8.RuneLen(r)
		}
	}
	return append(list, s[start:])
}

func wrapParagraph(s string, f Font, maxWidth float64) []string {
	w := wrapping{face: f.cut()}
	w.limit = maxWidth/f.Size + rounding
	w.dash = w.face.width("-")
	for _, segment := range segments(s) {
		w.add(segment)
	}
	if len(w.pieces) > manyPieces {
		return w.lines(w.fill())
	}
	return w.lines(w.balance())
}

// segments cuts s where a line may end.
func segments(s string) []string {
	var list []string
	state := -1
	for s != "" {
		var segment string
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		list = append(list, segment)
	}
	return list
}

// piece is a part of a paragraph after which a line may end.
type piece struct {
	text string
	// body is the width without, gap only of, the white space at the end.
	body, gap float64
	// cost of ending a line here, in lines: 0 after a word.
	cost float64
	// hyphen says that a line that ends here shows a hyphen.
	hyphen bool
}

// wrapping is one paragraph on its way into lines. All widths are in em.
type wrapping struct {
	face   *typeface
	limit  float64
	dash   float64
	pieces []piece
}

func (w *wrapping) add(segment string) {
	word := strings.TrimRightFunc(segment, unicode.IsSpace)
	if w.hang(segment, word) {
		return
	}
	if w.face.width(word) > w.limit {
		start := 0
		for _, h := range hyphenations(word) {
			w.pieces = append(w.pieces, piece{
				text: word[start:h.at], body: w.face.width(word[start:h.at]), cost: h.cost, hyphen: h.hyphen,
			})
			start = h.at
		}
		segment, word = segment[start:], word[start:]
	}
	p := piece{text: segment, body: w.face.width(word), gap: w.face.width(segment[len(word):])}
	if strings.HasSuffix(segment, softHyphen) {
		p.hyphen, p.cost = true, softHyphenCost
	}
	w.pieces = append(w.pieces, p)
}

// hang adds a dash or a dot that stands between spaces to the piece before it:
// a line may end in one and does not begin with one. It reports whether it did.
func (w *wrapping) hang(segment, word string) bool {
	if len(w.pieces) == 0 || !strings.Contains("–—·", word) || word == "" {
		return false
	}
	last := &w.pieces[len(w.pieces)-1]
	body := last.body + last.gap + w.face.width(word)
	if last.gap == 0 || body > w.limit {
		return false
	}
	last.text += segment
	last.body, last.gap = body, w.face.width(segment[len(word):])
	return true
}

// balance returns the ends of the lines (indexes of the pieces after them)
// that cost least, where a line costs 1 and a little more the fuller it is:
// since squares grow faster than their roots, like lines are cheapest.
func (w *wrapping) balance() []int {
	type step struct {
		cost float64
		from int
	}
	best := make([]step, len(w.pieces)+1)
	for end := 1; end <= len(w.pieces); end++ {
		best[end].cost = math.Inf(1)
		width := w.ending(end)
		for from := end - 1; from >= 0; from-- {
			width += w.pieces[from].body
			if from < end-1 {
				width += w.pieces[from].gap
				if width > w.limit {
					break
				}
			}
			fullness := width / w.limit
			cost := best[from].cost + 1 + w.pieces[end-1].cost + fullnessCost*fullness*fullness
			// Ties must not depend on how a processor rounds.
			if cost < best[end].cost-rounding {
				best[end] = step{cost, from}
			}
		}
	}
	var ends []int
	for end := len(w.pieces); end > 0; end = best[end].from {
		ends = append(ends, end)
	}
	slices.Reverse(ends)
	return ends
}

// fill returns the ends of lines that each hold as much as fits.
func (w *wrapping) fill() []int {
	var ends []int
	for from := 0; from < len(w.pieces); {
		width, end := 0.0, from+1
		for next := from; next < len(w.pieces); next++ {
			width += w.pieces[next].body
			if width+w.ending(next+1) <= w.limit {
				end = next + 1
			} else if width > w.limit {
				break
			}
			width += w.pieces[next].gap
		}
		ends = append(ends, end)
		from = end
	}
	return ends
}

// ending is the width of the hyphen at the end of a line, if it shows one.
func (w *wrapping) ending(end int) float64 {
	if end < len(w.pieces) && w.pieces[end-1].hyphen {
		return w.dash
	}
	return 0
}

func (w *wrapping) lines(ends []int) []string {
	lines := make([]string, 0, len(ends))
	var b strings.Builder
	from := 0
	for _, end := range ends {
		b.Reset()
		for _, p := range w.pieces[from:end] {
			b.WriteString(p.text)
		}
		line := strings.TrimSpace(b.String())
		if w.ending(end) > 0 {
			line = strings.TrimSuffix(line, softHyphen) + "-"
		}
		lines = append(lines, line)
		from = end
	}
	return lines
}
