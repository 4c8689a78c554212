package viewer_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"sysmap/render/viewer"
)

// gesture is how the page kept up while something was done to it, in
// milliseconds.
type gesture struct {
	Frames         int
	Typical, Worst float64
	Long           []float64
}

// during watches the page's frames while something is done to it.
func (b *tab) during(do func()) gesture {
	b.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](`(() => {
		sysmapWatch.long.length = 0;
		const frames = sysmapWatch.frames = [];
		sysmapWatch.going = true;
		let before = performance.now();
		const next = now => { frames.push(now - before); before = now; if (sysmapWatch.going) requestAnimationFrame(next); };
		requestAnimationFrame(next);
	})()`))
	do()
	b.do(chromedp.Evaluate[chromedp.Void](`new Promise(done => setTimeout(done, 400))`, chromedp.EvalAwaitPromise))
	var g gesture
	text := eval[string](b, `(() => {
		sysmapWatch.going = false;
		const f = sysmapWatch.frames.slice(1).sort((a, b) => a - b);
		return JSON.stringify({Frames: f.length, Typical: f[f.length >> 1], Worst: f.at(-1), Long: sysmapWatch.long});
	})()`)
	if err := json.Unmarshal([]byte(text), &g); err != nil {
		b.Fatal(err)
	}
	return g
}

// mouse sends an event of the mouse and lets a frame go by, as a hand does.
func (b *tab) mouse(e input.DispatchMouseEventParams) {
	b.Helper()
	call(b, input.DispatchMouseEvent, e)
	time.Sleep(12 * time.Millisecond)
}

// BenchmarkPage reports what a reader waits for, in milliseconds: until the page
// can be used, the frames and the longest tasks while the map is dragged and
// zoomed, and until a press on a variable is answered.
func BenchmarkPage(b *testing.B) {
	for _, name := range []string{"foresight", "large"} {
		b.Run(name, func(b *testing.B) {
			written(b, name)
			var ready, middle, ensemble []float64
			var drag, zoom gesture
			for b.Loop() {
				page := open(b, name, setting{moving: true})
				ready = append(ready, eval[float64](page, `sysmapWatch.ready`))
				x, y := 700.0, 450.0
				drag = page.during(func() {
					page.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1})
					for n := range 60 {
						page.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: x + 3*float64(n), Y: y - 2*float64(n), Button: input.MouseButtonLeft, Buttons: 1})
					}
					page.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, X: x + 180, Y: y - 120, Button: input.MouseButtonLeft, ClickCount: 1})
				})
				zoom = page.during(func() {
					for n := range 40 {
						page.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, X: x, Y: y, DeltaX: 1e-9, DeltaY: []float64{-60, 60}[n/20]})
					}
				})
				m, e := page.whatIf()
				middle, ensemble = append(middle, m), append(ensemble, e)
			}
			b.ReportMetric(typical(ready), "ms-interactive")
			b.ReportMetric(drag.Typical, "ms-drag-frame")
			b.ReportMetric(longest(drag), "ms-drag-longest-task")
			b.ReportMetric(zoom.Typical, "ms-zoom-frame")
			b.ReportMetric(longest(zoom), "ms-zoom-longest-task")
			b.ReportMetric(typical(middle), "ms-what-if")
			b.ReportMetric(typical(ensemble), "ms-what-if-of-50")
		})
	}
}

// whatIf presses a variable ten times and returns how long an answer typically
// takes until it is drawn, and how long that of an ensemble takes.
func (b *tab) whatIf() (middle, ensemble float64) {
	b.Helper()
	variable := b.shown()[7]
	b.to("press=" + variable + "=0.5")
	b.lastAnswer(50)
	b.wait(`document.querySelector("[data-press]")`)
	times := eval[[]float64](b, `(async () => {
		const times = [];
		for (let n = 0; n < 10; n++) {
			const slider = document.querySelector("[data-press]");
			const before = sysmapWatch.answers.length;
			const begun = performance.now();
			slider.value = String(-0.9 + n * 0.05);
			slider.dispatchEvent(new Event("input", {bubbles: true}));
			while (sysmapWatch.answers.length === before) await new Promise(done => setTimeout(done, 0));
			await new Promise(requestAnimationFrame);
			times.push(performance.now() - begun);
		}
		return times;
	})()`)
	end := eval[float64](b, `(async () => {
		const begun = performance.now();
		while (sysmapWatch.answers.at(-1).runs !== 50) await new Promise(done => setTimeout(done, 5));
		return performance.now() - begun;
	})()`)
	return typical(times), end
}

func typical(values []float64) float64 {
	return slices.Sorted(slices.Values(values))[len(values)/2]
}

func longest(g gesture) float64 {
	most := 0.0
	for _, d := range g.Long {
		most = max(most, d)
	}
	return most
}

// BenchmarkWrite is the page of a map that has been studied.
func BenchmarkWrite(b *testing.B) {
	s := studied(b, "foresight")
	var page bytes.Buffer
	for b.Loop() {
		page.Reset()
		if err := viewer.Write(b.Context(), &page, s, viewer.Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(page.Len())/1e6, "MB")
}
