package mentalmodeler

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const lakeXML = "\ufeff" + `<?xml version="1.0" encoding="UTF-8"?>
<mentalModeler>
  <info><name><![CDATA[The lake]]></name><author><![CDATA[Ane & Bo]]></author><description>What we know</description><date>Tue</date></info>
  <groupNames><groupName index="1">Water</groupName></groupNames>
  <concepts>
    <concept><id>1</id><name><![CDATA[Fish <big>]]></name><notes><![CDATA[roach]]></notes><units>tons</units><group>1</group><x>735</x><y>35.5</y><preferredState>1</preferredState>
      <relationships>
        <relationship><id>2</id><name>Algae</name><notes>eaten</notes><confidence>2</confidence><influence><![CDATA[M-]]></influence></relationship>
        <relationship><id>1</id><name>self</name><influence>0.5</influence></relationship>
        <relationship><id>9</id><name>gone</name><influence>1</influence></relationship>
      </relationships></concept>
    <concept><id>2</id><name><![CDATA[Algae]]></name><group>3</group><x></x><y></y><preferredState>-0.5</preferredState>
      <relationships>
        <relationship><id>1</id><influence>-1.5</influence></relationship>
        <relationship><id>1</id><influence>0.0</influence></relationship>
        <relationship><id>2</id><influence>often</influence></relationship>
        <relationship><id>3</id><influence></influence></relationship>
      </relationships></concept>
    <concept><id>3</id><name></name><group>0</group><x>1</x><y>east</y></concept>
  </concepts>
  <scenarios>
    <scenario><name>Less fishing</name><concepts>
      <concept><selected>True</selected><name>Fish</name><id>1</id><influence>H+</influence></concept>
      <concept><selected>False</selected><name>Algae</name><id>2</id><influence></influence></concept>
      <concept><selected>True</selected><name>?</name><id>7</id><influence>1</influence></concept>
    </concepts></scenario>
    <scenario><name>Scenario</name><concepts/></scenario>
  </scenarios>
</mentalModeler>`

// held lists what scenarios do.
func held(m *maps.Map) (lines []string) {
	for _, s := range m.Scenarios {
		lines = append(lines, fmt.Sprintf("scenario %q", s.Label.In(m.Language)))
		for _, i := range s.Interventions {
			lines = append(lines, fmt.Sprintf("  %s %s %g", i.Variable, i.Action, i.Amount))
		}
	}
	return lines
}

func TestXML(t *testing.T) {
	m, r := formattest.Read(t, XML(), lakeXML)
	if recogniseXML([]byte(lakeXML)) != format.Surely || recogniseJSON([]byte(lakeXML)) != format.No {
		t.Error("not recognised")
	}
	want := []string{
		`variable "Fish <big>" at 735,35.5 note "roach" category "Water"`, `variable "Algae" note "" category "Group 3"`, `variable "Unnamed" note ""`,
		`link 0 + 0 strength 0.500000 note ""`, `link 0 - 1 strength 0.620000 note "eaten"`, `link 1 - 0 strength 1.000000 note ""`, `link 1 ? 1 note ""`,
		`scenario "Less fishing"`, `  fish-big hold 1`,
	}
	if got := append(formattest.Told(m, format.Kept{Positions: true, Notes: true, Strengths: true, Categories: true, LinkNotes: true}), held(m)...); !slices.Equal(got, want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	if m.Title.Plain != "The lake" || m.Note.Plain != "What we know" || m.Sources[0].Text.Plain != "Ane & Bo" || m.Variables[0].Measure.Unit != "tons" {
		t.Errorf("%+v", m)
	}
	if !slices.Equal(m.Goal.Raise, []string{"fish-big"}) || !slices.Equal(m.Goal.Lower, []string{"algae"}) {
		t.Errorf("goal %+v", m.Goal)
	}
	for what, n := range map[string]int{
		"relationships to concepts that do not exist": 1, "confidences on Mental Modeler's own scale": 1, "dates of the model": 1, "positions that are not numbers": 1,
		"concepts that a scenario leaves out of sight": 1, "states in scenarios that cannot be read": 1, "scenarios that change nothing": 1,
		"sizes of preferred states, of which a goal keeps the direction": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("lost %s: %d, want %d", what, formattest.Counted(r.Losses, what), n)
		}
	}
	for what, n := range map[string]int{
		"influences in words, read as 1, 0.62 and 0.25": 2, "influences beyond 1, taken for 1": 1, "relationships without an influence, which are no links": 2,
		"influences that cannot be read, so that the sign is not known": 1, `variables without a label, called "Unnamed"`: 1,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("noted %s: %d, want %d", what, formattest.Counted(r.Notes, what), n)
		}
	}
}

