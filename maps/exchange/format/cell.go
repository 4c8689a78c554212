package format

import "strings"

// formulaStarts are the characters with which a cell of a text becomes a
// formula when a spreadsheet opens it.
const formulaStarts = "=+-@\t\r"

// Defused returns a text as a cell that no spreadsheet takes for a formula: one
// that looks like a formula gets an apostrophe in front, and so does one that
// has it already.
func Defused(cell string) string {
	if t := strings.TrimLeft(cell, "'"); t != "" && strings.IndexByte(formulaStarts, t[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// Restored undoes [Defused].
func Restored(cell string) string {
	if t := strings.TrimLeft(cell, "'"); t != "" && len(t) < len(cell) && strings.IndexByte(formulaStarts, t[0]) >= 0 {
		return cell[1:]
	}
	return cell
}

// Blank reports whether a row has nothing in it.
func Blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}
