package loop

import "sysmap/maps"

// Polarity is what a feedback loop does with a change that goes round it.
type Polarity int8

const (
	// Undetermined: the sign of at least one link is not known.
	Undetermined Polarity = 0
	// Reinforcing: an even number of negative links; change feeds itself.
	Reinforcing Polarity = +1
	// Balancing: an odd number of negative links; change meets resistance.
	Balancing Polarity = -1
)

// PolarityOf returns the polarity of a loop with the given signs: their
// product, undetermined if any is unknown.
func PolarityOf(signs ...maps.Sign) Polarity {
	product := Reinforcing
	for _, sign := range signs {
		product *= Polarity(sign)
	}
	return product
}

// String returns the letter that causal loop diagrams use: "R", "B" or "U".
func (p Polarity) String() string {
	switch p {
	case Reinforcing:
		return "R"
	case Balancing:
		return "B"
	}
	return "U"
}
