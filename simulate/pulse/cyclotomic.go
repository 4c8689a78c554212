package pulse

import "math/big"

// polynomial has its coefficients by ascending power; the last is not 0.
type polynomial []big.Int

func (p polynomial) degree() int { return len(p) - 1 }

// withoutZeroRoots divides by the highest power of the variable that divides
// p, and returns that power.
func (p polynomial) withoutZeroRoots() (rest polynomial, power int) {
	for p[power].Sign() == 0 {
		power++
	}
	return p[power:], power
}

func (p polynomial) times(q polynomial) polynomial {
	product := make(polynomial, len(p)+len(q)-1)
	var term big.Int
	for i := range p {
		for j := range q {
			product[i+j].Add(&product[i+j], term.Mul(&p[i], &q[j]))
		}
	}
	return product
}

// over divides by q, whose leading coefficient is 1, and reports whether
// nothing is left.
func (p polynomial) over(q polynomial) (quotient polynomial, exact bool) {
	if p.degree() < q.degree() {
		return nil, false
	}
	rest := make(polynomial, len(p))
	for i := range p {
		rest[i].Set(&p[i])
	}
	quotient = make(polynomial, len(p)-q.degree())
	var term big.Int
	for i := len(quotient) - 1; i >= 0; i-- {
		quotient[i].Set(&rest[i+q.degree()])
		for j := range q {
			rest[i+j].Sub(&rest[i+j], term.Mul(&quotient[i], &q[j]))
		}
	}
	for i := range q.degree() {
		if rest[i].Sign() != 0 {
			return nil, false
		}
	}
	return quotient, true
}

// cyclotomic is a cyclotomic polynomial, whose roots are the primitive roots
// of unity of an order, and how many times it divides another.
type cyclotomic struct {
	polynomial
	order, times int
}

// cyclotomicFactors returns the cyclotomic polynomials that divide p, by
// ascending order, and what is left without them.
func (p polynomial) cyclotomicFactors() (factors []cyclotomic, rest polynomial) {
	rest = p
	// m/φ(m) < 7 for every m below 10^9 (Rosser and Schoenfeld 1962), so that
	// higher orders have a higher degree than p.
	for order, highest := 1, 7*p.degree(); order <= highest && rest.degree() > 0; order++ {
		if totient(order) > rest.degree() {
			continue
		}
		f := cyclotomic{polynomial: newCyclotomic(order), order: order}
		for quotient, exact := rest.over(f.polynomial); exact; quotient, exact = rest.over(f.polynomial) {
			rest = quotient
			f.times++
		}
		if f.times > 0 {
			factors = append(factors, f)
		}
	}
	return factors, rest
}

// newCyclotomic returns Φ_m: starting from Φ₁ = x − 1, Φ_{kp}(x) is
// Φ_k(x^p)/Φ_k(x) for a prime p that does not divide k, and Φ_k(x^p) for one
// that does.
func newCyclotomic(m int) polynomial {
	phi := polynomial{*big.NewInt(-1), *big.NewInt(1)}
	for p := 2; m > 1; p++ {
		for first := true; m%p == 0; first = false {
			m /= p
			spread := phi.spread(p)
			if first {
				spread, _ = spread.over(phi)
			}
			phi = spread
		}
	}
	return phi
}

// spread is p(x^k).
func (p polynomial) spread(k int) polynomial {
	s := make(polynomial, p.degree()*k+1)
	for i := range p {
		s[i*k].Set(&p[i])
	}
	return s
}

// totient is Euler's φ, the degree of Φ_m.
func totient(m int) int {
	phi := m
	for p := 2; p*p <= m; p++ {
		if m%p != 0 {
			continue
		}
		for m%p == 0 {
			m /= p
		}
		phi -= phi / p
	}
	if m > 1 {
		phi -= phi / m
	}
	return phi
}
