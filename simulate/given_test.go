package simulate

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
)

func TestEveryInterventionIsReadBackFromItsFlag(t *testing.T) {
	m := sketch(t, "stress ->- sleep", "sleep ->+ mood", "mood ->- stress")
	rapid.Check(t, func(t *rapid.T) {
		x := maps.Intervention{Action: rapid.SampledFrom(order).Draw(t, "action")}
		switch x.Action {
		case maps.Press, maps.Pulse, maps.Ramp, maps.Hold:
			x.Variable = rapid.SampledFrom([]string{"stress", "sleep", "mood"}).Draw(t, "variable")
			x.Amount = rapid.Float64Range(-1, 1).Draw(t, "amount")
		case maps.Add:
			x.Link, x.Amount = &maps.LinkRef{From: "stress", To: "mood", Sign: maps.Negative}, rapid.Float64Range(0, 1).Draw(t, "strength")
		default:
			ref := rapid.SampledFrom(m.Links).Draw(t, "link").Ref()
			x.Link = &ref
			if x.Action == maps.Scale {
				x.Amount = rapid.Float64Range(0, 5).Draw(t, "factor")
			}
			if x.Action == maps.Resign {
				x.NewSign = -ref.Sign
			}
		}
		if rapid.Bool().Draw(t, "late") {
			x.From = rapid.Float64Range(0, 50).Draw(t, "from")
		}
		if x.Action != maps.Pulse && rapid.Bool().Draw(t, "ends") {
			end := x.From + rapid.Float64Range(0.5, 50).Draw(t, "lasts")
			x.Until = &end
		}
		text := Format(x)
		back, err := Parse(m, x.Action, text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		one, _ := json.Marshal(x)
		two, _ := json.Marshal(back)
		if string(one) != string(two) {
			t.Fatalf("%q reads as %s, not %s", text, two, one)
		}
	})
}

func TestWhatIsGivenIsSortedByWhatItDoes(t *testing.T) {
	m := sketch(t, "stress ->- sleep")
	var list []maps.Intervention
	for _, one := range []struct {
		action maps.Action
		text   string
	}{{maps.Cut, "stress ->- sleep"}, {maps.Press, "sleep=0.5"}, {maps.Press, "stress=-0.5"}} {
		x, err := Parse(m, one.action, one.text)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, x)
	}
	var flags []string
	s := Given(m, list)
	for _, x := range s.Interventions {
		flags = append(flags, string(x.Action)+" "+Format(x))
	}
	if want := []string{"press sleep=0.5", "press stress=-0.5", "cut stress ->- sleep"}; !slices.Equal(flags, want) {
		t.Errorf("given %q, want %q", flags, want)
	}
	if s.ID != GivenID || s.Label.Empty() || list[0].Action != maps.Cut {
		t.Errorf("the scenario is %+v, the list begins with %s", s, list[0].Action)
	}
}

func TestASingleRunIsSummarisedAsAnEnsembleOfOne(t *testing.T) {
	m := sketch(t, "stress ->- sleep", "sleep ->+ mood", "rain ->+ umbrellas")
	model, err := NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	press, err := Parse(m, maps.Press, "stress=0.5")
	if err != nil {
		t.Fatal(err)
	}
	run, err := model.Run(t.Context(), Given(m, []maps.Intervention{press}), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := run.Summary()
	if !s.Complete || s.Members != 1 || s.Runs != 1 || s.Scenario != GivenID || len(s.Variables) != len(m.Variables) {
		t.Fatalf("%+v", s)
	}
	last := len(s.Times) - 1
	want := map[string][2]float64{"stress": {1, 0}, "sleep": {0, 1}, "mood": {0, 1}, "rain": {0, 0}, "umbrellas": {0, 0}}
	for i, v := range s.Variables {
		if got := [2]float64{v.ProbabilityPositive[last], v.ProbabilityNegative[last]}; got != want[v.Variable] {
			t.Errorf("%s rises and falls in %v, want %v", v.Variable, got, want[v.Variable])
		}
		if !slices.Equal(v.Median, run.Variables[i].Change) || &v.Low[0] != &v.Median[0] || &v.High[0] != &v.Median[0] {
			t.Errorf("%s: the band is not the change", v.Variable)
		}
	}
}
