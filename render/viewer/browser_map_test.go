package viewer_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shown lists the variables of the drawing that is on the map.
func (b *tab) shown() []string {
	b.Helper()
	return eval[[]string](b, `[...document.querySelectorAll(".leaf:not(.leaving) [data-variable]")].map(e => e.dataset.variable).sort()`)
}

// lit lists the variables that have not faded, or all if none has.
func (b *tab) lit() []string {
	b.Helper()
	return eval[[]string](b, `[...document.querySelectorAll(".leaf:not(.leaving) [data-variable]")].filter(e => Number(getComputedStyle(e).opacity) > 0.5).map(e => e.dataset.variable).sort()`)
}

// camera is where the map is and how large.
func (b *tab) camera() (x, y, scale float64) {
	b.Helper()
	m := eval[[]float64](b, `(() => { const m = new DOMMatrix(getComputedStyle(document.querySelector(".leaf:not(.leaving)")).transform); return [m.e, m.f, m.a]; })()`)
	return m[0], m[1], m[2]
}

// emptySpot is a place on the map where there is nothing.
func (b *tab) emptySpot() (x, y float64) {
	b.Helper()
	at := eval[[]float64](b, `(() => {
		for (let y = 200; y < innerHeight - 100; y += 23) for (let x = 420; x < innerWidth - 420; x += 31) {
			const e = document.elementFromPoint(x, y);
			if (e && e.closest(".stage") && !e.closest("[data-variable],[data-link]")) return [x, y];
		}
		return [0, 0];
	})()`)
	if at[0] == 0 {
		b.Fatal("there is something everywhere")
	}
	return at[0], at[1]
}

func TestTheMenuSwitchesViewsAndTheBackButtonReturns(t *testing.T) {
	for _, moving := range []bool{false, true} {
		t.Run(fmt.Sprint("moving ", moving), func(t *testing.T) {
			b := open(t, "workshop", setting{moving: moving})
			whole := b.shown()
			if len(whole) != 7 {
				t.Fatalf("the full map shows %v", whole)
			}
			b.click(".menu-button")
			b.click(`[data-view="home"]`)
			b.wait(`document.querySelectorAll(".leaf:not(.leaving) [data-variable]").length === 4 && !document.querySelector(".leaf.leaving")`)
			if got := b.shown(); !slices.Equal(got, []string{"energy", "screen-time", "sleep", "stress"}) {
				t.Errorf("the cluster shows %v", got)
			}
			if b.state().Get("view") != "home" {
				t.Errorf("the address is %v", b.state())
			}
			b.click(".menu-button")
			b.click(`[data-view="day"]`)
			b.wait(`location.hash.includes("view=day") && !document.querySelector(".leaf.leaving")`)
			b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
			b.wait(`location.hash.includes("view=home") && document.querySelector(".menu-name").textContent === "At home" && !document.querySelector(".leaf.leaving")`)
			b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
			b.wait(`document.querySelectorAll(".leaf:not(.leaving) [data-variable]").length === 7`)
		})
	}
}

func TestADeepLinkOpensWhatItNames(t *testing.T) {
	b := open(t, "workshop", setting{at: "view=home&select=sleep&lang=da"})
	if got := b.text(".panel h2"); got != "Søvn" {
		t.Errorf("the panel is about %q", got)
	}
	if len(b.shown()) != 4 || eval[string](b, `document.documentElement.lang`) != "da" {
		t.Errorf("it shows %v", b.shown())
	}
	for _, strange := range []string{"view=nowhere&select=nobody&lens=x&scenario=y", "press=stress=9&press=nobody=1&time=abc&steps=-4&story=99", "%%%&&&=&loop=[]", "view=%00&hide=,,,&trace=side"} {
		b.to(strange)
		if len(b.shown()) == 0 {
			t.Errorf("%s leaves the map empty", strange)
		}
	}
}

func TestADoubleClickZoomsInAndAnotherOut(t *testing.T) {
	b := open(t, "foresight", setting{})
	_, _, whole := b.camera()
	x, y := b.emptySpot()
	b.doubleClick(x, y)
	b.wait(fmt.Sprintf(`new DOMMatrix(getComputedStyle(document.querySelector(".leaf")).transform).a > %g`, 1.5*whole))
	cx, cy, near := b.camera()
	fx, fy := (x-cx)/near, (y-cy)/near
	b.wait(`performance.now() > 0`)
	b.do(chromedp.Evaluate[chromedp.Void](`new Promise(done => setTimeout(done, 300))`, chromedp.EvalAwaitPromise))
	b.doubleClick(x, y)
	b.wait(fmt.Sprintf(`Math.abs(new DOMMatrix(getComputedStyle(document.querySelector(".leaf")).transform).a - %g) < 1e-3`, whole))
	if fx < 0 || fy < 0 {
		t.Errorf("zooming in went off the sheet, to %g, %g", fx, fy)
	}
}

