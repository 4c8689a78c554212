package diagram

import (
	"math"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render/scene"
)

// Sizes of the title and the line under it for a frame lettered in 1 pt.
const (
	titleSize    = 2.0
	subtitleSize = 0.95
)

// frame puts a title over the content and a legend and the source under it.
func (d *drawing) frame(content []scene.Shape, extent scene.Box) *scene.Scene {
	if d.o.Bare {
		return d.bare(content, extent)
	}
	if d.o.Sheet != nil {
		return d.onSheet(content, extent)
	}
	// On a large sheet the frame is lettered larger than the boxes, so that
	// it can be read when the whole sheet fits the screen.
	unit := d.size * min(max(math.Sqrt(extent.W*extent.H)/(70*d.size), 1), 2.3)
	margin := 2.2 * unit
	// The title and the line under it should not have to wrap.
	wanted := max(scene.Measure(d.title(), scene.Font{Size: titleSize * unit, Bold: true}), scene.Measure(d.subtitle(), scene.Font{Size: subtitleSize * unit}))
	width := max(extent.W, 26*unit, min(1.02*wanted, 46*unit), d.listWidth()*unit)
	s := &scene.Scene{
		Title: d.title(), Description: d.description(),
		Language:   string(d.o.Language),
		Background: d.o.Theme.Background,
		Width:      width + 2*margin,
	}
	head := d.header(margin, margin, width, unit)
	y := margin + head.height + 1.2*unit
	s.Shapes = append(s.Shapes, head.shapes...)
	s.Shapes = append(s.Shapes, scene.Scaled(content, 1, margin+(width-extent.W)/2-extent.X, y-extent.Y)...)
	y += extent.H + 1.4*unit
	foot := d.footer(margin, y, width, unit)
	s.Shapes = append(s.Shapes, foot.shapes...)
	s.Height = y + foot.height + margin*0.8
	return s
}

// bare puts nothing around the content but a margin.
func (d *drawing) bare(content []scene.Shape, extent scene.Box) *scene.Scene {
	around := extent.Inset(-d.size)
	return &scene.Scene{
		Title: d.title(), Description: d.description(),
		Language: string(d.o.Language),
		Width:    around.W, Height: around.H,
		Shapes: scene.Scaled(content, 1, -around.X, -around.Y),
	}
}

// block is some shapes and the height they take up.
type block struct {
	shapes []scene.Shape
	height float64
}

// write adds wrapped text to a block, x and y being its top left corner.
func (b *block) write(text string, x, y, width float64, font scene.Font, colour scene.Colour) {
	for _, line := range scene.Wrap(text, font, width) {
		b.shapes = append(b.shapes, scene.Text{At: scene.Point{X: x, Y: y + b.height + scene.Ascent(font)}, String: line, Font: font, Colour: colour})
		b.height += scene.LineHeight(font)
	}
}

func (d *drawing) title() string {
	if t := d.m.Title.In(d.o.Language); t != "" {
		return t
	}
	return d.words.map_
}

// description says in a sentence what the picture shows.
func (d *drawing) description() string {
	parts := []string{d.extent()}
	if d.o.Overlay.Note != "" {
		parts = append(parts, d.o.Overlay.Note)
	}
	if credit := d.credit(); credit != "" {
		parts = append(parts, credit)
	}
	return strings.Join(parts, ". ")
}

// extent counts what is drawn, and says so where that is not all of the map.
func (d *drawing) extent() string {
	w := d.words
	if d.whole == [2]int{len(d.vars), len(d.links)} {
		return counted(len(d.vars), w.variable, w.variables) + " · " + counted(len(d.links), w.link, w.links)
	}
	return itoa(len(d.vars)) + " " + w.of + " " + counted(d.whole[0], w.variable, w.variables) + " · " +
		itoa(len(d.links)) + " " + w.of + " " + counted(d.whole[1], w.link, w.links)
}

// header draws the title, what part is shown, and how much of the map it is.
func (d *drawing) header(x, y, width, unit float64) block {
	var b block
	b.write(d.title(), x, y, width, scene.Font{Size: titleSize * unit, Bold: true}, d.o.Theme.Ink)
	for _, part := range []string{d.o.View, d.o.Overlay.Title} {
		if part != "" {
			b.write(part, x, y, width, scene.Font{Size: 1.35 * unit}, d.o.Theme.Ink)
		}
	}
	b.height += 0.25 * unit
	b.write(d.subtitle(), x, y, width, scene.Font{Size: subtitleSize * unit}, d.o.Theme.Faint)
	return b
}

// subtitle says how much is drawn and, of a made-up map, that it is one.
func (d *drawing) subtitle() string {
	if d.m.Illustrative {
		return d.extent() + " · " + d.words.illustrative
	}
	return d.extent()
}

// credit names the sources of the map.
func (d *drawing) credit() string {
	var texts []string
	for _, s := range d.m.Sources {
		if t := s.Text.In(d.o.Language); t != "" {
			texts = append(texts, t)
		}
	}
	if texts == nil {
		return ""
	}
	return d.words.source + ": " + strings.Join(texts, " · ")
}

// footer draws the legend, the overlay's scale and note, and the source.
func (d *drawing) footer(x, y, width, unit float64) block {
	b := d.legend(x, y, width, unit, 0)
	font := scene.Font{Size: 0.85 * unit}
	for _, text := range []string{d.o.Overlay.Note, d.credit()} {
		if text != "" {
			b.height += 0.55 * unit
			b.write(text, x, y, width, font, d.o.Theme.Faint)
		}
	}
	return b
}

