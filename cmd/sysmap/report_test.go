package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render/report"
	"sysmap/render/report/document"
	"sysmap/render/scene"
	"sysmap/study"
)

// TestCommandsOfAReportMakeItsFiguresAndTablesAgain runs every command that a
// report names, and finds each number of the table, and each word of the
// figure, in what it gives.
func TestCommandsOfAReportMakeItsFiguresAndTablesAgain(t *testing.T) {
	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
	for _, name := range []string{"classroom", "ensomhed"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join("..", "..", "examples", name, "map.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			// A map with positions is laid out once and not for every picture.
			t.Chdir(t.TempDir())
			const file = "map.yaml"
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			var problems bytes.Buffer
			if code := run(t.Context(), []string{"arrange", file}, streams{strings.NewReader(""), &problems, &problems}); code != exitDone {
				t.Fatal(problems.String())
			}
			m, err := loader.Load(t.Context(), file)
			if err != nil {
				t.Fatal(err)
			}
			found, err := study.Run(t.Context(), m, study.Options{Name: file, Runs: 25, EffectRuns: 6, AgreeRuns: 4, Seed: 3})
			if err != nil {
				t.Fatal(err)
			}
			d, err := report.Write(t.Context(), found, report.Options{})
			if err != nil {
				t.Fatal(err)
			}
			again := repeater{m: m, l: languageOf("", m), done: map[string]string{}}
			tables, figures := 0, 0
			d.Walk(func(b document.Block) {
				switch b := b.(type) {
				case document.Table:
					tables++
					again.table(t, b)
				case document.Figure:
					figures++
					again.figure(t, b)
				}
			})
			if tables < 8 || figures < 5 {
				t.Errorf("the report has %d tables and %d figures", tables, figures)
			}
		})
	}
}

// repeater runs commands of a report, each once.
type repeater struct {
	m    *maps.Map
	l    maps.Language
	done map[string]string
}

// wordsOf parts a command line whose words need no quoting but that of names.
func wordsOf(command string) []string {
	var list []string
	for _, w := range regexp.MustCompile(`'[^']*'|\S+`).FindAllString(command, -1) {
		list = append(list, strings.Trim(w, "'"))
	}
	return list
}

// run returns what a command prints or writes.
func (r *repeater) run(t *testing.T, command string, more ...string) string {
	t.Helper()
	args := append(wordsOf(command), more...)
	key := strings.Join(args, "\x00")
	if out, ok := r.done[key]; ok {
		return out
	}
	if args[0] != "sysmap" {
		t.Fatalf("no command of ours: %s", command)
	}
	var out, problems bytes.Buffer
	if code := run(context.Background(), args[1:], streams{strings.NewReader(""), &out, &problems}); code != exitDone {
		t.Errorf("%s ends with %d: %s", command, code, problems.String())
	}
	text := out.String()
	if at := slices.Index(args, "-o"); at >= 0 {
		file, err := os.ReadFile(args[at+1])
		if err != nil {
			t.Fatal(err)
		}
		text = string(file)
	}
	r.done[key] = text
	return text
}

func (r *repeater) table(t *testing.T, b document.Table) {
	t.Helper()
	if strings.Contains(b.How.Command, "markdown") {
		printed := r.run(t, b.How.Command)
		for _, row := range b.Rows {
			for _, c := range row {
				if text := c.Text.Plain(); !strings.Contains(printed, text) {
					t.Errorf("%s: %q is not in what %s prints", b.Key, text, b.How.Command)
				}
			}
		}
		return
	}
	switch b.Key {
	case "table-evidence":
		r.evidence(t, b, r.run(t, b.How.Command))
		return
	case "table-measures": // without numbers
		r.run(t, b.How.Command)
		return
	}
	r.run(t, b.How.Command)
	more := []string{"--format", "json"}
	if strings.Contains(b.How.Command, "--format json") {
		more = nil
	}
	printed := r.run(t, b.How.Command, more...)
	if b.Key == "table-clusters" {
		r.clusters(t, b, printed)
		return
	}
	numbers := numbersOf(t, printed)
	for _, row := range b.Rows {
		for i, c := range row {
			text := c.Text.Plain()
			if i >= len(b.Columns) || !b.Columns[i].Number || text == "" || !strings.ContainsFunc(text, unicode.IsDigit) {
				continue
			}
			if !r.among(numbers, text) {
				t.Errorf("%s: %q of %q is not in what %s gives", b.Key, text, row[0].Text.Plain(), b.How.Command)
			}
		}
	}
}

