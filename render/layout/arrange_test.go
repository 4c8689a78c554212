package layout_test

import (
	"context"
	"reflect"
	"testing"

	"sysmap/render/layout"
)

func TestSameRequestGivesSamePositions(t *testing.T) {
	r := layout.Request{Links: [][2]int{{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, 2}, {4, 4}}}
	for range 6 {
		r.Boxes = append(r.Boxes, layout.Box{W: 90, H: 30, Cluster: layout.NoCluster})
	}
	w := layout.Worker{Folder: t.TempDir()}
	first, err := w.Arrange(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	second, err := w.Arrange(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first, second) {
		t.Errorf("first %v\nthen %v", first, second)
	}
}
