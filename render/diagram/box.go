package diagram

import (
	"math"

	"sysmap/maps"
	"sysmap/render/scene"
)

// label is a variable's text, wrapped and measured, at one text size.
type label struct {
	lines []string
	w, h  float64 // of the box around it
}

// box measures for text of 1 pt; the text size multiplies them.
const (
	padX        = 0.62
	padY        = 0.5
	leading     = 1.17
	narrowest   = 4.4
	widest      = 11.5
	boxRadius   = 0.55
	minBoxWidth = 4.6
)

// form is what a box should be: neat, about twice as wide as high with as
// little empty ground as possible; or narrow or flat, at the cost of neatness.
type form int

const (
	neat form = iota
	narrow
	flat
	forms
)

// wrapLabel finds the line breaks that best make a box of the given form.
func wrapLabel(text string, size float64, f form) label {
	font := scene.Font{Size: size}
	var best label
	lowest := math.Inf(1)
	for width := narrowest; width <= widest; width += 0.7 {
		lines := scene.Wrap(text, font, width*size)
		w := 0.0
		for _, line := range lines {
			w = max(w, scene.Measure(line, font))
		}
		w = max(w+2*padX*size, minBoxWidth*size)
		h := (float64(len(lines))*leading + 2*padY) * size
		area := w * h / (size * size)
		cost := area * (1 + 0.5*math.Abs(math.Log(w/h/2.1)))
		switch f {
		case narrow:
			cost = area/4 + w/size
		case flat:
			cost = area/4 + 2*h/size
		}
		// A broken word costs as much as a much larger box.
		if cost += 40 * brokenWords(text, lines); cost < lowest-1e-9 {
			best, lowest = label{lines, w, h}, cost
		}
		if len(lines) == 1 {
			break
		}
	}
	return best
}

// brokenWords counts the line ends that fall inside a word.
func brokenWords(text string, lines []string) float64 {
	joined := 0
	for _, line := range lines {
		joined += len(fields(line))
	}
	return math.Max(0, float64(joined-len(fields(text))))
}

// labels wraps the text of every variable and returns the text size in points
// with them. A map without positions is laid out around the standard size; one
// with positions takes the largest at which its boxes stay apart, in narrow or
// flat boxes where that helps.
func labels(vars []maps.Variable, lang maps.Language) ([]label, float64) {
	choices := make([][forms]label, len(vars))
	pinned := true
	for i, v := range vars {
		text := v.Label.In(lang)
		for f := range forms {
			choices[i][f] = wrapLabel(text, standardSize, f)
		}
		pinned = pinned && v.At != nil
	}
	if !pinned {
		return first(choices), standardSize
	}
	_, unavoidable := fit(vars, choices, smallestSize/standardSize)
	for size := largestSize; ; size -= 0.5 {
		scale := size / standardSize
		list, crowded := fit(vars, choices, scale)
		if crowded <= unavoidable || size <= smallestSize {
			for i := range list {
				list[i].w, list[i].h = list[i].w*scale, list[i].h*scale
			}
			return list, size
		}
	}
}

// Text sizes in points.
const (
	standardSize = 12.0
	largestSize  = 16.0
	smallestSize = 6.0
)

func first(choices [][forms]label) []label {
	list := make([]label, len(choices))
	for i, c := range choices {
		list[i] = c[neat]
	}
	return list
}

// fit gives every label the neat form, or for boxes that would touch the first
// pair of forms that keeps them apart and touches nothing else. It returns how
// many pairs still touch.
func fit(vars []maps.Variable, choices [][forms]label, scale float64) ([]label, int) {
	list := first(choices)
	for _, pair := range touching(vars, list, scale) {
		reform(vars, choices, list, pair, scale)
	}
	return list, len(touching(vars, list, scale))
}

func reform(vars []maps.Variable, choices [][forms]label, list []label, pair [2]int, scale float64) {
	a, b := pair[0], pair[1]
	if !near(vars, list, a, b, scale) {
		return
	}
	wasA, wasB := list[a], list[b]
	for f := range forms {
		for g := range forms {
			list[a], list[b] = choices[a][f], choices[b][g]
			if !near(vars, list, a, b, scale) && !crowds(vars, list, a, scale) && !crowds(vars, list, b, scale) {
				return
			}
		}
	}
	list[a], list[b] = wasA, wasB
}

// crowds reports whether a box comes too near to any other.
func crowds(vars []maps.Variable, list []label, a int, scale float64) bool {
	for b := range list {
		if b != a && near(vars, list, a, b, scale) {
			return true
		}
	}
	return false
}

// near reports whether two boxes come closer than arrows need.
func near(vars []maps.Variable, list []label, a, b int, scale float64) bool {
	gap := 0.6 * standardSize * scale
	return math.Abs(vars[a].At.X-vars[b].At.X) < (list[a].w+list[b].w)/2*scale+gap &&
		math.Abs(vars[a].At.Y-vars[b].At.Y) < (list[a].h+list[b].h)/2*scale+gap
}

// touching lists the pairs of boxes that are too near.
func touching(vars []maps.Variable, list []label, scale float64) [][2]int {
	var pairs [][2]int
	for i := range list {
		for j := range i {
			if near(vars, list, j, i, scale) {
				pairs = append(pairs, [2]int{j, i})
			}
		}
	}
	return pairs
}
