package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sysmap/render/scene"
)

// Order is how ranked rows stand under each other.
type Order int

const (
	// BySize puts the largest first, whichever its sign.
	BySize Order = iota
	// ByValue puts the most positive first and the most negative last.
	ByValue
	// AsGiven keeps the order of the rows.
	AsGiven
)

// mostRows is how many rows a chart may be given.
const mostRows = 2000

// ranked returns the indices of values in an order, equal ones as given, and
// no more than most if most is above 0.
func ranked(values []float64, order Order, most int) []int {
	list := make([]int, len(values))
	for i := range list {
		list[i] = i
	}
	slices.SortStableFunc(list, func(a, b int) int {
		switch order {
		case BySize:
			return cmp.Compare(math.Abs(values[b]), math.Abs(values[a]))
		case ByValue:
			return cmp.Compare(values[b], values[a])
		}
		return 0
	})
	if most > 0 && most < len(list) {
		list = list[:most]
	}
	return list
}

// checkRows reports what is wrong with the number of rows and how many of them
// are wanted.
func checkRows(n, most int, what string) error {
	switch {
	case n == 0:
		return fmt.Errorf("%w: no %s; give at least one", ErrData, what)
	case n > mostRows:
		return fmt.Errorf("%w: %d %s; at most %d can be drawn, choose some", ErrData, n, what, mostRows)
	case most < 0:
		return fmt.Errorf("%w: at most %d %s are wanted; choose 0 for all", ErrData, most, what)
	}
	return nil
}

// left says that only some rows are shown, or nothing.
func (s *sheet) left(shown, all int) string {
	if shown == all {
		return ""
	}
	l := s.o.Language
	return l.Count(shown) + " " + s.words.of + " " + l.Count(all) + " " + s.words.shown
}

// signed is how bars of a sign are filled: blue for more and orange for less;
// in black and white, dark for more and white for less.
func (l look) signed(positive bool) scene.Style {
	switch {
	case l.mono && positive:
		return scene.Style{Fill: l.ground.Mix(l.ink, 0.62)}
	case l.mono:
		return scene.Style{Fill: l.ground, Stroke: l.ink, Width: 0.8 * l.line}
	case l.dark && positive:
		return scene.Style{Fill: scene.RGB(0x5d, 0xa2, 0xdf)}
	case l.dark:
		return scene.Style{Fill: scene.RGB(0xf0, 0x93, 0x3a)}
	case positive:
		return scene.Style{Fill: scene.RGB(0x4f, 0x8f, 0xc4)}
	}
	return scene.Style{Fill: scene.RGB(0xe0, 0x8a, 0x2e)}
}

// span is a bar from one place on the sheet to another, around a middle.
func span(from, to, middle, thickness float64, style scene.Style) scene.Rectangle {
	return scene.Rectangle{Box: scene.Box{X: min(from, to), Y: middle - thickness/2, W: math.Abs(to - from), H: thickness}, Style: style}
}
