package table

import (
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

// TestTablesOfPeopleAreRead holds tables as people and other tools make them.
func TestTablesOfPeopleAreRead(t *testing.T) {
	for _, c := range []struct{ name, text, links string }{
		{"cause and effect", "cause,effect,polarity\nA,B,positive\nB,C,negative\n", "a ->+ b, b ->- c"},
		{"an effect beside both ends", "From,To,Effect\nA,B,+\nB,C,-\n", "a ->+ b, b ->- c"},
		{"Danish source and target", "Kilde;Mål;Fortegn\nStress;Søvn;-\n", "stress ->- søvn"},
		{"årsag and virkning", "Årsag;Virkning;+/-\nA;B;+\nB;C;−\n", "a ->+ b, b ->- c"},
		{"who acts on whom", "Påvirkende faktor;Påvirket faktor;Påvirkning\nA;B;negativ\nB;C;positiv\n", "a ->- b, b ->+ c"},
		{"who is acted on", "Faktor;Påvirkes af;Fortegn\nA;B;-\n", "b ->- a"},
		{"numbered factors", "Faktor 1;Faktor 2;Sammenhæng\nA;B;negativ\nB;C;positiv\n", "a ->- b, b ->+ c"},
		{"a sign under a title of its own", "Fra;Til;Retning\nA;B;↑\nB;C;↓\n", "a ->+ b, b ->- c"},
		{"titles that nobody knows", "Hvad;På hvad;Hvordan\nA;B;mindsker\nB;C;øger\n", "a ->- b, b ->+ c"},
		{"Gephi", "Source,Target,Type,Id,Label,Weight\nA,B,Directed,0,,1.0\nB,C,Directed,1,,-2.0\nC,A,Undirected,2,,0.5\n", "a ->+ b, b ->- c, c ->+ a, a ->+ c"},
		{"weights of one sign beyond 1", "from,to,weight\nA,B,2\nB,C,3\n", "a ->? b, b ->? c"},
		{"weights of both signs beyond 1", "from,to,weight\nA,B,2\nB,C,-3\n", "a ->+ b, b ->- c"},
		{"words under strength", "from,to,influence\nA,B,positive\nB,C,negative\n", "a ->+ b, b ->- c"},
	} {
		m, _, err := CSV().Read(t.Context(), []byte(c.text), format.ReadOptions{Name: "x.csv"})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := formattest.Links(m); got != c.links {
			t.Errorf("%s: read %s, want %s", c.name, got, c.links)
		}
		if CSV().Recognise([]byte(c.text)) == format.No {
			t.Errorf("%s: not recognised", c.name)
		}
	}
}

// TestAOneOnALongerScaleIsNotTheStrongest guards against reading the weakest of
// five as the whole strength.
func TestAOneOnALongerScaleIsNotTheStrongest(t *testing.T) {
	m, r := read(t, "Fra;Til;Fortegn;Styrke\nA;B;+;1\nB;C;+;5\nC;A;+;3\n")
	for _, l := range m.Links {
		if l.StrengthStated {
			t.Errorf("%s has strength %v", l.Ref(), l.Strength)
		}
	}
	if got := losses(r); !strings.Contains(got, "scale that no title states") {
		t.Errorf("losses are %q", got)
	}
	m, _ = read(t, "Fra;Til;Fortegn;Styrke (1-5)\nA;B;+;1\nB;C;+;5\nC;A;+;3\n")
	if a, b := m.Links[0].Strength.Low, m.Links[1].Strength.Low; a != 0.2 || b != 1 {
		t.Errorf("strengths are %g and %g", a, b)
	}
}

func TestDelaysWithTheirUnitAreConverted(t *testing.T) {
	m, r := read(t, "Fra;Til;Fortegn;Forsinkelse i måneder\nA;B;+;3\nB;C;+;1 år\nC;A;+;2 uger\n")
	if m.Time != "month" || m.Links[0].Delay.Low != 3 || m.Links[1].Delay.Low != 12 || m.Links[2].Delay.Low != 0.46 {
		t.Errorf("delays are %v, %v, %v %s", m.Links[0].Delay, m.Links[1].Delay, m.Links[2].Delay, m.Time)
	}
	if !strings.Contains(notes(r), "converted") {
		t.Errorf("notes are %q", notes(r))
	}
}

// TestWhoSpeaksIsFoundUnderOtherTitles holds tables of several people whose column
// of voices has another title, and strengths on their own scale.
func TestWhoSpeaksIsFoundUnderOtherTitles(t *testing.T) {
	m := &maps.Map{
		Variables: []maps.Variable{{ID: "a", Label: maps.Plain("A")}, {ID: "b", Label: maps.Plain("B")}},
		Links:     []maps.Link{maps.NewLink("a", "b", maps.Positive)},
		Actors:    []maps.Actor{{ID: "town", Label: maps.Plain("Town")}},
	}
	for _, text := range []string{
		"Gruppe;Fra;Til;Fortegn;Styrke\nAnna;A;B;+;1\nBo;A;B;-;4\nBo;B;A;-;5\n",
		"Navn;Fra;Til;Fortegn;Styrke\nAnna;A;B;+;1\nBo;A;B;-;4\nBo;B;A;-;5\n",
		"Navn;Aktør;Rolle;Faktor\nAnna;town;har ansvar;A\nBo;town;kan handle;B\n",
	} {
		said, _, err := ReadVoices(t.Context(), m, []byte(text), format.ReadOptions{Name: "x.csv"})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if len(said) != 2 || said[0].Voice.Label.Plain != "Anna" || said[1].Voice.Label.Plain != "Bo" {
			t.Errorf("%q: %d voices: %+v", text, len(said), said)
		}
		for _, s := range said {
			for _, l := range s.Voice.Links {
				if l.StrengthStated {
					t.Errorf("%q: %s has strength %v", text, l.Ref(), l.Strength)
				}
			}
		}
	}
}
