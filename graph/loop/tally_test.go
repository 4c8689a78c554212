package loop

import (
	"context"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestTallyIsWhatTheListingHolds(t *testing.T) {
	manyTimes(t, func(t *rapid.T) {
		g := drawListed(t)
		f := drawFilter(t, g)
		loops, extent := listedBy(t.Fatal, g, ListOptions{Filter: f})
		want := TallyResult{Extent: extent}
		rows := map[int]*LengthTally{}
		for _, l := range loops {
			if rows[l.Len()] == nil {
				rows[l.Len()] = &LengthTally{Length: l.Len()}
			}
			row := rows[l.Len()]
			switch l.Polarity {
			case Reinforcing:
				row.Reinforcing++
				want.Reinforcing++
			case Balancing:
				row.Balancing++
				want.Balancing++
			default:
				row.Undetermined++
				want.Undetermined++
			}
		}
		for length := range g.Len() + 1 {
			if rows[length] != nil {
				want.ByLength = append(want.ByLength, *rows[length])
			}
		}
		for workers := range 4 {
			got, err := Tally(context.Background(), g, TallyOptions{Filter: f, Workers: workers})
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%d workers, filter %+v:\n%+v\nwant\n%+v", workers, f, got, want)
			}
		}
	})
}

func TestForesightIsTalliedToLength20(t *testing.T) {
	const longest = 20
	got, err := Tally(context.Background(), foresight(t), TallyOptions{Filter: Filter{MaxLength: longest}})
	if err != nil {
		t.Fatal(err)
	}
	if !got.Complete || !got.Longer || got.Count != 2_600_232 || len(got.ByLength) != longest-1 {
		t.Fatalf("%+v", got)
	}
	for i, row := range got.ByLength {
		if n := foresightLengths[i]; row.Length != i+2 || int64(row.Reinforcing) != n[0] || int64(row.Balancing) != n[1] || row.Undetermined != 0 {
			t.Errorf("%+v, want %v", row, n)
		}
	}
}

func TestACancelledTallySaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	got, err := Tally(ctx, foresight(t), TallyOptions{})
	if err != nil || got.Complete || got.Cut != CutByContext {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestTallyRefusesAFilterThatDoesNotFit(t *testing.T) {
	if _, err := Tally(context.Background(), foresight(t), TallyOptions{Filter: Filter{Through: []int{108}}}); err == nil {
		t.Error("a variable that is not there was accepted")
	}
}
