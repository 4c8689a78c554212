package simulate

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"sysmap/maps"
)

func TestMethodsInStepsRefuseRunsWithoutAny(t *testing.T) {
	m := sketch(t, "a ->+ b")
	for _, method := range []Method{FCM{}, Pulse{}} {
		for _, until := range []float64{0.5, 2e5} {
			_, err := modelOf(t, m).Run(t.Context(), does(t, m, "press a=0.1"), Options{Method: method, Until: until})
			if err == nil || !strings.Contains(err.Error(), "one step a unit of time") {
				t.Errorf("%s until %v: %v", method.Name(), until, err)
			}
		}
	}
}

func TestEveryMethodRunsEnsemblesThatMerge(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->? c", "c ->- a", "b ->- b")
	for l := range m.Links {
		m.Links[l].Strength, m.Links[l].StrengthStated = maps.Range{Low: 0.1, High: 0.6}, true
	}
	m.Goal.Lower = []string{"c"}
	s := does(t, m, "press a=0.4@2..", "scale b ->? c=0.8@6..")
	for _, method := range Methods() {
		found, err := MethodNamed(method.Name())
		if err != nil || found.Name() != method.Name() {
			t.Errorf("%s: %v", method.Name(), err)
		}
		o := EnsembleOptions{Runs: 100, Options: Options{Method: method, Until: 12, Points: 13}}
		whole := ensembleOf(t, m, s, o)
		o.Members = Span{0, 37}
		first := ensembleOf(t, m, s, o)
		o.Members = Span{37, 100}
		merged, err := Merge(ensembleOf(t, m, s, o), first)
		if err != nil {
			t.Fatal(err)
		}
		if string(archived(t, merged)) != string(archived(t, whole)) {
			t.Errorf("%s: parts do not merge to the whole", method.Name())
		}
		sum := summaryOf(t, whole)
		b := sum.of(t, "b")
		if b.ProbabilityPositive[12] < 0.9 || sum.of(t, "c").ProbabilityNegative[12] < 0.3 || sum.of(t, "c").ProbabilityPositive[12] < 0.3 {
			t.Errorf("%s: b up %v, c up %v down %v", method.Name(), b.ProbabilityPositive[12], sum.of(t, "c").ProbabilityPositive[12], sum.of(t, "c").ProbabilityNegative[12])
		}
		d, err := whole.Drivers(t.Context())
		if err != nil || d[0].Factors[0].Of != "b ->? c" {
			t.Errorf("%s: %+v, %v", method.Name(), d, err)
		}
	}
}

func TestMethodsOfMatricesRefuseMapsThatAreTooLarge(t *testing.T) {
	m := &maps.Map{}
	for i := range maxMatrix + 1 {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i)})
	}
	model := modelOf(t, m)
	for _, method := range []Method{FCM{}, Pulse{}, Press{}} {
		_, err := model.Run(t.Context(), does(t, m, "press v0=0.1"), Options{Method: method, Until: 5, Points: 2})
		if !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "2001 variables") {
			t.Errorf("%s: %v", method.Name(), err)
		}
	}
}
