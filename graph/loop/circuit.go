package loop

// value names a number in a [circuit]: first the inputs, one a link, then the
// result of each operation.
type value int32

// circuit computes sums and products of link weights. Reducing a graph writes
// one down, so that the same reduction serves every kind of weight, and can be
// run backwards for derivatives.
type circuit struct {
	inputs     int
	operations []operation
}

type operation struct {
	product bool
	a, b    value
}

func (c *circuit) size() int { return c.inputs + len(c.operations) }

func (c *circuit) sum(a, b value) value     { return c.append(operation{a: a, b: b}) }
func (c *circuit) product(a, b value) value { return c.append(operation{product: true, a: a, b: b}) }

func (c *circuit) append(op operation) value {
	c.operations = append(c.operations, op)
	return value(c.size() - 1)
}

// forward fills in the results of all operations. numbers holds `lanes`
// independent numbers for each value, those of the inputs given.
func (c *circuit) forward(ring modulus, lanes int, numbers []uint64) {
	for i, op := range c.operations {
		to := numbers[(c.inputs+i)*lanes:][:lanes]
		a, b := numbers[int(op.a)*lanes:][:lanes], numbers[int(op.b)*lanes:][:lanes]
		for lane := range to {
			if op.product {
				to[lane] = ring.multiply(a[lane], b[lane])
			} else {
				to[lane] = ring.add(a[lane], b[lane])
			}
		}
	}
}

// backward turns derivatives with respect to every value, each taken as if it
// were an input, into derivatives with respect to the inputs, in place.
func (c *circuit) backward(ring modulus, lanes int, numbers, slopes []uint64) {
	for i := len(c.operations) - 1; i >= 0; i-- {
		op := c.operations[i]
		slope := slopes[(c.inputs+i)*lanes:][:lanes]
		a, b := int(op.a)*lanes, int(op.b)*lanes
		for lane, s := range slope {
			if op.product {
				slopes[a+lane] = ring.add(slopes[a+lane], ring.multiply(s, numbers[b+lane]))
				slopes[b+lane] = ring.add(slopes[b+lane], ring.multiply(s, numbers[a+lane]))
			} else {
				slopes[a+lane] = ring.add(slopes[a+lane], s)
				slopes[b+lane] = ring.add(slopes[b+lane], s)
			}
		}
	}
}
