package simulate

import "math/bits"

// stream is a sequence of numbers in which every one can be computed without
// those before it: number k of a stream is a mix of the stream's start and k
// (SplitMix64 of Steele, Lea, Flood 2014, OOPSLA, with the state as a counter).
// Each uncertain quantity has a stream of its own, named after what it is the
// uncertainty of, so that neither the order of a map nor what else is uncertain
// changes its draws.
type stream uint64

// golden is 2⁶⁴ divided by the golden ratio, made odd.
const golden = 0x9e3779b97f4a7c15

// newStream returns the stream of a name under a seed.
func newStream(seed uint64, name string) stream {
	h := uint64(0xcbf29ce484222325)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 0x100000001b3
	}
	return stream(mix(mix(seed+golden) ^ h))
}

// mix is a bijection of 64 bits in which every bit of the result depends on
// every bit given.
func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// bits returns number k of the stream, 64 bits.
func (s stream) bits(k uint64) uint64 { return mix(uint64(s) + (k+1)*golden) }

// unit returns number k of the stream, in [0, 1).
func (s stream) unit(k uint64) float64 { return float64(s.bits(k)>>11) / (1 << 53) }

// stratified returns draw k of n in [0, 1): the n draws of a stream fall into
// the n intervals [i/n, (i+1)/n), one into each (Latin hypercube sampling:
// McKay, Beckman, Conover 1979, Technometrics 21:239).
func (s stream) stratified(k, n int) float64 {
	return (float64(s.shuffled(uint64(k), uint64(n))) + s.unit(uint64(k))) / float64(n)
}

// shuffled returns the place of k in a random order of 0…n−1, without making
// the order: a Feistel network on the smallest even number of bits that holds
// n, walked along its cycle until it is back in 0…n−1 (Black and Rogaway 2002,
// CT-RSA).
func (s stream) shuffled(k, n uint64) uint64 {
	half := max(1, (bits.Len64(n-1)+1)/2)
	low := uint64(1)<<half - 1
	for {
		left, right := k>>half, k&low
		for round := range uint64(4) {
			left, right = right, left^mix(uint64(s)^mix(right+round<<48+golden))&low
		}
		k = left<<half | right
		if k < n {
			return k
		}
	}
}
