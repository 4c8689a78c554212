package format

import (
	"io"
	"strconv"
	"testing"

	"sysmap/maps"
)

func TestAMapAtTheLimitsIsWrittenAndALargerOneIsNot(t *testing.T) {
	limits := Limits{}.OrDefaults()
	m := &maps.Map{Language: maps.English}
	for i := range limits.Variables {
		id := "v" + strconv.Itoa(i)
		m.Variables = append(m.Variables, maps.Variable{ID: id, Label: maps.Plain(id)})
	}
	for i := range limits.Links {
		from := i % limits.Variables
		m.Links = append(m.Links, maps.NewLink(m.Variables[from].ID, m.Variables[(from+i/limits.Variables)%limits.Variables].ID, maps.Positive))
	}
	if err := maps.Write(io.Discard, m); err != nil {
		t.Errorf("a map of %d variables and %d links is not written: %v", limits.Variables, limits.Links, err)
	}
	larger := *m
	larger.Links = append(larger.Links, maps.NewLink("v0", "v0", maps.Negative))
	if maps.Write(io.Discard, &larger) == nil {
		t.Errorf("a map of %d links is written, so that readers may allow as many", len(larger.Links))
	}
	larger = *m
	larger.Links, larger.Variables = nil, append(larger.Variables, maps.Variable{ID: "more", Label: maps.Plain("more")})
	if maps.Write(io.Discard, &larger) == nil {
		t.Errorf("a map of %d variables is written, so that readers may allow as many", len(larger.Variables))
	}
}
