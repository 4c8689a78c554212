// Package overlay turns the results of analyses into overlays for diagrams. It
// alone knows both sides: analyses know nothing of pictures, and pictures
// nothing of analyses.
package overlay