func TestTheWheelZoomsWhereThePointerIs(t *testing.T) {
	b := open(t, "foresight", setting{})
	x, y := b.middle(`[data-variable="stress"]`)
	_, _, before := b.camera()
	for range 4 {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1e-9, DeltaY: -120})
	}
	b.wait(fmt.Sprintf(`new DOMMatrix(getComputedStyle(document.querySelector(".leaf")).transform).a > %g`, 1.3*before))
	b.wait(`!document.querySelector(".leaf.moving")`)
	nx, ny := b.middle(`[data-variable="stress"]`)
	if math.Hypot(nx-x, ny-y) > 3 {
		t.Errorf("what was under the pointer went from %.0f, %.0f to %.0f, %.0f", x, y, nx, ny)
	}
}

func TestDraggingMovesTheMapAndSelectsNothing(t *testing.T) {
	b := open(t, "foresight", setting{})
	x, y := b.middle(`[data-variable="physical-activity"]`)
	cx, cy, _ := b.camera()
	b.do(chromedp.DragAndDropXY(x, y, x-80, y+60, 8))
	b.wait(`!document.querySelector(".dragging, .leaf.moving")`)
	nx, ny, _ := b.camera()
	if math.Abs(nx-cx+80) > 2 || math.Abs(ny-cy-60) > 2 {
		t.Errorf("the map moved by %.1f, %.1f, not by −80, 60", nx-cx, ny-cy)
	}
	if got := b.state().Get("select"); got != "" {
		t.Errorf("dragging has selected %q", got)
	}
	b.click(`[data-variable="physical-activity"]`)
	b.wait(`location.hash.includes("select=physical-activity")`)
}

func TestAVariableIsToldInWordsAndTheRestFades(t *testing.T) {
	b := open(t, "workshop", setting{})
	b.click(`[data-variable="sleep"]`)
	b.wait(`document.querySelector(".panel h2")?.textContent === "Sleep"`)
	if got := b.texts(`[data-list="in"] small`); len(got) != 3 || !strings.Contains(got[0], "More stress leads to less sleep") {
		t.Errorf("what leads to sleep: %q", got)
	}
	if got := b.texts(`[data-list="out"] .row-text`); len(got) != 1 || !strings.Contains(got[0], "Energy") {
		t.Errorf("what sleep leads to: %q", got)
	}
	if got := b.lit(); !slices.Equal(got, []string{"energy", "noise", "screen-time", "sleep", "stress"}) {
		t.Errorf("not faded: %v", got)
	}
	body := b.text(".panel")
	for _, want := range []string{"Hours a night", "Families", "Rest gives rest", "The late screen"} {
		if !strings.Contains(body, want) {
			t.Errorf("the panel does not say %q", want)
		}
	}
	b.click(`[data-variable="sleep"]`)
	b.wait(`!location.hash.includes("select")`)
	if got := b.lit(); len(got) != 7 {
		t.Errorf("after letting go: %v", got)
	}
}

func TestTheExactNumberOfLoopsThroughAVariableIsTold(t *testing.T) {
	b := open(t, "foresight", setting{at: "select=physical-activity"})
	s := studied(t, "foresight")
	at, _ := s.Graph.Find("physical-activity")
	want := s.Map.Language.Integer(s.Loops.Census.Variables[at].Total)
	if got := b.text(".panel"); !strings.Contains(got, want) {
		t.Errorf("the panel does not say %s", want)
	}
}

func TestTracingAndPathsFollowTheLinks(t *testing.T) {
	b := open(t, "workshop", setting{at: "select=parks&trace=down&steps=1"})
	b.wait(`document.querySelectorAll(".variable.lit").length === 2`)
	b.click(`[data-key="further"], [data-key="more links"], .stepper button:last-of-type`)
	b.wait(`document.querySelectorAll(".variable.lit").length > 2`)
	if b.state().Get("steps") != "2" {
		b.wait(`location.hash.includes("steps=2")`)
	}
	b.to("select=parks&to=sleep")
	b.wait(`document.querySelector('[data-list="paths"] small')?.textContent.includes("In all")`)
}

func TestSearchForgivesTypingErrors(t *testing.T) {
	b := open(t, "workshop", setting{})
	for _, c := range []struct{ typed, kind, id, language string }{
		{"sleap", "variable", "sleep", "en"},
		{"excersise", "variable", "exercise", "en"},
		{"soevn", "variable", "sleep", "da"},
		{"sovn", "variable", "sleep", "en"},
		{"Rest givs rest", "loop", "R1", "en"},
		{"idrætsforning", "actor", "club", "da"},
		{"aftengåtur", "effort", "walks", "da"},
	} {
		t.Run(c.typed, func(t *testing.T) {
			b.in(t)
			b.to("lang=" + c.language)
			b.keys("/")
			b.wait(`document.activeElement.id === "search"`)
			b.keys(c.typed)
			b.wait(fmt.Sprintf(`document.querySelector("#hit-0")?.dataset.kind === %q && document.querySelector("#hit-0").dataset.id === %q`, c.kind, c.id))
			b.keys(enter)
			switch c.kind {
			case "variable":
				b.wait(fmt.Sprintf(`location.hash.includes("select=%s")`, c.id))
			case "loop":
				b.wait(fmt.Sprintf(`location.hash.includes("loop=%s")`, c.id))
			default:
				b.wait(fmt.Sprintf(`location.hash.includes("lens=") && location.hash.includes(%q)`, c.id))
			}
		})
	}
}

