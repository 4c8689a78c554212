package simulate_test

import (
	"context"
	"testing"

	"sysmap/maps"
	"sysmap/simulate"
)

func TestAScenarioWithoutANameIsCalledAfterWhatItDoes(t *testing.T) {
	m, err := new(maps.Loader).Parse(context.Background(), "map.yaml", []byte(
		"sysmap: 1\ntitle: T\nvariables:\n  a: {label: {en: Stress, da: Pres}}\n  b: {label: Sleep}\nlinks:\n  - a ->- b\n"))
	if err != nil {
		t.Fatal(err)
	}
	one := func(action maps.Action, text string) maps.Intervention {
		i, err := simulate.Parse(m, action, text)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	press, hold, cut, scale := one(maps.Press, "a=-0.25"), one(maps.Hold, "b=0"), one(maps.Cut, "a ->- b"), one(maps.Scale, "a ->- b=2")
	for _, c := range []struct {
		list   []maps.Intervention
		en, da string
	}{
		{[]maps.Intervention{press}, "Stress −0.25", "Pres −0,25"},
		{[]maps.Intervention{hold, one(maps.Press, "b=0.5")}, "Sleep = 0, Sleep +0.5", "Sleep = 0, Sleep +0,5"},
		{[]maps.Intervention{cut, scale, one(maps.Resign, "a ->- b=+")}, "Stress →− Sleep cut, Stress →− Sleep ×2, Stress →− Sleep ⇒ +", "Pres →− Sleep skåret over, Pres →− Sleep ×2, Pres →− Sleep ⇒ +"},
		{[]maps.Intervention{press, hold, cut, scale, scale}, "Stress −0.25, Sleep = 0, Stress →− Sleep cut and 2 more", "Pres −0,25, Sleep = 0, Pres →− Sleep skåret over og 2 til"},
	} {
		text := simulate.Called(m, c.list)
		if text.In(maps.English) != c.en || text.In(maps.Danish) != c.da {
			t.Errorf("called %q and %q, want %q and %q", text.In(maps.English), text.In(maps.Danish), c.en, c.da)
		}
	}
}
