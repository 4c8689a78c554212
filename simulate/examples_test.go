package simulate

import (
	"errors"
	"math"
	"path/filepath"
	"testing"

	"sysmap/maps"
	"sysmap/maps/library"
)

func exampleMaps(t testing.TB) map[string]*maps.Map {
	t.Helper()
	files, err := filepath.Glob("../examples/*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no examples", err)
	}
	out := make(map[string]*maps.Map)
	for _, file := range files {
		m, err := (&maps.Loader{Library: library.Source}).Load(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(filepath.Dir(file))] = m
	}
	return out
}

// TestEveryScenarioOfTheExamplesRunsByEveryMethod; a linear map may be unstable,
// which is an answer too.
func TestEveryScenarioOfTheExamplesRunsByEveryMethod(t *testing.T) {
	for name, m := range exampleMaps(t) {
		model := modelOf(t, m)
		for _, listed := range m.Scenarios {
			s, err := FromMap(m, listed.ID)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, method := range Methods() {
				run, err := model.Run(t.Context(), s, Options{Method: method})
				var unstable *UnstableError
				if errors.As(err, &unstable) {
					continue
				}
				if err != nil {
					t.Errorf("%s, %s, %s: %v", name, listed.ID, method.Name(), err)
					continue
				}
				moved := false
				for _, v := range run.Variables {
					for _, x := range v.Change {
						if math.IsNaN(x) || math.IsInf(x, 0) {
							t.Fatalf("%s, %s, %s: %s changes by %v", name, listed.ID, method.Name(), v.Variable, x)
						}
						moved = moved || x != 0
					}
				}
				if !moved {
					t.Errorf("%s, %s, %s: nothing changes", name, listed.ID, method.Name())
				}
			}
		}
	}
}
