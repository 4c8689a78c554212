// Package graph is the signed directed graph of a systems map: variables as
// nodes 0…n−1 and links as edges, in the order of the map, so that every
// result is the same from run to run.
//
// [New] makes the [Graph] of a map, [FromLinks] one from plain numbers. A Graph
// has two faces. Its own, [Graph.Links], [Graph.Out] and [Graph.In], is exact:
// parallel links of different sign are links of their own, and so are links
// from a variable to itself. The other, for gonum's algorithms, is a simple
// directed graph as those algorithms expect it; see [Graph.Edge] for what it
// merges and leaves out.
//
// [Graph.Subgraph], [Graph.Cluster], [Graph.View] and [Graph.Without] give parts of a graph that
// remember the numbers of the whole: [Graph.Origin], [Graph.LinkOrigin].
//
// A Graph does not change once it is made and may be used from several
// goroutines at once.
package graph
