package loop

// polynomial is Σ c[k] xᵏ⁺ˡᵒʷᵉˢᵗ.
type polynomial struct {
	lowest int
	c      []uint64
}

// spanned returns a polynomial with room for the powers in a span, all zero,
// in the given memory or in new.
func spanned(s span, memory []uint64) polynomial {
	if memory == nil {
		memory = make([]uint64, s.width())
	}
	return polynomial{lowest: int(s.least), c: memory}
}

// add adds a polynomial whose powers p has room for.
func (p polynomial) add(ring modulus, o polynomial) {
	to := p.c[o.lowest-p.lowest:]
	for k, c := range o.c {
		to[k] = ring.add(to[k], c)
	}
}

// addProduct adds the product of two polynomials; p has room for its powers.
func (p polynomial) addProduct(ring modulus, a, b polynomial) {
	one := ring.enter(1)
	for k, by := range b.c {
		if by == 0 {
			continue
		}
		to := p.c[a.lowest+b.lowest+k-p.lowest:][:len(a.c)]
		switch {
		case by == one:
			for i, x := range a.c {
				to[i] = ring.add(to[i], x)
			}
		case ring.p == 0:
			for i, x := range a.c {
				to[i] += x * by
			}
		default:
			for i, x := range a.c {
				to[i] = ring.add(to[i], ring.multiply(x, by))
			}
		}
	}
}
