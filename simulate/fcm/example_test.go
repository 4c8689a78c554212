package fcm_test

import (
	"context"
	"fmt"

	"sysmap/simulate/fcm"
)

// Three concepts: work drives stress, stress keeps from sleep, sleep relieves
// stress. What if sleep is held up?
func ExampleRun() {
	weights := [][]float64{
		{0, 0.8, 0},
		{0, 0, -0.6},
		{0, -0.7, 0},
	}
	start := []float64{0.5, 0, 0}
	work := fcm.Hold{Concept: 0, Value: 0.5}
	as, _ := fcm.Run(context.Background(), weights, start, fcm.Options{Transfer: fcm.Tanh, Hold: []fcm.Hold{work}})
	held, _ := fcm.Run(context.Background(), weights, start, fcm.Options{Transfer: fcm.Tanh, Hold: []fcm.Hold{work, {Concept: 2, Value: 0.5}}})
	fmt.Printf("%v: stress %.2f; with sleep held up %.2f\n", as.Outcome, as.Final()[1], held.Final()[1])
	// Output: fixed-point: stress 0.55; with sleep held up 0.05
}