const lakeJSON = `{"filename":"lake","info":{"name":"The lake","author":"","date":17},"groupNames":{"0":"","2":"Water"},
 "concepts":[{"id":"2","name":"Fish","notes":"","group":"2","x":"87","y":28,"preferredState":"0","relationships":[{"id":"3","influence":"-0.1"},{"id":3,"influence":-0.4,"notes":"n"}]},
 {"id":3,"name":"Algae","group":0,"relationships":[{"id":"2","influence":0}]}],
 "scenarios":[{"name":"S","concepts":[{"id":"3","selected":true,"influence":0.5}]}]}`

func TestJSON(t *testing.T) {
	m, r := formattest.Read(t, Format(), lakeJSON)
	want := []string{`variable "Fish" at 87,28 category "Water"`, `variable "Algae"`, `link 0 - 1 strength 0.100000`, `scenario "S"`, `  algae hold 0.5`}
	if got := append(formattest.Told(m, format.Kept{Positions: true, Strengths: true, Categories: true}), held(m)...); !slices.Equal(got, want) {
		t.Fatalf("got\n%s", strings.Join(got, "\n"))
	}
	if formattest.Counted(r.Losses, "statements about a link that differ from earlier ones") != 1 || m.Links[0].Note.Plain != "n" || recogniseJSON([]byte(lakeJSON)) != format.Surely {
		t.Errorf("%+v", r)
	}
}

func TestWordsOfOlderFiles(t *testing.T) {
	for word, want := range map[string]float64{"H+": 1, "M+": 0.62, "l+": 0.25, "L-": -0.25, "M−": -0.62, "H-": -1} {
		m, _ := formattest.Read(t, XML(), `<mentalmodeler><concepts><concept><id>1</id><name>a</name><relationships><relationship><id>1</id><influence>`+word+`</influence></relationship></relationships></concept></concepts></mentalmodeler>`)
		if got := m.Links[0].Strength.Middle() * float64(m.Links[0].Sign); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}

func TestFilesOfMentalModelerItself(t *testing.T) {
	for name, want := range map[string]struct {
		title                                               string
		variables, positive, negative, positions, scenarios int
	}{
		"public_health.mmp": {"Model", 7, 7, 3, 7, 0},
		"fire_model_v1.mmp": {"Fire", 24, 23, 18, 24, 2},
	} {
		m, r := formattest.Read(t, XML(), formattest.Sample(t, "mental-modeler/"+name))
		if m.Title.Plain != want.title || r.Variables != want.variables || r.Positive != want.positive || r.Negative != want.negative || r.Unknown != 0 || r.Positions != want.positions || r.Scenarios != want.scenarios {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"": "empty", "<html></html>": "<html>", "{}": "concepts", "[]": "line 1", "<mentalmodeler>\n<info>": "line 2",
		`<!DOCTYPE m [<!ENTITY a "b">]><mentalmodeler>&a;</mentalmodeler>`: "document type", "<mentalmodeler>&a;</mentalmodeler>": "line 1",
		"<mentalmodeler/><!DOCTYPE x>": "document type",
	} {
		_, _, err := XML().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v", text, err)
		}
	}
	formattest.Damage(t, XML(), lakeXML)
	formattest.Damage(t, Format(), lakeJSON)
}

// holdable takes out of a map what Mental Modeler cannot hold.
func holdable(m *maps.Map) {
	pairs := map[[2]string]bool{}
	var links []maps.Link
	for _, l := range m.Links {
		pair := [2]string{l.From, l.To}
		if l.Sign == maps.Unknown || pairs[pair] {
			continue
		}
		pairs[pair] = true
		if !l.StrengthStated {
			l.Strength, l.StrengthStated = maps.Exactly(0.5), true
		}
		links = append(links, l)
	}
	m.Links = links
	for i := range m.Variables {
		if m.Variables[i].At == nil {
			m.Variables[i].At = &maps.Position{X: 1.25, Y: float64(i)}
		}
	}
}

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, XML(), strings.TrimPrefix(lakeXML, "\ufeff"), kept())
	formattest.Encodings(t, Format(), lakeJSON, kept())
}

