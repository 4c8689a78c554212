package stockflow

import (
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Names makes names that every tool accepts without quotes and tells apart:
// letters, digits and single blanks, beginning with a letter, and no two that
// differ in blanks and case alone. The zero value has given none.
type Names struct {
	taken map[string]bool
	next  map[string]int
}

// longestName is how many letters a name has at most.
const longestName = 60

// Name returns a name like a text, with a number if it is another's already or
// one that a tool keeps for itself. A text without letters and digits gets the
// stand-in, which has some.
func (n *Names) Name(text, standIn string) string {
	if n.taken == nil {
		n.taken, n.next = map[string]bool{}, map[string]int{}
	}
	name := clean(text)
	if key(name) == "" {
		name = clean(standIn)
	}
	base := name
	for n.taken[key(name)] || reserved()[key(name)] {
		n.next[key(base)]++
		name = base + " " + strconv.Itoa(n.next[key(base)]+1)
	}
	n.taken[key(name)] = true
	return name
}

// clean takes out of a text what names cannot have.
func clean(text string) string {
	var b strings.Builder
	blank, letters := false, 0
	for _, r := range norm.NFC.String(text) {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			blank = blank || letters > 0 && !unicode.IsMark(r)
			continue
		}
		if letters >= longestName && blank || letters >= longestName+20 {
			break
		}
		switch {
		case blank:
			b.WriteByte(' ')
			blank = false
		case letters == 0 && unicode.IsDigit(r):
			b.WriteString("No ")
		}
		b.WriteRune(r)
		letters++
	}
	return b.String()
}

// key is what of a name counts for telling it apart.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// reserved are the keys of names that some tool takes for something else.
var reserved = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(`
		time timestep finaltime initialtime saveper dt starttime stoptime pi e inf nan na
		if then else and or not mod ifthenelse afunctionof withlookup
		abs arccos arcsin arctan cos exp int integer integ ln log log10 lookup max min mean median mode
		sin sqrt sum size tan tanh sinh cosh round floor ceiling sign product count
		data delay delay1 delay3 delayn delayfixed delayconveyor forecast game history init initial modulo
		normal power previous pulse pulsetrain quantum ramp random randomnormal randomuniform
		sampleiftrue smooth smooth3 smoothn smth1 smth3 step trend uniform xidz zidz npv
		seconds minutes hours days weeks months years true false null
		for while loop next function return self in from to by end throw try catch`) {
		all[word] = true
	}
	return all
})
