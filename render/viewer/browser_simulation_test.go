package viewer_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// commandLine is the command as people run it, built once.
var commandLine = sync.OnceValues(func() (string, error) {
	folder := pages.folder
	file := filepath.Join(folder, "sysmap")
	out, err := exec.Command("go", "build", "-o", file, "sysmap/cmd/sysmap").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return folder, nil
})

// ran is what the command line says of one scenario.
type ran struct {
	Times     []float64
	Variables []struct {
		Variable          string
		Median, Low, High []float64
	}
}

// onTheCommandLine runs a command as a shell does, and returns its table and its
// JSON.
func onTheCommandLine(t *testing.T, command string) (table string, values ran) {
	t.Helper()
	folder, err := commandLine()
	if err != nil {
		t.Fatal(err)
	}
	run := func(more string) []byte {
		c := exec.Command("sh", "-c", command+more)
		c.Env = append(c.Environ(), "PATH="+folder+":"+filepath.Dir("/usr/bin/env"))
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", command+more, err, out)
		}
		return out
	}
	var all struct{ Scenarios []ran }
	if err := json.Unmarshal(run(" --format json"), &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Scenarios) != 1 {
		t.Fatalf("%s runs %d scenarios", command, len(all.Scenarios))
	}
	return strings.ReplaceAll(string(run(" --lang en")), "−", "-"), all.Scenarios[0]
}

// lastAnswer waits for what the engine says of so many runs, and returns it.
func (b *tab) lastAnswer(runs int) (ran, string) {
	b.Helper()
	b.wait(fmt.Sprintf(`sysmapWatch.answers.at(-1)?.runs === %d`, runs))
	var answer struct {
		ran
		Command string
	}
	if err := json.Unmarshal([]byte(eval[string](b, `JSON.stringify(sysmapWatch.answers.at(-1))`)), &answer); err != nil {
		b.Fatal(err)
	}
	return answer.ran, answer.Command
}

func TestWhatIfAnswersWithTheNumbersOfTheCommandLine(t *testing.T) {
	for _, c := range []struct{ name, variable, at string }{
		{"workshop", "screen-time", "panel=what-if"},
		{"workshop", "noise", "press=screen-time=-0.35@2..9&efforts=walks,quiet-streets"},
		{"foresight", "stress", "panel=what-if"},
	} {
		t.Run(c.name+" "+c.variable, func(t *testing.T) {
			b := open(t, c.name, setting{at: c.at})
			b.click(fmt.Sprintf(`[data-variable=%q]`, c.variable))
			b.click(`[data-key="press selected"]`)
			b.click(fmt.Sprintf(`[data-press=%q]`, c.variable))
			b.keys(kb.Home, kb.ArrowRight, kb.ArrowRight) // −1, then two steps up
			b.wait(`decodeURIComponent(location.hash).includes("` + c.variable + `=-0.9")`)
			for _, runs := range []int{1, 50} {
				if runs == 1 {
					b.wait(`sysmapWatch.answers.some(a => a.runs === 1 && a.command.includes("` + c.variable + `=-0.9"))`)
				}
				answer, command := b.lastAnswer(50)
				if runs == 1 {
					command = strings.Replace(command, "--runs 50 --seed 1", "--runs 1", 1)
					text := eval[string](b, `JSON.stringify(sysmapWatch.answers.findLast(a => a.runs === 1))`)
					if err := json.Unmarshal([]byte(text), &answer); err != nil {
						t.Fatal(err)
					}
				}
				table, want := onTheCommandLine(t, command)
				compare(t, answer, want, runs == 1)
				compareCharts(b, want, table, runs)
			}
			if got := b.text(".command code"); !strings.HasPrefix(got, "sysmap simulate "+studied(t, c.name).Options.Name) {
				t.Errorf("the page says the same is %q", got)
			}
		})
	}
}

// compare compares every number. Ensembles are the same to the last digit; a
// single run uses the processor's own exponential function, and browsers that of
// Go's library, so that it may differ in the last of sixteen digits.
func compare(t *testing.T, got, want ran, single bool) {
	t.Helper()
	if !slices.Equal(got.Times, want.Times) || len(got.Variables) != len(want.Variables) {
		t.Fatalf("%d moments of %d variables, want %d of %d", len(got.Times), len(got.Variables), len(want.Times), len(want.Variables))
	}
	for i, v := range want.Variables {
		mine := got.Variables[i]
		for k, pair := range [][2][]float64{{mine.Median, v.Median}, {mine.Low, v.Low}, {mine.High, v.High}} {
			for n, x := range pair[1] {
				y := pair[0][n]
				if mine.Variable != v.Variable || x != y && (!single || math.Abs(x-y) > 1e-14) {
					t.Fatalf("%s, series %d at %g: the page says %v, the command line %v", v.Variable, k, want.Times[n], y, x)
				}
			}
		}
	}
}

