package loop_test

import (
	"context"
	"fmt"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// Stress costs sleep, poor sleep adds to stress, exercise relieves it,
// and who is tired exercises less.
func ExampleCensus() {
	const stress, sleep, exercise = 0, 1, 2
	g, err := graph.FromLinks(3, []graph.Link{
		{From: stress, To: sleep, Sign: maps.Negative},
		{From: sleep, To: stress, Sign: maps.Negative},
		{From: stress, To: exercise, Sign: maps.Positive},
		{From: exercise, To: stress, Sign: maps.Negative},
		{From: sleep, To: exercise, Sign: maps.Positive},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	census, err := loop.Census(context.Background(), g, loop.CensusOptions{ByLength: true, Participation: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(census.Count)
	for _, row := range census.ByLength {
		fmt.Println("length", row.Length, "has", row.Count)
	}
	best := census.LinksByLoops()[0]
	fmt.Println("cutting link", best, "leaves", census.WithoutLink(best))
	// Output:
	// 3 loops: 2 R, 1 B, 0 U
	// length 2 has 2 loops: 1 R, 1 B, 0 U
	// length 3 has 1 loop: 1 R, 0 B, 0 U
	// cutting link 0 leaves 1 loop: 0 R, 1 B, 0 U
}
