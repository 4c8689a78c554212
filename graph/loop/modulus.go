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

// invert returns 1/a modulo a prime, by Fermat's little theorem.
func (m modulus) invert(a uint64) uint64 {
	result := m.enter(1)
	for e := m.p - 2; e > 0; e >>= 1 {
		if e&1 == 1 {
			result = m.multiply(result, a)
		}
		a = m.multiply(a, a)
	}
	return result
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

// primeModuli is countingModuli for work that has to divide.
func primeModuli(b int) moduli { return primes((b+1)/62 + 1) }

// combine returns the integer, nearest to zero, that leaves the given
// remainders (Garner 1959, mixed radix).
func (ms moduli) combine(remainders []uint64) *big.Int {
	if len(ms) == 1 && ms[0].p == 0 {
		return big.NewInt(int64(remainders[0]))
	}
	sum, base := new(big.Int), big.NewInt(1)
	for i, m := range ms {
		p := m.asInt()
		digit := new(big.Int).SetUint64(remainders[i])
		digit.Sub(digit, sum).Mul(digit, new(big.Int).ModInverse(base, p)).Mod(digit, p)
		sum.Add(sum, digit.Mul(digit, base))
		base.Mul(base, p)
	}
	if new(big.Int).Lsh(sum, 1).Cmp(base) > 0 {
		sum.Sub(sum, base)
	}
	return sum
}

func (m modulus) asInt() *big.Int {
	if m.p == 0 {
		return new(big.Int).Lsh(big.NewInt(1), 64)
	}
	return new(big.Int).SetUint64(m.p)
}
