package fcm_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"sysmap/simulate/fcm"
)

// BenchmarkRunOfAMapAsLargeAsForesight has beside it the update as it is
// written down, over the full matrix.
func BenchmarkRunOfAMapAsLargeAsForesight(b *testing.B) {
	const n, steps = 108, 100
	r := rand.New(rand.NewPCG(1, 2))
	weights, start := make([][]float64, n), make([]float64, n)
	for i := range weights {
		weights[i] = make([]float64, n)
		start[i] = r.Float64()
		for range 3 {
			weights[i][r.IntN(n)] = 6*r.Float64() - 3
		}
	}
	// Weights this strong keep the map from settling before the cap.
	o := fcm.Options{Transfer: fcm.Tanh, MaxSteps: steps}
	b.Run("run", func(b *testing.B) {
		for b.Loop() {
			if r, err := fcm.Run(b.Context(), weights, start, o); err != nil || r.Steps != steps {
				b.Fatal(r.Steps, err)
			}
		}
	})
	b.Run("obvious", func(b *testing.B) {
		for b.Loop() {
			state := start
			for range steps {
				next := make([]float64, n)
				for j := range next {
					x := 0.0
					for i := range state {
						x += state[i] * weights[i][j]
					}
					next[j] = math.Tanh(x)
				}
				state = next
			}
		}
	})
}
