package maps

// item is a value about to be written to a file.
type item struct {
	form form
	// text is the scalar; what it means depends on the form.
	text string
	// list holds the entries of a list.
	list []item
	// pairs hold the keys of a mapping, in the order to write.
	pairs []pair
}

type pair struct {
	key   string
	value item
}

type form uint8

const (
	// wordsForm is a text, quoted where it must be.
	wordsForm form = iota
	// bareForm is a number or a truth value, never quoted.
	bareForm
	listForm
	pairsForm
)

func words(s string) item       { return item{text: s} }
func bare(s string) item        { return item{form: bareForm, text: s} }
func listOf(is ...item) item    { return item{form: listForm, list: is} }
func pairsOf(ps ...pair) item   { return item{form: pairsForm, pairs: ps} }
func numberItem(v float64) item { return bare(formatNumber(v)) }

// equal reports whether two items are written alike.
func (a item) equal(b item) bool {
	if a.form != b.form || a.text != b.text || len(a.list) != len(b.list) || len(a.pairs) != len(b.pairs) {
		return false
	}
	for i := range a.list {
		if !a.list[i].equal(b.list[i]) {
			return false
		}
	}
	for i := range a.pairs {
		if a.pairs[i].key != b.pairs[i].key || !a.pairs[i].value.equal(b.pairs[i].value) {
			return false
		}
	}
	return true
}
