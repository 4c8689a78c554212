package loop

import (
	"encoding/json"
	"testing"

	"sysmap/maps"
)

func TestAnExtentSaysWhatTheListHolds(t *testing.T) {
	for _, test := range []struct {
		extent                Extent
		english, danish, json string
	}{
		{
			Extent{Complete: true, Count: 5},
			"Complete: nothing is left out.", "Fuldstændig: intet er udeladt.",
			`{"complete":true,"max_length":0,"longer":false,"count":5}`,
		},
		{
			Extent{Complete: true, MaxLength: 4, Longer: true, Count: 43},
			"Complete up to length 4; there may be longer ones.", "Fuldstændig op til længde 4; der kan være længere.",
			`{"complete":true,"max_length":4,"longer":true,"count":43}`,
		},
		{
			Extent{Complete: true, MaxLength: 4, Count: 3},
			"Complete up to length 4; there are no longer ones.", "Fuldstændig op til længde 4; der er ingen længere.",
			`{"complete":true,"max_length":4,"longer":false,"count":3}`,
		},
		{
			Extent{MaxLength: 3, Count: 30, Cut: CutAtLimit},
			"Not complete: cut after 30; everything up to length 3 is in the list.",
			"Ikke fuldstændig: afkortet efter 30; alt op til længde 3 er med på listen.",
			`{"complete":false,"max_length":3,"longer":false,"count":30,"cut":"limit"}`,
		},
		{
			Extent{Count: 7, Cut: CutByContext},
			"Not complete: cancelled after 7.", "Ikke fuldstændig: afbrudt efter 7.",
			`{"complete":false,"max_length":0,"longer":false,"count":7,"cut":"cancelled"}`,
		},
		{
			Extent{Count: 1, Cut: CutByReader},
			"Not complete: stopped after 1.", "Ikke fuldstændig: standset efter 1.",
			`{"complete":false,"max_length":0,"longer":false,"count":1,"cut":"stopped"}`,
		},
	} {
		if got := test.extent.String(); got != test.english {
			t.Errorf("%q, want %q", got, test.english)
		}
		if got := test.extent.In(maps.Danish); got != test.danish {
			t.Errorf("%q, want %q", got, test.danish)
		}
		if got, err := json.Marshal(test.extent); err != nil || string(got) != test.json {
			t.Errorf("%s %v, want %s", got, err, test.json)
		}
	}
}
