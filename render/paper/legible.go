package paper

import (
	"math"

	"sysmap/render/scene"
)

// Legible is the least size of text, in points, that can be read without effort
// on paper in the hand.
const Legible = 6

// SmallestText returns the size of the smallest text of a picture in points, 0 if
// it has none.
func SmallestText(picture *scene.Scene) float64 {
	size := smallest(picture.Shapes)
	if math.IsInf(size, 1) {
		return 0
	}
	return size
}

func smallest(shapes []scene.Shape) float64 {
	size := math.Inf(1)
	for _, shape := range shapes {
		switch s := shape.(type) {
		case scene.Group:
			size = min(size, smallest(s.Shapes))
		case scene.Text:
			size = min(size, s.Font.Size)
		}
	}
	return size
}

// LargeEnough returns the smallest sheet with a name on which text becomes
// legible that has the given size on s, and the size it would have there. ok is
// false if none is large enough.
func (s Sheet) LargeEnough(size float64) (larger Sheet, becomes float64, ok bool) {
	names := Names()
	for i := len(names) - 1; i >= 0; i-- {
		sheet, err := Parse(names[i])
		if err != nil {
			continue
		}
		if becomes := size * sheet.side() / s.side(); becomes >= Legible {
			return sheet, becomes, true
		}
	}
	return Sheet{}, 0, false
}

// side is that of a square as large as what is drawn on.
func (s Sheet) side() float64 {
	m := 2 * s.Margin()
	return math.Sqrt((s.Width - m) * (s.Height - m))
}
