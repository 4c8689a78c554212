package insightmaker

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const bath = `{
  "name": "The bath", "description": "Water in, water out", "engine": "SIMULATION_PACKAGE", "_x": 1,
  "simulation": {"algorithm": "RK1", "time_start": 0, "time_units": "WEEKS"},
  "elements": [
    {"type": "STOCK", "name": "Water", "description": "litres of it", "behavior": {"initial_value": 20, "units": "litres"}, "display": {"coordinates": [100, 50], "size": [80, 40]}},
    {"type": "FLOW", "name": "Filling", "from": null, "to": "WATER", "behavior": {"value": "[Tap]*2", "non_negative": true}},
    {"type": "FLOW", "name": "Draining", "from": "Water", "to": null, "behavior": {"value": 0}},
    {"type": "VARIABLE", "name": "Tap", "behavior": {"value": ""}, "display": {"coordinates": [0, 0], "interactive": true}},
    {"type": "CONVERTER", "name": "Tap", "behavior": {"data": [[0, 1]]}},
    {"type": "LINK", "from": "tap", "to": "Filling", "behavior": {"polarity": "POSITIVE"}},
    {"type": "LINK", "from": "Water", "to": "Tap", "behavior": {"polarity": "NEGATIVE"}, "name": "seen", "description": "someone looks"},
    {"type": "LINK", "from": "Water", "to": "Draining", "behavior": {"polarity": "NEUTRAL"}},
    {"type": "LINK", "from": "Tap", "to": "Tap", "name": "-"},
    {"type": "LINK", "from": "Tap", "to": "Water", "behavior": {"polarity": "SIDEWAYS"}},
    {"type": "LINK", "from": "Tap", "to": null},
    {"type": "LINK", "from": "Tap", "to": "Sink"},
    {"type": "AGENT", "name": "Duck"}
  ],
  "visualizations": [{"type": "TABLE"}], "units": [{"name": "litres"}]
}`

func TestModelJSON(t *testing.T) {
	m, r := formattest.Read(t, Format(), bath)
	if recogniseJSON([]byte(bath)) != format.Surely || recogniseXML([]byte(bath)) != format.No {
		t.Error("not recognised")
	}
	want := []string{
		`title "The bath"`, `note "Water in, water out"`,
		`variable "Water" at 140,70 note "litres of it" category "Stock"`, `variable "Filling" note "" category "Flow"`, `variable "Draining" note "" category "Flow"`,
		`variable "Tap" at 50,30 note "" category "Variable"`, `variable "Tap" note "" category "Converter"`,
		`link 0 - 3 note "seen someone looks"`, `link 0 ? 2 note ""`, `link 1 + 0 note ""`, `link 2 - 0 note ""`, `link 3 + 1 note ""`, `link 3 - 3 note ""`, `link 3 ? 0 note ""`,
	}
	got := formattest.Told(m, format.Kept{Title: true, Note: true, Positions: true, Notes: true, Categories: true, LinkNotes: true})
	for i := range got {
		got[i] = strings.ReplaceAll(got[i], `\n`, " ")
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if m.Time != maps.Week || m.Variables[0].Measure.Unit != "litres" {
		t.Errorf("%q %+v", m.Time, m.Variables[0].Measure)
	}
	for what, n := range map[string]int{
		"equations": 3, "tables of converters": 1, "sliders": 1, "displays of results": 1, "units that the model defines": 1, "settings of the simulation": 1,
		"links that begin or end nowhere": 1, "links from or to elements that do not exist": 1, "elements of kinds that Insight Maker does not have": 1,
		"names of elements that are missing or taken, so that links cannot reach them": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("lost %s: %d, want %d", what, formattest.Counted(r.Losses, what), n)
		}
	}
	for what, n := range map[string]int{
		"flows and transitions, read as links to what they fill (+) and empty (-)": 2, "signs read from the label of a link": 1,
		"polarities that Insight Maker does not have, so that the sign is not known": 1,
	} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("noted %s: %d, want %d", what, formattest.Counted(r.Notes, what), n)
		}
	}
}

const farm = `<InsightMakerModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<header model_title="The farm"/>
<Setting Note="" TimeUnits="Years" Macros="f &lt;- 1" id="2"><mxCell parent="1" vertex="1"/></Setting>
<Variable name="Old" Note="first\nsecond" Equation="3" Units="Unitless" ShowSlider="true" id="4"><mxCell style="variable" parent="10" vertex="1"><mxGeometry x="10" y="20" width="100" height="50" as="geometry"/></mxCell></Variable>
<Folder name="Barn &amp; yard" Note="red" id="10"><mxCell parent="11"><mxGeometry x="100" y="200" width="300" height="300"/></mxCell></Folder>
<Folder name="Land" id="11"><mxCell parent="1"><mxGeometry x="1000" width="9" height="9"/></mxCell></Folder>
<Stock name="Cows" InitialValue="5" Units="Head" id="5"><mxCell style="stock" parent="1" vertex="1"><mxGeometry y="300" width="60" height="40"/></mxCell></Stock>
<Flow name="Births" FlowRate="[Cows]" id="6"><mxCell style="flow" parent="1" target="5" edge="1"><mxGeometry width="100" height="100"/></mxCell></Flow>
<Ghost name="Cows" Source="5" id="7"><mxCell parent="1"><mxGeometry x="1" y="1"/></mxCell></Ghost>
<Ghost name="Gone" Source="99" id="8"><mxCell parent="1"/></Ghost>
<Link name="Link" BiDirectional="false" id="20"><mxCell style="link;END_ANNOTATION=+;x=1" parent="1" source="7" target="4" edge="1"/></Link>
<Link name="eats" BiDirectional="true" id="21"><mxCell style="link;END_ANNOTATION=-" parent="1" source="4" target="5" edge="1"/></Link>
<Link name="Link" id="22"><mxCell style="link" parent="1" source="5" target="6" edge="1"/></Link>
<Link name="Link" id="23"><mxCell style="link" parent="1" source="5" edge="1"/></Link>
<Text name="Draft\nonly" id="30"><mxCell parent="1"/></Text>
<Picture name="" id="31"><mxCell parent="1"/></Picture>
</root></InsightMakerModel>`

func TestXML(t *testing.T) {
	m, r := formattest.Read(t, XML(), farm)
	if recogniseXML([]byte(farm)) != format.Surely || recogniseJSON([]byte(farm)) != format.No {
		t.Error("not recognised")
	}
	want := []string{
		`title "The farm"`, `note "Draft only"`,
		`variable "Old" at 1160,245 note "first\nsecond" category "Variable" cluster "Barn & yard"`, `variable "Cows" at 30,320 note "" category "Stock"`, `variable "Births" note "" category "Flow"`,
		`link 0 - 1 note "eats"`, `link 1 + 0 note ""`, `link 1 - 0 note "eats"`, `link 1 ? 2 note ""`, `link 2 + 1 note ""`,
	}
	got := formattest.Told(m, format.Kept{Title: true, Note: true, Positions: true, Notes: true, Categories: true, Clusters: true, LinkNotes: true})
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if m.Time != maps.Year || m.Variables[1].Measure.Unit != "Head" || m.Variables[0].Measure != nil || m.Clusters[0].Note.Plain != "red" {
		t.Errorf("%q %+v %+v", m.Time, m.Variables, m.Clusters)
	}
	for what, n := range map[string]int{
		"macros": 1, "equations": 3, "sliders": 1, "folders within folders, of which the inner one is kept": 1, "ghosts of elements that do not exist": 1,
		"links that begin or end nowhere": 1, "pictures": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("lost %s: %d, want %d", what, formattest.Counted(r.Losses, what), n)
		}
	}
	for what, n := range map[string]int{"ghosts, taken for what they show": 1, "links that go both ways, read as two": 1, "texts on the sheet, put into the note about the map": 1} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("noted %s: %d, want %d", what, formattest.Counted(r.Notes, what), n)
		}
	}
}

func TestFoldersInACircleEnd(t *testing.T) {
	formattest.Read(t, XML(), `<InsightMakerModel><root><Folder name="a" id="1"><mxCell parent="2"/></Folder><Folder name="b" id="2"><mxCell parent="1"/></Folder>`+
		`<Variable name="v" id="3"><mxCell parent="1"><mxGeometry x="1"/></mxCell></Variable></root></InsightMakerModel>`)
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for text, want := range map[string]string{"{}": "elements", "[]": "line 1", "{\n\"elements\": 1}": "line 2", `{"elements":[{"name":1}]}`: "line 1", "": "line 1"} {
		_, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for text, want := range map[string]string{"<a/>": "<a>", "<!DOCTYPE x><InsightMakerModel/>": "document type", "<InsightMakerModel>": "line 1"} {
		_, _, err := XML().Read(t.Context(), []byte(text), format.ReadOptions{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	formattest.Damage(t, Format(), bath)
	formattest.Damage(t, XML(), farm)
}

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, Format(), bath, format.Kept{Positions: true})
	formattest.Encodings(t, XML(), farm, format.Kept{Positions: true, Clusters: true})
}

func TestRoundTrip(t *testing.T) {
	kept := format.Kept{Title: true, Note: true, Time: true, Positions: true, Notes: true, Units: true, LinkNotes: true}
	formattest.RoundTrip(t, Format(), kept, func(m *maps.Map) {
		for i := range m.Variables {
			v := &m.Variables[i]
			v.Label = maps.Plain(fmt.Sprint(v.Label.In(m.Language), " ", i)) // Insight Maker wants different names
			if v.At == nil {
				v.At = &maps.Position{X: float64(i), Y: 3}
			}
		}
	})
}

func TestLabelsThatStandTwiceGetANumber(t *testing.T) {
	m := &maps.Map{Language: maps.English}
	for i, label := range []string{"Sleep", "sleep", "Sleep 2", "SLEEP", ""} {
		m.Variables = append(m.Variables, maps.Variable{ID: fmt.Sprint("v", i), Label: maps.Plain(label)})
	}
	m.Links = []maps.Link{maps.NewLink("v1", "v3", maps.Negative)}
	back, _ := formattest.Read(t, Format(), string(formattest.Written(t, Format(), m)))
	want := []string{`variable "Sleep"`, `variable "sleep 2"`, `variable "Sleep 2 2"`, `variable "SLEEP 3"`, `variable "Unnamed"`, "link 1 - 3"}
	if got := formattest.Told(back, format.Kept{}); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(bath))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func FuzzReadXML(f *testing.F) {
	f.Add([]byte(farm))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, XML(), text) })
}

func BenchmarkReadJSON(b *testing.B) { formattest.Benchmark(b, Format()) }

func BenchmarkReadXML(b *testing.B) {
	var text strings.Builder
	text.WriteString(`<InsightMakerModel><root><mxCell id="0"/>`)
	for i := range 2000 {
		fmt.Fprintf(&text, `<Variable name="Variable number %d" Note="" Equation="" Units="Unitless" ShowSlider="false" SliderMax="100" SliderMin="0" id="%d"><mxCell style="variable" parent="1" vertex="1"><mxGeometry x="%d" y="%d" width="120" height="50" as="geometry"/></mxCell></Variable>`, i, i+2, i%50*100, i/50*60)
	}
	for i := range 20_000 {
		fmt.Fprintf(&text, `<Link name="Link" Note="" BiDirectional="false" id="%d"><mxCell style="link;END_ANNOTATION=+" parent="1" source="%d" target="%d" edge="1"><mxGeometry width="100" height="100" as="geometry"/></mxCell></Link>`, i+3000, i%2000+2, (i*7+i/2000+1)%2000+2)
	}
	text.WriteString(`</root></InsightMakerModel>`)
	b.ReportAllocs()
	for b.Loop() {
		m, _, err := XML().Read(b.Context(), []byte(text.String()), format.ReadOptions{})
		if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
			b.Fatalf("%v: %d variables, %d links", err, len(m.Variables), len(m.Links))
		}
	}
}
