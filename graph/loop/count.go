package loop

import (
	"context"
	"fmt"
	"math/big"

	"sysmap/maps"
)

// Count is a number of loops by polarity. All four are set; Total is the sum
// of the others.
type Count struct {
	Total        *big.Int `json:"total"`
	Reinforcing  *big.Int `json:"reinforcing"`
	Balancing    *big.Int `json:"balancing"`
	Undetermined *big.Int `json:"undetermined"`
}

func noLoops() Count {
	return Count{Total: new(big.Int), Reinforcing: new(big.Int), Balancing: new(big.Int), Undetermined: new(big.Int)}
}

// String returns the count in words: "5 loops: 3 R, 1 B, 1 U".
func (c Count) String() string {
	noun := "loops"
	if c.Total.Cmp(big.NewInt(1)) == 0 {
		noun = "loop"
	}
	return fmt.Sprintf("%v %s: %v R, %v B, %v U", c.Total, noun, c.Reinforcing, c.Balancing, c.Undetermined)
}

func (c Count) add(o Count) {
	c.Total.Add(c.Total, o.Total)
	c.Reinforcing.Add(c.Reinforcing, o.Reinforcing)
	c.Balancing.Add(c.Balancing, o.Balancing)
	c.Undetermined.Add(c.Undetermined, o.Undetermined)
}

// Minus returns what is left of c without the loops of o, as new numbers.
func (c Count) Minus(o Count) Count {
	return Count{
		Total:        new(big.Int).Sub(c.Total, o.Total),
		Reinforcing:  new(big.Int).Sub(c.Reinforcing, o.Reinforcing),
		Balancing:    new(big.Int).Sub(c.Balancing, o.Balancing),
		Undetermined: new(big.Int).Sub(c.Undetermined, o.Undetermined),
	}
}

// weighing is a way to weigh links by their sign so that the weights of loops
// add up to something worth knowing.
type weighing struct {
	of func(maps.Sign) int64
	// cut weighs the required link of the survey as nothing.
	cut bool
}

// weighings returns those that tell a graph's loops apart by polarity: all
// loops, reinforcing less balancing ones, and the loops that are either. Where
// loops must pass a link, the same follow for the loops that do not.
func (s *survey) weighings() []weighing {
	all := []weighing{
		{of: func(maps.Sign) int64 { return 1 }},
		{of: func(sign maps.Sign) int64 { return int64(sign) }},
	}
	for _, link := range s.part.Links() {
		if link.Sign == maps.Unknown {
			all = append(all, weighing{of: func(sign maps.Sign) int64 { return int64(sign * sign) }})
			break
		}
	}
	if s.required != nil {
		for _, w := range all {
			all = append(all, weighing{of: w.of, cut: true})
		}
	}
	return all
}

func (s *survey) weigh(w weighing, link int) int64 {
	if w.cut && link == *s.required {
		return 0
	}
	return w.of(s.part.Links()[link].Sign)
}

// polarities makes a count of the sums that the weighings gave.
func (s *survey) polarities(sums []*big.Int) Count {
	if s.required == nil {
		return byPolarity(sums)
	}
	half := len(sums) / 2
	return byPolarity(sums[:half]).Minus(byPolarity(sums[half:]))
}

// byPolarity makes a count of the sums that weighings gave.
func byPolarity(sums []*big.Int) Count {
	total, difference, determined := sums[0], sums[1], sums[0]
	if len(sums) == 3 {
		determined = sums[2]
	}
	reinforcing := new(big.Int).Add(determined, difference)
	reinforcing.Rsh(reinforcing, 1)
	return Count{
		Total:        new(big.Int).Set(total),
		Reinforcing:  reinforcing,
		Balancing:    new(big.Int).Sub(determined, reinforcing),
		Undetermined: new(big.Int).Sub(total, determined),
	}
}

// weights returns the weights of all links, one lane for each weighing.
func (s *survey) weights(ring modulus, ws []weighing) []uint64 {
	weights := make([]uint64, 0, len(s.part.Links())*len(ws))
	for link := range s.part.Links() {
		for _, w := range ws {
			weights = append(weights, ring.enter(s.weigh(w, link)))
		}
	}
	return weights
}

// count returns the number of loops.
func (s *survey) count(ctx context.Context) (Count, error) {
	ws := s.weighings()
	rings := countingModuli(s.bits)
	var sums remainders
	for _, ring := range rings {
		if err := ctx.Err(); err != nil {
			return Count{}, err
		}
		total, err := s.total(ctx, ring, len(ws), s.weights(ring, ws))
		if err != nil {
			return Count{}, err
		}
		sums.append(ring, total)
	}
	return s.polarities(sums.integers(rings)), nil
}

// participation returns the number of loops, and of those through each link.
func (s *survey) participation(ctx context.Context) (total Count, links []Count, err error) {
	ws := s.weighings()
	rings := countingModuli(s.bits)
	var sums, through remainders
	for _, ring := range rings {
		if err := ctx.Err(); err != nil {
			return Count{}, nil, err
		}
		weights := s.weights(ring, ws)
		total, slopes, err := s.slopes(ctx, ring, len(ws), weights)
		if err != nil {
			return Count{}, nil, err
		}
		for i := range slopes {
			slopes[i] = ring.multiply(slopes[i], weights[i])
		}
		sums.append(ring, total)
		through.append(ring, slopes)
	}
	all := through.integers(rings)
	for i := 0; i < len(all); i += len(ws) {
		links = append(links, s.polarities(all[i:i+len(ws)]))
	}
	return s.polarities(sums.integers(rings)), links, nil
}

// remainders are the same numbers modulo one ring after another.
type remainders [][]uint64

func (r *remainders) append(ring modulus, numbers []uint64) {
	left := make([]uint64, len(numbers))
	for i, x := range numbers {
		left[i] = ring.leave(x)
	}
	*r = append(*r, left)
}

func (r remainders) integers(rings moduli) []*big.Int {
	numbers := make([]*big.Int, len(r[0]))
	each := make([]uint64, len(rings))
	combination := rings.combination()
	for i := range numbers {
		for ring := range rings {
			each[ring] = r[ring][i]
		}
		numbers[i] = combination.integer(each)
	}
	return numbers
}
