package loop

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestRemaindersAgreeWithBigIntegers(t *testing.T) {
	rings := append(moduli{{}}, primes(3)...)
	rapid.Check(t, func(t *rapid.T) {
		ring := rapid.SampledFrom(rings).Draw(t, "ring")
		x, y := rapid.Int64Min(-1<<62).Draw(t, "x"), rapid.Int64Min(-1<<62).Draw(t, "y")
		a, b := ring.enter(x), ring.enter(y)
		p := ring.asInt()
		check := func(name string, got uint64, want *big.Int) {
			if want.Mod(want, p); new(big.Int).SetUint64(ring.leave(got)).Cmp(want) != 0 {
				t.Fatalf("%s modulo %v: %d, want %v", name, p, ring.leave(got), want)
			}
		}
		bigX, bigY := big.NewInt(x), big.NewInt(y)
		check("x", a, big.NewInt(x))
		check("x + y", ring.add(a, b), new(big.Int).Add(bigX, bigY))
		check("x · y", ring.multiply(a, b), new(big.Int).Mul(bigX, bigY))
		check("−x", ring.negate(a), new(big.Int).Neg(bigX))
		if ring.p != 0 && a != 0 {
			check("1 / x", ring.invert(a), new(big.Int).ModInverse(bigX, p))
		}
	})
}

func TestIntegersComeBackFromTheirRemainders(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 400).Draw(t, "bits")
		x := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 1, 50).Draw(t, "x"))
		x.Mod(x, new(big.Int).Lsh(big.NewInt(1), uint(size)))
		if rapid.Bool().Draw(t, "negative") {
			x.Neg(x)
		}
		for name, rings := range map[string]moduli{"counting": countingModuli(size), "primes": primeModuli(size)} {
			var left []uint64
			for _, ring := range rings {
				left = append(left, new(big.Int).Mod(x, ring.asInt()).Uint64())
			}
			if got := rings.combine(left); got.Cmp(x) != 0 {
				t.Fatalf("%s: %v, want %v", name, got, x)
			}
		}
	})
}

func TestInterpolationFindsThePolynomial(t *testing.T) {
	ring := primes(1)[0]
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Int64Range(-1000, 1000), 1, 20).Draw(t, "coefficients")
		lowest := rapid.IntRange(0, 5).Draw(t, "lowest power")
		var values []uint64
		for x := int64(1); x <= int64(len(want)); x++ {
			value, power := ring.enter(0), ring.enter(1)
			for range lowest {
				power = ring.multiply(power, ring.enter(x))
			}
			for _, c := range want {
				value = ring.add(value, ring.multiply(ring.enter(c), power))
				power = ring.multiply(power, ring.enter(x))
			}
			// A second polynomial beside it: twice the first.
			values = append(values, value, ring.add(value, value))
		}
		for i, c := range interpolate(ring, values, 2, lowest) {
			if c != ring.enter(want[i/2]*int64(1+i%2)) {
				t.Fatalf("coefficient %d of polynomial %d differs", i/2, i%2)
			}
		}
	})
}
