package transcription_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"sysmap/maps"
	"sysmap/maps/exchange"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
	"sysmap/maps/library"
	"sysmap/simulate"
	"sysmap/simulate/transcription"
)

// tolerance is how far curves of other simulators may be from ours, on a scale
// from −1 to 1. The package comment and the manual state it.
const tolerance = 0.003

// requireNode names the variable of the environment without which tests that
// need node are skipped where it is missing.
const requireNode = "SYSMAP_REQUIRE_NODE"

// proofFolder is where the simulators are installed.
const proofFolder = "testdata/proof"

// simulators skips a test where the other simulators are not installed.
func simulators(t *testing.T) {
	t.Helper()
	_, err := exec.LookPath("node")
	if err == nil {
		_, err = exec.LookPath("cc")
	}
	if err == nil {
		_, err = os.Stat(filepath.Join(proofFolder, "node_modules"))
	}
	switch {
	case err == nil:
	case os.Getenv(requireNode) != "":
		t.Fatalf("%v; run npm ci in %s", err, proofFolder)
	default:
		t.Skipf("%v; with node and a C compiler, run npm ci in %s", err, proofFolder)
	}
}

// TestOtherSimulatorsDrawTheSameCurves runs models elsewhere: ModelJSON with the
// engine of Insight Maker, .mdl and XMILE with SDEverywhere.
func TestOtherSimulatorsDrawTheSameCurves(t *testing.T) {
	simulators(t)
	for _, c := range []struct {
		name, ref, more string
		until           float64
	}{
		{"classroom", "../../examples/classroom/map.yaml", "", 0},
		{"foresight", "foresight", foresightScenarios, 0},
		{"everything", "", everything, 20},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := load(t, c.ref, c.more)
			model, err := simulate.NewModel(m)
			if err != nil {
				t.Fatal(err)
			}
			scenarios := scenariosOf(t, m)
			description, _, err := transcription.Of(model, scenarios, transcription.Options{Language: maps.English, Until: c.until})
			if err != nil {
				t.Fatal(err)
			}
			folder := t.TempDir()
			insight, everywhere := insightMaker(t, folder, description), sdEverywhere(t, folder, description)
			for k := range len(scenarios) + 1 {
				done := simulate.Scenario{}
				if k > 0 {
					done = scenarios[k-1]
				}
				points := int(math.Round(description.Until/description.Step)) + 1
				want, err := model.Run(t.Context(), done, simulate.Options{Until: description.Until, Points: points})
				if err != nil {
					t.Fatal(err)
				}
				compare(t, "Insight Maker", k, description, want, insight[k])
				for ending, runs := range everywhere {
					compare(t, "SDEverywhere "+ending, k, description, want, runs[k])
					agree(t, ending, k, description, insight[k], runs[k])
				}
			}
		})
	}
}

// compare holds the curves of a simulator against ours.
func compare(t *testing.T, simulator string, k int, d *stockflow.Model, want *simulate.Run, got map[string][]float64) {
	t.Helper()
	names := map[string]string{}
	for i := range d.Elements {
		names[d.Elements[i].Variable] = d.Elements[i].Name
	}
	largest, moved, where := 0.0, 0.0, ""
	for _, series := range want.Variables {
		curve := got[nameKey(names[series.Variable])]
		if len(curve) != len(series.Value) {
			t.Fatalf("%s, scenario %d: %s has %d values, want %d", simulator, k, series.Variable, len(curve), len(series.Value))
		}
		for p, v := range series.Value {
			moved = max(moved, math.Abs(v))
			if off := math.Abs(curve[p] - v); !(off <= largest) {
				largest, where = off, fmt.Sprintf("%s at %v: %v, want %v", series.Variable, want.Times[p], curve[p], v)
			}
		}
	}
	t.Logf("%s, scenario %d: within %.2g of curves that reach %.2f, in steps of %v until %v (%s)", simulator, k, largest, moved, d.Step, d.Until, where)
	if !(largest <= tolerance) {
		t.Errorf("%s, scenario %d: off by %v: %s", simulator, k, largest, where)
	}
	if k > 0 && moved < 0.05 {
		t.Errorf("scenario %d moves nothing", k)
	}
}

// agree holds the curves of two simulators against each other.
func agree(t *testing.T, ending string, k int, d *stockflow.Model, one, other map[string][]float64) {
	t.Helper()
	for _, e := range d.Elements {
		if e.Variable == "" {
			continue
		}
		for p, v := range one[nameKey(e.Name)] {
			if w := other[nameKey(e.Name)][p]; !(math.Abs(v-w) < 1e-9) {
				t.Fatalf("scenario %d: Insight Maker has %v for %s at step %d, SDEverywhere %v in %s", k, v, e.Name, p, w, ending)
			}
		}
	}
}

// insightMaker runs a model with every value of its switch.
func insightMaker(t *testing.T, folder string, d *stockflow.Model) []map[string][]float64 {
	t.Helper()
	args := []string{filepath.Join(proofFolder, "insightmaker.mjs"), written(t, folder, "model.json", d), d.Switch}
	for k := range len(d.Scenarios) + 1 {
		args = append(args, strconv.Itoa(k))
	}
	var runs []map[string][]float64
	if err := json.Unmarshal(output(t, "node", args...), &runs); err != nil {
		t.Fatal(err)
	}
	for i, run := range runs {
		runs[i] = map[string][]float64{}
		for name, curve := range run {
			runs[i][nameKey(name)] = curve
		}
	}
	return runs
}

