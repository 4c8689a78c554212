package document

import (
	"sysmap/maps"
	"sysmap/render/scene"
)

// Document is a text with tables and figures.
type Document struct {
	Title, Subtitle string
	// Language is of everything in the document; English if empty.
	Language maps.Language
	// Notice stands under the title and is to be seen before anything else;
	// it may be empty.
	Notice string
	// Facts say what the document was made from, and how.
	Facts []Fact
	// SummaryTitle heads the Summary, which stands before the contents.
	SummaryTitle string
	Summary      []Block
	Blocks       []Block
}

// Fact is something short with a name, such as a version.
type Fact struct{ Name, Value string }

// Block is one of [Heading], [Paragraph], [List], [Findings], [Table],
// [Figure], [Beside], [Box], [Terms] and [Code].
type Block interface{ block() }

// Heading begins a part of the document. Level 1 is the largest and is listed
// in the contents together with level 2.
type Heading struct {
	Level int
	Text  string
	// Key is what a [Ref] names it by; it may be empty.
	Key string
}

// Paragraph is a piece of text.
type Paragraph struct {
	Text Text
	// Small sets it as a note.
	Small bool
	// Lead keeps it on the page of what follows, such as the figure that it is
	// about.
	Lead bool
}

// List is a list of short texts.
type List struct {
	Ordered bool
	Items   []Text
}

// Findings are sentences, each with the number that it rests on set large
// beside it.
type Findings []Finding

// Finding is one of them. Number may be empty; Ref is the key of where to read
// on, if anywhere.
type Finding struct {
	Number string
	Text   Text
	Ref    string
}

// Table is rows of cells under a head.
type Table struct {
	Key     string
	Caption string
	Columns []Column
	Rows    [][]Cell
	// Notes stand under the table.
	Notes []string
	How   How
}

// Column is one column of a table.
type Column struct {
	Title string
	// Number sets the column to the right. Weight is how wide it is beside the
	// others; 0 is 1.
	Number bool
	Weight float64
}

// Cell is one cell of a table.
type Cell struct {
	Text Text
	// Mark is a short sign before the text that stands out, such as R or B.
	Mark string
}

// Figure is a picture with a caption.
type Figure struct {
	Key     string
	Caption string
	// Picture is drawn as wide as the text, unless Wide lets it reach beyond,
	// and on paper no higher than a third of the page if it is Low.
	Picture   *scene.Scene
	Wide, Low bool
	Notes     []string
	How       How
}

// Beside is a small figure with text beside it.
type Beside struct {
	Figure Figure
	Blocks []Block
}

// Box is text that stands apart, such as a caution.
type Box struct {
	Title  string
	Blocks []Block
}

// Terms explain words.
type Terms []Term

// Term is one word and what it means.
type Term struct{ Name, Meaning string }

// Code is text to be typed as it stands.
type Code string

// How says how a table or a figure is made again.
type How struct {
	// Command is a whole command line, which can be copied; empty writes
	// nothing at all.
	Command string
	// Seed and Digest are of the simulation and the map; they may be empty.
	Seed, Digest string
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Findings) block()  {}
func (Table) block()     {}
func (Figure) block()    {}
func (Beside) block()    {}
func (Box) block()       {}
func (Terms) block()     {}
func (Code) block()      {}

// Walk calls visit for every block, those inside other blocks included, in
// the order in which they are read: the summary first.
func (d *Document) Walk(visit func(Block)) {
	walk(d.Summary, visit)
	walk(d.Blocks, visit)
}

func walk(blocks []Block, visit func(Block)) {
	for _, b := range blocks {
		visit(b)
		switch b := b.(type) {
		case Beside:
			visit(b.Figure)
			walk(b.Blocks, visit)
		case Box:
			walk(b.Blocks, visit)
		}
	}
}
