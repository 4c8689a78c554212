// Package route draws the links of a diagram as arcs. For each link it tries
// a family of smooth curves between the two boxes and keeps the one that
// stays clear of the other boxes, does not run along another link, and bends
// no more than it has to; a few passes let the links make room for one
// another. Positions are given and never changed.
//
// Every choice is made in a fixed order with fixed numbers, so the same boxes
// and links give the same curves on any machine.
package route
