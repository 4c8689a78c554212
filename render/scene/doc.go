// Package scene is a picture before it is a file: shapes and measured text on
// a sheet, in points, x to the right and y down. One [Scene] is written as
// SVG, PNG and PDF ([Scene.WriteSVG], [Scene.WritePNG], [Scene.WritePDF]), and
// the three look alike because nothing is left to a renderer's own measure:
// the font is shipped, and every text says how wide it is.
//
// Text is set in Liberation Sans, whose widths are those of Arial and
// Helvetica, without kerning; [Measure] and [Wrap] tell beforehand what it will
// need. What that font lacks comes from DejaVu Sans: Arabic, symbols, simple
// emoji. What both lack, such as Chinese, is left in SVG to the viewer's fonts,
// and is a box in PNG and PDF; in PDF it can still be searched and copied.
//
// PNG is drawn by gg, PDF is written by fpdf, lines are broken by uniseg and
// ordered by golang.org/x/text. Ours is what they lack: gg has no pointed
// corners of strokes, and drops dots and joins at the start of closed paths;
// Go's PNG encoder writes no resolution; fpdf fades shapes but no groups, and
// knows no characters above U+FFFF, which are drawn as outlines; the bidi
// package does not order its runs; none of them joins Arabic letters or
// hyphenates Danish.
//
// The same scene gives the same bytes, at any time and from any number of
// goroutines. Any text is safe: what XML and PDF forbid is left out, and the
// rest is escaped.
package scene
