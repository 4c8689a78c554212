package press

import "math/bits"

// philox is Philox2x64-10 (Salmon, Moraes, Dror, Shaw 2011, SC '11): a
// bijection of 128 bits for every key, so that the numbers of any draw are
// found without those before it.
func philox(counter [2]uint64, key uint64) [2]uint64 {
	a, b := counter[0], counter[1]
	for range 10 {
		hi, lo := bits.Mul64(a, 0xd2b74407b1ce6e93)
		a, b = hi^key^b, lo
		key += 0x9e3779b97f4a7c15
	}
	return [2]uint64{a, b}
}

// unit maps 64 random bits into the open interval from 0 to 1.
func unit(bits uint64) float64 { return (float64(bits>>12) + 0.5) / (1 << 52) }
