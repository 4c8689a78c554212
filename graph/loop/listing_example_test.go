package loop_test

import (
	"context"
	"fmt"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

func ExampleList() {
	g := graph.New(&maps.Map{
		Variables: []maps.Variable{
			{ID: "stress", Label: maps.Plain("Stress")},
			{ID: "sleep", Label: maps.Plain("Sleep")},
			{ID: "exercise", Label: maps.Plain("Exercise")},
		},
		Links: []maps.Link{
			{From: "stress", To: "sleep", Sign: maps.Negative},
			{From: "sleep", To: "stress", Sign: maps.Negative},
			{From: "stress", To: "exercise", Sign: maps.Positive},
			{From: "exercise", To: "sleep", Sign: maps.Positive},
		},
	})
	listing, err := loop.List(g, loop.ListOptions{Filter: loop.Filter{MaxLength: 10}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for l := range listing.Loops(context.Background()) {
		fmt.Println(loop.Story(g, l, maps.English))
	}
	fmt.Println(listing.Extent())
	// Output:
	// More stress leads to less sleep, which leads back to more stress: reinforcing.
	// More stress leads to more exercise, which leads to more sleep, which leads back to less stress: balancing.
	// Complete up to length 10; there are no longer ones.
}
