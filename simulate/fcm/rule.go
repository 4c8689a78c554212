package fcm

import "strconv"

// Rule is how a concept's next input is made of the present activations.
type Rule int

const (
	// Kosko is A W: a concept does not remember itself. It is the zero value.
	Kosko Rule = iota
	// ModifiedKosko is A + A W: a concept keeps its own activation.
	ModifiedKosko
	// Rescaled is (2A − 1) + (2A − 1) W: an activation of 0.5 counts as not
	// known and passes nothing on. It is meant for [Sigmoid].
	Rescaled

	ruleCount
)

// String returns the rule's identifier: kosko, modified-kosko or rescaled.
func (r Rule) String() string {
	switch r {
	case Kosko:
		return "kosko"
	case ModifiedKosko:
		return "modified-kosko"
	case Rescaled:
		return "rescaled"
	}
	return "Rule(" + strconv.Itoa(int(r)) + ")"
}

// passed is what a concept of activation a puts on its outgoing links.
func (r Rule) passed(a float64) float64 {
	if r == Rescaled {
		return 2*a - 1
	}
	return a
}

// gain is the derivative of passed.
func (r Rule) gain() float64 {
	if r == Rescaled {
		return 2
	}
	return 1
}

// remembers reports whether a concept's own activation is part of its input.
func (r Rule) remembers() bool { return r != Kosko }
