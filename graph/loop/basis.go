package loop

import "math/bits"

// basis is a set of independent rows of bits, each with a leading bit that no
// other has as its leading one.
type basis struct {
	// leading holds the row with each leading bit, nil where there is none.
	leading [][]uint64
}

func newBasis(width int) *basis { return &basis{leading: make([][]uint64, width)} }

// add adds a row unless it is a sum of those already in; it reports whether it
// was added. The row is changed.
func (b *basis) add(row []uint64) bool {
	for word := range row {
		for row[word] != 0 {
			lead := word*64 + bits.TrailingZeros64(row[word])
			if b.leading[lead] == nil {
				b.leading[lead] = row
				return true
			}
			for i, other := range b.leading[lead] {
				row[i] ^= other
			}
		}
	}
	return false
}
