package loop

import "math/bits"

// state says, for every node of the frontier, what the part of a loop that is
// already chosen does with it. Each node has a slot for as long as it is on
// the frontier. A slot's mate is its own number where the node is no end of a
// path, otherwise the slot of the path's other end. The slot's bit in marks
// tells the two kinds of either apart: used from unused, the last node of a
// path from its first. An empty slot is marked as used.
//
// Slots are numbered 0…11 and 16…27, so that a word holds twelve mates of five
// bits and a slot's word and place are two bit operations away.
type state struct {
	mates [2]uint64
	marks uint32
}

const (
	// allSlots has a bit for each slot there is.
	allSlots  = 0x0fff_0fff
	slotCount = 24
	mateBits  = 5
	mateMask  = 1<<mateBits - 1
	// lowBits has the lowest bit of each of twelve mates.
	lowBits = 0x0084_2108_4210_8421
)

// noPaths are the mates while no path is open: each slot's own number.
var noPaths = [2]uint64{0x05a9_2839_8a41_8820, 0x0deb_38bd_ab49_ca30}

func (s *state) mate(slot uint) uint {
	return uint(s.mates[slot>>4&1]>>(mateBits*(slot&15))) & mateMask
}

func (s *state) mark(slot uint) uint32 { return s.marks >> slot & 1 }

// startsPath reports whether an arc may enter the slot's node: it is unused,
// or the first of a path.
func (s *state) startsPath(slot uint) bool { return s.mark(slot) == 0 }

// endsPath reports whether an arc may leave the slot's node: it is unused, or
// the last of a path.
func (s *state) endsPath(slot uint) bool {
	return (s.mark(slot) == 1) != (s.mate(slot) == slot)
}

func (s *state) set(slot, mate uint, mark uint32) {
	shift := mateBits * (slot & 15)
	word := &s.mates[slot>>4&1]
	*word = *word&^(mateMask<<shift) | uint64(mate)<<shift
	s.marks = s.marks&^(1<<slot) | mark<<slot
}

func (s *state) setUnused(slot uint) { s.set(slot, slot, 0) }
func (s *state) setUsed(slot uint)   { s.set(slot, slot, 1) }

func (s *state) setPath(first, last uint) {
	s.set(first, last, 0)
	s.set(last, first, 1)
}

// ends returns the slots whose nodes are the first, and the last, of a path of
// at least two.
func (s *state) ends() (firsts, lasts uint32) {
	all := uint32(0)
	for word, mates := range s.mates {
		x := mates ^ noPaths[word]
		x = (x | x>>1 | x>>2 | x>>3 | x>>4) & lowBits
		for ; x != 0; x &= x - 1 {
			all |= 1 << (bits.TrailingZeros64(x)/mateBits + 16*word)
		}
	}
	return all &^ s.marks, all & s.marks
}

func (s *state) hash() uint64 {
	hi, lo := bits.Mul64(s.mates[0]^uint64(s.marks)*0x9e37_79b9_7f4a_7c15, s.mates[1]^0xd6e8_feb8_6659_fd93)
	hi, lo = bits.Mul64(hi^lo^s.mates[1]<<3^uint64(s.marks), 0xa076_1d64_78bd_642f)
	return hi ^ lo
}

// stateSet numbers states in the order in which they are first met. It is ready
// for use after reset.
type stateSet struct {
	list []state
	// table holds, at a hash, the number of a state plus one, below 32 bits
	// of its hash that spare most comparisons.
	table []uint64
}

// reset empties the set and makes room for about n states. It keeps its memory,
// but does not clear more of it than will be used.
func (set *stateSet) reset(n int) {
	set.list = set.list[:0]
	size := 1 << bits.Len(uint(4*n+32))
	if cap(set.table) < size {
		set.table = make([]uint64, size)
		return
	}
	set.table = set.table[:size]
	clear(set.table)
}

// find returns the number of a state, or the place in the table where it
// belongs.
func (set *stateSet) find(s *state) (number uint32, place uint64, found bool) {
	h := s.hash()
	mask := uint64(len(set.table) - 1)
	for place = h & mask; ; place = (place + 1) & mask {
		entry := set.table[place]
		if entry == 0 {
			return 0, place, false
		}
		if entry>>32 == h>>32 && set.list[uint32(entry)-1] == *s {
			return uint32(entry) - 1, place, true
		}
	}
}

// insert adds a state at the place that find returned.
func (set *stateSet) insert(s *state, place uint64) uint32 {
	set.list = append(set.list, *s)
	set.table[place] = s.hash()>>32<<32 | uint64(len(set.list))
	if 2*len(set.list) > len(set.table) {
		set.grow()
	}
	return uint32(len(set.list) - 1)
}

func (set *stateSet) grow() {
	size := 4 * len(set.table)
	if cap(set.table) < size {
		set.table = make([]uint64, size)
	}
	set.table = set.table[:size]
	clear(set.table)
	mask := uint64(len(set.table) - 1)
	for i := range set.list {
		h := set.list[i].hash()
		place := h & mask
		for set.table[place] != 0 {
			place = (place + 1) & mask
		}
		set.table[place] = h>>32<<32 | uint64(i+1)
	}
}
