package viewer_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func focus(selector string) chromedp.Action[chromedp.Void] {
	quoted, _ := json.Marshal(selector)
	return chromedp.Evaluate[chromedp.Void](fmt.Sprintf("document.querySelector(%s).focus()", quoted))
}

func TestEverythingWorksByKeyboardAlone(t *testing.T) {
	b := open(t, "workshop", setting{})
	// To the map and along a link.
	seen := map[string]bool{}
	for range 60 {
		b.keys(tabKey)
		at := eval[string](b, `(e => e.dataset.variable ?? e.dataset.mode ?? e.id ?? "")(document.activeElement)`)
		if at == "" {
			at = eval[string](b, `document.activeElement.className`)
		}
		if seen[at] && at == "loops" {
			break
		}
		seen[at] = true
		if eval[bool](b, `document.activeElement !== document.body && !document.activeElement.matches(":focus-visible")`) {
			t.Errorf("the focus on %q cannot be seen", at)
		}
	}
	for _, want := range []string{"loops", "lenses", "scenarios", "what-if", "story", "table", "open-search", "language", "theme", "help", "zoom-in", "fit"} {
		if !seen[want] {
			t.Errorf("the Tab key does not come to %q: %v", want, seen)
		}
	}
	b.do(focus(`[data-variable][tabindex="0"]`))
	for range 8 {
		if eval[string](b, `document.activeElement.dataset.variable`) == "sleep" {
			break
		}
		b.keys(kb.ArrowRight)
	}
	if got := eval[string](b, `document.activeElement.dataset.variable ?? ""`); got == "" {
		t.Fatal("the arrow keys leave the map")
	}
	walked := eval[string](b, `document.activeElement.dataset.variable`)
	b.keys(enter)
	b.wait(`location.hash.includes("select=` + walked + `")`)
	b.wait(`document.querySelector("#said").textContent !== ""`)
	b.keys(escape)
	b.wait(`!location.hash.includes("select")`)
	// A panel, a view and the help.
	b.do(focus(`[data-mode="loops"]`))
	b.keys(enter)
	b.wait(`document.querySelector("[data-loop]")`)
	b.do(focus(`[data-loop="R2"]`))
	b.keys(" ")
	b.wait(`location.hash.includes("loop=R2")`)
	b.do(focus(`.menu-button`))
	b.keys(enter, kb.ArrowDown, kb.ArrowDown, enter)
	b.wait(`location.hash.includes("view=outside")`)
	if got := eval[string](b, `document.activeElement.className`); !strings.Contains(got, "menu-button") {
		t.Errorf("after the menu the focus is on %q", got)
	}
	b.keys("?")
	b.wait(`document.querySelector("dialog.help").open`)
	b.keys(escape)
	b.wait(`!document.querySelector("dialog.help").open`)
	_, _, before := b.camera()
	b.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	b.keys("+")
	b.wait(fmt.Sprintf(`new DOMMatrix(getComputedStyle(document.querySelector(".leaf:not(.leaving)")).transform).a > %g`, before*1.2))
	b.keys("0")
	b.wait(fmt.Sprintf(`Math.abs(new DOMMatrix(getComputedStyle(document.querySelector(".leaf:not(.leaving)")).transform).a - %g) < 1e-3`, before))
}

func TestTheMapHasATextAlternative(t *testing.T) {
	b := open(t, "workshop", setting{at: "panel=table"})
	b.wait(`document.querySelector(".panel table")`)
	body := b.text(".panel")
	for _, want := range []string{"Stress", "Noise at night", "Parks nearby", "Exercise"} {
		if !strings.Contains(body, want) {
			t.Errorf("the tables do not have %q", want)
		}
	}
	names := eval[[]string](b, `[...document.querySelectorAll("[data-variable]")].map(e => e.getAttribute("role") + " " + e.getAttribute("aria-label"))`)
	if !slices.ContainsFunc(names, func(n string) bool { return n == "button Sleep, Body. 3 influences in, 1 out." }) {
		t.Errorf("screen readers hear %q", names)
	}
}

func TestThePageSpeaksDanish(t *testing.T) {
	b := open(t, "workshop", setting{})
	b.click("#language")
	b.wait(`document.documentElement.lang === "da" && location.hash.includes("lang=da")`)
	b.wait(`document.querySelector('.leaf:not(.leaving) [data-variable="sleep"]').textContent.includes("Søvn")`)
	if got := b.texts(".mode span"); !slices.Contains(got, "Sløjfer") || !slices.Contains(got, "Hvad nu hvis") {
		t.Errorf("the panels are called %q", got)
	}
	b.click(`[data-variable="sleep"]`)
	b.wait(`document.querySelector(".panel h2")?.textContent === "Søvn"`)
	if got := b.texts(`[data-list="in"] small`); !strings.Contains(strings.Join(got, " "), "fører til") {
		t.Errorf("its influences are told as %q", got)
	}
	b.click(`[data-mode="loops"]`)
	b.click(`[data-loop="R1"]`)
	b.wait(`document.querySelector(".loop-detail .story")?.textContent.includes("forstærkende")`)
	b.click("#language")
	b.wait(`document.querySelector(".loop-detail .story")?.textContent.includes("reinforcing")`)
}