// compareCharts compares what can be read on the page with what the command line
// prints.
func compareCharts(b *tab, want ran, table string, runs int) {
	b.Helper()
	if runs == 1 {
		return // the ensemble is on the page by now
	}
	charts := b.texts(".curve")
	labels := eval[[]string](b, `[...document.querySelectorAll(".curve svg.chart")].map(e => e.getAttribute("aria-label"))`)
	if len(labels) == 0 || len(charts) != len(labels) {
		b.Fatalf("there are %d charts", len(labels))
	}
	seen := 0
	for _, v := range want.Variables {
		key := fmt.Sprintf(`document.querySelector('[data-key="curve %s"]')?.textContent ?? ""`, v.Variable)
		name := eval[string](b, key)
		if name == "" {
			continue
		}
		seen++
		last := len(v.Median) - 1
		says := fmt.Sprintf("%s: %s (%s – %s)", name, signed(v.Median[last]), signed(v.Low[last]), signed(v.High[last]))
		if !slices.ContainsFunc(labels, func(l string) bool { return strings.HasPrefix(l, says) }) {
			b.Errorf("no chart says %q: %q", says, labels)
		}
		if printed := fmt.Sprintf("%.3f", v.Median[last]); strings.Contains(table, name) && !strings.Contains(table, printed) {
			b.Errorf("the table of the command line does not have %s of %s:\n%s", printed, name, table)
		}
	}
	if seen != len(labels) {
		b.Errorf("%d of %d charts are known", seen, len(labels))
	}
}

// signed writes a change as the page does.
func signed(v float64) string {
	text := fmt.Sprintf("%+.2f", v)
	if text == "+0.00" || text == "-0.00" {
		return "0.00"
	}
	return strings.Replace(text, "-", "−", 1)
}

func TestAScenarioIsFollowedOverTime(t *testing.T) {
	b := open(t, "workshop", setting{})
	b.click(`[data-mode="scenarios"]`)
	b.click(`[data-scenario="better-nights"]`)
	b.wait(`document.querySelectorAll(".curve").length > 2`)
	fill := `document.querySelector('[data-variable="sleep"] > rect').style.fill`
	end := eval[string](b, fill)
	b.do(focus(`[data-key="time"]`))
	b.keys(kb.Home)
	b.wait(`document.querySelector(".timeline output").textContent.startsWith("After 0 ")`)
	b.wait(fmt.Sprintf(`%s !== %q`, fill, end))
	for range 10 {
		b.keys(kb.ArrowRight)
	}
	b.wait(`/time=/.test(location.hash)`)
	if got := b.text(".timeline output"); !strings.Contains(got, "weeks") {
		t.Errorf("the slider says %q", got)
	}
	b.keys(kb.End)
	b.wait(fmt.Sprintf(`%s === %q`, fill, end))
	series := studied(t, "workshop").Scenarios[0].Series("sleep")
	last := len(series.Median) - 1
	labels := eval[[]string](b, `[...document.querySelectorAll(".curve svg.chart")].map(e => e.getAttribute("aria-label"))`)
	if want := fmt.Sprintf("Sleep: %s (%s", signed(series.Median[last]), signed(series.Low[last])); !slices.ContainsFunc(labels, func(l string) bool { return strings.HasPrefix(l, want) }) {
		t.Errorf("no chart says %q: %q", want, labels)
	}
}

func TestTwoScenariosStandSideBySide(t *testing.T) {
	b := open(t, "workshop", setting{at: "scenario=better-nights&compare=screens-off"})
	b.wait(`document.querySelector(".columns.heads")`)
	if got := b.texts(".columns.heads p"); !slices.Equal(got, []string{"A · Better nights", "B · Screens off"}) {
		t.Errorf("the columns are headed %q", got)
	}
	if n := eval[int](b, `document.querySelectorAll(".curve:first-of-type svg.chart").length`); n < 2 {
		t.Errorf("%d charts beside each other", n)
	}
}

func TestWhatIfWithoutAResultSaysWhy(t *testing.T) {
	b := open(t, "workshop", setting{at: "press=stress=0.5@9..2"})
	b.wait(`document.querySelector(".what-if-panel [role=status]").textContent !== ""`)
	b.wait(`!/Working/.test(document.querySelector(".what-if-panel [role=status]").textContent)`)
}
