package viewer_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	tabKey = kb.Tab
	enter  = kb.Enter
	escape = kb.Escape
)

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// eval returns the value of an expression in the page.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// wait waits until an expression is true.
func (b *tab) wait(expression string) {
	b.Helper()
	end := time.Now().Add(20 * time.Second)
	for {
		if eval[bool](b, "!!("+expression+")") {
			return
		}
		if time.Now().After(end) {
			b.picture()
			b.Fatalf("%s did not come true; the address is %s", expression, eval[string](b, "location.hash"))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// middle returns the middle of an element, once it can be pressed: it is at rest,
// not switched off, and nothing lies over it.
func (b *tab) middle(selector string) (x, y float64) {
	b.Helper()
	quoted, _ := json.Marshal(selector)
	find := fmt.Sprintf(`(() => {
		const e = document.querySelector(%s);
		if (!e || e.disabled) return null;
		if (!e.closest("svg")) e.scrollIntoView({block: "nearest"});
		const r = e.getBoundingClientRect();
		const at = [r.x + r.width / 2, r.y + r.height / 2];
		const rest = sysmapWatch.rest && sysmapWatch.rest.join() === at.join();
		sysmapWatch.rest = at;
		const over = document.elementFromPoint(...at);
		return rest && over && (e.contains(over) || over.contains(e)) ? at : null;
	})()`, quoted)
	b.wait(find)
	at := eval[[]float64](b, find)
	if len(at) != 2 {
		b.Fatalf("%s does not come to rest", selector)
	}
	return at[0], at[1]
}

// click presses the mouse on an element.
func (b *tab) click(selector string) {
	b.Helper()
	x, y := b.middle(selector)
	b.do(chromedp.MouseClickXY(x, y))
}

// doubleClick presses it twice.
func (b *tab) doubleClick(x, y float64) {
	b.Helper()
	for n := range 2 {
		b.do(
			chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(n+1)),
			chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(n+1)),
		)
	}
}

// keys presses keys one after the other.
func (b *tab) keys(keys ...string) {
	b.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// text returns what an element says.
func (b *tab) text(selector string) string {
	b.Helper()
	quoted, _ := json.Marshal(selector)
	b.wait(fmt.Sprintf("document.querySelector(%s)", quoted))
	return eval[string](b, fmt.Sprintf("document.querySelector(%s).textContent", quoted))
}

// texts returns what all such elements say.
func (b *tab) texts(selector string) []string {
	b.Helper()
	quoted, _ := json.Marshal(selector)
	return eval[[]string](b, fmt.Sprintf("[...document.querySelectorAll(%s)].map(e => e.textContent)", quoted))
}

// state is what the address says, where things are named.
func (b *tab) state() url.Values {
	b.Helper()
	values, err := url.ParseQuery(strings.TrimPrefix(eval[string](b, "location.hash"), "#"))
	if err != nil {
		b.Fatal(err)
	}
	return values
}
