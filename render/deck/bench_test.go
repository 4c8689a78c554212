package deck_test

import (
	"context"
	"io"
	"testing"

	"sysmap/render/deck"
	"sysmap/study"
)

// The slides of a large map, without the study that comes before them.
func BenchmarkMakeEtLettereLiv(b *testing.B) {
	m := load(b, "../../examples/et-lettere-liv/map.yaml")
	s, err := study.Run(context.Background(), m, quick)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d, err := deck.Make(context.Background(), s, deck.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// The views alone, which need no study.
func BenchmarkStoryForesight(b *testing.B) {
	m := load(b, "foresight")
	for b.Loop() {
		if _, err := deck.Story(context.Background(), m, deck.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
