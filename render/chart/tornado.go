package chart

import (
	"fmt"
	"math"

	"sysmap/render/scene"
)

// Driver is a row of [Tornado]: something uncertain, and how strongly and
// which way it drives the outcome.
type Driver struct {
	// Label names the row; Note adds to it for those who point at it or listen.
	Label, Note string
	Value       float64
}

// TornadoOptions say how a [Tornado] is drawn. The zero value works.
type TornadoOptions struct {
	Options
	Order Order
	// Most is how many rows are shown, the first of their order, and the chart
	// says of how many; 0 shows all.
	Most int
	// Less and More say what bars to the left and to the right mean; "Less" and
	// "More" in the language if empty.
	Less, More string
	// Reach is the value of the longest bar that could be, such as 1 for
	// correlations; 0 takes the largest that there is.
	Reach float64
}

// Tornado shows which uncertainties drive an outcome, strongest first: bars to
// both sides of a middle line, each with its name on the other side of the
// line and its value at its end. Errors wrap [ErrData].
func Tornado(rows []Driver, o TornadoOptions) (*scene.Scene, error) {
	settled, err := o.settled()
	if err != nil {
		return nil, err
	}
	o.Options = settled
	reach, err := checkDrivers(rows, o)
	if err != nil {
		return nil, err
	}
	t := &tornado{sheet: newSheet(o.Options), o: o, reach: reach}
	var values []float64
	for _, r := range rows {
		values = append(values, r.Value)
	}
	for _, i := range ranked(values, o.Order, o.Most) {
		t.rows = append(t.rows, rows[i])
	}
	t.head()
	t.draw()
	return t.foot(t.left(len(t.rows), len(rows))), nil
}

// checkDrivers returns how far bars reach, or what is wrong with the rows.
func checkDrivers(rows []Driver, o TornadoOptions) (float64, error) {
	if err := checkRows(len(rows), o.Most, "drivers"); err != nil {
		return 0, err
	}
	if err := checkNumber(o.Reach, "the reach"); err != nil {
		return 0, err
	}
	reach := math.Abs(o.Reach)
	for i, r := range rows {
		if err := checkNumber(r.Value, fmt.Sprintf("row %d (%.60q)", i+1, r.Label)); err != nil {
			return 0, err
		}
		reach = max(reach, math.Abs(r.Value))
	}
	return reach, nil
}

// tornado is a [Tornado] on its sheet.
type tornado struct {
	*sheet
	o     TornadoOptions
	rows  []Driver
	reach float64
}

func (t *tornado) draw() {
	number, largest := 0.0, 0.0
	for _, r := range t.rows {
		largest = max(largest, math.Abs(r.Value))
	}
	// Two digits of the largest tell neighbours apart.
	n := t.o.numeralsFor(math.Pow10(magnitude(largest)-1), largest)
	for _, r := range t.rows {
		number = max(number, scene.Measure(n.write(r.Value), t.tickFont()))
	}
	middle, half := t.margin+t.inner()/2, t.inner()/2
	longest := half - number - t.size
	t.sides(middle, half)
	from := t.y
	var rows []scene.Shape
	for i, r := range t.rows {
		lines := fit(r.Label, t.labelFont(), half-0.8*t.size, 3)
		h := t.rowHeight(len(lines))
		length := 0.0
		if t.reach > 0 {
			length = math.Abs(r.Value) / t.reach * longest
		}
		rows = append(rows, t.drawRow(i, r, lines, middle, t.y+h/2, length, n))
		t.y += h
	}
	t.shapes = append(t.shapes, rows...)
	t.shapes = append(t.shapes, segment(middle, from, middle, t.y, scene.Style{Stroke: t.look.ink, Width: 0.9 * t.look.line}))
}

// sides writes what left and right mean.
func (t *tornado) sides(middle, half float64) {
	less, more := plain(t.o.Less), plain(t.o.More)
	if less == "" {
		less = t.words.less
	}
	if more == "" {
		more = t.words.more
	}
	font := t.tickFont()
	room := half - 0.8*t.size
	left, right := fit("← "+less, font, room, 2), fit(more+" →", font, room, 2)
	t.shapes = append(t.shapes, write(left, middle-0.8*t.size, t.y, scene.EndAnchor, font, t.look.faint)...)
	t.shapes = append(t.shapes, write(right, middle+0.8*t.size, t.y, scene.StartAnchor, font, t.look.faint)...)
	t.y += max(height(left, font), height(right, font)) + 0.4*t.size
}

// drawRow draws a bar of a length from the middle line, its value at its end,
// and its name on the other side.
func (t *tornado) drawRow(i int, r Driver, lines []string, x, y, length float64, n numerals) scene.Group {
	number := n.write(r.Value)
	g := scene.Group{ID: fmt.Sprintf("driver-%d", i+1), Classes: []string{"driver"}, Title: sentence(plain(r.Label), number), Description: plain(r.Note)}
	way, name, value := 1.0, scene.EndAnchor, scene.StartAnchor
	if r.Value < 0 {
		way, name, value = -1, scene.StartAnchor, scene.EndAnchor
	}
	g.Shapes = append(g.Shapes, span(x, x+way*length, y, 1.05*t.size, t.look.signed(r.Value >= 0)))
	g.Shapes = append(g.Shapes, centred(lines, x-way*0.7*t.size, y, name, t.labelFont(), t.look.ink)...)
	g.Shapes = append(g.Shapes, centred([]string{number}, x+way*(length+0.45*t.size), y, value, t.tickFont(), t.look.faint)...)
	return g
}
