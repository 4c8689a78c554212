package layout_test

import (
	"fmt"
	"testing"

	"sysmap/render/layout"
)

// pinnedRegions lays out a map with clusters and pins every box where it came
// to stand.
func pinnedRegions(t *testing.T, n, k int, seed uint64) layout.Request {
	t.Helper()
	r := random(n, k, seed)
	got := mustArrange(t, r)
	for i := range r.Boxes {
		r.Boxes[i].Pinned = &got.Centres[i]
	}
	return r
}

// bounds returns the ground under the boxes of a cluster, or false if it has
// none.
func bounds(r layout.Request, centres []layout.Point, cluster int) (area, bool) {
	ground, any := area{}, false
	for i, b := range r.Boxes {
		if b.Cluster != cluster {
			continue
		}
		a := boxArea(b, centres[i])
		if !any {
			ground, any = a, true
		}
		ground = area{min(ground.left, a.left), min(ground.top, a.top), max(ground.right, a.right), max(ground.bottom, a.bottom)}
	}
	return ground, any
}

func TestNewBoxesStandWithTheirClusterAndNotOnTheGroundOfAnother(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := pinnedRegions(t, 18, 3, seed+1)
			// Each new box is linked to boxes of other clusters only.
			for c := range 3 {
				r.Boxes = append(r.Boxes, layout.Box{W: 90, H: 34, Cluster: c})
				for i, b := range r.Boxes[:18] {
					if b.Cluster != c && i%2 == 0 {
						r.Links = append(r.Links, [2]int{len(r.Boxes) - 1, i})
					}
				}
			}
			got := mustArrange(t, r)
			check(t, r, got)
			for c := range r.Clusters {
				ground, ok := bounds(r, got.Centres, c)
				for i, b := range r.Boxes {
					a := boxArea(b, got.Centres[i])
					if over := min(ground.right, a.right) > max(ground.left, a.left) && min(ground.bottom, a.bottom) > max(ground.top, a.top); ok && b.Cluster != c && over {
						t.Errorf("box %d of cluster %d stands on the ground of %d", i, b.Cluster, c)
					}
				}
			}
		})
	}
}

func TestABoxOfNoClusterStaysOffTheGroundsOfAll(t *testing.T) {
	r := pinnedRegions(t, 16, 2, 9)
	r.Boxes = append(r.Boxes, layout.Box{W: 60, H: 30, Cluster: layout.NoCluster})
	for i, b := range r.Boxes[:16] {
		if b.Cluster == 0 {
			r.Links = append(r.Links, [2]int{16, i})
		}
	}
	got := mustArrange(t, r)
	check(t, r, got)
	for c := range r.Clusters {
		ground, _ := bounds(r, got.Centres, c)
		if a := boxArea(r.Boxes[16], got.Centres[16]); min(ground.right, a.right) > max(ground.left, a.left) && min(ground.bottom, a.bottom) > max(ground.top, a.top) {
			t.Errorf("the box stands on the ground of cluster %d", c)
		}
	}
}
