package alliance

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestTheSameMapGivesTheSameBytesOnAnyNumberOfCores(t *testing.T) {
	m := example(t, "ensomhed")
	var texts [2]string
	for k := range texts {
		text, err := json.Marshal(analyse(t, m, Options{Workers: 1 + 2*k, Members: 5}))
		if err != nil {
			t.Fatal(err)
		}
		texts[k] = string(text)
	}
	if texts[0] != texts[1] {
		t.Error("one worker and three give different results")
	}
}

func TestACancelledAnalysisReturnsItsContextsError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	m := example(t, "ensomhed")
	_, err := Analyse(ctx, m, Options{Progress: func(done float64) {
		if done > 0.3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestProgressGoesUpToOne(t *testing.T) {
	last := -1.0
	analyse(t, parse(t, town), Options{Progress: func(done float64) {
		if done < last || done > 1 {
			t.Errorf("%v after %v", done, last)
		}
		last = done
	}})
	if last != 1 {
		t.Errorf("ended at %v", last)
	}
}

func TestWhatCannotBeAnalysedIsAnError(t *testing.T) {
	fine := parse(t, town)
	for name, o := range map[string]Options{
		"press": {Press: 2}, "until": {Until: -1}, "members": {Members: -1}, "length": {MaxLength: -1}, "orders": {Orders: -1},
	} {
		if _, err := Analyse(context.Background(), fine, o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for name, spoil := range map[string]func(*maps.Map){
		"role of nobody":   func(m *maps.Map) { m.Roles[0].Actor = "ghost" },
		"role on nothing":  func(m *maps.Map) { m.Roles[0].Knows = []string{"ghost"} },
		"effort by nobody": func(m *maps.Map) { m.Efforts[0].By = []string{"ghost"} },
		"goal of nothing":  func(m *maps.Map) { m.Goal.Lower = []string{"ghost"} },
		"goal both ways":   func(m *maps.Map) { m.Goal.Lower = []string{"c"} },
		"link to nothing":  func(m *maps.Map) { m.Links[0].To = "ghost" },
		"everyone everywhere": func(m *maps.Map) {
			m.Actors, m.Roles, m.Efforts = nil, nil, nil
			for k := range MostActors {
				id := fmt.Sprint("actor", k)
				m.Actors = append(m.Actors, maps.Actor{ID: id})
				m.Roles = append(m.Roles, maps.Role{Actor: id, CanAct: []string{"a", "b", "c", "d", "e"}})
			}
			for range 20 {
				m.Links = append(m.Links, m.Links[0])
			}
		},
		"a crowd": func(m *maps.Map) { m.Actors = make([]maps.Actor, MostActors+1) },
	} {
		m := parse(t, town)
		spoil(m)
		if _, err := Analyse(context.Background(), m, Options{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAnonymousLeavesNoNameOfAnActor(t *testing.T) {
	m := example(t, "ensomhed")
	text, err := json.Marshal(analyse(t, Anonymous(m), Options{Members: 2, Orders: 2, ExactPlayers: 2}))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range m.Actors {
		for _, name := range append(a.Label.All(), a.ID) {
			if strings.Contains(string(text), fmt.Sprintf("%q", name)) || strings.Contains(string(text), " "+name) {
				t.Errorf("%q is still there", name)
			}
		}
	}
	if m.Actors[0].ID != "kommunen" || m.Roles[0].Actor != "kommunen" {
		t.Error("the map itself has changed")
	}
}

// TestTheExamplesReadAsReviewed compares everything that is said of the
// examples with what was read and found useful and true.
func TestTheExamplesReadAsReviewed(t *testing.T) {
	for _, name := range []string{"et-lettere-liv", "ensomhed"} {
		// Neither Shapley values nor counts of all loops are told in sentences.
		r := analyse(t, example(t, name), Options{MaxStates: -1, ExactPlayers: 1, Orders: 2})
		var b strings.Builder
		for _, l := range maps.Languages() {
			write := func(heading string, list []Statement) {
				fmt.Fprintf(&b, "\n%s\n", heading)
				for _, s := range list {
					fmt.Fprintf(&b, "- %s\n", s.In(l))
				}
			}
			write("coverage", r.Coverage.Statements)
			write("loops", r.GoalLoops.Statements)
			write("orphans", r.Orphans.Statements)
			write("shared space", r.Shared.Statements)
			write("interfaces", r.Interfaces.Statements)
			write("alone", r.Alone.Statements)
			write("thread", r.Thread.Statements)
			write("pressure", r.Pressure.Statements)
			for _, e := range r.Readiness {
				write(e.Key.Label(l)+": "+e.Standing.Label(l), slices.Concat(e.There, e.Missing, []Statement{e.Next}))
			}
		}
		file := "testdata/" + name + ".txt"
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s reads otherwise than in %s; read it, then run with -update:\n%s", name, file, b.String())
		}
	}
}

func BenchmarkAnalyse(b *testing.B) {
	for _, name := range []string{"ensomhed", "et-lettere-liv"} {
		m := example(b, name)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				analyse(b, m, Options{})
			}
		})
	}
}
