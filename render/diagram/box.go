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

// Text sizes in points.
const (
	standardSize = 12.0
	largestSize  = 16.0
	smallestSize = 6.0
)

// Least distances between boxes for text of 1 pt: an arrow between them needs
// room for its head.
const (
	gapBetween = 0.6
	gapLinked  = 1.15
)

// lettering chooses the form of every label and the size of the text.
type lettering struct {
	vars    []maps.Variable
	linked  map[[2]int]bool // pairs of variables, the smaller index first
	choices [][forms]label  // at the standard size
}

// newLettering wraps the text of every variable in every form.
func newLettering(vars []maps.Variable, ends [][2]int, lang maps.Language) *lettering {
	t := &lettering{vars: vars, linked: map[[2]int]bool{}, choices: make([][forms]label, len(vars))}
	for _, e := range ends {
		t.linked[[2]int{min(e[0], e[1]), max(e[0], e[1])}] = true
	}
	for i, v := range vars {
		for f := range forms {
			t.choices[i][f] = wrapLabel(v.Label.In(lang), standardSize, f)
		}
	}
	return t
}

// labels returns the labels and the text size in points. A map without
// positions is laid out around the standard size; one with positions takes the
// largest at which its boxes stay apart, in narrow or flat boxes where that
// helps.
func (t *lettering) labels() ([]label, float64) {
	for _, v := range t.vars {
		if v.At == nil {
			return t.neat(), standardSize
		}
	}
	_, unavoidable := t.fit(smallestSize / standardSize)
	for size := largestSize; ; size -= 0.5 {
		scale := size / standardSize
		list, crowded := t.fit(scale)
		if crowded <= unavoidable || size <= smallestSize {
			for i := range list {
				list[i].w, list[i].h = list[i].w*scale, list[i].h*scale
			}
			return list, size
		}
	}
}

func (t *lettering) neat() []label {
	list := make([]label, len(t.choices))
	for i, c := range t.choices {
		list[i] = c[neat]
	}
	return list
}

// fit gives every label the neat form, or for boxes that would touch the first
// pair of forms that keeps them apart and touches nothing else. It returns how
// many pairs still touch.
func (t *lettering) fit(scale float64) ([]label, int) {
	list := t.neat()
	for _, pair := range t.touching(list, scale) {
		t.reform(list, pair[0], pair[1], scale)
	}
	return list, len(t.touching(list, scale))
}

func (t *lettering) reform(list []label, a, b int, scale float64) {
	if !t.near(list, a, b, scale) {
		return
	}
	wasA, wasB := list[a], list[b]
	for f := range forms {
		for g := range forms {
			list[a], list[b] = t.choices[a][f], t.choices[b][g]
			if !t.near(list, a, b, scale) && !t.crowds(list, a, scale) && !t.crowds(list, b, scale) {
				return
			}
		}
	}
	list[a], list[b] = wasA, wasB
}

// crowds reports whether a box comes too near to any other.
func (t *lettering) crowds(list []label, a int, scale float64) bool {
	for b := range list {
		if b != a && t.near(list, a, b, scale) {
			return true
		}
	}
	return false
}

// near reports whether two boxes come closer than they may.
func (t *lettering) near(list []label, a, b int, scale float64) bool {
	gap := gapLinked * standardSize * scale
	dx := math.Abs(t.vars[a].At.X-t.vars[b].At.X) - (list[a].w+list[b].w)/2*scale
	dy := math.Abs(t.vars[a].At.Y-t.vars[b].At.Y) - (list[a].h+list[b].h)/2*scale
	if dx >= gap || dy >= gap {
		return false
	}
	if !t.linked[[2]int{min(a, b), max(a, b)}] {
		gap = gapBetween * standardSize * scale
	}
	return dx < gap && dy < gap
}

// touching lists the pairs of boxes that are too near.
func (t *lettering) touching(list []label, scale float64) [][2]int {
	var pairs [][2]int
	for i := range list {
		for j := range i {
			if t.near(list, j, i, scale) {
				pairs = append(pairs, [2]int{j, i})
			}
		}
	}
	return pairs
}
