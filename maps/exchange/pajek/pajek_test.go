package pajek

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const bay = "\ufeff*Network The bay\r\n" + `% a comment
*Vertices 4
1 "Cod &#38; r&#248;dsp&#230;tte" 0.1 0.25 0.5 ellipse x_fact 2 ic Blue
2 Seals 1.0 0.5 0.9 ic Grey80 bc Black
9 "nobody"
3 "Nets" [1-5]
*Arcs :1 "eats"
1 2 0.5
2 1 -0.8 l "bite" c Red
2 2 -3
3 1 1 l "-" p Dots
1 7 1
1
*Edges
1 3 2
*Arcslist
3 2 4
*Matrix
0 0 0 0
0 0 0 -1
x 0 0 0 1
0 0 0 0
0
*Partition Kinds
*Vertices 4
1
1
2
2
*Network second
*Vertices 1
1 "elsewhere"
`

func TestNetwork(t *testing.T) {
	m, r := formattest.Read(t, Format(), bay)
	if recognise([]byte(bay)) != format.Surely {
		t.Error("not recognised")
	}
	want := []string{
		`title "The bay"`, `variable "Cod & rødspætte" at 100,250 category "Blue"`, `variable "Seals" at 1000,500 category "Grey80"`, `variable "Nets"`, `variable "4"`,
		"link 0 + 1 strength 0.5", "link 0 + 2", "link 1 - 0 strength 0.8", "link 1 - 1", "link 1 - 3", "link 2 + 0", "link 2 - 0", "link 2 ? 1", "link 2 ? 3",
	}
	got := formattest.Told(m, format.Kept{Title: true, Positions: true, Categories: true})
	for i, line := range got {
		if plain, _, _ := strings.Cut(want[min(i, len(want)-1)], " strength"); line != plain {
			t.Fatalf("got\n%s", strings.Join(got, "\n"))
		}
	}
	if l := m.Link(maps.LinkRef{From: "seals", To: m.Variables[0].ID, Sign: maps.Negative}); l.Strength != maps.Exactly(0.8) || l.Note.Plain != "bite" {
		t.Errorf("%+v", l)
	}
	for what, n := range map[string]int{
		"depths of vertices": 1, "looks of vertices": 2, "vertices with a number that there is not": 1, "times of vertices and lines": 1, "names of relations": 1, "looks of lines": 1,
		"weights beyond −1…1": 2, "lines from or to vertices that do not exist": 1, "lines between vertices that cannot be read": 1, "cells of a matrix that are not numbers": 1,
		"columns of a matrix beyond the vertices": 1, "rows of a matrix beyond the vertices": 1, "partitions, vectors and other sections": 1, "further networks in the file": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("lost %s: %d, want %d", what, formattest.Counted(r.Losses, what), n)
		}
	}
	for what, n := range map[string]int{
		"signs read from weights": 5, "edges, read as a link each way": 1, "positions between 0 and 1, multiplied by 1000": 1, "vertices without a label, called by their number": 1,
		"labels of links, put into their notes": 1,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("noted %s: %d, want %d", what, formattest.Counted(r.Notes, what), n)
		}
	}
}

func TestWeightsAreNoSignsInANetworkWithoutNegativeOnes(t *testing.T) {
	text := "*Vertices 2\n1 a\n2 b\n*arcs\n1 2 0.4\n2 1 1 p Dots\n"
	m, r := formattest.Read(t, Format(), text)
	if r.Unknown != 2 || m.Links[0].Strength != maps.Exactly(0.4) || m.Links[1].StrengthStated {
		t.Errorf("%+v", m.Links)
	}
	dashed, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{DashedIsNegative: true})
	if err != nil || dashed.Links[0].Sign != maps.Unknown || dashed.Links[1].Sign != maps.Negative {
		t.Errorf("%v %+v", err, dashed.Links)
	}
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"": "no line *Vertices", "words": "line 1", "*Vertices": "without a number", "*Vertices x": `"x"`, "*Arcs\n1 2": "before *Vertices", "*Vertices -1": `"-1"`,
		"*Vertices 1000000000": "allowed",
	} {
		_, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), want) || !errors.Is(err, format.ErrFormat) && !errors.Is(err, format.ErrLimit) {
			t.Errorf("%q: %v", text, err)
		}
	}
	formattest.Damage(t, Format(), bay)
}

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, Format(), strings.TrimPrefix(bay, "\ufeff"), kept())
}

func TestRoundTrip(t *testing.T) {
	formattest.RoundTrip(t, Format(), kept(), func(m *maps.Map) {
		for i := range m.Links {
			if l := &m.Links[i]; l.Strength.Middle() == 1 {
				l.Strength, l.StrengthStated = maps.Range{High: 1}, false
			}
		}
	})
}

func TestPositionsAreWithinPajeksSquare(t *testing.T) {
	m := &maps.Map{Language: maps.English}
	for i, at := range []maps.Position{{X: -2000.25, Y: 17}, {X: 1e5, Y: -3.5}, {X: 0.1, Y: 0.2}} {
		m.Variables = append(m.Variables, maps.Variable{ID: string(rune('a' + i)), Label: maps.Plain("A " + string(rune('a'+i))), At: &at})
	}
	text := string(formattest.Written(t, Format(), m))
	r := &reading{Draft: format.NewDraft("pajek", format.ReadOptions{})}
	if err := r.parse(t.Context(), text); err != nil {
		t.Fatal(err)
	}
	for _, v := range r.vertices {
		if *v.x < 0 || *v.x > 1 || *v.y < 0 || *v.y > 1 {
			t.Errorf("%v %v", *v.x, *v.y)
		}
	}
	back, _ := formattest.Read(t, Format(), text)
	if !slices.Equal(formattest.Told(back, kept())[1:], formattest.Told(m, kept())[1:]) {
		t.Errorf("%s\n%v", text, formattest.Told(back, kept()))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(bay))
	f.Add([]byte("*vertices 2\n*matrix\n0 1\n-1 0\n"))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) { formattest.Benchmark(b, Format()) }
