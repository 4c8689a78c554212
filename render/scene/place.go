package scene

// Scaled returns shapes times a factor and then shifted: places and sizes,
// strokes, dashes and letters.
func Scaled(shapes []Shape, factor, dx, dy float64) []Shape {
	scaled := make([]Shape, len(shapes))
	for i, shape := range shapes {
		switch s := shape.(type) {
		case Group:
			s.Shapes = Scaled(s.Shapes, factor, dx, dy)
			scaled[i] = s
		case Rectangle:
			s.Box = Box{s.Box.X*factor + dx, s.Box.Y*factor + dy, s.Box.W * factor, s.Box.H * factor}
			s.Radius *= factor
			s.Style = s.Style.scaled(factor)
			scaled[i] = s
		case Path:
			s = s.moved(dx, dy, factor)
			s.Style = s.Style.scaled(factor)
			scaled[i] = s
		case Text:
			s.At = Point{s.At.X*factor + dx, s.At.Y*factor + dy}
			s.Font.Size *= factor
			s.HaloWidth *= factor
			scaled[i] = s
		}
	}
	return scaled
}

func (s Style) scaled(factor float64) Style {
	s.Width *= factor
	if factor != 1 && s.Dash != nil {
		dash := make([]float64, len(s.Dash))
		for i, d := range s.Dash {
			dash[i] = d * factor
		}
		s.Dash = dash
	}
	return s
}

// Within returns the shapes that may paint inside a box, groups with those of
// theirs that may. Nothing is cut.
func Within(shapes []Shape, b Box) []Shape {
	var list []Shape
	for _, shape := range shapes {
		if g, ok := shape.(Group); ok {
			if g.Shapes = Within(g.Shapes, b); len(g.Shapes) > 0 {
				list = append(list, g)
			}
			continue
		}
		if Reach(shape).Overlaps(b) {
			list = append(list, shape)
		}
	}
	return list
}

// Reach returns a box that holds all that a shape may paint, with the corners
// of strokes and the halo of letters; it may be larger than what is painted.
func Reach(shape Shape) Box {
	switch s := shape.(type) {
	case Group:
		var reach Box
		for _, inner := range s.Shapes {
			reach = reach.Union(Reach(inner))
		}
		return reach
	case Rectangle:
		if s.Style.stroked() {
			return s.Box.Inset(-s.Style.Width / 2 * miterLimit)
		}
		return s.Box
	case Path:
		return s.reach()
	case Text:
		width := Measure(s.String, s.Font)
		rise := Ascent(s.Font)
		box := Box{s.start(width).X, s.At.Y - rise, width, rise + Descent(s.Font)}
		return box.Inset(-s.HaloWidth)
	}
	return Box{}
}
