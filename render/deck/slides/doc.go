// Package slides writes presentations as PPTX files: Office Open XML, the
// transitional form of ECMA-376 that PowerPoint, Keynote, Google Slides and
// LibreOffice open. Everything on a slide is native: text in the placeholders of
// real layouts, boxes with text, connectors that are glued to boxes, tables,
// freeforms, pictures as SVG with a PNG beside it, speaker notes, and what
// appears click by click.
//
// A [Deck] stands on a [House]: slide size, masters, layouts and theme.
// [Standard] makes one; [ReadHouse] takes that of an organisation from any
// presentation of theirs, without its slides. Measures are points, x to the
// right and y down, as in package scene, and [FromScene] turns a scene into
// shapes.
//
// The same deck gives the same bytes at any time.
package slides
