package chart

import (
	"fmt"

	"sysmap/render/scene"
)

// Interval is the range that a value may be in.
type Interval struct{ Low, High float64 }

// Bar is a row of [Bars].
type Bar struct {
	// Label names the row; Note adds to it for those who point at it or listen.
	Label, Note string
	Value       float64
	// Interval is drawn over the bar and written beside it; nil where there is
	// none.
	Interval *Interval
	// Emphasis sets the label in bold.
	Emphasis bool
}

// BarsOptions say how [Bars] are drawn. The zero value works.
type BarsOptions struct {
	Options
	Order Order
	// Most is how many rows are shown, the first of their order, and the chart
	// says of how many; 0 shows all.
	Most int
	// Interval names what intervals are, over their numbers; "5–95%" in the
	// language if empty.
	Interval string
}

// Bars ranks values: a row each, a bar from zero to the right where there is
// more and to the left where there is less, with the interval as a line over
// it, and the numbers beside. Errors wrap [ErrData].
func Bars(rows []Bar, o BarsOptions) (*scene.Scene, error) {
	settled, err := o.settled()
	if err != nil {
		return nil, err
	}
	o.Options = settled
	if err := checkBars(rows, o.Most); err != nil {
		return nil, err
	}
	b := &bars{sheet: newSheet(o.Options), o: o}
	var values []float64
	for _, r := range rows {
		values = append(values, r.Value)
	}
	for _, i := range ranked(values, o.Order, o.Most) {
		b.rows = append(b.rows, rows[i])
	}
	b.head()
	b.arrange()
	b.draw()
	return b.foot(b.left(len(b.rows), len(rows))), nil
}

func checkBars(rows []Bar, most int) error {
	if err := checkRows(len(rows), most, "bars"); err != nil {
		return err
	}
	for i, r := range rows {
		where := fmt.Sprintf("row %d (%.60q)", i+1, r.Label)
		if err := checkNumber(r.Value, where); err != nil {
			return err
		}
		if r.Interval == nil {
			continue
		}
		for _, v := range []float64{r.Interval.Low, r.Interval.High} {
			if err := checkNumber(v, "the interval of "+where); err != nil {
				return err
			}
		}
		if r.Interval.Low > r.Interval.High {
			return fmt.Errorf("%w: the interval of %s begins at %g, above its end %g", ErrData, where, r.Interval.Low, r.Interval.High)
		}
	}
	return nil
}

// bars are the rows of [Bars] on their sheet: labels, bars, values and
// intervals beside each other.
type bars struct {
	*sheet
	o       BarsOptions
	rows    []Bar
	labels  [][]string
	axis    axis
	marks   numerals // of the axis
	numbers numerals // of the values
	// label is how wide labels are; value and interval, how wide the columns of
	// numbers.
	label, value, interval float64
}

func (b *bars) font(r Bar) scene.Font { return scene.Font{Size: b.size, Bold: r.Emphasis} }

func (b *bars) arrange() {
	low, high := 0.0, 0.0
	for _, r := range b.rows {
		low, high = min(low, r.Value), max(high, r.Value)
		if r.Interval != nil {
			low, high = min(low, r.Interval.Low), max(high, r.Interval.High)
		}
		lines := fit(r.Label, b.font(r), 0.34*b.inner(), 3)
		b.labels = append(b.labels, lines)
		b.label = max(b.label, widest(lines, b.font(r)))
	}
	b.scale(low, high, 6)
	for _, r := range b.rows {
		b.value = max(b.value, scene.Measure(b.numbers.write(r.Value), b.labelFont()))
		if r.Interval != nil {
			b.interval = max(b.interval, scene.Measure(b.between(*r.Interval), b.tickFont()))
		}
	}
	if b.interval > 0 {
		b.interval = max(b.interval, min(scene.Measure(b.intervalName(), b.tickFont()), 0.2*b.inner()))
	}
	b.place()
	for most := 5; !b.marksFit() && most >= 2; most-- {
		b.scale(low, high, most)
	}
	if !b.marksFit() {
		b.axis.ticks = []float64{0}
	}
}

// place puts the columns beside each other. On a narrow sheet the numbers of
// intervals give way to the bars; they are still drawn, and said.
func (b *bars) place() {
	b.axis.start = b.margin + b.label + 1.1*b.size
	b.axis.end = b.margin + b.inner() - b.value - 1.1*b.size
	if b.interval == 0 {
		return
	}
	end := b.axis.end - b.interval - 1.1*b.size
	if end-b.axis.start < 0.25*b.inner() {
		b.interval = 0
		return
	}
	b.axis.end = end
}

// scale chooses the axis with so many spaces at most, and how numbers are
// written.
func (b *bars) scale(low, high float64, most int) {
	start, end := b.axis.start, b.axis.end
	b.axis = rounded(low, high, most)
	b.axis.start, b.axis.end = start, end
	largest := max(-low, high)
	b.marks, b.numbers = b.o.numeralsFor(b.axis.step, largest), b.o.numeralsFor(b.axis.step/10, largest)
}

