package leverage

import (
	"context"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/graph/community"
	centrality "gonum.org/v1/gonum/graph/network"
)

var ctx = context.Background()

func BenchmarkAnalyseForesight(b *testing.B) {
	g := load(b, "foresight")
	for b.Loop() {
		if _, err := Analyse(ctx, g, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBetweenness(b *testing.B) {
	g := load(b, "foresight")
	b.Run("sysmap", func(b *testing.B) {
		for b.Loop() {
			// Closeness and reach come with it.
			if _, err := ShortestPaths(ctx, g); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			centrality.Betweenness(g)
		}
	})
}

func BenchmarkPageRank(b *testing.B) {
	g := load(b, "foresight")
	b.Run("sysmap", func(b *testing.B) {
		for b.Loop() {
			if _, err := PageRank(ctx, g, 0); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("gonum", func(b *testing.B) {
		for b.Loop() {
			centrality.PageRankSparse(g, DefaultDamping, settled)
		}
	})
}

func BenchmarkCommunities(b *testing.B) {
	g := load(b, "foresight")
	b.Run("sysmap", func(b *testing.B) {
		var q float64
		for b.Loop() {
			c, err := CommunitiesOf(ctx, g, CommunityOptions{Restarts: 1})
			if err != nil {
				b.Fatal(err)
			}
			q = c.Modularity
		}
		b.ReportMetric(q, "modularity")
	})
	b.Run("gonum", func(b *testing.B) {
		var q float64
		for b.Loop() {
			r := community.Modularize(g, 1, rand.NewPCG(0, 0))
			q = community.Q(g, r.Communities(), 1)
		}
		b.ReportMetric(q, "modularity")
	})
}

func BenchmarkDrivers(b *testing.B) {
	g := load(b, "foresight")
	b.Run("matching", func(b *testing.B) {
		for b.Loop() {
			newMatching(g).maximise()
		}
	})
	b.Run("with classes", func(b *testing.B) {
		for b.Loop() {
			if _, err := DriversOf(ctx, g); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkFeedbackSets(b *testing.B) {
	g := load(b, "foresight")
	for _, c := range []struct {
		name string
		find func() error
	}{
		{"vertices", func() error { _, err := FeedbackVertices(ctx, g, 0); return err }},
		{"arcs", func() error { _, err := FeedbackArcs(ctx, g, 0); return err }},
		{"counting all", func() error { _, err := CountFeedbackVertices(ctx, g, 0); return err }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.find(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
