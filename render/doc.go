// Package render makes pictures of maps: [Picture] measures a map's boxes, has
// them placed, and draws them. What comes back is a scene, which writes itself
// as SVG, PNG or PDF.
package render
