package scene

import (
	"fmt"
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusans"
	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is one font that is shipped, read far enough to measure and draw.
// It is safe for concurrent use.
type typeface struct {
	// name is the font's PostScript name.
	name string
	ttf  []byte
	font *sfnt.Font
	// Ascent, descent and all advances are in units of 1/perEm of the size.
	perEm                      int
	ascent, descent, capHeight int
	// common holds the glyphs of the scripts that nearly all labels are
	// written in: Latin, Greek, Cyrillic, Hebrew.
	common [0x600]glyph
	// missing is the box that stands for a character the font lacks.
	missing glyph
}

// glyph is a letter's index in the font, 0 if the font lacks it, and how far
// it moves the pen.
type glyph struct {
	index   sfnt.GlyphIndex
	advance uint16
}

// typefaces are the cuts of Liberation Sans.
var typefaces = [4]func() *typeface{
	sync.OnceValue(func() *typeface { return readTypeface("LiberationSans", liberationsansregular.TTF) }),
	sync.OnceValue(func() *typeface { return readTypeface("LiberationSans-Bold", liberationsansbold.TTF) }),
	sync.OnceValue(func() *typeface { return readTypeface("LiberationSans-Italic", liberationsansitalic.TTF) }),
	sync.OnceValue(func() *typeface { return readTypeface("LiberationSans-BoldItalic", liberationsansbolditalic.TTF) }),
}

// substitute is DejaVu Sans, for what Liberation Sans lacks: Arabic, Georgian,
// Armenian, symbols, simple emoji.
var substitute = sync.OnceValue(func() *typeface { return readTypeface("DejaVuSans", dejavusans.TTF) })

// cut returns the typeface that f is set in.
func (f Font) cut() *typeface { return typefaces[f.cutIndex()]() }

func (f Font) cutIndex() int {
	i := 0
	if f.Bold {
		i++
	}
	if f.Italic {
		i += 2
	}
	return i
}

// readTypeface reads a font that is shipped in the binary, so that a failure
// is a broken build and not a matter of input.
func readTypeface(name string, ttf []byte) *typeface {
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		panic(fmt.Sprintf("scene: the shipped font is damaged: %v", err))
	}
	t := &typeface{name: name, ttf: ttf, font: parsed, perEm: int(parsed.UnitsPerEm())}
	var b sfnt.Buffer
	metrics, err := parsed.Metrics(&b, t.unhinted(), font.HintingNone)
	if err != nil {
		panic(fmt.Sprintf("scene: the shipped font has no metrics: %v", err))
	}
	t.ascent, t.descent, t.capHeight = metrics.Ascent.Round(), metrics.Descent.Round(), metrics.CapHeight.Round()
	for r := range t.common {
		t.common[r] = t.read(rune(r), &b)
	}
	t.missing.advance = t.advance(0, &b)
	return t
}

// unhinted is the size at which a font unit is one pixel.
func (t *typeface) unhinted() fixed.Int26_6 { return fixed.I(t.perEm) }

func (t *typeface) glyph(r rune) glyph {
	if r >= 0 && int(r) < len(t.common) {
		return t.common[r]
	}
	var b sfnt.Buffer
	return t.read(r, &b)
}

// find returns the glyph of r from the font or its substitute; its index is 0
// if neither has it.
func (t *typeface) find(r rune) (*typeface, glyph) {
	if g := t.glyph(r); g.index != 0 {
		return t, g
	}
	return substitute(), substitute().glyph(r)
}

func (t *typeface) read(r rune, b *sfnt.Buffer) glyph {
	index, err := t.font.GlyphIndex(b, r)
	if err != nil || index == 0 {
		return glyph{}
	}
	return glyph{index, t.advance(index, b)}
}

func (t *typeface) advance(index sfnt.GlyphIndex, b *sfnt.Buffer) uint16 {
	advance, err := t.font.GlyphAdvance(b, index, t.unhinted(), font.HintingNone)
	if err != nil {
		return 0
	}
	return uint16(advance.Round())
}
