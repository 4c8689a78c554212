package document

import "strings"

func splitLines(s string) []string { return strings.Split(s, "\n") }

// trimIndent returns a line without the spaces that it begins with.
func trimIndent(s string) string { return strings.TrimLeft(s, " ") }

func pads(n int) string { return strings.Repeat(" ", n) }
