package document

import (
	"bytes"
	_ "embed"
	"html"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/render/scene"
)

//go:embed style.css
var style string

// WriteHTML writes the document as one page that needs nothing else: pictures
// are in it as SVG, and there are no scripts. A reader's own wish for light or
// dark is followed, and it prints on A4. The error is that of a scene that
// cannot be drawn, or comes from w.
func (d *Document) WriteHTML(w io.Writer) error {
	p := &page{index: newIndex(d), language: languageTag(d.Language)}
	p.head(d)
	p.open("body", "")
	p.raw(`<a class="skip" href="#text">` + escape(p.words.skip) + "</a>\n")
	p.title(d)
	p.raw("<main id=\"text\" tabindex=\"-1\">\n")
	if len(d.Summary) > 0 {
		p.raw(`<section class="summary" aria-labelledby="summary">` + "\n<h2 id=\"summary\">" + escape(d.SummaryTitle) + "</h2>\n")
		p.blocks(d.Summary)
		p.close("section")
	}
	p.contents()
	p.blocks(d.Blocks)
	p.endSections(1)
	p.close("main")
	p.close("body")
	p.raw("</html>\n")
	if p.err != nil {
		return p.err
	}
	_, err := w.Write(p.Bytes())
	return err
}

// page is a web page that is being written.
type page struct {
	bytes.Buffer
	*index
	language string
	// open holds the levels of the sections that are open.
	levels []int
	err    error
}

func (p *page) raw(s string)         { p.WriteString(s) }
func (p *page) text(s string)        { p.raw(escape(s)) }
func (p *page) close(element string) { p.raw("</" + element + ">\n") }

func (p *page) open(element, class string) {
	p.raw("<" + element)
	if class != "" {
		p.raw(` class="` + class + `"`)
	}
	p.raw(">\n")
}

// element writes a text between tags.
func (p *page) element(element, class, text string) {
	p.raw("<" + element)
	if class != "" {
		p.raw(` class="` + class + `"`)
	}
	p.raw(">")
	p.text(text)
	p.close(element)
}

// policy lets nothing be loaded and nothing be run; what is styled is styled
// in the page.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

func (p *page) head(d *Document) {
	p.raw("<!doctype html>\n<html lang=\"" + p.language + "\">\n<head>\n<meta charset=\"utf-8\"/>\n")
	p.raw(`<meta http-equiv="Content-Security-Policy" content="` + policy + `"/>` + "\n")
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1"/>` + "\n")
	p.raw(`<meta name="color-scheme" content="light dark"/>` + "\n")
	p.raw(`<meta name="generator" content="sysmap"/>` + "\n")
	p.raw(`<meta name="description" content="` + escape(d.Subtitle) + `"/>` + "\n")
	p.element("title", "", d.Title)
	p.raw("<style>\n" + style + "</style>\n</head>\n")
}

// title is the top of the page.
func (p *page) title(d *Document) {
	p.raw("<header class=\"top\">\n")
	p.element("h1", "", d.Title)
	if d.Subtitle != "" {
		p.element("p", "subtitle", d.Subtitle)
	}
	if d.Notice != "" {
		p.element("p", "notice", d.Notice)
	}
	if len(d.Facts) > 0 {
		p.open("dl", "facts")
		for _, f := range d.Facts {
			p.raw("<div><dt>" + escape(f.Name) + "</dt><dd>" + escape(f.Value) + "</dd></div>\n")
		}
		p.close("dl")
	}
	p.close("header")
}

// contents is the list of headings, which stands beside the text where there
// is room.
func (p *page) contents() {
	p.raw(`<nav class="contents" aria-labelledby="contents">` + "\n<h2 id=\"contents\">" + escape(p.words.contents) + "</h2>\n<ol>\n")
	var inside bool // an item of level 1 is open
	var below bool  // and in it a list of level 2
	leave := func() {
		if below {
			p.raw("</ol>")
		}
		if inside {
			p.raw("</li>\n")
		}
		inside, below = false, false
	}
	for _, h := range p.headings {
		line := `<li><a href="#` + h.anchor + `">` + escape(h.Text) + "</a>"
		switch {
		case h.Level > 2:
		case h.Level == 2 && inside:
			if !below {
				p.raw("\n<ol>\n")
			}
			below = true
			p.raw(line + "</li>\n")
		default:
			leave()
			p.raw(line)
			inside = true
		}
	}
	leave()
	p.raw("</ol>\n</nav>\n")
}

func (p *page) blocks(blocks []Block) {
	for _, b := range blocks {
		p.block(b)
	}
}

func (p *page) block(b Block) {
	switch b := b.(type) {
	case Heading:
		p.heading(b)
	case Paragraph:
		class := ""
		if b.Small {
			class = ` class="note"`
		}
		p.raw("<p" + class + ">")
		p.spans(b.Text)
		p.raw("</p>\n")
	case List:
		p.list(b)
	case Findings:
		p.findings(b)
	case Table:
		p.table(b)
	case Figure:
		p.figure(b)
	case Beside:
		// What it is called comes before the picture for those who listen.
		p.open("div", "beside")
		p.open("div", "")
		p.blocks(b.Blocks)
		p.close("div")
		p.figure(b.Figure)
		p.close("div")
	case Box:
		p.raw("<aside class=\"box\">\n")
		if b.Title != "" {
			p.element("p", "boxtitle", b.Title)
		}
		p.blocks(b.Blocks)
		p.close("aside")
	case Terms:
		p.open("dl", "terms")
		for _, t := range b {
			p.raw("<dt>" + escape(t.Name) + "</dt><dd>" + escape(t.Meaning) + "</dd>\n")
		}
		p.close("dl")
	case Code:
		p.raw("<pre tabindex=\"0\"><code>" + html.EscapeString(typed(string(b))) + "</code></pre>\n")
	}
}

