package loop

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

type walkFunc func(context.Context, *search, int, func(weight) bool) (int, error)

// walked returns what a way to walk a search finds, sorted.
func walked(t *rapid.T, s *seeker, in *search, longest int, walk walkFunc) (loops []string, beyond int) {
	s.prepare(in)
	beyond, err := walk(context.Background(), in, longest, func(total weight) bool {
		loops = append(loops, fmt.Sprint(s.appendLinks(nil, in.of), total))
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(loops)
	return loops, beyond
}

func TestNarrowAndWideSearchesFindTheSame(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		q := drawFilter(t, g).ask(g, g.Links())
		longest := rapid.IntRange(1, 9).Draw(t, "longest")
		var s seeker
		everythingWide := func(ctx context.Context, in *search, _ int, found func(weight) bool) (int, error) {
			return 0, s.everythingWide(ctx, in, found)
		}
		err := q.stages(context.Background(), math.MaxInt, func(*fabric, int32) bool { return true }, func(in *search) bool {
			for _, pair := range [][2]walkFunc{{s.within, s.withinWide}, {s.everything, everythingWide}} {
				narrow, narrowBeyond := walked(t, &s, in, longest, pair[0])
				wide, wideBeyond := walked(t, &s, in, longest, pair[1])
				if !slices.Equal(narrow, wide) || narrowBeyond != wideBeyond {
					t.Fatalf("narrow %v, beyond %d; wide %v, beyond %d", narrow, narrowBeyond, wide, wideBeyond)
				}
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
