package slides

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"sysmap/render/scene"
)

// Namespaces of the parts that are written.
const (
	nsDrawing      = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsRelations    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPresentation = "http://schemas.openxmlformats.org/presentationml/2006/main"

	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaces = `xmlns:a="` + nsDrawing + `" xmlns:r="` + nsRelations + `" xmlns:p="` + nsPresentation + `"`
)

// markup collects the text of a part.
type markup struct{ bytes.Buffer }

// add writes a format whose texts were made safe by escape.
func (m *markup) add(format string, args ...any) { fmt.Fprintf(m, format, args...) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r\n", "\n", "\r", "\n")

// escape makes a text safe between tags and in attributes, and leaves out what
// XML forbids.
func escape(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s)
	return escaper.Replace(s)
}

// attribute makes a text safe inside an attribute, where line breaks would
// become blanks when it is read.
func attribute(s string) string {
	return strings.NewReplacer("\n", "&#10;", "\t", "&#9;").Replace(escape(s))
}

// perPoint is how many English Metric Units, in which DrawingML counts, make a
// point.
const perPoint = 12700

// emu turns points into English Metric Units.
func emu(points float64) int64 { return int64(math.Round(points * perPoint)) }

// hundredths turns points into the hundredths that text sizes are in.
func hundredths(points float64) int { return int(math.Round(points * 100)) }

// offset writes where a shape stands and how large it is.
func offset(b scene.Box) string {
	return fmt.Sprintf(`<a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/>`, emu(b.X), emu(b.Y), max(emu(b.W), 0), max(emu(b.H), 0))
}
