package main

import (
	"context"
	"fmt"

	"sysmap/graph"
	"sysmap/graph/loop"
	"sysmap/maps"
)

// runSample draws loops at random, each as likely as any other.
func (s *session) runSample(ctx context.Context, g *graph.Graph, f loopFlags, l maps.Language, out func(answer) error) error {
	report, done := s.bar("Counting feedback loops")
	r, err := loop.Sample(ctx, g, loop.SampleOptions{Loops: f.sample, Seed: f.seed, Progress: report})
	done()
	if err != nil {
		return err
	}
	a, values := loopTable(g, r.Loops, f.stories, l)
	text := map[maps.Language]string{
		maps.English: "%s loops drawn at random, with replacement, from all %s; seed %d. This is a sample, not a list.",
		maps.Danish:  "%s sløjfer trukket tilfældigt, med tilbagelægning, blandt alle %s; frø %d. Det er en stikprøve, ikke en liste.",
	}[l]
	a.Notes = []string{fmt.Sprintf(text, l.Count(len(r.Loops)), l.Integer(r.Of), r.Seed)}
	a.JSON = map[string]any{"complete": false, "sample": true, "of": r.Of, "seed": r.Seed, "loops": values, "statement": a.Notes[0]}
	return out(a)
}
