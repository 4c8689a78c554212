package pulse_test

import (
	"context"
	"fmt"

	"sysmap/simulate/pulse"
)

// A balancing loop of two: a pulse goes round for ever, and the values stay
// bounded.
func ExampleRun() {
	weights := [][]float64{{0, 1}, {-1, 0}}
	r, _ := pulse.Run(context.Background(), weights, []pulse.Outside{{Step: 0, Variable: 0, Size: 1}}, pulse.Options{Steps: 4})
	for step, values := range r.Values {
		fmt.Println(step, r.Pulses[step], values)
	}
	v, _ := pulse.Stability(context.Background(), weights, pulse.StabilityOptions{})
	fmt.Println(v.Reason, v.PulseStable, v.ValueStable, v.Exact)
	// Output:
	// 0 [1 0] [1 0]
	// 1 [0 1] [1 1]
	// 2 [-1 0] [0 1]
	// 3 [0 -1] [0 0]
	// 4 [1 0] [1 0]
	// circles yes yes true
}
