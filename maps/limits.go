package maps

// Limits bound what a map file may hold, so that a file made by accident or
// in bad faith ends in an error instead of in exhausted memory. A field that
// is zero stands for its default.
type Limits struct {
	// Bytes is the size of one file; 16 MiB by default.
	Bytes int
	// Values is how many keys, values and list entries one file holds, as
	// estimated from its punctuation before it is parsed; 1,000,000 by
	// default.
	Values int
	// Variables is the number of variables in the composed map; 20,000 by
	// default.
	Variables int
	// Links is the number of links in the composed map; 200,000 by default.
	Links int
	// Label is the length of a label and of other short texts in
	// characters; 2,000 by default.
	Label int
	// Note is the length of a note, a quote or another long text in
	// characters; 50,000 by default.
	Note int
	// Extends is how many maps may stand on each other; 16 by default.
	Extends int
}

// maxID is the longest id in characters. Ids become names in pictures and
// file formats, where none needs to be longer.
const maxID = 200

// maxDepth is the deepest nesting of a file. The format itself needs seven
// levels; the rest is for what people keep under x- keys.
const maxDepth = 100

func (l Limits) orDefaults() Limits {
	set := func(v *int, standard int) {
		if *v <= 0 {
			*v = standard
		}
	}
	set(&l.Bytes, 16<<20)
	set(&l.Values, 1_000_000)
	set(&l.Variables, 20_000)
	set(&l.Links, 200_000)
	set(&l.Label, 2_000)
	set(&l.Note, 50_000)
	set(&l.Extends, 16)
	return l
}
