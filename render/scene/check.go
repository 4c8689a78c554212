package scene

import (
	"errors"
	"fmt"
	"math"
)

const (
	// farthest is how far from the origin anything may be, in points: 3.5 km.
	farthest = 1e7
	// deepest is how many groups may be inside each other.
	deepest = 20
	// longest is how long a line of text may be, in bytes: far more than fits
	// on a sheet.
	longest = 100_000
)

// ErrInvalid is wrapped by every error that says a scene cannot be drawn by
// any writer: a size that is not above 0, a coordinate that is not a number.
var ErrInvalid = errors.New("scene cannot be drawn")

// Check reports the first thing in the scene that no writer could draw, as an
// error that wraps [ErrInvalid], and names the shape by its place: "shape 3,
// shape 0" is the first shape of the group that is the scene's fourth. The
// writers check by themselves.
func (s *Scene) Check() error {
	if !(s.Width > 0 && s.Height > 0 && s.Width <= farthest && s.Height <= farthest) {
		return fmt.Errorf("%w: a sheet of %g × %g points; both must be above 0 and at most %g",
			ErrInvalid, s.Width, s.Height, float64(farthest))
	}
	if where, problem := checkShapes(s.Shapes, 0); problem != "" {
		return fmt.Errorf("%w: %s: %s", ErrInvalid, where, problem)
	}
	return nil
}

func checkShapes(shapes []Shape, depth int) (where, problem string) {
	if depth > deepest {
		return "", fmt.Sprintf("more than %d groups inside each other", deepest)
	}
	for i, shape := range shapes {
		inner, problem := checkShape(shape, depth)
		if problem == "" {
			continue
		}
		where := fmt.Sprintf("shape %d", i)
		if inner != "" {
			where += ", " + inner
		}
		return where, problem
	}
	return "", ""
}

func checkShape(shape Shape, depth int) (where, problem string) {
	switch s := shape.(type) {
	case Group:
		if math.IsNaN(s.Opacity) || s.Opacity < 0 || s.Opacity > 1 {
			return "", fmt.Sprintf("opacity %g of group %q is not in 0…1", s.Opacity, s.ID)
		}
		return checkShapes(s.Shapes, depth+1)
	case Rectangle:
		if s.Box.W < 0 || s.Box.H < 0 || s.Radius < 0 {
			return "", fmt.Sprintf("rectangle of %g × %g points, radius %g, is smaller than nothing", s.Box.W, s.Box.H, s.Radius)
		}
		return "", firstProblem(checkNumbers(s.Box.X, s.Box.Y, s.Box.W, s.Box.H, s.Radius), checkStyle(s.Style))
	case Path:
		problem := checkNumbers(s.Start.X, s.Start.Y)
		for _, g := range s.Segments {
			problem = firstProblem(problem, checkNumbers(g.To.X, g.To.Y))
			if !g.Straight {
				problem = firstProblem(problem, checkNumbers(g.C1.X, g.C1.Y, g.C2.X, g.C2.Y))
			}
		}
		return "", firstProblem(problem, checkStyle(s.Style))
	case Text:
		if len(s.String) > longest {
			return "", fmt.Sprintf("text %.40q… of %d bytes; a line has at most %d", s.String, len(s.String), longest)
		}
		if s.Font.Size < 0 || s.HaloWidth < 0 {
			return "", fmt.Sprintf("text %.40q of size %g, halo %g, is smaller than nothing", s.String, s.Font.Size, s.HaloWidth)
		}
		return "", checkNumbers(s.At.X, s.At.Y, s.Font.Size, s.HaloWidth)
	default:
		return "", fmt.Sprintf("%T is not a Group, Rectangle, Path or Text", shape)
	}
}

func checkStyle(s Style) string {
	for _, d := range s.Dash {
		if d < 0 {
			return fmt.Sprintf("dash of %g points", d)
		}
	}
	if s.Width < 0 {
		return fmt.Sprintf("stroke %g points wide", s.Width)
	}
	return firstProblem(checkNumbers(s.Width), checkNumbers(s.Dash...))
}

func checkNumbers(values ...float64) string {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > farthest {
			return fmt.Sprintf("%g is not a place or size within %g points", v, float64(farthest))
		}
	}
	return ""
}

func firstProblem(problems ...string) string {
	for _, p := range problems {
		if p != "" {
			return p
		}
	}
	return ""
}

// stroked reports whether the style draws an outline.
func (s Style) stroked() bool { return !s.Stroke.None() && s.Width > 0 }

// dash returns the dash pattern, or nil if it is solid.
func (s Style) dash() []float64 {
	for _, d := range s.Dash {
		if d > 0 {
			return s.Dash
		}
	}
	return nil
}

// opacity returns the group's opacity, where the zero value is opaque.
func (g Group) opacity() float64 {
	if g.Opacity == 0 {
		return 1
	}
	return g.Opacity
}

// corner returns the radius that fits into the box.
func (r Rectangle) corner() float64 { return min(r.Radius, r.Box.W/2, r.Box.H/2) }
