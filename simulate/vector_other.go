//go:build !amd64

package simulate

func addLinks(weight []lane, from []int, x []lane, sum *lane) { addLinksGo(weight, from, x, sum) }

func rationalTanh(l *lane) { rationalTanhGo(l) }

func advance(x, now, before, keep, through, blend *lane, ratio float32) {
	advanceGo(x, now, before, keep, through, blend, ratio)
}
