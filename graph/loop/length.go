package loop

import (
	"context"
	"math/big"
	"runtime"
	"sync"
)

// The loops by length are the coefficients of a polynomial: the total when the
// weight of every link is multiplied by x. It is evaluated at as many points
// as there may be lengths, modulo primes, and interpolated.

// countByLength returns the number of loops of each length from the shortest
// on. done is told, from any goroutine, of each part of the work.
func (s *survey) countByLength(ctx context.Context, done func(share float64)) (shortest int, counts []Count, err error) {
	shortest, longest := s.lengths()
	if longest == 0 {
		return 0, nil, nil
	}
	ws := s.weighings()
	e := evaluation{
		survey: s, weighings: ws,
		rings: primeModuli(s.bits()), points: longest - shortest + 1,
	}
	values, err := e.run(ctx, done)
	if err != nil {
		return 0, nil, err
	}
	var sums remainders
	for r, ring := range e.rings {
		sums.append(ring, interpolate(ring, values[r], len(ws), shortest))
	}
	all := sums.integers(e.rings)
	for i := 0; i < len(all); i += len(ws) {
		counts = append(counts, s.polarities(all[i:i+len(ws)]))
	}
	return shortest, counts, nil
}

// evaluation is the work of evaluating at x = 1, 2, … points, modulo each ring.
type evaluation struct {
	*survey
	weighings []weighing
	rings     moduli
	points    int
}

// pointsAtOnce shares the cost of walking the diagram among several points.
const pointsAtOnce = 4

// run returns the values modulo each ring, point after point, one for each
// weighing.
func (e *evaluation) run(ctx context.Context, done func(share float64)) ([][]uint64, error) {
	values := make([][]uint64, len(e.rings))
	for r := range values {
		values[r] = make([]uint64, e.points*len(e.weighings))
	}
	batches := (e.points + pointsAtOnce - 1) / pointsAtOnce
	jobs := batches * len(e.rings)
	next := make(chan int, jobs)
	for job := range jobs {
		next <- job
	}
	close(next)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), jobs) {
		workers.Go(func() {
			for job := range next {
				if ctx.Err() != nil {
					return
				}
				r, first := job/batches, job%batches*pointsAtOnce
				e.evaluate(ctx, e.rings[r], first, values[r])
				done(1 / float64(jobs))
			}
		})
	}
	workers.Wait()
	return values, ctx.Err()
}

func (e *evaluation) evaluate(ctx context.Context, ring modulus, first int, values []uint64) {
	last := min(first+pointsAtOnce, e.points)
	lanes := (last - first) * len(e.weighings)
	weights := make([]uint64, 0, len(e.part.Links())*lanes)
	for link := range e.part.Links() {
		for point := first; point < last; point++ {
			for _, w := range e.weighings {
				weights = append(weights, ring.enter(e.weigh(w, link)*int64(point+1)))
			}
		}
	}
	// The only error is the context's, which run returns.
	total, _ := e.total(ctx, ring, lanes, weights)
	copy(values[first*len(e.weighings):], total)
}

// interpolate returns the coefficients, from that of x to the power `lowest`
// on, of the polynomials with the given values at x = 1, 2, …; the values, and
// the coefficients, of `lanes` polynomials are side by side.
func interpolate(ring modulus, values []uint64, lanes, lowest int) []uint64 {
	n := len(values) / lanes
	inverses := make([]uint64, n+1)
	for x := 1; x <= n; x++ {
		inverses[x] = ring.invert(ring.enter(int64(x)))
	}
	coefficients := make([]uint64, len(values))
	newton := make([]uint64, n)
	for lane := range lanes {
		for i := range newton {
			newton[i] = values[i*lanes+lane]
			for range lowest {
				newton[i] = ring.multiply(newton[i], inverses[i+1])
			}
		}
		dividedDifferences(ring, newton, inverses)
		for power, c := range expand(ring, newton) {
			coefficients[power*lanes+lane] = c
		}
	}
	return coefficients
}

// dividedDifferences replaces values at 1, 2, … by Newton's coefficients.
func dividedDifferences(ring modulus, values, inverses []uint64) {
	for order := 1; order < len(values); order++ {
		for i := len(values) - 1; i >= order; i-- {
			difference := ring.add(values[i], ring.negate(values[i-1]))
			values[i] = ring.multiply(difference, inverses[order])
		}
	}
}

// expand returns the coefficients of Σ newton[i] (x−1)(x−2)…(x−i).
func expand(ring modulus, newton []uint64) []uint64 {
	result := make([]uint64, len(newton))
	for i := len(newton) - 1; i >= 0; i-- {
		// result = result·(x−(i+1)) + newton[i]
		root := ring.negate(ring.enter(int64(i + 1)))
		for power := len(result) - 1; power > 0; power-- {
			result[power] = ring.add(result[power-1], ring.multiply(result[power], root))
		}
		result[0] = ring.add(newton[i], ring.multiply(result[0], root))
	}
	return result
}

// LengthCount is the number of loops of one length.
type LengthCount struct {
	// Length is the number of links.
	Length int `json:"length"`
	Count
}

// addLengths adds counts of one part of a graph, from length `shortest` on, to
// those of the others.
func addLengths(all []LengthCount, shortest int, counts []Count) []LengthCount {
	for i, count := range counts {
		for len(all) <= shortest+i {
			all = append(all, LengthCount{Length: len(all), Count: noLoops()})
		}
		all[shortest+i].add(count)
	}
	return all
}

// withoutEmptyEnds drops the lengths below the shortest and above the longest
// loop.
func withoutEmptyEnds(all []LengthCount) []LengthCount {
	empty := func(c LengthCount) bool { return c.Total.Cmp(new(big.Int)) == 0 }
	for len(all) > 0 && empty(all[len(all)-1]) {
		all = all[:len(all)-1]
	}
	for len(all) > 0 && empty(all[0]) {
		all = all[1:]
	}
	return all
}
