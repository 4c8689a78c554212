package deck

import (
	"slices"
	"strings"

	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// tableSlides adds slides with a table, as many as it takes, with a sentence
// above it on the first. Shares say how wide columns are beside each other.
func (k *maker) tableSlides(title, said string, table *slides.Table, shares []float64, told []string) {
	area := k.room()
	top, _ := k.lead(said, area)
	table = sized(table, shares, area.W, area.Y+area.H-top)
	for len(table.Rows) > 1 {
		top, shapes := k.lead(said, area)
		part := evenly(table, area.Y+area.H-top)
		part.At = scene.Point{X: area.X, Y: top}
		part.Name, part.Alt = table.Name, table.Alt
		k.add(&slides.Slide{Kind: slides.TitleOnly, Title: title, Shapes: append(shapes, part), Notes: told})
		table.Rows = append(table.Rows[:1:1], table.Rows[len(part.Rows):]...)
		said, told = "", nil
	}
}

// largestTable is the size of text in a table that has a slide nearly to itself.
const largestTable = 18.0

// sized returns a table in the largest text with which it stands on one slide:
// larger than its own size only as long as no word is broken for it, smaller
// rather than cut in two.
func sized(t *slides.Table, shares []float64, width, room float64) *slides.Table {
	own := max(t.Size, smallest)
	for size := max(own, largestTable); ; size -= 0.5 {
		one := set(t, max(size, smallest), shares, width)
		if one.Height() <= room && (size <= own || whole(t, one)) {
			return one
		}
		if one.Size == smallest {
			return larger(t, one, shares, width, room)
		}
	}
}

// larger returns a table that needs several slides in the largest text that
// needs no more of them.
func larger(t, small *slides.Table, shares []float64, width, room float64) *slides.Table {
	best, parts := small, len(small.Split(room))
	for size := small.Size + 0.5; size <= t.Size; size += 0.5 {
		one := set(t, size, shares, width)
		if len(one.Split(room)) > parts {
			break
		}
		best = one
	}
	return best
}

// set returns a table in a size of text, fitted to a width.
func set(t *slides.Table, size float64, shares []float64, width float64) *slides.Table {
	one := *t
	one.Size = size
	one.Rows = make([][]slides.Cell, len(t.Rows))
	for i, row := range t.Rows {
		one.Rows[i] = slices.Clone(row)
	}
	one.Columns = columns(&one, shares, width)
	one.Settle()
	return &one
}

// whole reports whether fitting has broken or cut no word of a table.
func whole(before, after *slides.Table) bool {
	for i, row := range after.Rows {
		for j, cell := range row {
			if !slices.Equal(strings.Fields(cell.Text), strings.Fields(before.Rows[i][j].Text)) {
				return false
			}
		}
	}
	return true
}

// evenly returns the first of the parts that a table needs at a height, with
// about as many rows as the others, so that none is left with a row or two.
func evenly(t *slides.Table, room float64) *slides.Table {
	parts := t.Split(room)
	for share := 0.95; share > 0.4; share -= 0.05 {
		tighter := t.Split(room * share)
		if len(tighter) > len(parts) {
			break
		}
		parts = tighter
	}
	return parts[0]
}

// filled takes the columns in which no row has anything out of a table with a
// heading, and returns the shares of the others.
func filled(t *slides.Table, shares []float64) []float64 {
	var kept []float64
	rows := make([][]slides.Cell, len(t.Rows))
	for j, share := range shares {
		if !slices.ContainsFunc(t.Rows[1:], func(row []slides.Cell) bool { return row[j].Text != "" }) {
			continue
		}
		kept = append(kept, share)
		for i, row := range t.Rows {
			rows[i] = append(rows[i], row[j])
		}
	}
	t.Rows = rows
	return kept
}

// mostColumn is how large a part of a table one column may take to keep its
// longest word whole.
const mostColumn = 0.4

// columns parts a width among the columns of a table: in the given shares, but
// none narrower than its longest word as far as the others can spare it.
func columns(t *slides.Table, shares []float64, width float64) []float64 {
	list := make([]float64, len(shares))
	least := make([]float64, len(shares))
	for i := range shares {
		least[i] = min(t.Narrowest(i), mostColumn*width)
	}
	// Columns that are held at their least leave less for the others, which
	// may then fall below theirs.
	held := make([]bool, len(shares))
	for range shares {
		free, whole := width, 0.0
		for i, s := range shares {
			if held[i] {
				free -= least[i]
			} else {
				whole += s
			}
		}
		again := false
		for i, s := range shares {
			list[i] = least[i]
			if !held[i] && whole > 0 {
				list[i] = free * s / whole
				if list[i] < least[i] {
					held[i], again = true, true
				}
			}
		}
		if !again {
			break
		}
	}
	sum := 0.0
	for _, w := range list {
		sum += w
	}
	for i := range list {
		list[i] *= width / sum
	}
	return list
}

// lead writes a sentence at the top of an area, and returns where what follows
// begins.
func (k *maker) lead(said string, area scene.Box) (top float64, shapes []slides.Shape) {
	if said == "" {
		return area.Y, nil
	}
	text := slides.Words(said)
	text.Paint = ink
	size, fits := text.Fit(area.W, 0.28*area.H, 18, 14)
	if !fits {
		text = text.Cut(size, area.W, 0.28*area.H)
	}
	text.Size = size
	h := text.Height(text.Size, area.W)
	box := &slides.Box{Common: slides.Common{Name: k.w["what"]}, Area: scene.Box{X: area.X, Y: area.Y, W: area.W, H: h + 2}, Label: true, Text: text}
	return area.Y + h + 14, []slides.Shape{box}
}