// marksFit reports whether the numbers of the axis stand clear of each other.
func (b *bars) marksFit() bool {
	font := b.tickFont()
	for i, v := range b.axis.ticks[1:] {
		before := b.axis.ticks[i]
		need := (scene.Measure(b.marks.write(v), font)+scene.Measure(b.marks.write(before), font))/2 + b.size
		if b.axis.at(v)-b.axis.at(before) < need {
			return false
		}
	}
	return len(b.axis.ticks) <= 8
}

func (b *bars) intervalName() string {
	if name := plain(b.o.Interval); name != "" {
		return name
	}
	return b.words.interval
}

// between writes an interval.
func (b *bars) between(i Interval) string {
	return b.numbers.write(i.Low) + " " + b.words.to + " " + b.numbers.write(i.High)
}

// rowHeight is how high a row is whose label has so many lines.
func (s *sheet) rowHeight(lines int) float64 {
	return max(1.75*s.size, float64(max(lines, 1))*scene.LineHeight(s.labelFont())+0.5*s.size)
}

func (b *bars) draw() {
	font := b.tickFont()
	right := b.margin + b.inner()
	top := b.y
	if b.interval > 0 {
		name := fit(b.intervalName(), font, b.interval, 1)
		b.shapes = append(b.shapes, write(name, right, top, scene.EndAnchor, font, b.look.faint)...)
	}
	b.y += scene.LineHeight(font) + 0.35*b.size
	total := 0.0
	for _, lines := range b.labels {
		total += b.rowHeight(len(lines))
	}
	axes := scene.Group{Classes: []string{"axes"}}
	for _, v := range b.axis.ticks {
		x := b.axis.at(v)
		axes.Shapes = append(axes.Shapes, segment(x, b.y, x, b.y+total, scene.Style{Stroke: b.look.grid, Width: 0.6 * b.look.line}))
		axes.Shapes = append(axes.Shapes, write([]string{b.marks.write(v)}, x, top, scene.MiddleAnchor, font, b.look.faint)...)
	}
	b.shapes = append(b.shapes, axes)
	zero, from := b.axis.at(0), b.y
	for i, r := range b.rows {
		h := b.rowHeight(len(b.labels[i]))
		b.shapes = append(b.shapes, b.drawRow(i, r, b.y+h/2, zero))
		b.y += h
	}
	b.shapes = append(b.shapes, segment(zero, from, zero, b.y, scene.Style{Stroke: b.look.ink, Width: 0.9 * b.look.line}))
}

// drawRow draws a row around its middle.
func (b *bars) drawRow(i int, r Bar, middle, zero float64) scene.Group {
	number := b.numbers.write(r.Value)
	g := scene.Group{ID: fmt.Sprintf("bar-%d", i+1), Classes: []string{"bar"}, Title: sentence(plain(r.Label), number), Description: plain(r.Note)}
	right := b.margin + b.inner()
	g.Shapes = append(g.Shapes, centred(b.labels[i], b.margin+b.label, middle, scene.EndAnchor, b.font(r), b.look.ink)...)
	g.Shapes = append(g.Shapes, span(zero, b.axis.at(r.Value), middle, 0.95*b.size, b.look.signed(r.Value >= 0)))
	if r.Interval != nil {
		g.Title = sentence(g.Title, b.intervalName()+": "+b.between(*r.Interval))
		g.Shapes = append(g.Shapes, b.whisker(b.axis.at(r.Interval.Low), b.axis.at(r.Interval.High), middle)...)
	}
	if b.interval > 0 {
		if r.Interval != nil {
			g.Shapes = append(g.Shapes, centred([]string{b.between(*r.Interval)}, right, middle, scene.EndAnchor, b.tickFont(), b.look.faint)...)
		}
		right -= b.interval + 1.1*b.size
	}
	g.Shapes = append(g.Shapes, centred([]string{number}, right, middle, scene.EndAnchor, b.labelFont(), b.look.ink)...)
	return g
}

// whisker draws an interval with small ends, on a rim that keeps it apart from
// the bar.
func (b *bars) whisker(from, to, middle float64) []scene.Shape {
	end := 0.22 * b.size
	var shapes []scene.Shape
	styles := []scene.Style{{Stroke: b.look.ground.Fade(0.8), Width: 2.6 * b.look.line}, {Stroke: b.look.ink, Width: b.look.line}}
	if b.look.mono {
		// A rim would break the outline of white bars, and black needs none.
		styles = styles[1:]
	}
	for _, style := range styles {
		shapes = append(shapes, segment(from, middle, to, middle, style),
			segment(from, middle-end, from, middle+end, style), segment(to, middle-end, to, middle+end, style))
	}
	return shapes
}