// entry is one line of the legend: a sign and what it means.
type entry struct {
	class  string
	text   string
	symbol func(x, y, w, unit float64) []scene.Shape // y is the middle
}

// Sizes of the legend for text of 1 pt.
const (
	symbolWidth    = 2.6
	symbolGap      = 0.5
	betweenEntries = 1.5
)

// entryWidth is how wide an entry of the legend is.
func entryWidth(e entry, unit float64) float64 {
	return (symbolWidth+symbolGap)*unit + scene.Measure(e.text, scene.Font{Size: unit})
}

// legendColumn returns how far apart the columns of an aligned legend stand.
func (d *drawing) legendColumn(unit float64) float64 {
	column := 0.0
	for _, e := range append(d.kindEntries(), d.linkEntries()...) {
		column = max(column, entryWidth(e, unit)+betweenEntries*unit)
	}
	return column
}

// legend lays the entries out in rows, one after the other or, if a column has a
// width, aligned in columns.
func (d *drawing) legend(x, y, width, unit, column float64) block {
	var b block
	font := scene.Font{Size: unit}
	for _, row := range [][]entry{d.kindEntries(), d.linkEntries()} {
		if len(row) == 0 {
			continue
		}
		left := x
		b.height += 0.95 * unit
		if column > 0 && len(b.shapes) > 0 {
			b.height += 0.5 * unit
		}
		for _, e := range row {
			w := entryWidth(e, unit)
			if left > x && left+w > x+width {
				left = x
				b.height += 1.7 * unit
			}
			middle := y + b.height
			g := scene.Group{Classes: []string{"legend", e.class}, Title: e.text}
			g.Shapes = append(e.symbol(left, middle, symbolWidth*unit, unit), scene.Text{
				At:     scene.Point{X: left + (symbolWidth+symbolGap)*unit, Y: middle + scene.CapHeight(font)/2},
				String: e.text, Font: font, Colour: d.o.Theme.Ink,
			})
			b.shapes = append(b.shapes, g)
			left += max(w+betweenEntries*unit, column)
		}
		b.height += 0.75 * unit
	}
	if s := d.o.Overlay.Scale; s != nil {
		b.height += 0.6 * unit
		scale := d.scaleBar(*s, x, y+b.height, unit)
		b.shapes, b.height = append(b.shapes, scale.shapes...), b.height+scale.height
	}
	if len(d.o.Overlay.Key) > 0 {
		b.height += 0.5 * unit
		key := d.key(x, y+b.height, width, unit)
		b.shapes, b.height = append(b.shapes, key.shapes...), b.height+key.height
	}
	if len(d.o.Overlay.List) > 0 {
		b.height += 0.7 * unit
		list := d.list(x, y+b.height, width, unit)
		b.shapes, b.height = append(b.shapes, list.shapes...), b.height+list.height
	}
	return b
}

// kindEntries lists the kinds of variable that are drawn, in the map's order.
func (d *drawing) kindEntries() []entry {
	if d.o.Overlay.Scale != nil || d.o.Overlay.Plain {
		return nil // boxes show something else instead
	}
	if len(d.m.Categories) == 0 && len(d.grounds) > 0 && !d.o.Theme.Symbols {
		return nil // boxes have the colour of the region that they stand in
	}
	var list []entry
	for i, k := range d.kinds {
		if !slices.Contains(d.kind, i) {
			continue
		}
		list = append(list, entry{k.class, k.label.In(d.o.Language), func(x, y, w, unit float64) []scene.Shape {
			look := d.o.Theme.box(k.plain, false)
			box := scene.Box{X: x, Y: y - 0.6*unit, W: w, H: 1.2 * unit}
			shapes := []scene.Shape{scene.Rectangle{Box: box, Radius: 0.4 * unit, Style: scene.Style{Fill: look.fill, Stroke: look.edge, Width: 0.08 * unit}}}
			if d.o.Theme.Symbols {
				shapes = append(shapes, symbol(i, box.Centre(), 0.34*unit, look.ink))
			}
			return shapes
		}})
	}
	return list
}

// linkEntries lists the kinds of link that are drawn.
func (d *drawing) linkEntries() []entry {
	drawn := map[maps.Sign]bool{}
	core, delayed := false, false
	for _, l := range d.links {
		drawn[l.Sign] = true
		core = core || l.Core
		delayed = delayed || l.Delay != nil
	}
	var list []entry
	for _, s := range []maps.Sign{maps.Positive, maps.Negative, maps.Unknown} {
		if drawn[s] {
			text := map[maps.Sign]string{maps.Positive: d.words.positive, maps.Negative: d.words.negative, maps.Unknown: d.words.unknown}[s]
			list = append(list, entry{linkClass(s), text, func(x, y, w, unit float64) []scene.Shape {
				return d.sample(maps.Link{Sign: s}, x, y, w, unit)
			}})
		}
	}
	if delayed {
		list = append(list, entry{"delayed", d.words.delayed, func(x, y, w, unit float64) []scene.Shape {
			return d.sample(maps.Link{Sign: maps.Positive, Delay: &maps.Range{}}, x, y, w, unit)
		}})
	}
	if core {
		list = append(list, entry{"core", d.words.core, func(x, y, w, unit float64) []scene.Shape {
			return []scene.Shape{scene.Path{
				Start: scene.Point{X: x, Y: y}, Segments: []scene.Segment{scene.Line(scene.Point{X: x + w, Y: y})},
				Style: scene.Style{Stroke: d.o.Theme.Core, Width: coreWidth * unit},
			}}
		}})
	}
	return list
}
