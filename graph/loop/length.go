package loop

import (
	"context"
	"math/big"
	"runtime"
	"sync"
)

// The loops by length are the coefficients of a polynomial: the total when the
// weight of every link is multiplied by x. So the diagram is swept with
// polynomials instead of numbers, each as wide as the lengths that occur in
// its place.

const (
	// mostLengthWork is the most multiplications that counting by length may
	// take, about ten seconds' worth.
	mostLengthWork = 4_000_000_000
	// mostLengthMemory is the most numbers that one sweep may hold.
	mostLengthMemory = 8 << 20
)

// countByLength returns the number of loops of each length from the shortest
// on, or affordable false if the polynomials would be too large. done is told,
// from any goroutine, of each part of the work.
func (s *survey) countByLength(ctx context.Context, done func(share float64)) (shortest int, counts []Count, affordable bool, err error) {
	l := lengths{
		survey: s, spans: newSpans(s),
		weighings: s.weighings(), rings: countingModuli(s.bits),
	}
	jobs := len(l.weighings) * len(l.rings)
	if l.spans.memory > mostLengthMemory || l.spans.work > mostLengthWork/jobs {
		return 0, nil, false, nil
	}
	sums, err := l.sweepAll(ctx, done)
	if err != nil {
		return 0, nil, false, err
	}
	all := sums.integers(l.rings)
	for i := 0; i < len(all); i += len(l.weighings) {
		counts = append(counts, s.polarities(all[i:i+len(l.weighings)]))
	}
	return int(l.loops.least), counts, true, nil
}

// lengths counts by length: one sweep for each weighing and ring.
type lengths struct {
	*survey
	*spans
	weighings []weighing
	rings     moduli
}

// sweepAll returns the coefficients modulo each ring, those of one power side
// by side.
func (l *lengths) sweepAll(ctx context.Context, done func(share float64)) (remainders, error) {
	n := len(l.weighings)
	jobs := n * len(l.rings)
	sums := make(remainders, len(l.rings))
	for r := range sums {
		sums[r] = make([]uint64, l.loops.width()*n)
	}
	next := make(chan int, jobs)
	for job := range jobs {
		next <- job
	}
	close(next)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), jobs) {
		workers.Go(func() {
			for job := range next {
				r, w := job/n, job%n
				for power, c := range l.sweep(ctx, l.rings[r], l.weighings[w]).c {
					sums[r][power*n+w] = l.rings[r].leave(c)
				}
				done(1 / float64(jobs))
			}
		})
	}
	workers.Wait()
	return sums, ctx.Err()
}

// sweep returns the polynomial of one weighing, or whatever it has when the
// context ends.
func (l *lengths) sweep(ctx context.Context, ring modulus, w weighing) polynomial {
	values := l.evaluate(ctx, ring, w)
	total := spanned(l.loops, nil)
	for _, loop := range l.kernel.loops {
		total.add(ring, values[loop])
	}
	var before, after []uint64
	before = []uint64{ring.enter(1)}
	for t := range l.steps {
		if ctx.Err() != nil {
			return total
		}
		after = l.step(ring, t, values, before, after, total)
		before, after = after, before
	}
	return total
}

// evaluate returns the polynomials of the circuit.
func (l *lengths) evaluate(ctx context.Context, ring modulus, w weighing) []polynomial {
	values := make([]polynomial, l.size())
	for link := range l.inputs {
		values[link] = polynomial{lowest: 1, c: []uint64{ring.enter(l.weigh(w, link))}}
	}
	for i, op := range l.operations {
		v := spanned(l.values[l.inputs+i], nil)
		if ctx.Err() == nil {
			if op.product {
				v.addProduct(ring, values[op.a], values[op.b])
			} else {
				v.add(ring, values[op.a])
				v.add(ring, values[op.b])
			}
		}
		values[l.inputs+i] = v
	}
	return values
}

// step adds, for every transition of step t, the polynomial of its start times
// that of its choice to the polynomial of its end. The polynomials of the
// states stand one after another; memory is for those after the step.
func (l *lengths) step(ring modulus, t int, values []polynomial, before, memory []uint64, total polynomial) []uint64 {
	s := &l.steps[t]
	ends := make([]int, len(l.states[t+1])+1)
	for i, to := range l.states[t+1] {
		ends[i+1] = ends[i] + to.width()
	}
	after := resized(memory, ends[len(ends)-1])
	byChoice := l.choicePolynomials(ring, s, values)
	for i, from := range l.states[t] {
		start := spanned(from, before[:from.width()])
		before = before[from.width():]
		for j := s.first[i]; j < s.first[i+1]; j++ {
			to := total
			if n := s.to[j]; n != closed {
				to = spanned(l.states[t+1][n], after[ends[n]:ends[n+1]])
			}
			to.addProduct(ring, start, byChoice[s.by[j]])
		}
	}
	return after
}

func resized(memory []uint64, n int) []uint64 {
	if cap(memory) < n {
		return make([]uint64, n)
	}
	memory = memory[:n]
	clear(memory)
	return memory
}

func (l *lengths) choicePolynomials(ring modulus, s *step, values []polynomial) []polynomial {
	one := polynomial{c: []uint64{ring.enter(1)}}
	byChoice := make([]polynomial, len(s.choices))
	for c, choice := range s.choices {
		p := one
		if choice.in != noArc {
			p = values[choice.in]
		}
		if choice.out != noArc {
			q := values[choice.out]
			product := polynomial{lowest: p.lowest + q.lowest, c: make([]uint64, len(p.c)+len(q.c)-1)}
			product.addProduct(ring, p, q)
			p = product
		}
		byChoice[c] = p
	}
	return byChoice
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
