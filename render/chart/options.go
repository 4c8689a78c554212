package chart

import (
	"errors"
	"fmt"
	"math"

	"sysmap/maps"
	"sysmap/render/diagram"
)

// ErrData is wrapped by every error that says that what was given cannot be
// drawn: nothing at all, numbers that are no numbers, lists that do not fit
// each other.
var ErrData = errors.New("chart cannot be drawn")

// Options say what stands around a chart and how it looks. The zero value
// works. Every chart's own options embed them.
type Options struct {
	// Title stands above the chart, Subtitle under it: what is shown, and in
	// which unit. Either may be empty.
	Title, Subtitle string
	// Notes stand under the chart, each on lines of its own.
	Notes []string
	// Source stands last, after the word for it in the language.
	Source string
	// Description says what the chart shows to those who cannot see it; the
	// subtitle if empty.
	Description string
	// Language of numbers and of the words that are the chart's own; English if
	// empty.
	Language maps.Language
	// Theme is [diagram.Foresight] if it has no name.
	Theme diagram.Theme
	// Width of the sheet in points, 240…10,000; 720 if 0. The height follows
	// from what is drawn.
	Width float64
	// TextSize is the size of labels in points, 4…100; 11 if 0. Everything else
	// is measured from it.
	TextSize float64
	// Signed writes a plus before positive numbers, as changes want it. Percent
	// writes shares as percentages: 0.25 is 25%.
	Signed, Percent bool
}

// Limits of a sheet and its lettering, in points.
const (
	defaultWidth, leastWidth, mostWidth          = 720, 240, 10_000
	defaultTextSize, leastTextSize, mostTextSize = 11, 4, 100
	// emsAcross is how many letters' heights a sheet must be wide to hold any
	// chart.
	emsAcross = 20
)

// settled returns the options with their defaults.
func (o Options) settled() (Options, error) {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	if o.TextSize == 0 {
		o.TextSize = defaultTextSize
	}
	if o.Theme.Name == "" {
		o.Theme = diagram.Foresight()
	}
	if o.Language == "" {
		o.Language = maps.English
	}
	if !(o.Width >= leastWidth && o.Width <= mostWidth) {
		return o, fmt.Errorf("%w: a sheet %g points wide; choose between %d and %d", ErrData, o.Width, leastWidth, mostWidth)
	}
	if !(o.TextSize >= leastTextSize && o.TextSize <= mostTextSize) {
		return o, fmt.Errorf("%w: text of %g points; choose between %d and %d", ErrData, o.TextSize, leastTextSize, mostTextSize)
	}
	if o.Width < emsAcross*o.TextSize {
		return o, fmt.Errorf("%w: text of %g points is too large for a sheet %g points wide; choose at most %g", ErrData, o.TextSize, o.Width, o.Width/emsAcross)
	}
	return o, nil
}

// largest is the largest number that is drawn: what is beyond would have no
// readable axis.
const largest = 1e15

// checkNumber reports why a number cannot be drawn, or nil. Where says which
// one it is.
func checkNumber(v float64, where string) error {
	switch {
	case math.IsNaN(v):
		return fmt.Errorf("%w: %s is not a number", ErrData, where)
	case math.Abs(v) > largest:
		return fmt.Errorf("%w: %s is %g; numbers may be at most %g, choose a larger unit", ErrData, where, v, float64(largest))
	}
	return nil
}
