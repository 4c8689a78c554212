package scene

import "golang.org/x/text/unicode/bidi"

// rightToLeft reports whether the first letter that has a direction is
// written from right to left, which makes it the direction of the whole line
// (rule P2 of UAX 9).
func rightToLeft(s string) bool {
	if isPlain(s) {
		return false
	}
	for _, r := range s {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
