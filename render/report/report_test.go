package report

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/maps/library"
	"sysmap/render"
	"sysmap/render/layout"
	"sysmap/render/report/document"
	"sysmap/study"
)

func TestMain(m *testing.M) {
	layout.ServeIfWorker()
	os.Exit(m.Run())
}

func loader() *maps.Loader {
	return &maps.Loader{Library: library.Source, LibraryNames: library.Names()}
}

// studied studies a map on few systems, once for all tests.
var studied = func() func(t *testing.T, name string) *study.Study {
	var lock sync.Mutex
	done := map[string]*study.Study{}
	return func(t *testing.T, name string) *study.Study {
		t.Helper()
		lock.Lock()
		defer lock.Unlock()
		if s := done[name]; s != nil {
			return s
		}
		m, err := loader().Load(t.Context(), filepath.Join("..", "..", "examples", name, "map.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		// Laid out once, so that no picture has to be.
		if m, err = placed(t.Context(), m, render.Options{}); err != nil {
			t.Fatal(err)
		}
		done[name] = run(t, m)
		return done[name]
	}
}()

func run(t *testing.T, m *maps.Map) *study.Study {
	t.Helper()
	s, err := study.Run(t.Context(), m, study.Options{Name: "map.yaml", Runs: 20, EffectRuns: 4, AgreeRuns: 3, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parsed(t *testing.T, text string) *maps.Map {
	t.Helper()
	m, err := loader().Parse(t.Context(), "test", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// written writes a report, each once for all tests.
var written = func() func(t *testing.T, s *study.Study, o Options) *document.Document {
	type key struct {
		of       *study.Study
		language maps.Language
	}
	var lock sync.Mutex
	done := map[key]*document.Document{}
	return func(t *testing.T, s *study.Study, o Options) *document.Document {
		t.Helper()
		lock.Lock()
		defer lock.Unlock()
		k := key{s, o.Language}
		if done[k] == nil {
			d, err := Write(t.Context(), s, o)
			if err != nil {
				t.Fatal(err)
			}
			done[k] = d
		}
		return done[k]
	}
}()

func markdown(t *testing.T, d *document.Document) string {
	t.Helper()
	text, _, err := d.Markdown("")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func tableOf(d *document.Document, key string) *document.Table {
	var found *document.Table
	d.Walk(func(b document.Block) {
		if t, ok := b.(document.Table); ok && t.Key == key {
			found = &t
		}
	})
	return found
}

func column(t *document.Table, at int) []string {
	var list []string
	for _, row := range t.Rows {
		list = append(list, row[at].Text.Plain())
	}
	return list
}

var (
	languages = maps.Languages()
	broken    = regexp.MustCompile(`%!|%[a-z]|<nil>|NaN|\[\]|\{\}| {2,}[a-zæøå]|\.\.`)
)

func TestEveryFigureAndTableIsNumberedNamedAndMadeAgain(t *testing.T) {
	for _, name := range []string{"classroom", "ensomhed"} {
		for _, l := range languages {
			d := written(t, studied(t, name), Options{Language: l})
			keys := map[string]bool{}
			see := func(key, caption string, how document.How) {
				switch {
				case key == "" || keys[key]:
					t.Errorf("%s: the key %q of %q is empty or used twice", name, key, caption)
				case caption == "":
					t.Errorf("%s: %s has no caption", name, key)
				case !strings.HasPrefix(how.Command, "sysmap ") || !strings.Contains(how.Command, " map.yaml"):
					t.Errorf("%s: %s is made again by %q", name, key, how.Command)
				case how.Digest != studied(t, name).Map.Digest():
					t.Errorf("%s: %s is of the map %q", name, key, how.Digest)
				case strings.Contains(how.Command, "--seed") != (how.Seed == "1"):
					t.Errorf("%s: %s has the seed %q", name, key, how.Seed)
				}
				keys[key] = true
			}
			d.Walk(func(b document.Block) {
				switch b := b.(type) {
				case document.Table:
					see(b.Key, b.Caption, b.How)
					for i, row := range b.Rows {
						if len(row) != len(b.Columns) {
							t.Errorf("%s: row %d of %s has %d cells for %d columns", name, i, b.Key, len(row), len(b.Columns))
						}
					}
				case document.Figure:
					see(b.Key, b.Caption, b.How)
					if b.Picture == nil {
						t.Errorf("%s: %s has no picture", name, b.Key)
					}
				}
			})
		}
	}
}

func TestNoSentenceIsBrokenInEitherLanguage(t *testing.T) {
	for _, name := range []string{"classroom", "ensomhed"} {
		for _, l := range languages {
			for line := range strings.Lines(markdown(t, written(t, studied(t, name), Options{Language: l}))) {
				if strings.HasPrefix(line, "  ") || strings.Contains(line, "`") || strings.Contains(line, "through: [") {
					continue // lists of lists and what is typed
				}
				if found := broken.FindString(strings.ReplaceAll(line, " % ", "")); found != "" {
					t.Errorf("%s in %s: %q in %s", name, l, found, line)
				}
			}
		}
	}
}

// TestTheSummarySaysWhatTheTablesSay greps: each number beside a sentence of
// the summary stands in the table that it comes from.
func TestTheSummarySaysWhatTheTablesSay(t *testing.T) {
	for _, name := range []string{"classroom", "ensomhed"} {
		for _, l := range languages {
			s := studied(t, name)
			d := written(t, s, Options{Language: l})
			for _, h := range s.Headlines(l) {
				var among []string
				switch h.Topic {
				case study.SizeTopic:
					if of := tableOf(d, "table-clusters"); of != nil {
						sum := 0
						for _, n := range column(of, 1) {
							v, _ := strconv.Atoi(n)
							sum += v
						}
						among = []string{l.Count(sum)}
					} else {
						among = []string{l.Count(len(s.Map.Variables))}
					}
				case study.LoopTopic:
					among = column(tableOf(d, "table-census"), 1)
				case study.PressTopic:
					among = column(tableOf(d, "table-ranking"), 5)
				case study.ScenarioTopic:
					of := tableOf(d, "table-scenario-"+h.Of)
					among = append(column(of, 4), column(of, 5)...)
				case study.CoverageTopic:
					held, _, _ := strings.Cut(h.Number, " / ")
					if !strings.Contains(h.Text, held) {
						t.Errorf("%s: %q is not in %q", name, held, h.Text)
					}
					continue
				case study.AloneTopic:
					if !strings.Contains(h.Text, h.Number) {
						t.Errorf("%s: %q is not in %q", name, h.Number, h.Text)
					}
					continue
				case study.GapTopic:
					without := column(tableOf(d, "table-evidence"), 1)
					links := len(s.Map.Links)
					n, _ := strconv.Atoi(without[len(without)-1])
					among = []string{l.Count(links-n) + " / " + l.Count(links)}
				}
				if !contains(among, h.Number) {
					t.Errorf("%s in %s: the summary says %q of %s, the table %q", name, l, h.Number, h.Topic, among)
				}
			}
		}
	}
}

// TestTheSummarySaysHowFarTheGoalMoves compares the numbers set large with the
// sentence beside them and the table that they come from.
func TestTheSummarySaysHowFarTheGoalMoves(t *testing.T) {
	for _, l := range languages {
		s := studied(t, "ensomhed")
		d := written(t, s, Options{Language: l})
		scenarios := 0
		for _, f := range d.Summary[0].(document.Findings) {
			id, is := strings.CutPrefix(f.Ref, "scenario-")
			if !is {
				continue
			}
			scenarios++
			if medians := column(tableOf(d, "table-scenario-"+id), 1); !contains(medians, f.Number) {
				t.Errorf("%s: the summary says %q of %s, the table %q", l, f.Number, id, medians)
			}
			if text := f.Text[0].String; !strings.Contains(text, f.Number) {
				t.Errorf("%s: %q is not in %q", l, f.Number, text)
			}
		}
		if scenarios != len(s.Scenarios) {
			t.Errorf("%s: the summary tells of %d scenarios of %d", l, scenarios, len(s.Scenarios))
		}
	}
}

func contains(list []string, s string) bool {
	for _, of := range list {
		if of == s {
			return true
		}
	}
	return false
}

// TestPlacesByEffectAreTheSameInEveryTable compares the tables that tell of the
// same variables.
func TestPlacesByEffectAreTheSameInEveryTable(t *testing.T) {
	d := written(t, studied(t, "ensomhed"), Options{})
	ranking, misleading := tableOf(d, "table-ranking"), tableOf(d, "table-misleading")
	effects := map[string]string{}
	for _, row := range ranking.Rows {
		effects[row[1].Text.Plain()] = row[3].Text.Plain()
	}
	met := 0
	for _, row := range misleading.Rows {
		if want, ok := effects[row[0].Text.Plain()]; ok {
			met++
			if got := row[3].Text.Plain(); got != want {
				t.Errorf("%s has the effect %s in one table and %s in another", row[0].Text.Plain(), want, got)
			}
		}
	}
	if met == 0 {
		t.Error("the tables have no variable in common")
	}
}

func TestABareMapHasAShorterReportThatSaysWhatToAdd(t *testing.T) {
	m := parsed(t, "sysmap: 1\ntitle: Two\nvariables:\n  a: {label: Sleep}\n  b: {label: Energy}\nlinks:\n  - a ->+ b\n")
	for _, l := range languages {
		text := markdown(t, written(t, run(t, m), Options{Language: l}))
		for _, heading := range []string{"Who is responsible", "Hvem har ansvaret", "What if", "Hvad nu hvis", "The efforts", "indsatserne", "What to measure", "Hvad der skal måles"} {
			if strings.Contains(text, "# "+heading) {
				t.Errorf("there is a part %q of nothing", heading)
			}
		}
		want := map[maps.Language][]string{
			maps.English: {"What could be added", "has no feedback loops", "states no goal", "scenarios:", "clusters:", "goal:"},
			maps.Danish:  {"Hvad der kan føjes til", "har ingen feedbacksløjfer", "angiver intet mål", "scenarios:", "clusters:", "goal:"},
		}[l]
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: the report does not say %q", l, w)
			}
		}
	}
}

// TestLabelsOfStrangersStayText reports on a map whose labels are markup.
func TestLabelsOfStrangersStayText(t *testing.T) {
	m := parsed(t, `{"sysmap": 1, "title": "<script>alert(1)</script>", "variables": {
	"a": {"label": "<img src=x onerror=alert(1)>"}, "b": {"label": "| a | [b](javascript:alert(2)) `+"`"+`"}},
	"links": [{"link": "a ->+ b", "evidence": [{"source": "</p><script>"}]}, {"link": "b ->- a"}],
	"sources": [{"text": "# x", "url": "https://example.org/\"><script>"}],
	"goal": {"raise": ["a"]}, "scenarios": {"s": {"label": "</title>", "interventions": [{"variable": "b", "press": 0.5}]}}}`)
	d := written(t, run(t, m), Options{})
	var b bytes.Buffer
	if err := d.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img", `href="javascript`, "</title></"} {
		if strings.Contains(strings.ToLower(b.String()), bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	text := markdown(t, d)
	if strings.Contains(text, "<script") || strings.Contains(text, "<img") || regexp.MustCompile(`[^\\]\]\(javascript`).MatchString(text) {
		t.Error("the Markdown has markup of the map's")
	}
	if err := d.WritePDF(&b); err != nil {
		t.Fatal(err)
	}
}

func TestAnAnonymousReportNamesNoActor(t *testing.T) {
	m := studied(t, "ensomhed").Map
	text := markdown(t, written(t, run(t, alliance.Anonymous(m)), Options{Anonymous: true}))
	for _, a := range m.Actors {
		if regexp.MustCompile(`\b` + regexp.QuoteMeta(a.Label.In(maps.Danish)) + `\b`).MatchString(text) {
			t.Errorf("the report names %s", a.Label.In(maps.Danish))
		}
	}
	if !strings.Contains(text, "--anonymous") {
		t.Error("its commands do not ask for the same")
	}
}

func TestCommandsAreWordsThatAShellReads(t *testing.T) {
	for word, want := range map[string]string{
		"map.yaml": "map.yaml", "my map.yaml": "'my map.yaml'", "it's.yaml": `'it'\''s.yaml'`, "$(rm -rf).yaml": "'$(rm -rf).yaml'", "": "''", "børn.yaml": "børn.yaml", "a;b": "'a;b'", "*": "'*'",
	} {
		if got := quoted(word); got != want {
			t.Errorf("%q is typed %s", word, got)
		}
	}
}

func TestAStoppedReportIsNone(t *testing.T) {
	s := studied(t, "ensomhed")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if d, err := Write(ctx, s, Options{}); err == nil || d != nil {
		t.Errorf("got %v, %v", d != nil, err)
	}
}

func TestAnUnknownThemeIsRefused(t *testing.T) {
	if _, err := Write(t.Context(), studied(t, "classroom"), Options{Theme: "plaid"}); err == nil {
		t.Error("it was taken")
	}
}
