package loop

import (
	"math/big"
	"math/bits"
)

// modulus is a ring of remainders that fits a machine word: modulo 2⁶⁴ when it
// is the zero value, otherwise modulo an odd prime below 2⁶³ in Montgomery's
// form (1985, Math. Comput. 44:519). Counting only adds and multiplies, so a
// remainder of a count is exact however large the numbers on the way become.
type modulus struct {
	p uint64
	// inverse is p⁻¹ modulo 2⁶⁴ and square is 2¹²⁸ modulo p.
	inverse, square uint64
}

func newModulus(p uint64) modulus {
	m := modulus{p: p, inverse: p}
	// Newton's iteration doubles the number of right bits, from the three
	// that any odd number has.
	for range 5 {
		m.inverse *= 2 - p*m.inverse
	}
	_, r := bits.Div64(1, 0, p)
	hi, lo := bits.Mul64(r, r)
	_, m.square = bits.Div64(hi, lo, p)
	return m
}

func (m modulus) add(a, b uint64) uint64 {
	sum := a + b
	if m.p != 0 && sum >= m.p {
		sum -= m.p
	}
	return sum
}

func (m modulus) multiply(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	if m.p == 0 {
		return lo
	}
	back, _ := bits.Mul64(lo*m.inverse, m.p)
	product := hi - back
	if hi < back {
		product += m.p
	}
	return product
}

// enter brings a number into the ring.
func (m modulus) enter(x int64) uint64 {
	if m.p == 0 {
		return uint64(x)
	}
	if x < 0 {
		return m.negate(m.multiply(uint64(-x)%m.p, m.square))
	}
	return m.multiply(uint64(x)%m.p, m.square)
}

func (m modulus) negate(a uint64) uint64 {
	if m.p == 0 || a == 0 {
		return -a
	}
	return m.p - a
}

// leave returns the least remainder that a stands for.
func (m modulus) leave(a uint64) uint64 {
	if m.p == 0 {
		return a
	}
	return m.multiply(a, 1)
}

// primes returns the n largest primes below 2⁶³.
func primes(n int) []modulus {
	found := make([]modulus, 0, n)
	for p := uint64(1)<<63 - 1; len(found) < n; p -= 2 {
		// The test has no error below 2⁶⁴.
		if new(big.Int).SetUint64(p).ProbablyPrime(0) {
			found = append(found, newModulus(p))
		}
	}
	return found
}

// moduli are rings that together tell apart every number of up to a given
// number of bits.
type moduli []modulus

// countingModuli returns moduli for integers between −2ᵇ and 2ᵇ, the cheapest
// ring first.
func countingModuli(b int) moduli {
	if b < 63 {
		return moduli{{}}
	}
	// Each prime here is above 2⁶².
	return append(moduli{{}}, primes((b-63)/62+1)...)
}

// combination finds integers again from their remainders.
type combination struct {
	sizes []*big.Int
	// bases[i] is the product of the sizes before i, and inverses[i] is 1
	// divided by it in ring i.
	bases, inverses []*big.Int
	// all is the product of all sizes.
	all *big.Int
}

func (ms moduli) combination() *combination {
	c := new(combination)
	base := big.NewInt(1)
	for _, m := range ms {
		size := m.size()
		c.sizes = append(c.sizes, size)
		c.bases = append(c.bases, base)
		c.inverses = append(c.inverses, new(big.Int).ModInverse(base, size))
		base = new(big.Int).Mul(base, size)
	}
	c.all = base
	return c
}

// integer returns the integer, nearest to zero, that leaves the given
// remainders (Garner 1959, mixed radix).
func (c *combination) integer(remainders []uint64) *big.Int {
	if len(remainders) == 1 && c.sizes[0].BitLen() == 65 {
		return big.NewInt(int64(remainders[0]))
	}
	sum, digit := new(big.Int), new(big.Int)
	for i, remainder := range remainders {
		digit.SetUint64(remainder)
		digit.Sub(digit, sum).Mul(digit, c.inverses[i]).Mod(digit, c.sizes[i])
		sum.Add(sum, digit.Mul(digit, c.bases[i]))
	}
	if digit.Lsh(sum, 1).Cmp(c.all) > 0 {
		sum.Sub(sum, c.all)
	}
	return sum
}

// size returns the number of elements of the ring.
func (m modulus) size() *big.Int {
	if m.p == 0 {
		return new(big.Int).Lsh(big.NewInt(1), 64)
	}
	return new(big.Int).SetUint64(m.p)
}
