// Package overlay turns the results of analyses into overlays for diagrams. It
// alone knows both sides: analyses know nothing of pictures, and pictures
// nothing of analyses.
//
// Overlays of who is responsible are [Roles], [Actor], [Orphans], [Interfaces],
// [Interface], [Efforts] and [Effort]; what the map rests on is shown by
// [Confidence] and [Evidence]. They fail with [ErrNothing] for a map that does
// not say what they show.
package overlay
