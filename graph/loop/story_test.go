package loop

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"sysmap/graph"
	"sysmap/maps"
)

func TestStoriesReadAsPeopleTellThem(t *testing.T) {
	g := graph.New(bedroom())
	stories := map[string][]string{
		"energy stress sleep": {
			"A higher level of energy leads to less stress, which leads to more sleep, which after a while leads back to a higher level of energy: reinforcing.",
			"Mere overskud fører til mindre stress, som fører til mere søvn, og det fører efter et stykke tid tilbage til mere overskud: forstærkende sløjfe.",
		},
		"sleep energy stress": {
			"More sleep after a while leads to a higher level of energy, which leads to less stress, which leads back to more sleep: reinforcing.",
			"Mere søvn fører efter et stykke tid til mere overskud, som fører til mindre stress, og det fører tilbage til mere søvn: forstærkende sløjfe.",
		},
		"stress sleep energy": {
			"More stress leads to less sleep, which after a while leads to a lower level of energy, which leads back to more stress: reinforcing.",
			"Mere stress fører til mindre søvn, som efter et stykke tid fører til mindre overskud, og det fører tilbage til mere stress: forstærkende sløjfe.",
		},
		"stress sleep noise": {
			"More stress leads to less sleep, which may lead to more or less noise from neighbours. More noise from neighbours leads back to more stress: undetermined, since not every sign on the way is known.",
			"Mere stress fører til mindre søvn, som kan føre til en stigning eller et fald i støj fra naboer. En stigning i støj fra naboer fører tilbage til mere stress: ubestemt sløjfe, da ikke alle fortegn undervejs er kendt.",
		},
		"coffee sleep": {
			"An increase in cups of coffee after a while leads to less sleep, which leads back to an increase in cups of coffee: reinforcing.",
			"En stigning i kopper kaffe fører efter et stykke tid til mindre søvn, og det fører tilbage til en stigning i kopper kaffe: forstærkende sløjfe.",
		},
		"stress": {
			"More stress leads back to more stress: reinforcing.",
			"Mere stress fører tilbage til mere stress: forstærkende sløjfe.",
		},
	}
	for through, want := range stories {
		n, err := Resolve(g, maps.Loop{ID: "R1", Through: strings.Fields(through)})
		if err != nil {
			t.Fatal(err)
		}
		for l := range n.Variants() {
			for i, language := range maps.Languages() {
				if got := Story(g, l, language); got != want[i] {
					t.Errorf("%s in %s:\n%s\nwant\n%s", through, language, got, want[i])
				}
			}
			break
		}
	}
}

func TestALongStoryIsToldInSeveralSentences(t *testing.T) {
	g := foresight(t)
	listing, err := List(g, ListOptions{Filter: Filter{MinLength: 12, MaxLength: 12}, Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for l := range listing.Loops(context.Background()) {
		for _, language := range maps.Languages() {
			story := Story(g, l, language)
			if n := strings.Count(story, ". "); n != 2 {
				t.Errorf("%d breaks in a story of 12 links: %s", n, story)
			}
		}
	}
}

func TestAPathStoryEndsWithWhatItComesTo(t *testing.T) {
	g := graph.New(bedroom())
	for to, want := range map[string]string{
		"energy": "More stress leads to less sleep, which after a while leads to a lower level of energy. In all, more stress after a while leads to a lower level of energy.",
		"sleep":  "More stress leads to less sleep.",
		"noise":  "More stress leads to less sleep, which may lead to more or less noise from neighbours. In all, more stress may lead to more or less noise from neighbours.",
	} {
		v, _ := g.Find(to)
		listing, err := Paths(g, 0, v, ListOptions{Limit: 1})
		if err != nil {
			t.Fatal(err)
		}
		for p := range listing.Paths(context.Background()) {
			if got := p.Story(g, maps.English); got != want {
				t.Errorf("%s\nwant\n%s", got, want)
			}
		}
	}
}

func TestLabelsLoseTheirCapitalsInsideASentence(t *testing.T) {
	for label, want := range map[string]string{
		"Self-Esteem":                           "self-esteem",
		"TV Watching":                           "TV watching",
		"NEAT Non-Volitional Activity":          "NEAT non-volitional activity",
		"Demand for Indulgence/Compensation":    "demand for indulgence/compensation",
		"Degree of Optimal GI Signalling":       "degree of optimal GI signalling",
		"Fysisk aktivitet i Holbæk":             "fysisk aktivitet i Holbæk",
		"Uvilkårlig aktivitet (NEAT)":           "uvilkårlig aktivitet (NEAT)",
		"F2F Social Interaction":                "F2F social interaction",
		"Øl":                                    "øl",
		"":                                      "",
		"—":                                     "—",
		"Quality & Quantity (and Weaning) Here": "quality & quantity (and weaning) here",
	} {
		if got := uncapitalised(label); got != want {
			t.Errorf("%q in a sentence is %q, want %q", label, got, want)
		}
	}
}

func TestOnlyPlainNounsTakeMore(t *testing.T) {
	for label, want := range map[string]string{
		"Stress": "more", "Functional Fitness": "more", "Fear of rejection": "more", "Illness": "more",
		"Close friendships": "an increase in", "Cups of coffee": "an increase in", "Portion Size": "an increase in",
		"Market Price of Food Offerings": "a higher", "Rate of Eating": "a higher", "Carbohydrate": "more",
		"Children's Control of Diet": "an increase in", "24h news": "an increase in", "People": "an increase in",
	} {
		if got := english.forms(label)[2]; got != want {
			t.Errorf("%q goes with %q, want %q", label, got, want)
		}
	}
	for label, want := range map[string]string{
		"Ensomhed": "mere", "Fysisk aktivitet": "mere", "God søvn": "en stigning i", "Forældres overskud": "en stigning i", "Uddannelse": "mere",
		"Nære venskaber": "en stigning i", "Markedspris": "en stigning i", "De voksnes blik for ensomhed": "en stigning i",
	} {
		if got := danish.forms(label)[2]; got != want {
			t.Errorf("%q goes with %q, want %q", label, got, want)
		}
	}
}

func FuzzStoriesStayWholeForAnyLabel(f *testing.F) {
	for _, label := range []string{"Stress", "", " \n ", "'", "ß of", "\xff", "A/B-C", "ǅ"} {
		f.Add(label)
	}
	f.Fuzz(func(t *testing.T, label string) {
		m := bedroom()
		m.Variables[0].Label = maps.Plain(label)
		g := graph.New(m)
		l := closedLoop(g, []int{0, 1, 2})
		for _, language := range maps.Languages() {
			story := Story(g, l, language)
			if utf8.ValidString(label) && !utf8.ValidString(story) {
				t.Errorf("%q makes %q", label, story)
			}
			if !strings.HasSuffix(story, ".") || strings.ContainsAny(story, "\n\r\t") {
				t.Errorf("%q makes %q", label, story)
			}
		}
	})
}
