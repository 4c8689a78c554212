package ode

import (
	"math"
	"slices"
)

// Jumps lose one order of smoothness with every lag they pass. After this many
// lags a step of order five no longer notices them.
const generations = 5

// maxStops bounds how many stops are derived from lags. Past it the error
// estimate finds the jumps, in more steps than if it had been told.
const maxStops = 512

// stops returns the moments after From and up to the end at which a step has to
// end, ascending: the events, the end, and where lags carry the start and the
// events to.
func (p *Problem) stops(end float64) []float64 {
	exact := []float64{end}
	fresh := []float64{p.From}
	for _, e := range p.Events {
		if e.At > p.From && e.At <= end {
			exact = append(exact, e.At)
		}
		if e.At >= p.From && e.At <= end {
			fresh = append(fresh, e.At)
		}
	}
	near := 1e-9 * (end - p.From)
	lags := distinct(positive(p.Lags), 0)
	fresh = distinct(fresh, near)
	var derived []float64
	for range generations {
		if len(fresh)*len(lags)+len(derived) > maxStops {
			break
		}
		var next []float64
		for _, t := range fresh {
			for _, d := range lags {
				if t+d < end-near {
					next = append(next, t+d)
				}
			}
		}
		fresh = distinct(next, near)
		derived = append(derived, fresh...)
	}
	exact = distinct(exact, 0)
	all := exact
	for _, t := range distinct(derived, near) {
		i, found := slices.BinarySearch(exact, t)
		close := found || i > 0 && t-exact[i-1] <= near || i < len(exact) && exact[i]-t <= near
		if !close {
			all = append(all[:len(all):len(all)], t)
		}
	}
	slices.Sort(all)
	return all
}

func positive(lags []float64) []float64 {
	var out []float64
	for _, d := range lags {
		if d > 0 && finite(d) {
			out = append(out, d)
		}
	}
	return out
}

// distinct sorts and drops what is no further than near from what it keeps.
func distinct(times []float64, near float64) []float64 {
	sorted := slices.Clone(times)
	slices.Sort(sorted)
	kept := sorted[:0]
	for _, t := range sorted {
		if len(kept) == 0 || t-kept[len(kept)-1] > near {
			kept = append(kept, t)
		}
	}
	return kept
}

// shortest returns the shortest lag, +Inf if there is none.
func (p *Problem) shortest() float64 {
	least := math.Inf(1)
	for _, d := range positive(p.Lags) {
		least = min(least, d)
	}
	return least
}

// longest returns the longest lag, 0 if there is none.
func (p *Problem) longest() float64 {
	most := 0.0
	for _, d := range positive(p.Lags) {
		most = max(most, d)
	}
	return most
}
