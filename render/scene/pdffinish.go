package scene

import (
	"bytes"
	"crypto/sha256"
	"regexp"
	"strings"
)

// finish corrects what fpdf writes otherwise than PDF or the reader of a diff
// wants it. Whatever changes keeps its length, so that the offsets in the file
// stay true. The fonts are those of the document.
func finish(file []byte, fonts map[*typeface]bool) []byte {
	return nameSubsets(orderBoxes(file), fonts)
}

var pageBoxes = regexp.MustCompile(`\n(/TrimBox [^\n]*)\n(/BleedBox [^\n]*)\n/Resources 2 0 R\n`)

// orderBoxes puts the boxes of each page in one order; fpdf writes them in any.
func orderBoxes(file []byte) []byte {
	return pageBoxes.ReplaceAll(file, []byte("\n$2\n$1\n/Resources 2 0 R\n"))
}

// subsetFamily is what a typeface is called in fpdf, which writes it as
// "utf8ap+liberationsans".
func subsetFamily(t *typeface) string { return "ap+" + t.name }

var subsetName = regexp.MustCompile(`/(BaseFont|FontName) /utf8ap\+[a-z-]+`)

// nameSubsets gives fonts the name that PDF wants of a subset: six letters that
// tell it from other subsets of the font, and the font's name.
func nameSubsets(file []byte, fonts map[*typeface]bool) []byte {
	digest := sha256.Sum256(file)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + digest[i]%26
	}
	return subsetName.ReplaceAllFunc(file, func(found []byte) []byte {
		key, written, _ := bytes.Cut(found, []byte(" /utf8ap+"))
		for t := range fonts {
			if strings.EqualFold(t.name, string(written)) {
				return []byte(string(key) + " /" + string(tag) + "+" + t.name)
			}
		}
		return found
	})
}
