package diagram

import "sysmap/render/scene"

// shift returns shapes moved by an offset.
func shift(shapes []scene.Shape, dx, dy float64) []scene.Shape {
	move := func(p scene.Point) scene.Point { return scene.Point{X: p.X + dx, Y: p.Y + dy} }
	moved := make([]scene.Shape, len(shapes))
	for i, s := range shapes {
		switch s := s.(type) {
		case scene.Group:
			s.Shapes = shift(s.Shapes, dx, dy)
			moved[i] = s
		case scene.Rectangle:
			s.Box.X, s.Box.Y = s.Box.X+dx, s.Box.Y+dy
			moved[i] = s
		case scene.Path:
			s.Start = move(s.Start)
			segments := make([]scene.Segment, len(s.Segments))
			for n, g := range s.Segments {
				segments[n] = scene.Segment{C1: move(g.C1), C2: move(g.C2), To: move(g.To), Straight: g.Straight}
			}
			s.Segments = segments
			moved[i] = s
		case scene.Text:
			s.At = move(s.At)
			moved[i] = s
		}
	}
	return moved
}
