package document

import (
	"strconv"
	"strings"

	"sysmap/maps"
)

// index knows the numbers and anchors of a document.
type index struct {
	words words
	// names are what a reference to a key is written as; anchors are ids that
	// are unique in the document.
	names, anchors map[string]string
	headings       []entry
	// figures and tables count while a writer goes through the document.
	figures, tables, sections int
}

// entry is a line of the contents.
type entry struct {
	Heading
	anchor string
}

// newIndex numbers the document. Writers meet headings, figures and tables in
// the same order and take their numbers by nextFigure and the like.
func newIndex(d *Document) *index {
	x := &index{words: wordsIn(d.Language), names: map[string]string{}, anchors: map[string]string{}}
	d.Walk(func(b Block) {
		switch b := b.(type) {
		case Heading:
			anchor := x.nextSection()
			x.name(b.Key, b.Text, anchor)
			x.headings = append(x.headings, entry{b, anchor})
		case Figure:
			label, anchor := x.nextFigure()
			x.name(b.Key, label, anchor)
		case Table:
			label, anchor := x.nextTable()
			x.name(b.Key, label, anchor)
		}
	})
	x.figures, x.tables, x.sections = 0, 0, 0
	return x
}

func (x *index) name(key, name, anchor string) {
	if key != "" {
		x.names[key], x.anchors[key] = name, anchor
	}
}

// nextFigure returns the name of the next figure, and its anchor.
func (x *index) nextFigure() (label, anchor string) {
	x.figures++
	n := strconv.Itoa(x.figures)
	return x.words.figure + " " + n, "figure-" + n
}

func (x *index) nextTable() (label, anchor string) {
	x.tables++
	n := strconv.Itoa(x.tables)
	return x.words.table + " " + n, "table-" + n
}

func (x *index) nextSection() (anchor string) {
	x.sections++
	return "part-" + strconv.Itoa(x.sections)
}

// say returns what a span reads as.
func (x *index) say(s Span) string {
	if s.String == "" && s.Ref != "" {
		return clean(x.names[s.Ref])
	}
	return clean(s.String)
}

// onward returns what a finding says, and where to read on.
func (x *index) onward(f Finding) Text {
	if x.anchors[f.Ref] == "" {
		return f.Text
	}
	return Join(f.Text, Say(" "), Text{{String: x.words.more, Ref: f.Ref}}, Say("."))
}

// after returns what is written under a table or figure after the command that
// makes it.
func (h How) after(w words) string {
	var parts []string
	if h.Seed != "" {
		parts = append(parts, w.seed+" "+h.Seed)
	}
	if h.Digest != "" {
		parts = append(parts, w.digest+" "+h.Digest)
	}
	return strings.Join(parts, " · ")
}

// words are what a document says by itself.
type words struct {
	contents, figure, table, page, of, seed, digest, again, skip, headless, large, whole, more string
}

var wordsBy = map[maps.Language]words{
	maps.English: {
		contents: "Contents", figure: "Figure", table: "Table", page: "Page", of: "of", seed: "seed", digest: "map",
		again: "Make it again:", skip: "Skip to the text", headless: "Figure left out here",
		large: "Enlarge", whole: "The whole picture", more: "Read on",
	},
	maps.Danish: {
		contents: "Indhold", figure: "Figur", table: "Tabel", page: "Side", of: "af", seed: "frø", digest: "kort",
		again: "Sådan laves den igen:", skip: "Gå til teksten", headless: "Figuren er udeladt her",
		large: "Forstør", whole: "Hele billedet", more: "Læs mere",
	},
}

func wordsIn(l maps.Language) words {
	if w, ok := wordsBy[l]; ok {
		return w
	}
	return wordsBy[maps.English]
}
