package press_test

import (
	"context"
	"fmt"

	"sysmap/simulate/press"
)

// Vegetation, hares and predators; a column is a cause. More predators for
// good: fewer hares, more vegetation.
func ExamplePredict() {
	p, _ := press.Predict(context.Background(), [][]int{
		{-1, -1, 0},
		{1, 0, -1},
		{0, 1, -1},
	}, press.PredictOptions{})
	for i, name := range []string{"vegetation", "hares", "predators"} {
		weight, _ := p.Weight(i, 2)
		fmt.Println(name, p.Sign(i, 2), weight)
	}
	// Output:
	// vegetation 1 1
	// hares -1 1
	// predators 1 1
}

// A reinforcing loop of two is stable in half of the draws; in those, a push on
// one lifts both.
func ExampleSample() {
	m := press.Model{Variables: 2, Links: []press.Link{{From: 0, To: 1, Sign: 1}, {From: 1, To: 0, Sign: 1}}}
	e, _ := press.Sample(context.Background(), m, [][]float64{{1, 0}}, press.SampleOptions{Runs: 1000, Seed: 1})
	down, none, up, _ := e.Responses[0].Proportions(1)
	fmt.Printf("%d accepted, %.1f of the draws: %v down, %v unchanged, %v up\n", e.Accepted, e.Acceptance(), down, none, up)
	// Output: 1000 accepted, 0.5 of the draws: 0 down, 0 unchanged, 1 up
}