// heading opens a section of its own for levels 1 and 2.
func (p *page) heading(h Heading) {
	anchor := p.nextSection()
	p.endSections(h.Level)
	if h.Level <= 2 {
		p.raw(`<section aria-labelledby="` + anchor + `">` + "\n")
		p.levels = append(p.levels, h.Level)
	}
	tag := []string{"h2", "h3", "h4"}[min(max(h.Level, 1), 3)-1]
	p.raw("<" + tag + ` id="` + anchor + `">` + escape(h.Text) + "</" + tag + ">\n")
}

// endSections closes the sections that a heading of the level ends.
func (p *page) endSections(level int) {
	for n := len(p.levels); n > 0 && p.levels[n-1] >= level; n-- {
		p.close("section")
		p.levels = p.levels[:n-1]
	}
}

func (p *page) list(l List) {
	element := "ul"
	if l.Ordered {
		element = "ol"
	}
	p.open(element, "")
	for _, item := range l.Items {
		p.raw("<li>")
		p.spans(item)
		p.raw("</li>\n")
	}
	p.close(element)
}

func (p *page) findings(list Findings) {
	p.open("ul", "findings")
	for _, f := range list {
		p.raw("<li><span class=\"number\">" + escape(f.Number) + "</span> <span class=\"says\">")
		p.spans(p.onward(f))
		p.raw("</span></li>\n")
	}
	p.close("ul")
}

func (p *page) spans(t Text) {
	for _, s := range t {
		text := escape(p.say(s))
		if s.Code {
			text = "<code>" + text + "</code>"
		}
		if s.Bold {
			text = "<strong>" + text + "</strong>"
		}
		if anchor := p.anchors[s.Ref]; anchor != "" {
			text = `<a href="#` + anchor + `">` + text + "</a>"
		} else if link := address(s.Link); link != "" {
			text = `<a href="` + escape(link) + `" rel="noopener noreferrer">` + text + "</a>"
		}
		p.raw(text)
	}
}

func (p *page) table(t Table) {
	label, anchor := p.nextTable()
	p.raw(`<figure class="tabular" id="` + anchor + `">` + "\n<figcaption><b>" + escape(label) + ".</b> " + escape(t.Caption) + "</figcaption>\n")
	p.raw(`<div class="scroll" role="region" tabindex="0" aria-label="` + escape(label+". "+t.Caption) + `">` + "\n<table>\n<thead><tr>")
	for _, c := range t.Columns {
		p.raw("<th scope=\"col\"" + numeric(c) + ">" + escape(c.Title) + "</th>")
	}
	p.raw("</tr></thead>\n<tbody>\n")
	for _, row := range t.Rows {
		p.raw("<tr>")
		for i, cell := range row {
			tag, scope := "td", ""
			if i == 0 {
				tag, scope = "th", ` scope="row"`
			}
			p.raw("<" + tag + scope + numeric(column(t, i)) + ">")
			if cell.Mark != "" {
				p.raw("<b class=\"mark\">" + escape(cell.Mark) + "</b> ")
			}
			p.spans(cell.Text)
			p.raw("</" + tag + ">")
		}
		p.raw("</tr>\n")
	}
	p.raw("</tbody>\n</table>\n</div>\n")
	p.under(t.Notes, t.How)
	p.raw("</figure>\n")
}

func numeric(c Column) string {
	if c.Number {
		return ` class="numeric"`
	}
	return ""
}

// column returns the column of a cell; a row may be longer than the head.
func column(t Table, i int) Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return Column{}
}

func (p *page) figure(f Figure) {
	label, anchor := p.nextFigure()
	class := "picture"
	if f.Wide {
		class += " wide"
	}
	if f.Low {
		class += " low"
	}
	p.raw(`<figure class="` + class + `" id="` + anchor + `">` + "\n")
	p.raw(`<div class="scroll" id="` + anchor + `-large" role="group" tabindex="0" aria-label="` + escape(label+". "+f.Caption) + `">` + "\n")
	p.picture(f.Picture, anchor+"-")
	p.raw("</div>\n")
	if f.Wide {
		p.raw(`<p class="sizes"><a href="#` + anchor + `-large">` + escape(p.words.large) + `</a> <a href="#` + anchor + `">` + escape(p.words.whole) + "</a></p>\n")
	}
	p.raw("<figcaption><b>" + escape(label) + ".</b> " + escape(f.Caption) + "</figcaption>\n")
	p.under(f.Notes, f.How)
	p.raw("</figure>\n")
}

func (p *page) picture(s *scene.Scene, prefix string) {
	if s == nil || p.err != nil {
		return
	}
	p.err = s.WriteSVG(p, scene.SVGOptions{Inline: true, Prefix: prefix})
}

// under writes what stands under a table or a figure.
func (p *page) under(notes []string, h How) {
	for _, n := range notes {
		p.element("p", "note", n)
	}
	if h.Command == "" {
		return
	}
	p.raw(`<p class="how">` + escape(p.words.again) + " <code>" + escape(clean(h.Command)) + "</code>")
	if after := h.after(p.words); after != "" {
		p.raw(" <span>" + escape(after) + "</span>")
	}
	p.raw("</p>\n")
}

// escape makes a text safe inside elements and quoted attributes.
func escape(s string) string { return html.EscapeString(clean(s)) }

// typed leaves out of a text of several lines what no output may hold.
func typed(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = clean(line)
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func languageTag(l maps.Language) string {
	if l == maps.Danish {
		return "da"
	}
	return "en"
}