func TestThePageFitsAPhone(t *testing.T) {
	for _, name := range []string{"workshop", "foresight"} {
		b := open(t, name, setting{width: 390, height: 844, phone: true})
		fits := func(where string) {
			t.Helper()
			if w := eval[int](b, `document.documentElement.scrollWidth`); w > 390 {
				t.Errorf("%s is %d wide", where, w)
			}
			for _, small := range eval[[]string](b, `[...document.querySelectorAll("button, input, select, summary")].filter(e => e.checkVisibility({visibilityProperty: true}))
				.map(e => [e, (e.closest("label") ?? e).getBoundingClientRect()]).filter(([, r]) => r.width && (r.height < 24 || r.width < 24))
				.map(([e, r]) => e.outerHTML.slice(0, 120) + " " + r.width + "×" + r.height)`) {
				t.Errorf("%s has too small a place for a finger: %s", where, small)
			}
		}
		fits("the map")
		id := map[string]string{"workshop": "sleep", "foresight": "stress"}[name]
		x, y := b.middle(fmt.Sprintf(`[data-variable=%q]`, id))
		b.do(chromedp.TapXY(x, y))
		b.wait(`!document.querySelector(".panel").hidden`)
		fits("a variable")
		if top := eval[float64](b, `document.querySelector(".panel").getBoundingClientRect().top`); top < 200 {
			t.Errorf("the panel covers the map from %.0f on", top)
		}
		x, y = b.middle(fmt.Sprintf(`[data-variable=%q]`, id))
		if top := eval[float64](b, `document.querySelector(".panel").getBoundingClientRect().top`); y > top || x < 0 || x > 390 {
			t.Errorf("what was selected is at %.0f, %.0f, behind the panel from %.0f on", x, y, top)
		}
		for _, mode := range []string{"loops", "scenarios", "what-if", "table"} {
			b.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`document.querySelector('[data-mode=%q]').click()`, mode)))
			b.wait(fmt.Sprintf(`location.hash.includes("panel=%s")`, mode))
			fits(mode)
		}
	}
}

func TestDarkColoursAndPrintAreFollowed(t *testing.T) {
	b := open(t, "workshop", setting{dark: true})
	if got := eval[string](b, `document.documentElement.dataset.theme`); got != "dark" {
		t.Errorf("a browser that prefers dark gets %s", got)
	}
	ground := `getComputedStyle(document.querySelector(".stage")).backgroundColor`
	dark := eval[string](b, ground)
	b.click("#theme")
	b.wait(fmt.Sprintf(`document.documentElement.dataset.theme === "light" && %s !== %q`, ground, dark))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if eval[bool](b, `document.querySelector(".modes").checkVisibility()`) {
		t.Error("the bars are printed")
	}
	pdf, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	if err != nil || len(pdf) < 5_000 {
		t.Errorf("it prints as %d bytes (%v)", len(pdf), err)
	}
}

// axe is the checker of accessibility, which npm ci puts beside the front end.
func axe(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("web/node_modules/axe-core/axe.min.js")
	if errors.Is(err, fs.ErrNotExist) && os.Getenv("SYSMAP_REQUIRE_BROWSER") == "" {
		t.Skip("axe-core is not installed; run npm ci in render/viewer/web")
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestNoStateOfThePageHasASeriousAccessibilityViolation(t *testing.T) {
	outer := t
	script := axe(t)
	tabs := map[[2]bool]*tab{}
	for _, s := range []setting{
		{},
		{at: "select=sleep"},
		{at: "select=sleep&lang=da"},
		{at: "loop=R1"},
		{at: "panel=lenses&lens=roles"},
		{at: "panel=lenses&lens=leverage:betweenness"},
		{at: "panel=lenses&lens=efforts", dark: true},
		{at: "scenario=better-nights&compare=screens-off"},
		{at: "press=noise=-0.5", dark: true},
		{at: "story=2"},
		{at: "panel=table"},
		{at: "panel=about"},
		{dark: true},
		{at: "select=sleep", width: 390, height: 844, phone: true},
		{width: 390, height: 844, phone: true, dark: true},
		{at: "select=l-stress-sleep"},
		{at: "select=parks&trace=down&steps=2"},
	} {
		t.Run(fmt.Sprintf("%s %v %v", s.at, s.dark, s.phone), func(t *testing.T) {
			kind := [2]bool{s.phone, s.dark}
			if tabs[kind] == nil {
				tabs[kind] = open(outer, "workshop", s)
				tabs[kind].do(chromedp.Evaluate[chromedp.Void](script + "\n;0"))
			}
			b := tabs[kind]
			b.in(t)
			b.to(s.at)
			if strings.Contains(s.at, "press") {
				b.lastAnswer(50)
			}
			type violation struct {
				ID, Impact, Help string
				Nodes            []struct{ HTML, FailureSummary string }
			}
			found := eval[[]violation](b, `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => r.violations)`)
			for _, v := range found {
				text, _ := json.MarshalIndent(v.Nodes[:min(3, len(v.Nodes))], "", " ")
				if v.Impact == "serious" || v.Impact == "critical" {
					t.Errorf("%s (%s): %s\n%s", v.ID, v.Impact, v.Help, text)
				} else {
					t.Logf("%s (%s): %s\n%s", v.ID, v.Impact, v.Help, text)
				}
			}
		})
	}
}
