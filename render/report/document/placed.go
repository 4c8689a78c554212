package document

import "sysmap/render/scene"

// placed returns shapes made larger by a factor and then moved. They lose their
// ids, so that the same picture may stand on a sheet twice.
func placed(shapes []scene.Shape, dx, dy, scale float64) []scene.Shape {
	at := func(p scene.Point) scene.Point { return scene.Point{X: p.X*scale + dx, Y: p.Y*scale + dy} }
	list := make([]scene.Shape, 0, len(shapes))
	for _, shape := range shapes {
		switch s := shape.(type) {
		case scene.Group:
			list = append(list, scene.Group{Title: s.Title, Description: s.Description, Opacity: s.Opacity, Shapes: placed(s.Shapes, dx, dy, scale)})
		case scene.Rectangle:
			corner := at(scene.Point{X: s.Box.X, Y: s.Box.Y})
			list = append(list, scene.Rectangle{
				Box:    scene.Box{X: corner.X, Y: corner.Y, W: s.Box.W * scale, H: s.Box.H * scale},
				Radius: s.Radius * scale, Style: scaled(s.Style, scale),
			})
		case scene.Path:
			p := scene.Path{Start: at(s.Start), Closed: s.Closed, Style: scaled(s.Style, scale), Segments: make([]scene.Segment, len(s.Segments))}
			for i, g := range s.Segments {
				p.Segments[i] = scene.Segment{C1: at(g.C1), C2: at(g.C2), To: at(g.To), Straight: g.Straight}
			}
			list = append(list, p)
		case scene.Text:
			s.At = at(s.At)
			s.Font.Size *= scale
			s.HaloWidth *= scale
			list = append(list, s)
		}
	}
	return list
}

func scaled(s scene.Style, scale float64) scene.Style {
	s.Width *= scale
	dash := s.Dash
	s.Dash = nil
	for _, d := range dash {
		s.Dash = append(s.Dash, d*scale)
	}
	return s
}
