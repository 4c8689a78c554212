package scene

import (
	"encoding/binary"
	"maps"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// subset returns a TrueType file that holds only the given glyphs, under the
// numbers that they have in the whole font, and what those are composed of.
func (t *typeface) subset(used map[sfnt.GlyphIndex]bool) []byte {
	source := sfntTables(t.ttf)
	glyphs := locateGlyphs(source)
	kept := map[int]bool{0: true}
	for index := range used {
		glyphs.keep(int(index), kept)
	}
	count := slices.Max(slices.Collect(maps.Keys(kept))) + 1
	glyf, loca := glyphs.only(kept, count)
	metrics := min(int(binary.BigEndian.Uint16(source["hhea"][34:])), count)
	head, hhea, maxp := slices.Clone(source["head"]), slices.Clone(source["hhea"]), slices.Clone(source["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1)
	binary.BigEndian.PutUint16(hhea[34:], uint16(metrics))
	binary.BigEndian.PutUint16(maxp[4:], uint16(count))
	return joinTables(map[string][]byte{
		"cvt ": source["cvt "], "fpgm": source["fpgm"], "prep": source["prep"],
		"glyf": glyf, "head": head, "hhea": hhea, "loca": loca, "maxp": maxp,
		"hmtx": source["hmtx"][:4*metrics+2*(count-metrics)],
	})
}

// sfntTables returns the tables of a TrueType file by their tag.
func sfntTables(ttf []byte) map[string][]byte {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		record := ttf[12+16*i:]
		offset, length := binary.BigEndian.Uint32(record[8:]), binary.BigEndian.Uint32(record[12:])
		tables[string(record[:4])] = ttf[offset : offset+length]
	}
	return tables
}

// glyphTable is where each glyph's outline is.
type glyphTable struct {
	glyf    []byte
	offsets []uint32
}

func locateGlyphs(tables map[string][]byte) glyphTable {
	loca := tables["loca"]
	g := glyphTable{glyf: tables["glyf"]}
	for i := range int(binary.BigEndian.Uint16(tables["maxp"][4:])) + 1 {
		if binary.BigEndian.Uint16(tables["head"][50:]) == 0 {
			g.offsets = append(g.offsets, 2*uint32(binary.BigEndian.Uint16(loca[2*i:])))
		} else {
			g.offsets = append(g.offsets, binary.BigEndian.Uint32(loca[4*i:]))
		}
	}
	return g
}

func (g glyphTable) outline(index int) []byte { return g.glyf[g.offsets[index]:g.offsets[index+1]] }

// Flags of a component of a composite glyph (OpenType, table glyf).
const (
	wordArguments  = 0x0001
	hasScale       = 0x0008
	moreComponents = 0x0020
	hasTwoScales   = 0x0040
	hasMatrix      = 0x0080
)

// keep adds a glyph and its components.
func (g glyphTable) keep(index int, kept map[int]bool) {
	if kept[index] || index+1 >= len(g.offsets) {
		return
	}
	kept[index] = true
	outline := g.outline(index)
	if len(outline) < 10 || int16(binary.BigEndian.Uint16(outline)) >= 0 {
		return
	}
	for at, more := 10, true; more; {
		flags := binary.BigEndian.Uint16(outline[at:])
		g.keep(int(binary.BigEndian.Uint16(outline[at+2:])), kept)
		at += 4 + componentArguments(flags)
		more = flags&moreComponents != 0
	}
}

func componentArguments(flags uint16) int {
	length := 2
	if flags&wordArguments != 0 {
		length = 4
	}
	switch {
	case flags&hasScale != 0:
		length += 2
	case flags&hasTwoScales != 0:
		length += 4
	case flags&hasMatrix != 0:
		length += 8
	}
	return length
}

// only returns the tables glyf and loca (of 32 bits) with the first count
// glyphs, empty unless they are kept.
func (g glyphTable) only(kept map[int]bool, count int) (glyf, loca []byte) {
	loca = binary.BigEndian.AppendUint32(nil, 0)
	for i := range count {
		if kept[i] {
			glyf = append(glyf, g.outline(i)...)
			for len(glyf)%4 != 0 {
				glyf = append(glyf, 0)
			}
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
	}
	return glyf, loca
}

// joinTables returns a TrueType file of the tables.
func joinTables(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	n := len(tags)
	power, log := 1, 0
	for 2*power <= n {
		power, log = 2*power, log+1
	}
	file := []byte{0, 1, 0, 0}
	for _, v := range []int{n, 16 * power, log, 16 * (n - power)} {
		file = binary.BigEndian.AppendUint16(file, uint16(v))
	}
	offset := 12 + 16*n
	for _, tag := range tags {
		file = append(file, tag...)
		file = binary.BigEndian.AppendUint32(file, tableSum(tables[tag]))
		file = binary.BigEndian.AppendUint32(file, uint32(offset))
		file = binary.BigEndian.AppendUint32(file, uint32(len(tables[tag])))
		offset += (len(tables[tag]) + 3) / 4 * 4
	}
	headAt := 0
	for _, tag := range tags {
		if tag == "head" {
			headAt = len(file)
		}
		file = append(file, tables[tag]...)
		for len(file)%4 != 0 {
			file = append(file, 0)
		}
	}
	binary.BigEndian.PutUint32(file[headAt+8:], 0xb1b0afba-tableSum(file))
	return file
}

// tableSum is the sum of a table as big-endian numbers of 32 bits.
func tableSum(table []byte) uint32 {
	var sum uint32
	for len(table) >= 4 {
		sum += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var last [4]byte
	copy(last[:], table)
	return sum + binary.BigEndian.Uint32(last[:])
}
