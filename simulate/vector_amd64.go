package simulate

import "golang.org/x/sys/cpu"

// vectors says that this processor has the instructions that the vector
// versions need.
var vectors = cpu.X86.HasAVX2

// tanhConstants are what [rationalTanhAVX2] loads, in its order.
type tanhConstants [12]float32

var tanhTable = tanhConstants{tanhP1, tanhP2, tanhP3, tanhP4, tanhP5, tanhQ1, tanhQ2, tanhQ3, tanhQ4, 1, 8, -8}

//go:noescape
func addLinksAVX2(weight *lane, from *int, count int, x, sum *lane)

//go:noescape
func rationalTanhAVX2(l *lane, c *tanhConstants)

//go:noescape
func advanceAVX2(x, now, before, keep, through, blend *lane, ratio float32)

func addLinks(weight []lane, from []int, x []lane, sum *lane) {
	switch {
	case len(weight) == 0:
	case vectors:
		addLinksAVX2(&weight[0], &from[0], len(weight), &x[0], sum)
	default:
		addLinksGo(weight, from, x, sum)
	}
}

func rationalTanh(l *lane) {
	if vectors {
		rationalTanhAVX2(l, &tanhTable)
		return
	}
	rationalTanhGo(l)
}

func advance(x, now, before, keep, through, blend *lane, ratio float32) {
	if vectors {
		advanceAVX2(x, now, before, keep, through, blend, ratio)
		return
	}
	advanceGo(x, now, before, keep, through, blend, ratio)
}
