package archetype

import (
	"cmp"
	"math/bits"
	"slices"
)

// candidate is a pattern that was found: the places of its n loops in a
// survey's rings, in the order of the definition, and how many links they have
// together.
type candidate struct {
	loops [4]int
	n     int
	links int
}

// finds keeps the smallest of the patterns of one kind and counts all. There
// can be millions, of which nobody reads more than a few.
type finds struct {
	most   int
	number int
	kept   []candidate
	union  []uint64
}

// add takes a pattern of up to four loops.
func (f *finds) add(s *survey, loops ...int) {
	f.number++
	c := candidate{n: len(loops), links: f.linksOf(s, loops)}
	copy(c.loops[:], loops)
	f.kept = append(f.kept, c)
	if len(f.kept) >= 2*f.most+1000 {
		f.kept = f.smallest()
	}
}

// linksOf returns how many links some loops have together.
func (f *finds) linksOf(s *survey, loops []int) int {
	f.union = append(f.union[:0], s.rings[loops[0]].links...)
	for _, i := range loops[1:] {
		for w, word := range s.rings[i].links {
			f.union[w] |= word
		}
	}
	n := 0
	for _, word := range f.union {
		n += bits.OnesCount64(word)
	}
	return n
}

// smallest returns those of the fewest links, then those whose loops come
// first.
func (f *finds) smallest() []candidate {
	slices.SortFunc(f.kept, func(a, b candidate) int {
		return cmp.Or(a.links-b.links, slices.Compare(a.loops[:], b.loops[:]))
	})
	return f.kept[:min(f.most, len(f.kept))]
}
