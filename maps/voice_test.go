package maps_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"sysmap/maps"
)

const street = `sysmap: 1
title: Street
variables: {traffic: , noise: , sleep: }
links:
  - traffic ->+ noise
  - {link: noise ->- sleep, strength: medium, probability: 0.5}
actors: {town: , shop: }
`

// files writes files into a folder of their own and returns how to name them.
func files(t *testing.T, texts map[string]string) func(name string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return func(name string) string { return filepath.Join(dir, name) }
}

func TestASectionHoldsManyVoicesAndAFileIsOne(t *testing.T) {
	at := files(t, map[string]string{
		"map.yaml": street,
		"many.yaml": `sysmap: 1
extends: map.yaml
voices:
  anna:
    label: Anna A.
    links: [traffic ->+ sleep, {link: noise ->- sleep, probability: 1}]
    denies: [traffic ->+ noise]
  bo:
    variables: {trees: Trees}
    actors: {school: }
    links: [trees ->- noise]
    roles: [{actor: school, can-act: [trees]}, {actor: town, must-act: [noise]}]
`,
		"one.yaml": `sysmap: 1
voice: {label: Carl, note: Tired, denies: [noise ->- sleep]}
links: [{link: noise ->- sleep, strength: weak}]
efforts: {lamps: }
`,
		"titled.yaml": "sysmap: 1\ntitle: Dorte\nlinks: [traffic ->+ noise]\n",
		"plain.yaml":  "sysmap: 1\ntitle: Street\nextends: map.yaml\nroles: [{actor: shop, must-act: [noise]}]\n",
	})
	l := &maps.Loader{}
	read := func(name string) []maps.Said {
		said, err := l.Voices(t.Context(), at("map.yaml"), at(name))
		if err != nil {
			t.Fatal(err)
		}
		return said
	}
	many := read("many.yaml")
	if len(many) != 2 || many[0].ID != "anna" || many[0].Line != 4 || many[0].Label.Plain != "Anna A." || many[1].Label.Plain != "Bo" {
		t.Fatalf("got %+v", many)
	}
	anna, bo := many[0].Voice, many[1].Voice
	if anna.Links[0].Probability != 0 || anna.Links[1].Probability != 1 || anna.Denies[0] != (maps.LinkRef{From: "traffic", To: "noise", Sign: maps.Positive}) {
		t.Errorf("Anna says %+v", anna)
	}
	if bo.Variables[0].Label.Plain != "Trees" || bo.Actors[0].Label.Plain != "School" || len(bo.Roles) != 2 || bo.Silent() {
		t.Errorf("Bo says %+v", bo)
	}
	one := read("one.yaml")
	if len(one) != 1 || one[0].Label.Plain != "Carl" || one[0].Note.Plain != "Tired" || len(one[0].Denies) != 1 ||
		one[0].Links[0].Strength.High != 0.35 || !reflect.DeepEqual(one[0].Unheard, []string{"efforts"}) {
		t.Errorf("got %+v", one)
	}
	if plain := read("plain.yaml"); plain[0].Label.Plain != "plain" || plain[0].Roles[0].Actor != "shop" || plain[0].ID != "" {
		t.Errorf("got %+v", plain)
	}
	if titled := read("titled.yaml"); titled[0].Label.Plain != "Dorte" {
		t.Errorf("got %+v", titled)
	}
	if own := read("map.yaml"); len(own) != 0 {
		t.Errorf("a map is not a voice about itself: %+v", own)
	}
	own, err := l.Voices(t.Context(), at("many.yaml"), at("many.yaml"))
	if err != nil || len(own) != 2 || own[1].Line != 8 {
		t.Errorf("got %+v, %v", own, err)
	}
}

func TestMistakesOfVoicesHaveTheirPlace(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown variable", "sysmap: 1\nvoice: A\nlinks: [nois ->- sleep]\n", `voice.yaml:3:9: there is no variable with this id: "nois"; did you mean "noise"?`},
		{"unknown actor", "sysmap: 1\nroles:\n  - {actor: twon, must-act: [noise]}\n", `voice.yaml:3:13: there is no actor with this id: "twon"; did you mean "town"?`},
		{"unknown link end", "sysmap: 1\nvoice: {denies: [noise ->- slep]}\n", `voice.yaml:2:18: there is no variable with this id: "slep"; did you mean "sleep"?`},
		{"in a section", "sysmap: 1\nvoices: {a: {links: [nois ->- sleep]}}\n", `voice.yaml:2:22: there is no variable with this id: "nois"; did you mean "noise"?`},
		{"another's variable", "sysmap: 1\nvoices: {a: {variables: {trees: }}, b: {links: [trees ->- noise]}}\n", `voice.yaml:2:49: there is no variable with this id: "trees"`},
		{"voice of nothing", "sysmap: 1\nvoice: {labl: A}\n", `voice.yaml:2:9: unknown key of a voice: "labl"; did you mean "label"?`},
		{"twice denied", "sysmap: 1\nvoice: {denies: [noise ->- sleep, noise ->- sleep]}\n", `voice.yaml:2:35: the link stands twice in this list: "noise ->- sleep"; keep one`},
		{"positive and positive", "sysmap: 1\nlinks: [{link: noise ->- sleep, positive: 0.3}]\n", `voice.yaml:2:9: only a link of unknown sign may be positive with some probability: "noise ->- sleep"; write ->?, or take out positive`},
		{"no base", "sysmap: 1\nextends: nowhere.yaml\n", `voice.yaml:2:10: the map that this one extends is neither a file nor a library map: "nowhere.yaml"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := files(t, map[string]string{"map.yaml": street, "voice.yaml": c.text})
			_, err := (&maps.Loader{}).Voices(t.Context(), at("map.yaml"), at("voice.yaml"))
			if err == nil {
				t.Fatal("no error")
			}
			if got := strings.TrimPrefix(err.Error(), filepath.Dir(at("voice.yaml"))+string(filepath.Separator)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestVoicesAboutAnotherMapAreRefused(t *testing.T) {
	at := files(t, map[string]string{
		"map.yaml": street, "copy.yaml": "# a copy\n" + street, "other.yaml": strings.Replace(street, "Street", "Square", 1),
		"same.yaml": "sysmap: 1\nextends: copy.yaml\n", "odd.yaml": "sysmap: 1\nextends: other.yaml\n",
	})
	l := &maps.Loader{}
	if _, err := l.Voices(t.Context(), at("map.yaml"), at("same.yaml")); err != nil {
		t.Errorf("a copy of the map is the map: %v", err)
	}
	_, err := l.Voices(t.Context(), at("map.yaml"), at("odd.yaml"))
	if !errors.Is(err, maps.ErrOtherMap) || !strings.Contains(err.Error(), `odd.yaml:2:10: `) || !strings.Contains(err.Error(), `"Square"`) || !strings.Contains(err.Error(), `"Street"`) {
		t.Errorf("got %v", err)
	}
}
