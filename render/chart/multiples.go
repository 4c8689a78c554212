package chart

import (
	"math"
	"slices"

	"sysmap/render/scene"
)

// multiples are the panels of [Lines] on their sheet.
type multiples struct {
	*sheet
	o      LinesOptions
	panels []Panel
	names  []string

	columns int
	// panel is the width of a panel with what stands beside its plot, gap what
	// is between two of them; left and right stand beside the plot, which is
	// plot wide and high high.
	panel, gap, left, right, plot, high float64
	time                                axis
	times                               numerals
	values                              []axis // one a panel
	numbers                             []numerals
	// direct has the wrapped names of series at the ends of their lines; nil
	// where there is no room.
	direct [][]string
}

// columnsFor chooses how many of n panels stand beside each other, so that
// rows come out full, and none is narrower than least.
func columnsFor(n int, inner, least float64) int {
	most := max(1, int(inner/least))
	best := 1
	for c, missing := 1, 0; c <= min(most, 4, n); c++ {
		rows := (n + c - 1) / c
		empty := rows*c - n
		// A wider grid is better unless it leaves holes; two columns of two are
		// better than four in a row.
		if c == 1 || empty <= missing && !(n == 4 && c > 2) || n > 8 {
			best, missing = c, empty
		}
		if n == 5 || n == 7 {
			missing = 1
		}
	}
	return best
}

// arrange decides the grid, the axes and where series are named.
func (m *multiples) arrange() {
	m.columns = min(m.o.Columns, len(m.panels))
	if m.columns == 0 {
		m.columns = columnsFor(len(m.panels), m.inner(), 13.5*m.size)
	}
	m.columns = min(m.columns, max(1, int(m.inner()/(11*m.size))))
	m.gap = 1.6 * m.size
	m.panel = (m.inner() - float64(m.columns-1)*m.gap) / float64(m.columns)
	m.high = min(max(0.56*m.panel, 7*m.size), 24*m.size)
	m.valueAxes()
	m.name()
	m.timeAxis()
}

// valueAxes gives every panel its axis of values, and room for its numbers.
func (m *multiples) valueAxes() {
	most := max(2, int(m.high/(2.6*m.size)))
	for i := range m.panels {
		of := m.panels
		if m.o.OwnScales {
			of = m.panels[i : i+1]
		} else if i > 0 {
			m.values, m.numbers = append(m.values, m.values[0]), append(m.numbers, m.numbers[0])
			continue
		}
		_, _, low, high := extent(of, !m.o.WithoutZero)
		a := rounded(low, high, most)
		n := m.o.numeralsFor(a.step, max(-a.low, a.high))
		m.values, m.numbers = append(m.values, a), append(m.numbers, n)
		for _, v := range a.ticks {
			m.left = max(m.left, scene.Measure(n.write(v), m.tickFont())+0.5*m.size)
		}
	}
}

// name decides whether series are named at the ends of their lines.
func (m *multiples) name() {
	if len(m.names) < 2 {
		return
	}
	font := m.tickFont()
	room := max(0.3*m.panel, min(7*m.size, 0.36*m.panel))
	wide := 0.0
	for _, name := range m.names {
		lines := fit(name, font, room, 3)
		if cut(lines, name) || brokenInside(lines, name) {
			m.direct = nil
			return
		}
		wide = max(wide, widest(lines, font))
		m.direct = append(m.direct, lines)
	}
	high := 0.0
	for _, lines := range m.direct {
		high += height(lines, font) + 0.15*m.size
	}
	most := 0.42
	if m.columns > 1 {
		// Said again in every panel, names may not take much from the plots.
		most = 0.3
	}
	if high > m.high || m.left+wide+m.leader() > most*m.panel {
		m.direct = nil
		return
	}
	m.right = wide + m.leader()
}

// sparse is how far apart marks of time should be, in label sizes, and
// mostTimes how many there may be: more would only be noise.
const (
	sparse    = 2.2
	mostTimes = 11
)

// leader is the room between the end of a line and its name.
func (m *multiples) leader() float64 { return 0.95 * m.size }

// timeAxis marks times as densely as their numbers allow, and settles how wide
// plots are.
func (m *multiples) timeAxis() {
	low, high, _, _ := extent(m.panels, false)
	font := m.tickFont()
	m.plot = m.panel - m.left - m.right
	steps := decimalSteps((high - low) / 100)
	if m.o.Cycle > 0 {
		steps = cycleSteps(m.o.Cycle, (high-low)/100)
	}
	fits := func(a axis) bool {
		a.end = m.plot
		n := Options{Language: m.o.Language}.numeralsFor(a.step, max(math.Abs(low), math.Abs(high)))
		previous := math.Inf(-1)
		if a.step/(high-low)*m.plot < sparse*m.size || len(a.ticks) > mostTimes {
			return false
		}
		for _, t := range a.ticks {
			half := scene.Measure(n.write(t), font) / 2
			if a.at(t)-half < previous+1.1*m.size {
				return false
			}
			previous = a.at(t) + half
		}
		return true
	}
	m.time = exact(low, high, steps, fits)
	m.times = Options{Language: m.o.Language}.numeralsFor(m.time.step, max(math.Abs(low), math.Abs(high)))
	// The outer numbers are centred under the ends of the plot and must not
	// leave the panel.
	for _, t := range m.time.ticks {
		half := scene.Measure(m.times.write(t), font) / 2
		a := m.time
		a.end = m.plot
		m.left = max(m.left, half-a.at(t))
		m.right = max(m.right, half-(m.plot-a.at(t)))
	}
	m.plot = m.panel - m.left - m.right
}

// place returns where the series called so stands among the names.
func (m *multiples) place(name string) int { return slices.Index(m.names, name) }

// draw draws the rows of panels.
func (m *multiples) draw() {
	for first := 0; first < len(m.panels); first += m.columns {
		row := m.panels[first:min(first+m.columns, len(m.panels))]
		head := 0.0
		for _, p := range row {
			head = max(head, m.headingHeight(p))
		}
		below := 0.0
		for k := range row {
			x := m.margin + float64(k)*(m.panel+m.gap)
			lowest := first+k+m.columns >= len(m.panels)
			m.drawPanel(first+k, x, head, lowest)
			if lowest && plain(m.o.Time) != "" {
				below = scene.LineHeight(m.tickFont())
			}
		}
		m.y += head + m.high + m.tickRoom() + below
		if first+m.columns < len(m.panels) {
			m.y += 1.5 * m.size
		}
	}
}

// tickRoom is the height of the marks under a plot and their numbers.
func (m *multiples) tickRoom() float64 { return 0.5*m.size + scene.LineHeight(m.tickFont()) }
