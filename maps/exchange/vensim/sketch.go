package vensim

import (
	"strconv"
	"strings"

	"sysmap/maps"
)

// sketch is the second part of a file.
type sketch struct {
	views []view
	// broken lists lines that cannot be read.
	broken []int
}

// view is one sheet.
type view struct {
	name   string
	boxes  []box
	arrows []arrow
	texts  []string
	loops  int
	clouds int
}

// box is a variable on a sheet.
type box struct {
	id, line int
	name     string
	x, y     float64
	// shadow is set for a further appearance of a variable.
	shadow bool
	// valve is the id of the valve that the variable is the rate of, or 0.
	valve int
}

// arrow is an arrow or a part of a pipe.
type arrow struct {
	from, to, line int
	sign           maps.Sign
	delayed        bool
	// x and y are a point on a curved arrow.
	curved bool
	x, y   float64
	// pipe is set for the part of a flow between its valve and one end;
	// fills says whether it fills what is there (Positive) or drains it.
	pipe  bool
	fills maps.Sign
}

// parseSketch reads the sketch from its lines; first is the number of the
// first.
func parseSketch(text string, first int) *sketch {
	s := &sketch{}
	lines := strings.Split(text, "\n")
	valve := 0
	for i := 0; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], "\r")
		if strings.HasPrefix(line, `///---\\\`) {
			break
		}
		if name, ok := strings.CutPrefix(line, "*"); ok {
			s.views = append(s.views, view{name: strings.TrimSpace(name)})
			continue
		}
		fields := split(line)
		if len(s.views) == 0 || len(fields) < 2 {
			continue
		}
		v := &s.views[len(s.views)-1]
		ok := true
		switch fields[0] {
		case "10":
			var b box
			if b, ok = parseBox(fields); ok {
				b.line = first + i
				if whole(fields, 7)&attached != 0 {
					b.valve = valve
				}
				v.boxes = append(v.boxes, b)
			}
			valve = 0
		case "11":
			valve = whole(fields, 1)
		case "12":
			if i+1 < len(lines) && whole(fields, 8)&textBelow != 0 {
				i++
			}
			if ok = len(fields) > 2; ok {
				v.icon(fields, lines[i])
			}
		case "1":
			var a arrow
			if a, ok = parseArrow(fields); ok {
				a.line = first + i
				v.arrows = append(v.arrows, a)
			}
		}
		if !ok {
			s.broken = append(s.broken, first+i)
		}
	}
	return s
}

// Bits of the fields of boxes.
const (
	// attached marks, in the shape, the name of a valve.
	attached = 32
	// original is clear, in the bits, for a shadow variable.
	original = 1
	// textBelow marks, in the bits of an icon, that its text is on the
	// next line.
	textBelow = 4
)

func parseBox(fields []string) (box, bool) {
	if len(fields) < 5 {
		return box{}, false
	}
	x, okX := decimal(fields, 3)
	y, okY := decimal(fields, 4)
	id := whole(fields, 1)
	if !okX || !okY || id == 0 || strings.TrimSpace(fields[2]) == "" {
		return box{}, false
	}
	b := box{id: id, name: strings.TrimSpace(fields[2]), x: x, y: y}
	if len(fields) > 8 {
		b.shadow = whole(fields, 8)&original == 0
	}
	if strings.HasPrefix(b.name, `"`) {
		b.name, _ = quotedName(b.name)
	}
	return b, true
}

// icon counts what a cloud, a loop mark or a comment is.
func (v *view) icon(fields []string, below string) {
	clockwise, counterClockwise := 4, 5
	text := strings.TrimSpace(below)
	shape := whole(fields, 7)
	switch field := strings.TrimSpace(fields[2]); {
	case field == "1" || field == "2", shape == clockwise || shape == counterClockwise:
		v.loops++
	case whole(fields, 8)&textBelow != 0 && text != "":
		v.texts = append(v.texts, text)
	default:
		v.clouds++
	}
}

func parseArrow(fields []string) (arrow, bool) {
	if len(fields) < 7 {
		return arrow{}, false
	}
	a := arrow{from: whole(fields, 2), to: whole(fields, 3), delayed: whole(fields, 9)&1 != 0}
	const pipeThickness, head, tail = 22, 4, 100
	shape := whole(fields, 4)
	a.pipe, a.curved = whole(fields, 7) == pipeThickness, shape == 1
	switch shape {
	case head:
		a.fills = maps.Positive
	case tail:
		a.fills = maps.Negative
	}
	switch whole(fields, 6) {
	case '+', 'S', 's':
		a.sign = maps.Positive
	case '-', 'O', 'o':
		a.sign = maps.Negative
	}
	if _, points, found := strings.Cut(strings.Join(fields, ","), "|("); found {
		x, y, _ := strings.Cut(strings.TrimRight(points, ")|"), ",")
		var errX, errY error
		a.x, errX = strconv.ParseFloat(x, 64)
		a.y, errY = strconv.ParseFloat(y, 64)
		a.curved = a.curved && errX == nil && errY == nil
	} else {
		a.curved = false
	}
	return a, a.from != 0 && a.to != 0
}

// mostFields is more than any line of a sketch has; what follows stays in one
// piece.
const mostFields = 64

// split cuts a line at its commas, but for those in a name in quotes.
func split(line string) []string {
	fields := make([]string, 0, 16)
	for {
		if len(fields) == mostFields {
			return append(fields, line)
		}
		end := strings.IndexByte(line, ',')
		if strings.HasPrefix(line, `"`) {
			_, rest := quotedName(line)
			end = strings.IndexByte(rest, ',')
			if end >= 0 {
				end += len(line) - len(rest)
			}
		}
		if end < 0 {
			return append(fields, line)
		}
		fields = append(fields, line[:end])
		line = line[end+1:]
	}
}

// whole returns a field as a whole number, or 0.
func whole(fields []string, i int) int {
	if i >= len(fields) {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(fields[i]))
	if err != nil {
		return 0
	}
	return n
}

func decimal(fields []string, i int) (float64, bool) {
	if i >= len(fields) {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(fields[i]), 64)
	return v, err == nil
}
