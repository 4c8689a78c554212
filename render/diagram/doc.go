// Package diagram turns a map into a scene: boxes in the colour of their
// category, links as signed arcs, the regions of clusters, a title, a legend
// and the source. What analyses have to say about a map comes in as an
// [Overlay]; the diagram does not know where it is from.
//
// Drawing has two steps, so that whoever decides positions can stand between
// them: [Measure] says how large each box is, [Draw] draws the boxes where
// they have been put.
package diagram
