package formattest

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// Loads checks that our own writer and loader take a map.
func Loads(t rapid.TB, m *maps.Map) {
	t.Helper()
	var b bytes.Buffer
	if err := maps.Write(&b, m); err != nil {
		t.Fatalf("the map cannot be written: %v", err)
	}
	if _, err := (&maps.Loader{}).Parse(context.Background(), "map", b.Bytes()); err != nil {
		t.Fatalf("the map cannot be loaded: %v", err)
	}
}

// Links shows the links of a map by the ids of their ends, in order.
func Links(m *maps.Map) string {
	var list []string
	for i := range m.Links {
		list = append(list, m.Links[i].Ref().String())
	}
	return strings.Join(list, ", ")
}

// Items shows notes or losses with their counts, in order.
func Items(list []format.Item) string {
	var parts []string
	for _, i := range list {
		parts = append(parts, fmt.Sprintf("%d %s", i.Count, i.What))
	}
	return strings.Join(parts, "; ")
}
