package simulate

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// anyLanes draws lanes of numbers of many sizes, zeros of both signs included.
func anyLanes(t *rapid.T, n int) []lane {
	s := newStream(rapid.Uint64().Draw(t, "seed"), "lanes")
	out := make([]lane, n)
	for i := range out {
		for j := range out[i] {
			k := uint64(2 * (i*lanes + j))
			size := math.Ldexp(1, int(s.bits(k)%24)-18)
			switch s.bits(k) >> 60 {
			case 0:
				out[i][j] = 0
			case 1:
				out[i][j] = float32(math.Copysign(0, -1))
			default:
				out[i][j] = float32(size * (2*s.unit(k+1) - 1))
			}
		}
	}
	return out
}

func sameBits(a, b *lane) bool {
	for j := range a {
		if math.Float32bits(a[j]) != math.Float32bits(b[j]) {
			return false
		}
	}
	return true
}

func TestVectorInstructionsGiveTheSameBits(t *testing.T) {
	if !vectors {
		t.Skip("this processor has no AVX2")
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "links")
		weight, x := anyLanes(t, n), anyLanes(t, 9)
		from := make([]int, n)
		for k := range from {
			from[k] = rapid.IntRange(0, len(x)-1).Draw(t, "from")
		}
		sum := anyLanes(t, 1)[0]
		fast, slow := sum, sum
		addLinks(weight, from, x, &fast)
		addLinksGo(weight, from, x, &slow)
		if !sameBits(&fast, &slow) {
			t.Fatal("sums differ")
		}
		rationalTanh(&fast)
		rationalTanhGo(&slow)
		if !sameBits(&fast, &slow) {
			t.Fatal("tanh differs")
		}
		l := anyLanes(t, 6)
		ratio := rapid.Float32Range(0.1, 10).Draw(t, "ratio")
		fast, slow = l[0], l[0]
		advance(&fast, &l[1], &l[2], &l[3], &l[4], &l[5], ratio)
		advanceGo(&slow, &l[1], &l[2], &l[3], &l[4], &l[5], ratio)
		if !sameBits(&fast, &slow) {
			t.Fatal("steps differ")
		}
	})
}

func TestEnsemblesAreTheSameWithoutVectorInstructions(t *testing.T) {
	if !vectors {
		t.Skip("this processor has no AVX2")
	}
	m := foresight(t)
	o := EnsembleOptions{Runs: 70, Options: Options{Until: 6, Points: 4}}
	s := does(t, m, "press stress=-0.5", "hold physical-activity=0.2@2..3")
	with := archived(t, ensembleOf(t, m, s, o))
	vectors = false
	defer func() { vectors = true }()
	if string(archived(t, ensembleOf(t, m, s, o))) != string(with) {
		t.Error("the ensembles differ")
	}
}

func BenchmarkVectors(b *testing.B) {
	defer func(had bool) { vectors = had }(vectors)
	m := foresight(b)
	c, err := modelOf(b, m).compare(does(b, m, "press stress=-0.5"), Options{Until: 10})
	if err != nil {
		b.Fatal(err)
	}
	k := newBlock(c.scenario, newGrid(c.times, 0.02, c.scenario))
	k.load(c.scenario.factors(1), 0, lanes, 500)
	for _, name := range []string{"with", "without"} {
		b.Run(name, func(b *testing.B) {
			vectors = name == "with" && vectors
			for b.Loop() {
				k.run(func(int, []lane) {})
			}
		})
	}
}
