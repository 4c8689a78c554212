package press_test

import (
	"errors"
	"math"
	"testing"

	"sysmap/simulate/press"
)

func TestModelsThatCannotBeDrawnAreRefused(t *testing.T) {
	nan := math.NaN()
	link := func(l press.Link) press.Model { return press.Model{Variables: 2, Links: []press.Link{l}} }
	two := press.Model{Variables: 2}
	for name, c := range map[string]struct {
		m       press.Model
		presses [][]float64
		o       press.SampleOptions
	}{
		"negative variables":  {press.Model{Variables: -1}, nil, press.SampleOptions{}},
		"too many variables":  {press.Model{Variables: 1 << 40}, nil, press.SampleOptions{}},
		"from nowhere":        {link(press.Link{From: 2}), nil, press.SampleOptions{}},
		"to nowhere":          {link(press.Link{To: -1}), nil, press.SampleOptions{}},
		"no sign":             {link(press.Link{Sign: 2}), nil, press.SampleOptions{}},
		"bounds exchanged":    {link(press.Link{Low: 0.6, High: 0.5}), nil, press.SampleOptions{}},
		"negative strength":   {link(press.Link{Low: -0.5, High: 0.5}), nil, press.SampleOptions{}},
		"NaN strength":        {link(press.Link{Low: nan, High: 1}), nil, press.SampleOptions{}},
		"NaN bound":           {link(press.Link{High: nan}), nil, press.SampleOptions{}},
		"infinite strength":   {link(press.Link{High: math.Inf(1)}), nil, press.SampleOptions{}},
		"probability above 1": {link(press.Link{Probability: 1.5}), nil, press.SampleOptions{}},
		"NaN probability":     {link(press.Link{Probability: nan}), nil, press.SampleOptions{}},
		"too few keys":        {press.Model{Variables: 2, Keys: []uint64{1}}, nil, press.SampleOptions{}},
		"the same key twice":  {press.Model{Variables: 2, Keys: []uint64{7, 7}}, nil, press.SampleOptions{}},
		"a link's key again":  {press.Model{Variables: 1, Keys: []uint64{7}, Links: []press.Link{{Key: 7}}}, nil, press.SampleOptions{}},
		"short press":         {two, [][]float64{{1}}, press.SampleOptions{}},
		"NaN press":           {two, [][]float64{{1, nan}}, press.SampleOptions{}},
		"too many answers":    {press.Model{Variables: 100_000}, make([][]float64, 50), press.SampleOptions{}},
		"unknown prior":       {two, nil, press.SampleOptions{Prior: 2}},
		"negative runs":       {two, nil, press.SampleOptions{Runs: -1}},
		"negative cap":        {two, nil, press.SampleOptions{MaxDraws: -1}},
		"negative workers":    {two, nil, press.SampleOptions{Workers: -1}},
		"all answers zero":    {two, nil, press.SampleOptions{Zero: 1}},
		"NaN zero":            {two, nil, press.SampleOptions{Zero: nan}},
		"too large a knot":    {model(ring(1001)), nil, press.SampleOptions{}},
	} {
		if _, err := press.Sample(t.Context(), c.m, c.presses, c.o); !errors.Is(err, press.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"no sign":            drawError(link(press.Link{Sign: 2}), 0),
		"unknown prior":      drawError(two, -1),
		"too large a matrix": drawError(press.Model{Variables: 3000}, 0),
	} {
		if !errors.Is(err, press.ErrInput) {
			t.Errorf("draw, %s: %v", name, err)
		}
	}
}

func drawError(m press.Model, prior press.Prior) error {
	_, err := m.Draw(prior, 0, 0)
	return err
}

func FuzzNoModelPanics(f *testing.F) {
	f.Add(3, []byte{0, 1, 1, 10, 1, 2, 255, 0, 2, 0, 0, 200}, 1.0, 0.5, uint64(1))
	f.Add(1, []byte{0, 0, 1, 1}, 1e6, 1e-300, uint64(0))
	f.Fuzz(func(t *testing.T, n int, links []byte, high, probability float64, seed uint64) {
		m := press.Model{Variables: min(n, 12)}
		for ; len(links) >= 4; links = links[4:] {
			m.Links = append(m.Links, press.Link{
				From: int(links[0]), To: int(links[1]), Sign: int(int8(links[2])), Low: high * float64(links[3]) / 256, High: high, Probability: probability,
			})
		}
		for _, prior := range []press.Prior{press.Rejection, press.DiagonalScaling} {
			e, err := press.Sample(t.Context(), m, unitPresses(max(m.Variables, 0)), press.SampleOptions{Prior: prior, Runs: 5, MaxDraws: 20, Seed: seed})
			if err != nil {
				return
			}
			for _, r := range e.Responses {
				for i := range r.Zero {
					if r.Negative[i]+r.Zero[i]+r.Positive[i] != e.Accepted {
						t.Fatalf("%v of %d", r, e.Accepted)
					}
				}
			}
		}
	})
}
