package library_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sysmap/maps"
)

// The tables of testdata, which hold what was published.
const (
	variableFacts = "variables.csv"
	linkFacts     = "links.csv"
)

// facts returns the rows of a table as maps from column to value.
func facts(t *testing.T, file string) []map[string]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	records := make([]map[string]string, 0, len(rows))
	for _, row := range rows[1:] {
		record := map[string]string{}
		for i, column := range rows[0] {
			record[column] = row[i]
		}
		records = append(records, record)
	}
	return records
}

// english maps ids to English labels.
func english[E any](entries []E, entry func(E) (string, maps.Text)) map[string]string {
	labels := map[string]string{}
	for _, e := range entries {
		id, label := entry(e)
		labels[id] = label.By[maps.English]
	}
	return labels
}

func variableLabel(v maps.Variable) (string, maps.Text) { return v.ID, v.Label }
func categoryLabel(c maps.Category) (string, maps.Text) { return c.ID, c.Label }
func clusterLabel(c maps.Cluster) (string, maps.Text)   { return c.ID, c.Label }

func TestForesightVariablesAreThePublishedOnes(t *testing.T) {
	m := load(t, "foresight")
	categories, clusters := english(m.Categories, categoryLabel), english(m.Clusters, clusterLabel)
	var got []map[string]string
	for i, v := range m.Variables {
		record := map[string]string{
			"id": strconv.Itoa(i + 1), "label": v.Label.By[maps.English], "accent": yes(v.Accent),
			"category": categories[v.Category], "cluster": clusters[v.Cluster],
		}
		if v.At != nil {
			record["x"], record["y"] = decimal(v.At.X), decimal(v.At.Y)
		}
		got = append(got, record)
	}
	if diff := cmp.Diff(facts(t, variableFacts), got); diff != "" {
		t.Errorf("the map departs from the publication (-published +map):\n%s", diff)
	}
}

