package simulate

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/simulate/press"
)

func TestPressIsWhereTheLinearMapSettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyMap(t, true)
		for l := range m.Links {
			m.Links[l].Delay = nil
			m.Links[l].Strength = maps.Exactly(m.Links[l].Strength.Low / 3)
		}
		for i := range m.Variables {
			m.Variables[i].Inertia = nil
		}
		model, err := NewModel(m)
		if err != nil {
			t.Fatal(err)
		}
		var s Scenario
		for _, iv := range anyScenario(t, m).Interventions {
			iv.Until = nil
			s = s.With(iv)
			if iv.Action == maps.Ramp {
				end := 20.0
				s.Interventions[len(s.Interventions)-1].Until = &end
			}
		}
		var last [2][]float64
		for k, method := range []Method{Press{}, Linear{}} {
			run, err := model.Run(context.Background(), s, Options{Method: method, Until: 300, Points: 4})
			var unstable *UnstableError
			if errors.As(err, &unstable) {
				return
			} else if err != nil {
				t.Fatal(err)
			}
			for _, v := range run.Variables {
				last[k] = append(last[k], v.last())
			}
			if k == 1 && run.LargestRealPart != nil && *run.LargestRealPart > -0.1 {
				return // too slow to have settled
			}
		}
		for i := range last[0] {
			if !near(last[0][i], last[1][i], 1e-5*(1+math.Abs(last[0][i]))) {
				t.Fatalf("variable %d settles at %v, the linear map is at %v", i, last[0][i], last[1][i])
			}
		}
	})
}

// snowshoe is the published system of vegetation, hares and predators, in which
// each variable limits itself.
func snowshoe(t *testing.T) *maps.Map {
	return sketch(t, "v ->+ h", "h ->- v", "h ->+ p", "p ->- h", "v ->+ p")
}

func TestPressSignsAreThoseOfTheMap(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->- a", "b ->? c", "c ->+ d", "c ->- d", "d ->+ d")
	a, pressed, left, err := modelOf(t, m).PressSigns(does(t, m, "press a=-0.5", "sign b ->- a=+", "cut a ->+ b@500", "press d=1@2..9", "press b=0.1@300"))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]int{{-1, 1, 0, 0}, {0, -1, 0, 0}, {0, 0, -1, 0}, {0, 0, 0, 1}}
	for i := range want {
		if !slices.Equal(a[i], want[i]) {
			t.Errorf("row %d is %v, want %v", i, a[i], want[i])
		}
	}
	if !slices.Equal(pressed, []int{-1, 1, 0, 0}) || left != 3 {
		t.Errorf("%v pressed, %d not counted", pressed, left)
	}
	if _, _, _, err := modelOf(t, m).PressSigns(does(t, m, "hold a=0.5")); err == nil {
		t.Error("a hold is a press")
	}
}

func TestPredictionsAndSamplesOfAMapAgreeWhereTheyAreCertain(t *testing.T) {
	m := snowshoe(t)
	model := modelOf(t, m)
	s := does(t, m, "press v=1")
	a, _, _, err := model.PressSigns(s)
	if err != nil {
		t.Fatal(err)
	}
	predicted, err := press.Predict(t.Context(), a, press.PredictOptions{})
	if err != nil {
		t.Fatal(err)
	}
	system, pressed, err := model.PressModel(s)
	if err != nil {
		t.Fatal(err)
	}
	sampled, err := press.Sample(t.Context(), system, [][]float64{pressed}, press.SampleOptions{Runs: 300})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		negative, _, positive, ok := sampled.Responses[0].Proportions(i)
		if weight, _ := predicted.Weight(i, 0); weight == 1 && (!ok || max(negative, positive) < 1 || (positive == 1) != (predicted.Sign(i, 0) > 0)) {
			t.Errorf("variable %d: predicted %d, sampled %v down and %v up", i, predicted.Sign(i, 0), negative, positive)
		}
	}
}

func TestPressModelsKeepWhatTheMapSays(t *testing.T) {
	m := sketch(t, "a ->+ b", "b ->? c", "c ->- a")
	m.Links[0].Strength, m.Links[0].StrengthStated = maps.Range{Low: 0.2, High: 0.4}, true
	m.Links[1].Probability = 0.7
	system, pressed, err := modelOf(t, m).PressModel(does(t, m, "press b=0.5", "scale a ->+ b=0.5", "cut c ->- a", "add c ->+ b=0.3"))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(pressed, []float64{0, 0.5, 0}) || len(system.Links) != 3 || system.Variables != 3 {
		t.Fatalf("%+v, %v", system, pressed)
	}
	for l, want := range []press.Link{{From: 0, To: 1, Sign: 1, Low: 0.1, High: 0.2, Probability: 1}, {From: 1, To: 2, High: 1, Probability: 0.7}, {From: 2, To: 1, Sign: 1, Low: 0.3, High: 0.3, Probability: 1}} {
		got := system.Links[l]
		got.Key = 0
		if got != want {
			t.Errorf("link %d is %+v, want %+v", l, got, want)
		}
	}
}