// sdEverywhere translates a model to C from both formats that it reads, with the
// switch at every value, and runs that. The curves are by ending of the format.
func sdEverywhere(t *testing.T, folder string, d *stockflow.Model) map[string][]map[string][]float64 {
	t.Helper()
	var files []string
	for k := range len(d.Scenarios) + 1 {
		for i := range d.Elements {
			if d.Elements[i].Name == d.Switch {
				d.Elements[i].Value = stockflow.Number(k)
			}
		}
		files = append(files, written(t, folder, fmt.Sprint(k, ".mdl"), d), written(t, folder, fmt.Sprint(k, ".xmile"), d))
	}
	output(t, "node", append([]string{filepath.Join(proofFolder, "sdeverywhere.mjs")}, files...)...)
	all := map[string][]map[string][]float64{}
	for _, file := range files {
		program := file + ".out"
		output(t, "cc", "-O1", "-I", proofFolder, "-o", program, file+".c", filepath.Join(proofFolder, "run.c"), "-lm")
		all[filepath.Ext(file)] = append(all[filepath.Ext(file)], columns(t, string(output(t, program))))
	}
	return all
}

// columns reads rows of numbers under names.
func columns(t *testing.T, text string) map[string][]float64 {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(text), "\n")
	curves := map[string][]float64{}
	names := strings.Split(lines[0], "\t")
	for _, line := range lines[1:] {
		for c, number := range strings.Split(strings.TrimSuffix(line, "\t"), "\t") {
			v, err := strconv.ParseFloat(number, 64)
			if err != nil {
				t.Fatal(err)
			}
			curves[nameKey(names[c])] = append(curves[nameKey(names[c])], v)
		}
	}
	return curves
}

// written writes a model to a file of a name that tells the format.
func written(t *testing.T, folder, name string, d *stockflow.Model) string {
	t.Helper()
	var text bytes.Buffer
	if err := exchange.WriteModel(&text, "", name, d, new(format.Report)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, text.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func output(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	var out, complaints bytes.Buffer
	c := exec.CommandContext(t.Context(), program, args...)
	c.Stdout, c.Stderr = &out, &complaints
	if err := c.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, complaints.String())
	}
	return out.Bytes()
}

// nameKey is what all simulators keep of a name.
func nameKey(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// load loads a map of the library or a file, and adds to it what a map file
// says; or reads that alone.
func load(t testing.TB, ref, more string) *maps.Map {
	t.Helper()
	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	var m *maps.Map
	var err error
	if more == "" {
		m, err = loader.Load(context.Background(), ref)
	} else {
		text := "sysmap: 1\n"
		if ref != "" {
			text += "extends: " + ref + "\n"
		}
		m, err = loader.Parse(context.Background(), "test.yaml", []byte(text+more))
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func scenariosOf(t testing.TB, m *maps.Map) []simulate.Scenario {
	t.Helper()
	var all []simulate.Scenario
	for i := range m.Scenarios {
		s, err := simulate.FromMap(m, m.Scenarios[i].ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// foresightScenarios are done to the map of Foresight, which has none.
const foresightScenarios = `
scenarios:
  walk: {label: Walking, interventions: [{variable: walkability-of-living-environment, press: 0.5}, {variable: stress, ramp: -0.4, from: 1, until: 3}]}
`

// everything is a map in which everything happens that can.
const everything = `title: "Everything & <more>"
note: "A \"note\" with | bars ~ and\n<b>markup</b> \\"
time: day
variables:
  a: {label: "Alpha (α) & <b>", inertia: [0.5, 1.5], note: "line\nbreak | ~ \\"}
  b: {label: "50 % of \"b\"", inertia: 3, at: [100, 200], cluster: k}
  c: {label: "Søvn, træthed", at: [400, 200], measure: {unit: "%"}}
  d: {label: Time}
  e: {label: Step}
  f: {label: scenario}
clusters: {k: {label: "A *group* | here"}}
links:
  - {link: a ->+ b, strength: 0.9, delay: [1, 2]}
  - {link: b ->- a, strength: strong, delay: 2.5, confidence: low, note: "why | not"}
  - {link: b ->+ c, strength: 0.7}
  - {link: c ->- d, strength: 0.8}
  - {link: d ->? a}
  - {link: d ->+ e, strength: 0.4, probability: 0.3}
  - {link: e ->+ c, strength: 0.6, delay: 1.5}
  - {link: a ->+ a, strength: 0.3}
  - {link: c ->+ f, strength: 1}
  - {link: c ->- f, strength: 0.25}
scenarios:
  pushes: {label: Pushes, interventions: [{variable: a, press: 0.5, from: 1, until: 8}, {variable: e, press: -0.9}, {variable: c, ramp: 0.8, from: 2, until: 6}, {variable: d, ramp: -0.6, from: 3}]}
  jumps: {label: Jumps, interventions: [{variable: a, pulse: 0.8, from: 2}, {variable: a, pulse: 0.9, from: 3}, {variable: b, pulse: -0.5}, {variable: e, pulse: 1, from: 4.5}]}
  holds: {label: Holds, interventions: [{variable: b, hold: 0.6, from: 1, until: 9}, {variable: b, hold: -0.3, from: 4, until: 6}, {variable: e, hold: 0.4}, {variable: b, pulse: 0.2, from: 11}]}
  links:
    label: Links
    interventions:
      - {variable: a, press: 0.7}
      - {link: a ->+ b, cut: true, from: 9, until: 12}
      - {link: b ->+ c, scale: 0.5, from: 3}
      - {link: b ->+ c, scale: 4, from: 6, until: 10}
      - {link: d ->? a, sign: "+", from: 5}
      - {link: c ->- d, sign: "+", from: 7}
      - {link: a ->+ f, add: 0.8, from: 2, until: 14}
  all: {label: All, based-on: links, interventions: [{variable: b, hold: 0.2, from: 13, until: 15}, {variable: c, pulse: -0.7, from: 10}]}
`