func TestForesightLinksAreThePublishedOnes(t *testing.T) {
	m := load(t, "foresight")
	labels := english(m.Variables, variableLabel)
	var got []map[string]string
	for _, l := range m.Links {
		got = append(got, map[string]string{
			"from": labels[l.From], "to": labels[l.To], "sign": l.Sign.String(), "core": yes(l.Core),
		})
	}
	if diff := cmp.Diff(facts(t, linkFacts), got); diff != "" {
		t.Errorf("the map departs from the publication (-published +map):\n%s", diff)
	}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func TestForesightHasThePublishedSize(t *testing.T) {
	m := load(t, "foresight")
	got := map[string]int{"variables": len(m.Variables), "categories": len(m.Categories), "clusters": len(m.Clusters)}
	pairs := map[[2]string]bool{}
	for _, l := range m.Links {
		got["links "+l.Sign.String()]++
		if l.Core {
			got["core links"]++
		}
		pairs[[2]string{l.From, l.To}] = true
	}
	got["pairs"] = len(pairs)
	want := map[string]int{
		"variables": 108, "categories": 10, "clusters": 8,
		"links +": 198, "links -": 98, "pairs": 296, "core links": 12,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestForesightHasTheColoursOfTheSheetInTheLegendsOrder(t *testing.T) {
	want := [][3]string{
		{"Media", "#ecebdc", ""},
		{"Social", "#f1e3cc", ""},
		{"Psychological", "#f6f4df", "#fae129"},
		{"Economic", "#e4ede8", ""},
		{"Food", "#ebeaf0", "#ab8db8"},
		{"Activity", "#f3e4d9", "#e09e5d"},
		{"Infrastructure", "#f4f5f6", ""},
		{"Developmental", "#dfecf4", ""},
		{"Biological", "#c3d5e8", "#0096d4"},
		{"Medical", "#dbdfe6", ""},
	}
	var got [][3]string
	for _, c := range load(t, "foresight").Categories {
		got = append(got, [3]string{c.Label.By[maps.English], c.Colour, c.Accent})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestForesightIdsAreMadeFromTheEnglishLabels(t *testing.T) {
	m := load(t, "foresight")
	for _, labels := range []map[string]string{
		english(m.Variables, variableLabel), english(m.Categories, categoryLabel), english(m.Clusters, clusterLabel),
	} {
		for id, label := range labels {
			plain := strings.NewReplacer("'", "", "&", "and").Replace(label)
			if want := maps.MakeID(plain); id != want {
				t.Errorf("%q has the id %q; want %q", label, id, want)
			}
		}
	}
}

func TestForesightCreditsThePublication(t *testing.T) {
	m := load(t, "foresight")
	for _, language := range maps.Languages() {
		var credit strings.Builder
		for _, s := range m.Sources {
			credit.WriteString(s.Text.By[language])
		}
		for _, name := range []string{"Vandenbroeck, Goossens, Clemens", "Foresight, UK Government Office for Science, 2007", "Crown", "shiftN"} {
			if !strings.Contains(credit.String(), name) {
				t.Errorf("the credit in %q leaves out %q:\n%s", language, name, credit.String())
			}
		}
	}
}

func TestForesightSpeaksBothLanguages(t *testing.T) {
	m := load(t, "foresight")
	// The longest English label of the sheet has 51 characters; the Danish ones
	// must do with the same boxes.
	const box, region, caption, speech = 51, 32, 48, 400
	check := func(kind, id string, label maps.Text, limit int) {
		t.Helper()
		text{fmt.Sprintf("%s %s", kind, id), label, limit}.check(t)
	}
	for _, v := range m.Variables {
		check("variable", v.ID, v.Label, box)
	}
	for _, c := range m.Categories {
		check("category", c.ID, c.Label, region)
	}
	for _, c := range m.Clusters {
		check("cluster", c.ID, c.Label, region)
	}
	for _, l := range m.Loops {
		check("loop", l.ID, l.Label, caption)
	}
	for _, v := range m.Views {
		check("view", v.ID, v.Label, caption)
		check("text of view", v.ID, v.Text, speech)
	}
	check("goal", "", m.Goal.Label, caption)
}

func TestForesightLabelsAreUniqueInEachLanguage(t *testing.T) {
	m := load(t, "foresight")
	for _, language := range maps.Languages() {
		seen := map[string]string{}
		for _, v := range m.Variables {
			label := strings.ToLower(v.Label.In(language))
			if other, twice := seen[label]; twice {
				t.Errorf("%s and %s are both called %q", other, v.ID, label)
			}
			seen[label] = v.ID
		}
	}
}

func TestForesightLoopsAreClosedAndNamedByTheirPolarity(t *testing.T) {
	m := load(t, "foresight")
	signs := map[[2]string]maps.Sign{}
	for _, l := range m.Links {
		signs[[2]string{l.From, l.To}] = l.Sign
	}
	if len(m.Loops) == 0 {
		t.Fatal("the map names no loops")
	}
	for _, loop := range m.Loops {
		polarity := maps.Positive
		for i, from := range loop.Through {
			to := loop.Through[(i+1)%len(loop.Through)]
			sign, linked := signs[[2]string{from, to}]
			if !linked {
				t.Errorf("loop %s: there is no link from %s to %s", loop.ID, from, to)
			}
			polarity *= sign
		}
		letter := map[maps.Sign]string{maps.Positive: "R", maps.Negative: "B"}[polarity]
		if letter == "" || !strings.HasPrefix(loop.ID, letter) {
			t.Errorf("loop %s has the sign %s", loop.ID, polarity)
		}
	}
}

func TestForesightGoalIsLedToByTheMap(t *testing.T) {
	m := load(t, "foresight")
	if m.Goal.Empty() {
		t.Fatal("the map states no goal")
	}
	for _, id := range slices.Concat(m.Goal.Lower, m.Goal.Raise) {
		if !slices.ContainsFunc(m.Links, func(l maps.Link) bool { return l.To == id }) {
			t.Errorf("nothing leads to %s", id)
		}
	}
}

// Developers keep the facts in a folder beside the checkout. Whoever clones
// the project alone does not have it, and the tests above do without.
func TestFactsAreThoseBesideTheCheckout(t *testing.T) {
	shared := filepath.Join(moduleRoot(t), "..", "shared", "foresight")
	for _, file := range []string{variableFacts, linkFacts} {
		ours, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := os.ReadFile(filepath.Join(shared, file))
		if errors.Is(err, fs.ErrNotExist) {
			t.Logf("%s has no %s to compare with", shared, file)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(ours, theirs) {
			t.Errorf("testdata/%s differs from %s", file, filepath.Join(shared, file))
		}
	}
}

// moduleRoot returns the nearest folder above that holds go.mod.
func moduleRoot(t *testing.T) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("there is no go.mod above the test")
		}
		folder = parent
	}
}
