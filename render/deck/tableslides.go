package deck

import (
	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// tableSlides adds slides with a table, as many as it takes, with a sentence
// above it on the first. Shares say how wide columns are beside each other.
func (k *maker) tableSlides(title, said string, table *slides.Table, shares []float64, told []string) {
	area := k.room()
	table.Size = max(table.Size, smallest)
	table.Columns = columns(table, shares, area.W)
	table.Settle()
	for len(table.Rows) > 1 {
		top, shapes := k.lead(said, area)
		room := area.Y + area.H - top
		// A table that nearly fits is set smaller rather than cut.
		for size := table.Size; size > smallest && table.Height() > room; size -= 0.5 {
			table.Size = size
		}
		parts := table.Split(room)
		part := parts[0]
		part.At = scene.Point{X: area.X, Y: top}
		part.Name, part.Alt = table.Name, table.Alt
		k.add(&slides.Slide{Kind: slides.TitleOnly, Title: title, Shapes: append(shapes, part), Notes: told})
		table.Rows = append(table.Rows[:1:1], table.Rows[len(part.Rows):]...)
		said, told = "", nil
	}
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
