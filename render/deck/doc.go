// Package deck makes a presentation of a map: slides that can be edited, of
// everything that was found in it.
//
// [Make] shows a [study.Study]: what the map says, the whole map and its parts,
// the loops that people have named, built up click by click, leverage, every
// scenario, who is responsible, the efforts, what to measure, and how each
// number was made. What a map does not have, there is no slide of. [Story] shows
// only the views of a map, in their order.
//
// # What is native
//
// A map, or a part of one, is drawn as boxes with text and connectors that are
// glued to them where it can be read so: up to [MostBoxes] boxes whose text
// comes out at [LeastLabel] points or more. Anything denser is a picture, SVG
// with a PNG beside it. The layout is that of package render, whose scenes are
// taken apart; connectors cannot follow its arcs, so that each runs where it
// comes nearest to them. Charts are shapes, tables are tables. No other text on
// a slide of ours is smaller than 12 points.
package deck
