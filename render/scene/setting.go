package scene

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/image/font/sfnt"
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
	face  *typeface
	index sfnt.GlyphIndex
	x     float64
	// text is the letter, as a reader counts them, that the glyph stands for;
	// none if a glyph before it stands for the same one.
	text string
}

// setLine sets s, which must be printable.
func setLine(s string, f Font) setting {
	face := f.cut()
	var line setting
	for i, r := range s {
		if r >= firstMark {
			return setClusters(s, face)
		}
		if drawn(r) {
			line.put(face, face.glyph(r), s[i:i+utf8.RuneLen(r)])
		}
	}
	return line
}

func (l *setting) put(face *typeface, g glyph, text string) {
	l.glyphs = append(l.glyphs, placed{face, g.index, l.width, text})
	l.width += face.em(int(g.advance))
}

// em turns font units into em.
func (t *typeface) em(units int) float64 { return float64(units) / float64(t.perEm) }

// setClusters sets text in which a letter may be several characters, go from
// right to left, or be missing from the typeface.
func setClusters(s string, face *typeface) setting {
	text := []rune(norm.NFC.String(s))
	shaped := joinArabic(text)
	levels := embeddingLevels(text)
	starts := clusterStarts(text)
	starts = slices.DeleteFunc(starts, func(i int) bool { return shaped[i] == absorbed })
	clusterLevels := make([]uint8, len(starts))
	for i, start := range starts {
		clusterLevels[i] = levels[start]
	}
	var line setting
	for _, i := range visualOrder(clusterLevels) {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		line.putCluster(face, shaped[starts[i]:end], string(text[starts[i]:end]), clusterLevels[i]%2 == 1)
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

func (l *setting) putCluster(face *typeface, shaped []rune, text string, mirror bool) {
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
			l.putMark(from, g, base)
		case g.index != 0:
			l.put(from, g, text)
		case first:
			l.putMissing(face, r, text)
		}
		first, text = false, ""
	}
}

// putMark puts an accent over the letter that began at base. Fonts draw marks
// either to the left of the pen, with no advance, or in a cell of their own.
func (l *setting) putMark(face *typeface, g glyph, base float64) {
	if g.index == 0 {
		return
	}
	x := l.width
	if own := face.em(int(g.advance)); own > 0 {
		x = (base + l.width - own) / 2
	}
	l.glyphs = append(l.glyphs, placed{face, g.index, x, ""})
}

// putMissing puts the typeface's box for characters that it lacks where a
// viewer would have drawn r, as wide as r.
func (l *setting) putMissing(face *typeface, r rune, text string) {
	width := missingWidth(r)
	box := face.em(int(face.missing.advance))
	l.glyphs = append(l.glyphs, placed{face, face.missing.index, l.width + (width-box)/2, text})
	l.width += width
}

// missingWidth is a guess at how wide a viewer's fallback font draws r, in em.
func missingWidth(r rune) float64 {
	if uniseg.StringWidth(string(r)) > 1 {
		return 1
	}
	return 0.6
}
