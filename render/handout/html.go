package handout

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"

	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// WriteHTML writes the sheets as one page for browsers, which needs nothing
// from anywhere else and prints each actor on paper of its own. Errors wrap
// [scene.ErrInvalid] or come from w.
func WriteHTML(w io.Writer, sheets []Sheet, o Options) error {
	o = o.settled()
	p := &page{o: o, w: wordsIn(o.Language)}
	title := p.w.title
	if len(sheets) > 0 {
		title = sheets[0].Map + " · " + title
	}
	p.printf("<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", o.Language)
	p.printf("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	p.printf("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>%s%s</style>\n</head>\n<body>\n<main>\n", text(title), p.colours(), style)
	for i, s := range sheets {
		if err := p.sheet(i, s); err != nil {
			return err
		}
	}
	p.printf("</main>\n</body>\n</html>\n")
	_, err := p.b.WriteTo(w)
	return err
}

// text makes a stranger's text safe for HTML.
func text(s string) string { return html.EscapeString(strings.ToValidUTF8(s, "�")) }

// page is the page while it is written.
type page struct {
	o Options
	w words
	b bytes.Buffer
}

func (p *page) printf(format string, args ...any) { fmt.Fprintf(&p.b, format, args...) }

func (p *page) colours() string {
	t := p.o.Theme
	return fmt.Sprintf(":root{--ground:%s;--ink:%s;--faint:%s;--alert:%s}", t.Background.Hex(), t.Ink.Hex(), t.Faint.Hex(), t.Alert.Hex())
}

const style = `
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.45 "Liberation Sans",Arial,Helvetica,sans-serif}
main{max-width:52rem;margin:0 auto;padding:1.5rem}
article{padding:0 0 2rem;margin:0 0 3rem;overflow-wrap:anywhere}
header{border-top:4px solid var(--tone);padding-top:1rem;display:flex;flex-wrap:wrap;gap:1.5rem;justify-content:space-between}
header>div{flex:1 1 20rem}
header figure{margin:0;flex:0 1 15rem;text-align:right}
header figure svg{width:100%;height:auto;max-height:12rem}
figcaption,.kicker,.detail,footer,h3{color:var(--faint)}
figcaption,.detail,footer{font-size:.85em;font-weight:normal}
h1{font-size:2.1rem;line-height:1.15;margin:.1em 0 .2em}
h2{font-size:1.1rem;margin:1.6em 0 .4em}
h3{font-size:.85em;font-weight:normal;margin:.5em 0 .1em}
p{margin:.3em 0}
ul,ol{margin:.2em 0;padding-left:1.3em}
.roles{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:0 2rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.45em 1em .45em 0;border-top:1px solid color-mix(in srgb,var(--faint) 40%,transparent)}
th{font-weight:bold}
th:first-child{width:34%}
thead th{border:0;font-weight:normal;color:var(--faint);font-size:.85em}
.apart{color:var(--alert);font-weight:bold;font-size:.85em}
.apart::before{content:"○ "}
.badge svg{height:1.35em;width:auto;vertical-align:-.3em;margin-right:.35em}
footer{border-top:1px solid color-mix(in srgb,var(--faint) 40%,transparent);margin-top:1.5rem;padding-top:.5rem}
.write{height:1.9em;border-bottom:1px dotted var(--faint)}
@media print{
@page{size:A4;margin:12mm 17mm}
body{font-size:8.6pt;line-height:1.25}
h2{font-size:1.15em;margin:.8em 0 .2em}
h3{margin-top:.25em}
ul{margin:0}
th,td{padding-top:.25em;padding-bottom:.25em}
.write{height:1.6em}
footer{margin-top:.6rem;font-size:.75em}
main{max-width:none;padding:0}
article{break-before:page;margin:0;padding:0}
article:first-child{break-before:auto}
h2,h3,.before{break-after:avoid}
tr,li,section.story{break-inside:avoid}
h1{font-size:22pt}
header figure svg{max-height:9rem}
}
`

func (p *page) sheet(n int, s Sheet) error {
	p.printf("<article aria-labelledby=\"actor-%d\" style=\"--tone:%s\">\n<header><div>\n<p class=\"kicker\">%s · %s</p>\n<h1 id=\"actor-%d\">%s</h1>\n", n+1, p.o.Theme.Tone(s.Badge.Tone).Hex(), text(p.w.title), text(s.Map), n+1, text(s.Name))
	p.printf("<p>")
	p.badge(s.Badge)
	p.printf("%s</p>\n<p>%s</p>\n", text(upper(s.Sector)), text(strings.Join(s.Lead, " ")))
	if s.Goal != "" {
		p.printf("<p class=\"detail\">%s: %s.</p>\n", text(p.w.goal), text(s.Goal))
	}
	p.printf("</div>\n")
	if place := p.o.Places[s.Actor]; place != nil {
		p.printf("<figure>")
		small := *place
		small.Title, small.Description = p.w.place, ""
		if err := small.WriteSVG(&p.b, scene.SVGOptions{Inline: true, Prefix: fmt.Sprintf("place-%d-", n+1)}); err != nil {
			return err
		}
		p.printf("<figcaption>%s</figcaption></figure>\n", text(p.w.place))
	}
	p.printf("</header>\n<h2>%s</h2>\n<ol>\n", text(p.w.steps))
	for _, step := range s.Steps {
		p.printf("<li>%s</li>\n", text(step))
	}
	p.printf("</ol>\n")
	p.roles(s.Roles)
	p.efforts(s.Efforts)
	p.partners(s.Partners)
	p.stories(s)
	p.printf("<h2>%s</h2>\n%s\n<footer>%s</footer>\n</article>\n", text(p.w.notes), strings.Repeat("<div class=\"write\"></div>", 3), text(s.Source))
	return nil
}

// badge draws a sign in the line of text.
func (p *page) badge(b diagram.Badge) {
	w, h := diagram.BadgeSize(b, 12)
	picture := scene.Scene{Width: w + 4, Height: h + 4, Shapes: p.o.Theme.Badge(b, scene.Point{X: w/2 + 2, Y: h/2 + 2}, 12)}
	var svg bytes.Buffer
	if err := picture.WriteSVG(&svg, scene.SVGOptions{Inline: true}); err != nil {
		return
	}
	p.printf("<span class=\"badge\" aria-hidden=\"true\">%s</span>", svg.String())
}

func (p *page) roles(roles []Role) {
	p.printf("<div class=\"roles\">\n")
	for _, r := range roles {
		p.printf("<section><h2>")
		p.badge(r.Badge)
		p.printf("%s</h2>\n", text(r.Title))
		for _, g := range r.Groups {
			name := g.Cluster
			if name == "" && len(r.Groups) > 1 {
				name = p.w.noCluster
			}
			if name != "" {
				p.printf("<h3>%s</h3>\n", text(name))
			}
			p.list(g.Variables)
		}
		p.printf("</section>\n")
	}
	p.printf("</div>\n")
}

func (p *page) list(items []string) {
	p.printf("<ul>")
	for _, item := range items {
		p.printf("<li>%s</li>", text(item))
	}
	p.printf("</ul>\n")
}

// listed writes "a, b and c".
func (p *page) listed(list []string) string {
	g := gathering{w: p.w, l: p.o.Language}
	return g.enumerate(list)
}

func (p *page) efforts(efforts []Effort) {
	p.printf("<h2>%s</h2>\n", text(p.w.efforts))
	if len(efforts) == 0 {
		p.printf("<p>%s</p>\n", text(p.w.noEfforts))
		return
	}
	p.printf("<table><tbody>\n")
	for _, e := range efforts {
		p.printf("<tr><th scope=\"row\">%s<div class=\"detail\">%s</div></th><td>", text(e.Name), text(e.Detail))
		if len(e.On) > 0 {
			p.printf("%s %s", text(upper(p.w.on)), text(p.listed(e.On)))
		}
		with := upper(p.w.alone)
		if len(e.With) > 0 {
			with = upper(p.w.with) + " " + p.listed(e.With)
		}
		p.printf("<div class=\"detail\">%s</div></td></tr>\n", text(with))
	}
	p.printf("</tbody></table>\n")
}

func (p *page) partners(partners []Partner) {
	p.printf("<h2>%s</h2>\n", text(p.w.partners))
	if len(partners) == 0 {
		p.printf("<p>%s</p>\n", text(p.w.noPartners))
		return
	}
	p.printf("<table><thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n", text(p.w.who), text(p.w.between))
	for _, k := range partners {
		p.printf("<tr><th scope=\"row\">")
		p.badge(k.Badge)
		p.printf("%s", text(k.Name))
		if len(k.Efforts) > 0 {
			p.printf("<div class=\"detail\">%s %s</div>", text(p.w.together), text(p.listed(quoted(k.Efforts))))
		} else {
			p.printf("<div class=\"apart\">%s</div>", text(p.w.apart))
		}
		p.printf("</th><td>")
		g := gathering{w: p.w, l: p.o.Language}
		p.list(g.between(k, mostBetween))
		p.printf("</td></tr>\n")
	}
	p.printf("</tbody></table>\n")
}

func (p *page) stories(s Sheet) {
	if s.LoopNote == "" {
		return
	}
	p.printf("<h2>%s</h2>\n<p class=\"detail before\">%s</p>\n", text(p.w.loops), text(s.LoopNote))
	for _, k := range s.Loops[:min(2, len(s.Loops))] {
		p.printf("<section class=\"story\"><p><strong>%s</strong><br>%s</p></section>\n", text(k.Title), text(k.Text))
	}
}
