package slides

import (
	"fmt"
	"math"

	"sysmap/render/scene"
)

// Paint is a colour of the theme, which follows the house, or one of its own.
// The zero value is no colour at all.
type Paint struct {
	// Theme is a colour of the theme, such as [Ink]; it wins over RGB.
	Theme string
	RGB   scene.Colour
}

// Colours of the theme that every house has.
const (
	Ink    = "tx1"
	Ground = "bg1"
	Faint  = "tx2"
	Shade  = "bg2"
	Accent = "accent1"
)

// Themed is a colour of the theme.
func Themed(name string) Paint { return Paint{Theme: name} }

// Solid is a colour that no theme changes.
func Solid(c scene.Colour) Paint { return Paint{RGB: c} }

func (p Paint) none() bool { return p.Theme == "" && p.RGB.None() }

// colour writes the colour itself.
func (p Paint) colour() string {
	if p.Theme != "" {
		return fmt.Sprintf(`<a:schemeClr val="%s"/>`, p.Theme)
	}
	hex := p.RGB.Hex()[1:]
	if p.RGB.A == 255 {
		return fmt.Sprintf(`<a:srgbClr val="%s"/>`, hex)
	}
	return fmt.Sprintf(`<a:srgbClr val="%s"><a:alpha val="%d"/></a:srgbClr>`, hex, int(math.Round(float64(p.RGB.A)/255*100000)))
}

// fill writes the paint as a fill.
func (p Paint) fill() string {
	if p.none() {
		return `<a:noFill/>`
	}
	return `<a:solidFill>` + p.colour() + `</a:solidFill>`
}

// Dash is the pattern of a line.
type Dash int

const (
	SolidLine Dash = iota
	Dashed
	Dotted
)

// Head is the end of a connector.
type Head int

const (
	NoHead Head = iota
	Triangle
	Diamond
	Oval
)

// Stroke is how a line is drawn. The zero value draws none.
type Stroke struct {
	Paint Paint
	// Width in points.
	Width float64
	Dash  Dash
	Head  Head
	// Round softens ends and corners.
	Round bool
}

// line writes the stroke.
func (s Stroke) line() string {
	if s.Paint.none() || s.Width <= 0 {
		return `<a:ln><a:noFill/></a:ln>`
	}
	ends := ""
	if s.Round {
		ends = ` cap="rnd"`
	}
	text := fmt.Sprintf(`<a:ln w="%d"%s>`, emu(min(s.Width, 1584)), ends) + s.Paint.fill()
	switch s.Dash {
	case Dashed:
		text += `<a:prstDash val="dash"/>`
	case Dotted:
		text += `<a:prstDash val="sysDot"/>`
	}
	if s.Round {
		text += `<a:round/>`
	}
	if kind := [...]string{"", "triangle", "diamond", "oval"}[s.Head]; kind != "" {
		// Heads grow with the width of the line, and thin lines need large ones.
		size := "med"
		if s.Width < 2 && s.Head != Oval {
			size = "lg"
		}
		text += fmt.Sprintf(`<a:tailEnd type="%s" w="%s" len="%s"/>`, kind, size, size)
	}
	return text + `</a:ln>`
}
