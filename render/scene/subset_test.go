package scene

import (
	"bytes"
	"encoding/binary"
	"testing"

	"golang.org/x/image/font/sfnt"
)

func TestSubsetKeepsGlyphsAndTheirParts(t *testing.T) {
	face := Font{}.cut()
	used := map[sfnt.GlyphIndex]bool{}
	for _, r := range "Åse" {
		used[face.glyph(r).index] = true
	}
	file := face.subset(used)
	whole, part := sfntTables(face.ttf), sfntTables(file)
	from, to := locateGlyphs(whole), locateGlyphs(part)
	ring := 0
	for index := range len(to.offsets) - 1 {
		got := to.outline(index)
		if len(got) == 0 {
			continue
		}
		if !bytes.HasPrefix(got, from.outline(index)) {
			t.Errorf("glyph %d has changed", index)
		}
		if !used[sfnt.GlyphIndex(index)] && index != 0 {
			ring++
		}
	}
	for index := range used {
		if len(to.outline(int(index))) == 0 {
			t.Errorf("glyph %d is lost", index)
		}
	}
	// Å is an A and a ring.
	if ring == 0 {
		t.Error("what Å is composed of is lost")
	}
	if len(file) > len(face.ttf)/5 {
		t.Errorf("the subset has %d bytes of %d", len(file), len(face.ttf))
	}
}

func TestSubsetKeepsAdvances(t *testing.T) {
	face := substitute()
	index := face.glyph('😀').index
	part := sfntTables(face.subset(map[sfnt.GlyphIndex]bool{index: true}))
	metrics := int(binary.BigEndian.Uint16(part["hhea"][34:]))
	if got := binary.BigEndian.Uint16(part["hmtx"][4*min(int(index), metrics-1):]); got != face.glyph('😀').advance {
		t.Errorf("advance %d instead of %d", got, face.glyph('😀').advance)
	}
}

func TestSubsetHasItsChecksums(t *testing.T) {
	file := Font{}.cut().subset(map[sfnt.GlyphIndex]bool{40: true})
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		record := file[12+16*i:]
		tag := string(record[:4])
		table := sfntTables(file)[tag]
		if tag == "head" {
			table = bytes.Clone(table)
			clear(table[8:12])
		}
		if got := binary.BigEndian.Uint32(record[4:]); got != tableSum(table) {
			t.Errorf("table %q has sum %x instead of %x", tag, got, tableSum(table))
		}
		if offset := binary.BigEndian.Uint32(record[8:]); offset%4 != 0 {
			t.Errorf("table %q begins at %d", tag, offset)
		}
	}
	if sum := tableSum(file); sum != 0xb1b0afba {
		t.Errorf("the file has sum %x", sum)
	}
}
