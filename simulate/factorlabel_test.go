package simulate_test

import (
	"context"
	"testing"

	"sysmap/maps"
	"sysmap/simulate"
)

func TestADriverIsNamedInThePeoplesWords(t *testing.T) {
	m, err := new(maps.Loader).Parse(context.Background(), "map.yaml", []byte(
		"sysmap: 1\ntitle: T\nvariables:\n  a: {label: {en: Stress, da: Pres}}\n  b: {label: Sleep}\nlinks:\n  - a ->- b\n  - b ->? a\n"))
	if err != nil {
		t.Fatal(err)
	}
	late := simulate.Driver{Kind: simulate.DelayFactor, Of: "a ->- b"}
	if got := late.Label(m, maps.English); got != "Stress →− Sleep (delay)" {
		t.Errorf("a delay is called %q", got)
	}
	for of, want := range map[string]string{"a ->- b": "Pres →− Sleep", "b ->? a": "Sleep →? Pres", "a": "Pres", "elsewhere": "elsewhere", "a ->+ elsewhere": "a ->+ elsewhere"} {
		if got := (simulate.Driver{Of: of}).Label(m, maps.Danish); got != want {
			t.Errorf("%q is called %q, want %q", of, got, want)
		}
	}
}
