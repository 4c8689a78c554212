// Package scene is a picture before it is a file: shapes and measured text on
// a sheet, in points, x to the right and y down. One [Scene] is written as
// SVG, PNG and PDF, and the three look alike because nothing is left to a
// renderer's own measure: the font is shipped, and every text says how wide it
// is.
package scene
