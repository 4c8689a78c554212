package viewer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// bad is what somebody might write into a label to get it run.
const bad = `</script><script>window.ran=1</script><img src=x onerror=window.ran=1><svg onload=window.ran=1>{{script}}&lt;b&gt;`

// hostileMap has markup in every text, and ids that JavaScript's objects know.
var hostileMap = strings.ReplaceAll(`sysmap: 1
title: 'BAD title'
note: 'BAD note'
sources: [{text: 'BAD source'}]
categories: {constructor: {label: 'BAD category'}, tostring: {label: 'Two'}}
clusters: {hasOwnProperty: {label: 'BAD cluster'}, valueOf: {label: Plain}}
variables:
  constructor: {label: 'BAD one', note: 'BAD', category: constructor, cluster: hasOwnProperty, measure: {indicator: 'BAD', unit: 'BAD', source: 'BAD'}}
  toString: {label: "two\u2028\u202Etxet", category: tostring, cluster: hasOwnProperty}
  æøå.9-_: {label: 'Æøå & "quotes" <b>bold</b>', category: constructor, cluster: valueOf}
  valueOf: {label: 'averyveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanyplacetobreakitatall', cluster: valueOf}
  漢字: {label: '漢字 العربية 🙂'}
links:
  - {link: constructor ->+ toString, note: 'BAD', evidence: [{source: 'BAD', kind: study, quote: 'BAD'}]}
  - toString ->- æøå.9-_
  - æøå.9-_ ->- constructor
  - constructor ->- toString
  - valueOf ->? valueOf
  - 漢字 ->+ valueOf
  - valueOf ->+ constructor
goal: {raise: [constructor], label: 'BAD goal'}
actors: {length: {label: 'BAD actor', sector: public}, constructor: {label: Second}}
roles: [{actor: length, must-act: [constructor]}, {actor: constructor, can-act: [toString]}]
efforts: {constructor: {label: 'BAD effort', note: 'BAD', by: [length], on: [{variable: toString, press: 0.3}]}}
scenarios: {constructor: {label: 'BAD scenario', note: 'BAD', efforts: [constructor]}, valueOf: {label: 'B', interventions: [{variable: 漢字, press: 1}]}}
loops: {constructor: {label: 'BAD loop', through: [constructor, toString, æøå.9-_]}}
views: {toString: {label: 'BAD view', text: 'BAD text', variables: [constructor, toString, æøå.9-_]}, length: {label: Second, variables: [valueOf]}}
`, "BAD", strings.ReplaceAll(bad, "'", "''"))

func TestMarkupInAMapStaysText(t *testing.T) {
	b := open(t, "hostile", setting{})
	for _, at := range []string{
		"", "select=constructor", "select=l-constructor-toString", "select=%C3%A6%C3%B8%C3%A5.9-_&trace=up&steps=3", "loop=constructor", "panel=loops", "panel=table", "panel=about", "story=1", "story=2", "view=toString",
		"view=hasOwnProperty", "panel=lenses&lens=roles", "panel=lenses&lens=roles:length", "panel=lenses&lens=constructor", "panel=lenses&lens=efforts:constructor", "panel=lenses&lens=evidence",
		"scenario=constructor&compare=valueOf", "press=constructor=0.5&efforts=constructor", "select=valueOf&lang=da", "select=constructor&to=valueOf", "select=%E6%BC%A2%E5%AD%97",
	} {
		t.Run(at, func(t *testing.T) {
			b.in(t)
			b.to(at)
			if strings.HasPrefix(at, "press") {
				b.lastAnswer(50)
			}
			if eval[bool](b, `"ran" in window || document.querySelectorAll("img, body svg[onload], body script:not([id])").length > 1`) {
				t.Error("a label has been run")
			}
			if !strings.Contains(eval[string](b, `document.title`), "</script>") {
				t.Errorf("the title is %q", eval[string](b, `document.title`))
			}
			for _, link := range eval[[]string](b, `[...document.querySelectorAll("a[href]")].map(e => e.href).filter(h => !/^(https?:|file:)/.test(h))`) {
				t.Errorf("there is a link to %q", link)
			}
			if eval[int](b, `document.querySelectorAll("[data-variable]").length`) == 0 {
				t.Error("the map is not there")
			}
		})
	}
}

func TestMarkupIsFoundAndSelectedLikeAnyLabel(t *testing.T) {
	b := open(t, "hostile", setting{})
	b.keys("/")
	b.wait(`document.activeElement.id === "search"`)
	b.keys("onerror one")
	b.wait(`document.querySelector("#hit-0")?.dataset.id === "constructor"`)
	b.keys(enter)
	b.wait(`location.hash.includes("select=constructor")`)
	b.wait(`document.querySelector(".panel h2").textContent.includes("<img src=x")`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-mode="what-if"]').click()`))
	b.click(`[data-key="press selected"]`)
	answer, command := b.lastAnswer(50)
	if len(answer.Variables) != 5 || !strings.Contains(command, "constructor=0.5") {
		t.Errorf("%s answers for %d variables", command, len(answer.Variables))
	}
}

// largeMap has five hundred variables and a thousand and more links, none with a
// place.
func largeMap() string {
	var m strings.Builder
	m.WriteString("sysmap: 1\ntitle: Large\ncategories: {a: {label: A}, b: {label: B}, c: {label: C}}\nvariables:\n")
	const n = 500
	for i := range n {
		fmt.Fprintf(&m, "  v%d: {label: Variable number %d, category: %c, at: [%d, %d]}\n", i, i, 'a'+i%3, 150*(i%25), 110*(i/25)+30*(i%2))
	}
	m.WriteString("links:\n")
	seen := map[[2]int]bool{}
	for i := range n {
		for _, to := range []int{(i + 1) % n, (i*7 + 3) % n, (i*i + 11) % n} {
			if to != i && !seen[[2]int{i, to}] && (to == (i+1)%n || i%2 == 0) {
				seen[[2]int{i, to}] = true
				fmt.Fprintf(&m, "  - {link: v%d ->%s v%d, strength: weak}\n", i, []string{"+", "-"}[(i+to)%2], to)
			}
		}
	}
	m.WriteString("goal: {raise: [v250]}\nscenarios: {s: {label: S, interventions: [{variable: v0, press: 0.5}]}}\n")
	return m.String()
}

func TestFiveHundredVariablesStayUsable(t *testing.T) {
	b := open(t, "large", setting{})
	if n := len(b.shown()); n != 500 {
		t.Fatalf("%d boxes", n)
	}
	b.keys("/")
	b.wait(`document.activeElement.id === "search"`)
	b.keys("Variable number 321")
	b.wait(`document.querySelector("#hit-0")?.dataset.id === "v321"`)
	b.keys(enter)
	b.wait(`document.querySelector(".panel h2")?.textContent === "Variable number 321"`)
	if got := len(b.lit()); got < 2 || got > 12 {
		t.Errorf("%d boxes are lit", got)
	}
	b.click(`[data-mode="what-if"]`)
	b.click(`[data-key="press selected"]`)
	answer, _ := b.lastAnswer(50)
	if len(answer.Variables) != 500 {
		t.Errorf("the engine answers for %d variables", len(answer.Variables))
	}
}
