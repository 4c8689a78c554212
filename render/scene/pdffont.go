package scene

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// pdfFont is a font as one document uses it.
type pdfFont struct {
	face *typeface
	used map[sfnt.GlyphIndex]bool
	// meanings are what glyphs stand for.
	meanings map[sfnt.GlyphIndex]string
	buffer   sfnt.Buffer
}

func newPDFFont(face *typeface) *pdfFont {
	return &pdfFont{face: face, used: map[sfnt.GlyphIndex]bool{}, meanings: map[sfnt.GlyphIndex]string{}}
}

// tells notes that a glyph is used and reports whether it stands for the same
// text wherever the document uses it: what it stood for first.
func (f *pdfFont) tells(g placed) bool {
	f.used[g.index] = true
	if _, known := f.meanings[g.index]; !known && g.text != "" {
		f.meanings[g.index] = g.text
	}
	return f.meanings[g.index] == g.text
}

func (f *pdfFont) advance(index sfnt.GlyphIndex) uint16 { return f.face.advance(index, &f.buffer) }

// font writes the objects of a font and returns the number of the first: a
// composite font whose codes are glyph numbers.
func (f *pdfFile) font(font *pdfFont) int {
	glyphs := sortedKeys(font.used)
	name := "/" + subsetTag(glyphs) + "+" + font.face.name
	program := font.face.subset(font.used)
	file := dictionary("Length1", strconv.Itoa(len(program)))
	descriptor := font.descriptor(name)
	descriptor.add("FontFile2", reference(f.add(stream(file, program))))
	descendant := dictionary("Type", "/Font", "Subtype", "/CIDFontType2", "BaseFont", name,
		"CIDSystemInfo", "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
		"CIDToGIDMap", "/Identity", "FontDescriptor", reference(f.add(descriptor)),
		"W", font.widths(glyphs))
	unicode := f.add(stream(dictionary(), font.unicodeMap(glyphs)))
	return f.add(dictionary("Type", "/Font", "Subtype", "/Type0", "BaseFont", name,
		"Encoding", "/Identity-H", "DescendantFonts", "["+reference(f.add(descendant))+"]",
		"ToUnicode", reference(unicode)))
}

// subsetTag returns the six letters that tell subsets of a font apart.
func subsetTag(glyphs []sfnt.GlyphIndex) string {
	var list []byte
	for _, g := range glyphs {
		list = binary.BigEndian.AppendUint16(list, uint16(g))
	}
	digest := sha256.Sum256(list)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + digest[i]%26
	}
	return string(tag)
}

// Flags of a font descriptor (PDF 1.7, table 123).
const (
	symbolicFont = 1 << 2
	italicFont   = 1 << 6
)

func (f *pdfFont) descriptor(name string) pdfObject {
	head := sfntTables(f.face.ttf)["head"]
	var box []string
	for i := range 4 {
		box = append(box, f.thousandths(int(int16(binary.BigEndian.Uint16(head[36+2*i:])))))
	}
	flags, angle, stem := symbolicFont, 0, 80
	if strings.Contains(f.face.name, "Italic") {
		flags, angle = flags|italicFont, -12
	}
	if strings.Contains(f.face.name, "Bold") {
		stem = 140
	}
	return dictionary("Type", "/FontDescriptor", "FontName", name,
		"Flags", strconv.Itoa(flags), "FontBBox", "["+strings.Join(box, " ")+"]",
		"ItalicAngle", strconv.Itoa(angle), "StemV", strconv.Itoa(stem),
		"Ascent", f.thousandths(f.face.ascent), "Descent", f.thousandths(-f.face.descent),
		"CapHeight", f.thousandths(f.face.capHeight))
}

// thousandths writes font units in PDF's unit for glyphs.
func (f *pdfFont) thousandths(units int) string { return decimal(f.face.em(units) * 1000) }

func (f *pdfFont) widths(glyphs []sfnt.GlyphIndex) string {
	var b strings.Builder
	b.WriteString("[")
	for _, g := range glyphs {
		fmt.Fprintf(&b, "%d [%s] ", g, f.thousandths(int(f.advance(g))))
	}
	return b.String() + "]"
}

// mostMappings is how many entries PDF allows in one block of a map.
const mostMappings = 100

// unicodeMap returns the map from glyph numbers to text by which readers
// search and copy.
func (f *pdfFont) unicodeMap(glyphs []sfnt.GlyphIndex) []byte {
	var lines []string
	for _, g := range glyphs {
		if text := f.meanings[g]; text != "" {
			lines = append(lines, fmt.Sprintf("<%04X> <%s>\n", g, utf16Hex(text)))
		}
	}
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(lines) > 0 {
		n := min(len(lines), mostMappings)
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", n, strings.Join(lines[:n], ""))
		lines = lines[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(b.String())
}
