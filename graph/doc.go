// Package graph is the signed directed graph of a systems map: variables as
// nodes 0…n−1 and links as edges, in the order of the map, so that every
// result is the same from run to run.
package graph
