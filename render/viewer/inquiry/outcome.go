package inquiry

import (
	"encoding/json"
	"math"
	"strconv"

	"sysmap/simulate"
)

// json writes an outcome as encoding/json would, but for the tens of thousands
// of numbers, which it writes several times as fast: a reader waits for them
// while moving a slider.
func (o *Outcome) json() ([]byte, error) {
	head := *o
	head.Variables = nil
	text, err := json.Marshal(struct {
		*Outcome
		// Hides the field of the same name.
		Variables *struct{} `json:"variables,omitempty"`
	}{Outcome: &head})
	if err != nil {
		return nil, err
	}
	text = append(text[:len(text)-1], `,"variables":[`...)
	for i, v := range o.Variables {
		if i > 0 {
			text = append(text, ',')
		}
		if text, err = appendSeries(text, v); err != nil {
			return nil, err
		}
	}
	return append(text, "]}"...), nil
}

func appendSeries(text []byte, v simulate.SummarySeries) ([]byte, error) {
	name, err := json.Marshal(v.Variable)
	if err != nil {
		return nil, err
	}
	text = append(append(text, `{"variable":`...), name...)
	text = append(text, `,"median":`...)
	begin := len(text)
	text = appendNumbers(text, v.Median)
	end := len(text)
	for _, band := range []struct {
		key    string
		values []float64
	}{{`,"low":`, v.Low}, {`,"high":`, v.High}} {
		text = append(text, band.key...)
		if same(band.values, v.Median) {
			text = append(text, text[begin:end]...)
		} else {
			text = appendNumbers(text, band.values)
		}
	}
	text = appendNumbers(append(text, `,"probability_positive":`...), v.ProbabilityPositive)
	text = appendNumbers(append(text, `,"probability_negative":`...), v.ProbabilityNegative)
	return append(text, '}'), nil
}

// same reports whether two slices are one, as they are for a single run.
func same(a, b []float64) bool { return len(a) > 0 && len(a) == len(b) && &a[0] == &b[0] }

// appendNumbers writes finite numbers, which all results are, in as few digits
// as tell them apart.
func appendNumbers(text []byte, values []float64) []byte {
	text = append(text, '[')
	for i, v := range values {
		if i > 0 {
			text = append(text, ',')
		}
		switch {
		case v == 0 && !math.Signbit(v):
			text = append(text, '0')
		case v == 1:
			text = append(text, '1')
		default:
			text = strconv.AppendFloat(text, v, 'g', -1, 64)
		}
	}
	return append(text, ']')
}
