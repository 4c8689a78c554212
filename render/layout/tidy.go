package layout

import (
	"math"
	"slices"
)

// sheet is a layout of a plan: boxes without overlaps, and regions.
type sheet struct {
	boxes   []rect
	regions []rect
}

// onSheet makes a sheet of a draft, overlaps and all.
func (p *plan) onSheet(draft []Point) sheet {
	s := sheet{boxes: make([]rect, len(draft)), regions: make([]rect, len(p.members))}
	for i, at := range draft {
		s.boxes[i] = rect{at.X, at.Y, p.Boxes[i].W / 2, p.Boxes[i].H / 2}
	}
	return s
}

// tidy parts boxes within their cluster, then clusters and loose boxes as
// wholes.
func (p *plan) tidy(s *sheet) {
	for k, boxes := range p.members {
		p.partWithin(s, boxes)
		s.regions[k] = p.region(s, k)
	}
	p.partBlocks(s)
	p.pack(s)
}

func (p *plan) partWithin(s *sheet, boxes []int) {
	group := make([]rect, len(boxes))
	for k, i := range boxes {
		group[k] = s.boxes[i]
	}
	separate(group, p.Gap)
	for k, i := range boxes {
		s.boxes[i] = group[k]
	}
}

// region returns the rectangle of the k-th cluster in use: its boxes, padding
// and room for its heading.
func (p *plan) region(s *sheet, k int) rect {
	heading := p.Clusters[p.clusters[k]]
	r := s.bounds(p.members[k]).grown(p.Padding)
	r.hw = max(r.hw, heading.W/2+p.Padding)
	r.hh += heading.H / 2
	r.y -= heading.H / 2
	return r
}

// inner is the room that a region has for boxes.
func (p *plan) inner(region rect, k int) rect {
	heading := p.Clusters[p.clusters[k]]
	region.y += heading.H / 2
	region.hh -= heading.H / 2
	return region.grown(-p.Padding)
}

func (s sheet) clone() sheet { return sheet{slices.Clone(s.boxes), slices.Clone(s.regions)} }

// extent returns the rectangle around everything on the sheet.
func (s sheet) extent() rect {
	return around(slices.Concat(s.boxes, s.regions))
}

// result brings the sheet's top left corner to 0, 0 and rounds to tenths of a
// point, which is finer than any eye and coarse enough to write in a file.
func (s sheet) result(p *plan, by Engine, drafts int) Result {
	all := s.extent()
	left, top := all.x-all.hw, all.y-all.hh
	r := Result{Engine: by, Drafts: drafts}
	for _, b := range s.boxes {
		r.Centres = append(r.Centres, Point{tenth(b.x - left), tenth(b.y - top)})
	}
	for k, g := range s.regions {
		r.Regions = append(r.Regions, Region{
			p.clusters[k],
			tenth(g.x - g.hw - left), tenth(g.y - g.hh - top), tenth(2 * g.hw), tenth(2 * g.hh),
		})
	}
	return r
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }
