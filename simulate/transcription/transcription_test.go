package transcription_test

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"sysmap/maps"
	"sysmap/maps/exchange"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
	"sysmap/maps/exchange/stockflow"
	"sysmap/simulate"
	"sysmap/simulate/transcription"
)

// described describes a map with all of its scenarios.
func described(t *testing.T, m *maps.Map, o transcription.Options) (*stockflow.Model, *format.Report) {
	t.Helper()
	model, err := simulate.NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	d, r, err := transcription.Of(model, scenariosOf(t, m), o)
	if err != nil {
		t.Fatal(err)
	}
	return d, r
}

func element(t *testing.T, d *stockflow.Model, name string) *stockflow.Element {
	t.Helper()
	for i := range d.Elements {
		if d.Elements[i].Name == name {
			return &d.Elements[i]
		}
	}
	t.Fatalf("there is no element %q", name)
	return nil
}

func TestTheDocumentationSaysWhatInfluencesAVariableAndHow(t *testing.T) {
	d, _ := described(t, load(t, "", everything), transcription.Options{})
	about := element(t, d, "Alpha α b").About
	for _, want := range []string{
		"Alpha (α) & <b>\n", "line\nbreak", "It answers within 1 day.", `- 50 % of "b": strength 0.8; after 2.5 days; confidence: low; why | not`,
		"? Time: its sign is not known", "+ Alpha (α) & <b>: strength 0.3",
	} {
		if !strings.Contains(about, want) {
			t.Errorf("%q is missing in\n%s", want, about)
		}
	}
	if about := element(t, d, "Step 2").About; !strings.Contains(about, "the map gives no inertia") || !strings.Contains(about, "less likely than not") {
		t.Error(about)
	}
	if about := element(t, d, "Søvn træthed").About; !strings.Contains(about, "Unit of its measure: %.") {
		t.Error(about)
	}
	if about := element(t, d, d.Switch).About; !strings.Contains(about, "0: nothing is done\n1: Pushes\n2: Jumps") {
		t.Error(about)
	}
	if d.Scenarios[4].Name != "All" || d.Chosen != 1 || !strings.Contains(d.Note, "its method flow") || !strings.Contains(d.Note, "<b>markup</b>") {
		t.Errorf("%+v %q", d.Scenarios, d.Note)
	}
}

func TestDanishMapsBecomeDanishModels(t *testing.T) {
	d, _ := described(t, load(t, "../../examples/classroom/map.yaml", ""), transcription.Options{Language: maps.Danish})
	if about := element(t, d, "Læsefærdighed").About; !strings.Contains(about, "+ Tid brugt på at læse: styrke 0,5; efter 4 uger; Det tager uger") {
		t.Error(about)
	}
	for _, name := range []string{"Scenarie", "Ændring af Læselyst", "Tryk på Ture til biblioteket", "Tid brugt på at læse for 4 uger siden"} {
		element(t, d, name)
	}
	if len(d.Shown) != 1 || d.Shown[0] != "Læselyst" {
		t.Errorf("the goal is shown as %q", d.Shown)
	}
}

func TestWhatAModelDoesNotHoldIsCounted(t *testing.T) {
	_, r := described(t, load(t, "", everything), transcription.Options{})
	for what, n := range map[string]int{
		"links of unknown sign, which have no influence": 1, "links that are less likely than not, which have no influence": 1,
		"ranges of inertias, written as their middles": 1, "ranges of delays, written as their middles": 1, "ranges of strengths, written as their middles": 1,
	} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Losses)
		}
	}
	if formattest.Counted(r.Notes, "labels that are not fit for names, changed; they are in the documentation") != 5 || r.Positive != 5 || r.Negative != 3 || r.Unknown != 0 || r.Scenarios != 5 {
		t.Errorf("%+v", r)
	}
	if formattest.Counted(r.Losses, "probabilities of links") != 1 {
		t.Errorf("%+v", r.Losses)
	}
	_, r = described(t, load(t, "", "variables: {a: {}}\nscenarios: {s: {interventions: [{variable: a, pulse: 0.9}, {variable: a, pulse: 0.9}, {variable: a, pulse: -0.5}, {variable: a, pulse: -0.5, from: 2}]}}\n"), transcription.Options{})
	if formattest.Counted(r.Losses, "ends of the scale between jumps up and down at the same moment") != 1 {
		t.Errorf("%+v", r.Losses)
	}
	_, r = described(t, load(t, "foresight", ""), transcription.Options{})
	if formattest.Counted(r.Notes, "models without a scenario, in which nothing moves") != 1 || formattest.Counted(r.Notes, "time without a unit, taken for months") != 1 {
		t.Errorf("%+v", r.Notes)
	}
	_, r = described(t, load(t, "", "variables: {a: {}}\nscenarios: {s: {interventions: [{variable: a, ramp: 0.5, from: 9}, {variable: a, press: 0.1, from: 0.3}]}}\n"), transcription.Options{Until: 5})
	if formattest.Counted(r.Losses, "ramps that begin when the run is over") != 1 || formattest.Counted(r.Notes, "times that are no multiple of the time step, rounded to one") != 1 {
		t.Errorf("%+v", r)
	}
}

func TestStepsFitWhatIsStated(t *testing.T) {
	for text, want := range map[string]float64{
		"variables: {a: {inertia: 6}, b: {inertia: 30}}\n":                                                                                   1.0 / 32,
		"variables: {a: {}}\nscenarios: {s: {interventions: [{variable: a, press: 0.1, from: 0.00390625}]}}\n":                               1.0 / 256,
		"variables: {a: {}}\nscenarios: {s: {interventions: [{variable: a, press: 0.1, from: 0.3}]}}\n":                                      1.0 / 128,
		"variables: {a: {inertia: 900}}\nlinks: [{link: a ->+ a, delay: 3}]\n":                                                               1,
		"variables: {a: {inertia: 900}}\nlinks: [{link: a ->+ a, delay: 3.5}]\nscenarios: {s: {interventions: [{variable: a, press: 1}]}}\n": 0.5,
	} {
		if d, _ := described(t, load(t, "", text), transcription.Options{}); d.Step != want || math.Mod(d.Until, d.Step) != 0 {
			t.Errorf("step %v until %v for\n%s, want %v", d.Step, d.Until, text, want)
		}
	}
}

func TestLongRunsOfQuickVariablesTakeWiderSteps(t *testing.T) {
	d, r := described(t, load(t, "", "variables: {a: {inertia: 0.01}, b: {inertia: 100}}\n"), transcription.Options{})
	if n := formattest.Counted(r.Notes, "halvings of the precision, so that a run does not take too many steps"); n != 4 || d.Until/d.Step > transcription.MostSteps || d.Step > 0.01/8 {
		t.Errorf("%d halvings, step %v until %v", n, d.Step, d.Until)
	}
}

func TestModelsThatCannotBeWrittenAreRefused(t *testing.T) {
	m := load(t, "", "variables: {a: {inertia: 0.001}, b: {}}\nlinks: [a ->+ b]\n")
	model, err := simulate.NewModel(m)
	if err != nil {
		t.Fatal(err)
	}
	ref := func(from, to string) *maps.LinkRef { return &maps.LinkRef{From: from, To: to, Sign: maps.Positive} }
	doing := func(iv maps.Intervention) []simulate.Scenario {
		return []simulate.Scenario{{ID: "s", Interventions: []maps.Intervention{iv}}}
	}
	for name, c := range map[string]struct {
		scenarios []simulate.Scenario
		o         transcription.Options
		want      string
	}{
		"variable": {doing(maps.Intervention{Variable: "x", Action: maps.Press}), transcription.Options{Until: 1}, `no variable "x"`},
		"link":     {doing(maps.Intervention{Link: ref("b", "a"), Action: maps.Cut}), transcription.Options{Until: 1}, "no link"},
		"added":    {doing(maps.Intervention{Link: ref("a", "b"), Action: maps.Add}), transcription.Options{Until: 1}, "exists already"},
		"ends":     {doing(maps.Intervention{Link: ref("a", "x"), Action: maps.Add}), transcription.Options{Until: 1}, "both ends"},
		"past":     {nil, transcription.Options{Until: -1}, "run until -1"},
		"nan":      {nil, transcription.Options{Until: math.NaN()}, "run until NaN"},
		"coarse":   {nil, transcription.Options{Until: 1, Step: 0.5}, "step of 0.5"},
		"long":     {nil, transcription.Options{Until: 1000}, "takes"},
	} {
		if _, _, err := transcription.Of(model, c.scenarios, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	empty, err := simulate.NewModel(&maps.Map{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := transcription.Of(empty, nil, transcription.Options{}); err == nil {
		t.Error("a map without variables becomes a model")
	}
}

func TestStocksStandAsInTheMapWithRoomAroundThem(t *testing.T) {
	m := load(t, "foresight", "")
	d, _ := described(t, m, transcription.Options{})
	at := map[string]maps.Position{}
	for _, e := range d.Elements {
		if e.Variable != "" {
			at[e.Variable] = e.At
		}
	}
	first := m.Variables[0]
	scale := at[first.ID].X / first.At.X
	for i, v := range m.Variables {
		p := at[v.ID]
		if math.Abs(p.X-v.At.X*scale) > 3 || math.Abs(p.Y-v.At.Y*scale) > 3 {
			t.Errorf("%s stands at %v, in the map at %v", v.ID, p, *v.At)
		}
		for _, w := range m.Variables[:i] {
			if q := at[w.ID]; math.Abs(p.X-q.X) < 180 && math.Abs(p.Y-q.Y) < 80 {
				t.Errorf("%s and %s stand on each other", v.ID, w.ID)
			}
		}
	}
}

// TestModelsAreReadBackAsMapsByOurReaders also holds the sketches: arrows that
// end nowhere are counted as lost.
func TestModelsAreReadBackAsMapsByOurReaders(t *testing.T) {
	d, _ := described(t, load(t, "", everything), transcription.Options{})
	for ending, name := range map[string]string{"mdl": "vensim", "xmile": "xmile", "stmx": "xmile", "json": "insight-maker"} {
		var text, again bytes.Buffer
		r := &format.Report{}
		if err := exchange.WriteModel(&text, "", "model."+ending, d, r); err != nil {
			t.Fatal(err)
		}
		if err := exchange.WriteModel(&again, name, "model", d, r); err != nil || !bytes.Equal(text.Bytes(), again.Bytes()) {
			t.Errorf("%s: not written the same twice: %v", ending, err)
		}
		if r.Format != name {
			t.Errorf("%s is written as %q", ending, r.Format)
		}
		back, got, err := exchange.Read(t.Context(), "", text.Bytes(), format.ReadOptions{Name: "model." + ending})
		if err != nil {
			t.Fatalf("%s: %v", ending, err)
		}
		placed := len(d.Elements)
		if ending == "json" {
			placed -= flows(d) // Insight Maker draws flows where their stocks are
		}
		if len(back.Variables) != len(d.Elements) || got.Format != name || got.Positions != placed {
			t.Errorf("%s: %d elements of %d, %d of them placed, read as %s; losses %+v", ending, len(back.Variables), len(d.Elements), got.Positions, got.Format, got.Losses)
		}
		for _, what := range []string{"arrows that do not join two variables", "connectors that do not join two variables", "links to deleted elements", "parts of the sketch that cannot be read"} {
			if n := formattest.Counted(got.Losses, what); n > 0 {
				t.Errorf("%s: %d %s", ending, n, what)
			}
		}
	}
	if err := exchange.WriteModel(&bytes.Buffer{}, "", "model.csv", d, &format.Report{}); err == nil || !strings.Contains(err.Error(), "vensim, xmile, insight-maker") {
		t.Errorf("a model as a table: %v", err)
	}
	if err := exchange.WriteModel(&bytes.Buffer{}, "kumu-json", "model.json", d, &format.Report{}); err == nil {
		t.Error("a model for Kumu is written")
	}
}

func flows(d *stockflow.Model) int {
	n := 0
	for _, e := range d.Elements {
		if e.Kind == stockflow.Flow {
			n++
		}
	}
	return n
}