func TestTheLegendSwitchesCategoriesAndPolarity(t *testing.T) {
	b := open(t, "workshop", setting{})
	visible := `[...document.querySelectorAll("[data-variable]")].filter(e => e.style.display !== "none").length`
	b.click(`[data-legend="town"]`)
	b.wait(visible + ` === 4`)
	b.click(`[data-legend="town"]`)
	b.wait(visible + ` === 7`)
	links := `[...document.querySelectorAll("[data-link].negative")].filter(e => e.style.display !== "none").length`
	if eval[int](b, links) != 5 {
		t.Fatalf("%d negative links", eval[int](b, links))
	}
	b.click(`[data-legend="negative"]`)
	b.wait(links + ` === 0`)
	if eval[string](b, `document.querySelector('[data-legend="negative"]').getAttribute("aria-pressed")`) != "false" {
		t.Error("the switch does not say that it is off")
	}
}

func TestALoopIsSteppedThroughWithItsStory(t *testing.T) {
	b := open(t, "workshop", setting{})
	b.click(`[data-mode="loops"]`)
	b.click(`[data-loop="R1"]`)
	b.wait(`document.querySelector(".loop-detail .story")`)
	if got := b.text(".loop-detail .story"); !strings.Contains(got, "reinforcing") {
		t.Errorf("the story is %q", got)
	}
	if got := b.lit(); !slices.Equal(got, []string{"energy", "exercise", "sleep", "stress"}) {
		t.Errorf("lit: %v", got)
	}
	for n := 1; n <= 4; n++ {
		b.click(`[data-key="step forward"]`)
		b.wait(fmt.Sprintf(`document.querySelector("#said").textContent.startsWith("Step %d of 4")`, n))
		if got := eval[int](b, `document.querySelectorAll("[data-link].strong").length`); got != 1 {
			t.Errorf("step %d shows %d links", n, got)
		}
	}
	b.click(`[data-key="step back"]`)
	b.wait(`document.querySelector("#said").textContent.startsWith("Step 3 of 4")`)
	b.click(`[data-key="next loop"]`)
	b.wait(`location.hash.includes("loop=") && !location.hash.includes("loop=R1")`)
}

func TestALoopIsPlayedAround(t *testing.T) {
	b := open(t, "workshop", setting{at: "loop=R1", moving: true})
	b.click(`[data-key="play loop"]`)
	b.wait(`document.querySelector(".dot")`)
	b.wait(`document.querySelector("#said").textContent.startsWith("Step 2 of 4")`)
	b.click(`[data-key="play loop"]`)
	b.wait(`!document.querySelector(".dot")`)
}

func TestLensesColourTheMapAndExplainThemselves(t *testing.T) {
	b := open(t, "workshop", setting{})
	b.click(`[data-mode="lenses"]`)
	b.wait(`document.querySelector(".panel")`)
	for _, id := range []string{"effect", "leverage:betweenness", "participation", "roles", "orphans", "interfaces", "sector:public", "roles:town-hall", "efforts", "efforts:walks", "confidence", "evidence"} {
		b.to("panel=lenses&lens=" + id)
		if strings.HasPrefix(id, "leverage") || id == "effect" || id == "participation" {
			b.wait(`[...document.querySelectorAll("[data-variable] > rect:first-of-type")].every(r => r.style.fill !== "")`)
		}
		if got := b.text(".panel"); len(got) < 40 {
			t.Errorf("the lens %s says %q", id, got)
		}
	}
}

func TestTheStoryIsToldByAPresentersKeys(t *testing.T) {
	b := open(t, "workshop", setting{})
	b.click(`[data-mode="story"]`)
	b.wait(`document.querySelector(".story-card h2")?.textContent === "Evenings at home"`)
	b.keys(kb.PageDown)
	b.wait(`document.querySelector(".story-card h2").textContent === "The evening"`)
	if got := b.text(".story-card"); !strings.Contains(got, "What happens when we are tired?") || !strings.Contains(got, "2 / 3") {
		t.Errorf("the second step says %q", got)
	}
	b.wait(`document.querySelectorAll(".leaf:not(.leaving) [data-variable]").length === 4`)
	b.keys(kb.ArrowRight)
	b.wait(`document.querySelector(".story-card h2").textContent === "The day"`)
	b.keys(kb.PageUp)
	b.wait(`document.querySelector(".story-card h2").textContent === "The evening"`)
	b.keys("b")
	b.wait(`!document.querySelector(".curtain").hidden`)
	b.keys("b")
	b.wait(`document.querySelector(".curtain").hidden`)
	b.keys(kb.End)
	b.wait(`document.querySelector(".story-card h2").textContent === "The day"`)
	b.keys(kb.Home)
	b.wait(`document.querySelector(".story-card h2").textContent === "Evenings at home"`)
	b.keys(escape)
	b.wait(`document.querySelector(".story-card").hidden`)
}
