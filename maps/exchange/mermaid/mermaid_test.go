package mermaid

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

func sample() *maps.Map {
	delay := maps.Exactly(2)
	late, core := maps.NewLink("end", "b", maps.Negative), maps.NewLink("b", "b", maps.Positive)
	late.Delay, core.Core = &delay, true
	return &maps.Map{
		Title: maps.Plain(`Sleep: "why"`), Language: maps.English,
		Categories: []maps.Category{{ID: "k", Label: maps.Plain("Body"), Colour: "#102030"}, {ID: "none", Label: maps.Plain("Empty"), Colour: "#ffffff"}},
		Clusters:   []maps.Cluster{{ID: "c", Label: maps.Plain("At [home]")}, {ID: "empty", Label: maps.Plain("Empty")}},
		Variables: []maps.Variable{
			{ID: "end", Label: maps.Plain("Søvn, dyb"), Category: "k", Cluster: "c"}, {ID: "b", Label: maps.Plain(`<b>"x"</b> #1;`)}, {ID: "x", Label: maps.Plain("1. list")}, {ID: "y", Label: maps.Plain("- item\nof `two`")},
		},
		Links: []maps.Link{late, core, maps.NewLink("x", "y", maps.Unknown)},
	}
}

func TestAChartIsWritten(t *testing.T) {
	const want = `---
title: "Sleep: \"why\""
---
flowchart LR
  v2["#60;b#62;#34;x#34;#60;/b#62; #35;1#59;"]
  v3["1#46; list"]
  v4["#45; item of #96;two#96;"]
  subgraph c1["At #91;home#93;"]
    v1["Søvn, dyb"]
  end
  v1 -.->|"− ‖"| v2
  v2 ==>|"#43;"| v2
  v3 -->|"?"| v4
  %% Body
  classDef k1 fill:#102030,color:#ffffff
  class v1 k1
`
	var b bytes.Buffer
	r, err := Format().Write(&b, sample(), format.WriteOptions{})
	if err != nil || b.String() != want {
		t.Errorf("%v; wrote\n%s\nwant\n%s", err, b.String(), want)
	}
	if r.Variables != 4 || r.Negative != 1 || r.Clusters != 2 || len(r.Notes) > 0 {
		t.Errorf("the report is %+v", r)
	}
	if len(r.Losses) == 0 || r.Losses[0].Count != 1 {
		t.Errorf("empty groups and the length of the delay are not counted: %+v", r.Losses)
	}
}

func TestLabelsSurviveEscaping(t *testing.T) {
	code := regexp.MustCompile(`#(\d+);`)
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.OneOf(rapid.String(), rapid.StringMatching(`[#;"<>&\x60*_\\\[\]{}|~0-9. +-]{0,12}`)).Draw(t, "label")
		escaped := escape(label)
		if strings.ContainsAny(escaped, "\"<>&`*_\\[]{}|~\n\r") {
			t.Fatalf("%q holds what Mermaid may read", escaped)
		}
		back := code.ReplaceAllStringFunc(escaped, func(s string) string {
			n, _ := strconv.Atoi(s[1 : len(s)-1])
			return string(rune(n))
		})
		if back != printable(label) {
			t.Fatalf("%q became %q, which is %q", label, escaped, back)
		}
	})
}

func TestEveryLineIsOneStatement(t *testing.T) {
	statement := regexp.MustCompile(`^(flowchart LR|  subgraph c\d+\["[^"]*"\]|  end|  +v\d+\["[^"]*"\]|  v\d+ (-->|==>|-\.->)\|"[^"]*"\| v\d+|  %% .*|  classDef k\d+ fill:#[0-9a-f]{6},color:#[0-9a-f]{6}|  class v\d+(,v\d+)* k\d+)$`)
	rapid.Check(t, func(t *rapid.T) {
		m, text := sample(), rapid.OneOf(rapid.String(), rapid.Just("%%{init: {}}%%"), rapid.Just("end"))
		for i := range m.Variables {
			m.Variables[i].Label = maps.Plain(text.Draw(t, "label"))
		}
		m.Title, m.Clusters[0].Label, m.Categories[0].Label = maps.Plain(text.Draw(t, "title")), maps.Plain(text.Draw(t, "cluster")), maps.Plain(text.Draw(t, "category"))
		var b, again bytes.Buffer
		for _, to := range []*bytes.Buffer{&b, &again} {
			if _, err := Format().Write(to, m, format.WriteOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Fatal("two writings differ")
		}
		if strings.Contains(b.String(), "%%{") {
			t.Fatalf("a directive is smuggled in:\n%s", b.String())
		}
		body := b.String()[strings.LastIndex(b.String(), "flowchart LR\n  "):]
		for line := range strings.Lines(body) {
			if !statement.MatchString(strings.TrimSuffix(line, "\n")) {
				t.Fatalf("not a statement: %q in\n%s", line, b.String())
			}
		}
	})
}

func TestChartsBeyondTheDefaultsOfMermaidAreNoted(t *testing.T) {
	m := &maps.Map{}
	for i := range 600 {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(strings.Repeat("word ", 20))})
		m.Links = append(m.Links, maps.NewLink(fmt.Sprint("v", i), "v0", maps.Positive))
	}
	r, err := Format().Write(&bytes.Buffer{}, m, format.WriteOptions{})
	if err != nil || len(r.Notes) != 2 {
		t.Errorf("%v; notes are %+v", err, r.Notes)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAFullDiskIsAnError(t *testing.T) {
	if _, err := Format().Write(full{}, sample(), format.WriteOptions{}); err == nil {
		t.Error("no error")
	}
}

// BenchmarkWriting writes 2,000 variables and 20,000 links.
func BenchmarkWriting(b *testing.B) {
	m := &maps.Map{}
	for i := range 2000 {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(fmt.Sprint("Level of variable ", i))})
	}
	for i := range 20_000 {
		m.Links = append(m.Links, maps.NewLink(fmt.Sprint("v", i%2000), fmt.Sprint("v", (i*7+i/2000)%2000), maps.Positive))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Format().Write(&bytes.Buffer{}, m, format.WriteOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
