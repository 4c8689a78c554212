package paper

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ErrPaper is wrapped by every error that says that there is no such paper.
var ErrPaper = errors.New("no such paper")

// Sizes of paper in millimetres: the least and the largest side, and how far a
// picture may run over the edge of the finished sheet. With the marks around it,
// the largest is just within what readers of PDF accept.
const (
	Shortest  = 50
	Longest   = 4900
	MostBleed = 50
)

// Points is how many points a millimetre is.
const Points = 72 / 25.4

// Sheet is a piece of paper, in millimetres.
type Sheet struct {
	// Name is "A3", or empty for a size without a name.
	Name          string
	Width, Height float64
}

// Names lists the sheets that have a name, the largest first.
func Names() []string { return []string{"A0", "A1", "A2", "A3", "A4"} }

// series holds the shorter sides of the A series in millimetres (ISO 216), from
// A0; the longer side of each is the shorter of the one before.
var series = [...]float64{1189, 841, 594, 420, 297, 210}

// Parse reads a sheet: "A0" to "A4", which lies down, or its width and height in
// millimetres, such as "900x600mm". Errors wrap [ErrPaper].
func Parse(s string) (Sheet, error) {
	text := strings.ToLower(strings.TrimSpace(s))
	for i, name := range Names() {
		if text == strings.ToLower(name) {
			return Sheet{name, series[i], series[i+1]}, nil
		}
	}
	width, height, two := strings.Cut(strings.ReplaceAll(strings.TrimSuffix(text, "mm"), "×", "x"), "x")
	w, errW := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(width, "mm")), 64)
	h, errH := strconv.ParseFloat(strings.TrimSpace(height), 64)
	if !two || errW != nil || errH != nil {
		return Sheet{}, fmt.Errorf("%w: %q; there are %s, and sizes such as 900x600mm", ErrPaper, s, strings.Join(Names(), ", "))
	}
	sheet := Sheet{Width: w, Height: h}
	return sheet, sheet.check()
}

func (s Sheet) check() error {
	for _, side := range []float64{s.Width, s.Height} {
		if !(side >= Shortest && side <= Longest) {
			return fmt.Errorf("%w: a side of %g mm; sheets have sides of %d…%d mm", ErrPaper, side, Shortest, Longest)
		}
	}
	return nil
}

// Landscape returns the sheet lying down, Portrait standing up.
func (s Sheet) Landscape() Sheet {
	s.Width, s.Height = max(s.Width, s.Height), min(s.Width, s.Height)
	return s
}

// Portrait returns the sheet standing up.
func (s Sheet) Portrait() Sheet {
	s = s.Landscape()
	s.Width, s.Height = s.Height, s.Width
	return s
}

// Margin returns the margin that suits the sheet, in millimetres: 3.5 % of its
// shorter side, and at least 10 where the sheet is not very small.
func (s Sheet) Margin() float64 {
	short := min(s.Width, s.Height)
	return math.Round(max(0.035*short, min(10, 0.08*short)))
}

// String returns "A3, 420 × 297 mm".
func (s Sheet) String() string {
	size := fmt.Sprintf("%g × %g mm", s.Width, s.Height)
	if s.Name == "" {
		return size
	}
	return s.Name + ", " + size
}