func TestRoundTrip(t *testing.T) {
	all := kept()
	formattest.RoundTrip(t, Format(), all, holdable)
	all.Categories = false
	formattest.RoundTrip(t, XML(), all, holdable)
}

func TestGoalScenariosAndSourcesSurvive(t *testing.T) {
	for _, f := range []format.Format{Format(), XML()} {
		m, _ := formattest.Read(t, XML(), lakeXML)
		back, _ := formattest.Read(t, f, string(formattest.Written(t, f, m)))
		if !slices.Equal(back.Goal.Raise, m.Goal.Raise) || !slices.Equal(back.Goal.Lower, m.Goal.Lower) || back.Variables[0].Measure.Unit != "tons" ||
			back.Title.Plain != m.Title.Plain || back.Note.Plain != m.Note.Plain || back.Sources[0].Text.Plain != m.Sources[0].Text.Plain {
			t.Errorf("%s: %+v", f.Name, back)
		}
		if !slices.Equal(held(back), held(m)) {
			t.Errorf("%s: %v", f.Name, held(back))
		}
	}
}

func TestWhatHasNoPlaceIsCounted(t *testing.T) {
	m := &maps.Map{Language: maps.English, Variables: []maps.Variable{{ID: "a", Label: maps.Plain("A")}, {ID: "b", Label: maps.Plain("B")}}}
	m.Links = []maps.Link{maps.NewLink("a", "b", maps.Positive), maps.NewLink("a", "b", maps.Negative), maps.NewLink("b", "a", maps.Unknown), maps.NewLink("b", "b", maps.Negative)}
	m.Links[3].Strength, m.Links[3].StrengthStated = maps.Range{}, true
	m.Scenarios = []maps.Scenario{{ID: "s", Label: maps.Plain("S"), Interventions: []maps.Intervention{{Variable: "a", Action: maps.Press, Amount: 0.5}}}}
	var b bytes.Buffer
	r, err := Format().Write(&b, m, format.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"second links between the same variables", "links of unknown sign", "links of strength 0", "interventions that do not hold a variable away from today"} {
		if formattest.Counted(r.Losses, what) != 1 {
			t.Errorf("%s: %+v", what, r.Losses)
		}
	}
	if r.Positive != 1 || r.Negative != 0 || r.Unknown != 0 || formattest.Counted(r.Notes, "links without a strength, written as 0.5") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestScenariosOfTheSameNameAreToldApart(t *testing.T) {
	text := `{"concepts":[{"id":1,"name":"a"}],"scenarios":[` + strings.Repeat(`{"name":"S","concepts":[{"id":1,"influence":1}]},`, 3) + `{"name":"!","concepts":[{"id":1,"influence":-1}]}]}`
	m, _ := formattest.Read(t, Format(), text)
	var ids []string
	for _, s := range m.Scenarios {
		ids = append(ids, s.ID)
	}
	if !slices.Equal(ids, []string{"s", "s-2", "s-3", "scenario"}) {
		t.Errorf("%v", ids)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(lakeXML))
	f.Add([]byte(lakeJSON))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkReadXML(b *testing.B)  { formattest.Benchmark(b, XML()) }
func BenchmarkReadJSON(b *testing.B) { formattest.Benchmark(b, Format()) }
