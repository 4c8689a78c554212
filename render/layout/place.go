package layout

// place puts the boxes that nobody pinned among those that somebody did: each
// starts in the middle of its linked boxes that already have a place, or of
// its cluster, and is then parted from what stands there.
func (p *plan) place() sheet {
	s := sheet{boxes: make([]rect, len(p.Boxes))}
	placed := make([]bool, len(p.Boxes))
	fixed := make([]bool, len(p.Boxes))
	for i, b := range p.Boxes {
		s.boxes[i] = rect{hw: b.W / 2, hh: b.H / 2}
		if b.Pinned != nil {
			s.boxes[i].x, s.boxes[i].y = b.Pinned.X, b.Pinned.Y
			placed[i], fixed[i] = true, true
		}
	}
	neighbours := p.linked()
	for i := p.nextToPlace(neighbours, placed); i >= 0; i = p.nextToPlace(neighbours, placed) {
		at := p.start(&s, i, neighbours[i], placed)
		s.boxes[i].x, s.boxes[i].y = at.X, at.Y
		placed[i] = true
	}
	separate(s.boxes, fixed, p.Gap)
	return s
}

// nextToPlace returns the box without a place that has most linked boxes with
// one, the first of several; -1 if all have a place.
func (p *plan) nextToPlace(neighbours [][]int, placed []bool) int {
	next, most := -1, -1
	for i := range placed {
		if placed[i] {
			continue
		}
		n := 0
		for _, j := range neighbours[i] {
			if placed[j] {
				n++
			}
		}
		if n > most {
			next, most = i, n
		}
	}
	return next
}

func (p *plan) start(s *sheet, i int, neighbours []int, placed []bool) Point {
	var near, kin, all []rect
	for _, j := range neighbours {
		if placed[j] {
			near = append(near, s.boxes[j])
		}
	}
	for j := range s.boxes {
		if placed[j] {
			all = append(all, s.boxes[j])
			if c := p.cluster(i); c != NoCluster && c == p.cluster(j) {
				kin = append(kin, s.boxes[j])
			}
		}
	}
	switch {
	case len(near) > 0:
		return middle(near)
	case len(kin) > 0:
		return middle(kin)
	}
	edge := around(all)
	return Point{edge.x, edge.y + edge.hh + p.Gap + s.boxes[i].hh}
}

func middle(rects []rect) Point {
	var m Point
	for _, r := range rects {
		m.X += r.x / float64(len(rects))
		m.Y += r.y / float64(len(rects))
	}
	return m
}
