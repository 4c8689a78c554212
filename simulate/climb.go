package simulate

import (
	"cmp"
	"context"
	"encoding/binary"
	"math"
	"slices"
)

// climb grows sets and improves them by exchanges.
func (s *search) climb(ctx context.Context) error {
	best, err := s.grow(ctx, func(a scored, from scored) float64 { return a.score - from.score })
	if err != nil {
		return err
	}
	if !math.IsInf(s.shelf.budget, 1) {
		thrifty, err := s.grow(ctx, func(a scored, from scored) float64 { return (a.score - from.score) / (a.cost - from.cost) })
		if err != nil {
			return err
		}
		if thrifty.compare(best) < 0 {
			best = thrifty
		}
	}
	for {
		list, err := s.look(ctx, s.shelf.neighbours(best.set), s.stage(0.5))
		if err != nil || len(list) == 0 {
			return err
		}
		next := slices.MinFunc(list, scored.compare)
		if next.score <= best.score {
			return nil
		}
		best = next
	}
}

// grow starts with nothing and adds what has the largest merit as long as
// something helps.
func (s *search) grow(ctx context.Context, merit func(a, from scored) float64) (scored, error) {
	list, err := s.look(ctx, [][]int{{}}, nil)
	if err != nil {
		return scored{}, err
	}
	best := list[0]
	for len(best.set) < s.shelf.pick {
		list, err := s.look(ctx, s.shelf.larger(best.set), s.stage(0.3))
		if err != nil {
			return scored{}, err
		}
		list = slices.DeleteFunc(list, func(a scored) bool { return a.score <= best.score })
		if len(list) == 0 {
			break
		}
		best = slices.MinFunc(list, func(a, b scored) int {
			return cmp.Or(cmp.Compare(merit(b, best), merit(a, best)), a.compare(b))
		})
	}
	return best, nil
}

// look tries those of the sets that were not tried before.
func (s *search) look(ctx context.Context, sets [][]int, progress Progress) ([]scored, error) {
	keys := make([]string, len(sets))
	var fresh [][]int
	var freshKeys []string
	for k, set := range sets {
		keys[k] = setKey(set)
		if _, known := s.seen[keys[k]]; !known {
			fresh, freshKeys = append(fresh, set), append(freshKeys, keys[k])
		}
	}
	list, err := s.judge(ctx, fresh, progress)
	if err != nil {
		return nil, err
	}
	for k, l := range list {
		s.seen[freshKeys[k]] = l
		s.podium.show(l)
	}
	out := make([]scored, len(sets))
	for k := range sets {
		out[k] = s.seen[keys[k]]
	}
	return out, nil
}

func setKey(set []int) string {
	var b []byte
	for _, c := range set {
		b = binary.AppendUvarint(b, uint64(c))
	}
	return string(b)
}