// numbersOf returns every number of a JSON text, and how long its lists are.
func numbersOf(t *testing.T, text string) []float64 {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	var all any
	if err := d.Decode(&all); err != nil {
		t.Fatalf("%v in %.200s", err, text)
	}
	var list []float64
	var visit func(any)
	visit = func(v any) {
		switch v := v.(type) {
		case float64:
			list = append(list, v)
		case []any:
			list = append(list, float64(len(v)))
			for _, x := range v {
				visit(x)
			}
		case map[string]any:
			for _, x := range v {
				visit(x)
			}
		}
	}
	visit(all)
	return list
}

// among reports whether a number as people write it is one of a list, rounded.
func (r *repeater) among(numbers []float64, text string) bool {
	percent := strings.HasSuffix(text, "%")
	text = strings.TrimRight(text, "% ")
	group, point := ",", "."
	if r.l == maps.Danish {
		group, point = ".", ","
	}
	plain := strings.NewReplacer(group, "", point, ".", "−", "-", "+", "").Replace(text)
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return false
	}
	half := 0.5
	if _, decimals, ok := strings.Cut(plain, "."); ok {
		half = 0.5 * math.Pow(10, -float64(len(decimals)))
	}
	for _, n := range numbers {
		if percent {
			n *= 100
		}
		if math.Abs(n-v) <= half*1.0001 {
			return true
		}
	}
	return false
}

// clusters counts the map again as the command prints it.
func (r *repeater) clusters(t *testing.T, b document.Table, printed string) {
	t.Helper()
	var shown struct{ Variables, Links []json.RawMessage }
	if err := json.Unmarshal([]byte(printed), &shown); err != nil {
		t.Fatal(err)
	}
	sum := func(at int) int {
		n := 0
		for _, row := range b.Rows {
			v, _ := strconv.Atoi(row[at].Text.Plain())
			n += v
		}
		return n
	}
	if sum(1) != len(shown.Variables) || sum(2)+sum(3) != len(shown.Links) || sum(3) != sum(4) {
		t.Errorf("%s has %d variables, %d and %d links of %d and %d", b.Key, sum(1), sum(2), sum(3), len(shown.Variables), len(shown.Links))
	}
}

// evidence counts what links rest on again in the map as the command writes it.
func (r *repeater) evidence(t *testing.T, b document.Table, printed string) {
	t.Helper()
	whole, err := (&maps.Loader{}).Parse(t.Context(), "whole.yaml", []byte(printed))
	if err != nil {
		t.Fatal(err)
	}
	none := 0
	for _, k := range whole.Links {
		if len(k.Evidence) == 0 {
			none++
		}
	}
	if got := b.Rows[len(b.Rows)-1][1].Text.Plain(); got != strconv.Itoa(none) {
		t.Errorf("%s says that %s links have no evidence; %d have none", b.Key, got, none)
	}
}

// figure finds every word of a figure in the picture that its command draws.
// Charts in a report are narrower and show less, so that their axes differ.
func (r *repeater) figure(t *testing.T, b document.Figure) {
	t.Helper()
	drawn := r.run(t, b.How.Command)
	if !strings.Contains(b.How.Command, ".svg") {
		return // the numbers behind a picture
	}
	there := map[string]bool{}
	for _, w := range strings.Fields(textsOf(t, drawn)) {
		there[w] = true
	}
	eachText(b.Picture.Shapes, func(s scene.Text) {
		for _, w := range strings.Fields(s.String) {
			if strings.ContainsFunc(w, unicode.IsLetter) && !strings.Contains(w, "-") && !there[w] && !there[strings.TrimRight(w, "…")] {
				t.Errorf("%s: %q is not in what %s draws", b.Key, w, b.How.Command)
			}
		}
	})
}

func eachText(shapes []scene.Shape, visit func(scene.Text)) {
	for _, s := range shapes {
		switch s := s.(type) {
		case scene.Group:
			eachText(s.Shapes, visit)
		case scene.Text:
			visit(s)
		}
	}
}

// textsOf returns the texts of an SVG, titles and descriptions included.
func textsOf(t *testing.T, svg string) string {
	t.Helper()
	var all strings.Builder
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err != nil {
			break
		}
		if text, ok := token.(xml.CharData); ok {
			all.Write(text)
			all.WriteString(" ")
		}
	}
	return all.String()
}
