package scene

import (
	"slices"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// setting is one line of text as glyphs from left to right, the way the
// writers that draw letters themselves need it. Lengths are in em.
type setting struct {
	glyphs []placed
	width  float64
}

// placed is one glyph with its pen position on the baseline.
type placed struct {
	face *typeface
	glyph
	x float64
	// letter is the character that the glyph is the font's shape of.
	letter rune
}

// setLine sets s, which must be printable.
func setLine(s string, f Font) setting {
	face := f.cut()
	var line setting
	for _, r := range s {
		if r >= firstMark {
			return setClusters(s, face)
		}
		if drawn(r) {
			line.put(face, face.glyph(r), r)
		}
	}
	return line
}

func (l *setting) put(face *typeface, g glyph, letter rune) {
	l.glyphs = append(l.glyphs, placed{face, g, l.width, letter})
	l.width += face.em(int(g.advance))
}

// em turns font units into em.
func (t *typeface) em(units int) float64 { return float64(units) / float64(t.perEm) }

// setClusters sets text in which a letter may be several characters, go from
// right to left, or be missing from the typeface.
func setClusters(s string, face *typeface) setting {
	text := undirected([]rune(norm.NFC.String(s)))
	shaped := joinArabic(text)
	starts := clusterStarts(text)
	starts = slices.DeleteFunc(starts, func(i int) bool { return shaped[i] == absorbed })
	var line setting
	for _, run := range visualRuns(text) {
		first, _ := slices.BinarySearch(starts, run.start)
		last, _ := slices.BinarySearch(starts, run.end)
		for n := range last - first {
			i := first + n
			if run.rightToLeft() {
				i = last - 1 - n
			}
			end := len(text)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			line.putCluster(face, shaped[starts[i]:end], run.rightToLeft())
		}
	}
	return line
}

// clusterStarts returns where each letter, as a reader counts them, begins.
func clusterStarts(text []rune) []int {
	var starts []int
	state, at := -1, 0
	for rest := string(text); rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		starts = append(starts, at)
		at += len([]rune(cluster))
	}
	return starts
}

func (l *setting) putCluster(face *typeface, shaped []rune, mirror bool) {
	first := true
	base := l.width
	for _, r := range shaped {
		if r == absorbed || !drawn(r) {
			continue
		}
		if mirror {
			r = mirrored(r)
		}
		from, g := face.find(r)
		switch {
		case !first && unicode.Is(unicode.M, r):
			l.putMark(from, g, r, base)
		case g.index != 0:
			l.put(from, g, r)
		case first:
			l.putMissing(face, r)
		}
		first = false
	}
}

// putMark puts an accent over the letter that began at base. Fonts draw marks
// either to the left of the pen, with no advance, or in a cell of their own.
func (l *setting) putMark(face *typeface, g glyph, letter rune, base float64) {
	if g.index == 0 {
		return
	}
	x := l.width
	if own := face.em(int(g.advance)); own > 0 {
		x = (base + l.width - own) / 2
	}
	l.glyphs = append(l.glyphs, placed{face, g, x, letter})
}

// putMissing puts the typeface's box for characters that it lacks where a
// viewer would have drawn r, as wide as r.
func (l *setting) putMissing(face *typeface, r rune) {
	width := missingWidth(r)
	box := face.em(int(face.missing.advance))
	l.glyphs = append(l.glyphs, placed{face, face.missing, l.width + (width-box)/2, r})
	l.width += width
}

// missingWidth is a guess at how wide a viewer's fallback font draws r, in em.
func missingWidth(r rune) float64 {
	if uniseg.StringWidth(string(r)) > 1 {
		return 1
	}
	return 0.6
}
