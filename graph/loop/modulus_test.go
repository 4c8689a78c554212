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
		p := ring.size()
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
		rings := countingModuli(size)
		var left []uint64
		for _, ring := range rings {
			left = append(left, new(big.Int).Mod(x, ring.size()).Uint64())
		}
		if got := rings.combination().integer(left); got.Cmp(x) != 0 {
			t.Fatalf("%v, want %v", got, x)
		}
	})
}
