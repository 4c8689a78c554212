package slides

import (
	"fmt"
	"strings"

	"sysmap/render/scene"
)

// Run is a stretch of text in one form.
type Run struct {
	Text         string
	Bold, Italic bool
	// Paint is the colour; the zero value is that of the surroundings.
	Paint Paint
	// URL makes the run a link if it is http, https or mailto.
	URL string
	// Size in points; 0 is that of the surroundings.
	Size float64
}

// Paragraph is some runs that begin a line of their own.
type Paragraph struct {
	Runs   []Run
	Bullet bool
	Anchor scene.Anchor
	// Before is the room above, in points.
	Before float64
}

// Para makes a paragraph of plain text.
func Para(text string) Paragraph { return Paragraph{Runs: []Run{{Text: text}}} }

// Item makes a paragraph with a bullet.
func Item(text string) Paragraph { return Paragraph{Runs: []Run{{Text: text}}, Bullet: true} }

// Plain returns what a paragraph says.
func (p Paragraph) Plain() string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Text is some paragraphs in one size.
type Text struct {
	Paragraphs []Paragraph
	// Size in points; 0 is that of the placeholder, or 18.
	Size float64
	// Bold and Paint are for all runs that say nothing else.
	Bold  bool
	Paint Paint
	// Leading is the distance of lines as a share of the font's own; 0 is 1.
	Leading float64
}

// Words makes a text of one plain paragraph.
func Words(s string) Text { return Text{Paragraphs: []Paragraph{Para(s)}} }

// Says returns all of a text, a line a paragraph.
func (t Text) Says() string {
	var list []string
	for _, p := range t.Paragraphs {
		list = append(list, p.Plain())
	}
	return strings.Join(list, "\n")
}

// bulletIndent is how far text with a bullet stands in, for text of 1 pt.
const bulletIndent = 1.1

// paragraphs writes the paragraphs of a text body. A run of no size takes that
// of the text, which a size of 0 leaves to the placeholder.
func (w *slideWriter) paragraphs(m *markup, t Text, size float64, placeholder bool) {
	if len(t.Paragraphs) == 0 {
		m.add(`<a:p>%s</a:p>`, w.endOfParagraph(size))
		return
	}
	for _, p := range t.Paragraphs {
		m.add(`<a:p>`)
		w.paragraphForm(m, t, p, size, placeholder)
		for _, r := range p.Runs {
			w.run(m, t, r, size)
		}
		if p.Plain() == "" {
			m.WriteString(w.endOfParagraph(size))
		}
		m.add(`</a:p>`)
	}
}

func (w *slideWriter) endOfParagraph(size float64) string {
	if size > 0 {
		return fmt.Sprintf(`<a:endParaRPr lang="%s" sz="%d"/>`, attribute(w.language), hundredths(size))
	}
	return fmt.Sprintf(`<a:endParaRPr lang="%s"/>`, attribute(w.language))
}

func (w *slideWriter) paragraphForm(m *markup, t Text, p Paragraph, size float64, placeholder bool) {
	indent := ""
	if p.Bullet {
		in := emu(bulletIndent * orDefault(size, 18))
		indent = fmt.Sprintf(` marL="%d" indent="-%d"`, in, in)
	} else if placeholder {
		indent = ` marL="0" indent="0"`
	}
	switch p.Anchor {
	case scene.MiddleAnchor:
		indent += ` algn="ctr"`
	case scene.EndAnchor:
		indent += ` algn="r"`
	}
	m.add(`<a:pPr%s>`, indent)
	if t.Leading > 0 {
		m.add(`<a:lnSpc><a:spcPct val="%d"/></a:lnSpc>`, int(t.Leading*100000))
	}
	if p.Before > 0 || placeholder {
		m.add(`<a:spcBef><a:spcPts val="%d"/></a:spcBef>`, hundredths(p.Before))
	}
	if p.Bullet {
		m.add(`<a:buFont typeface="Arial"/><a:buChar char="•"/>`)
	} else {
		m.add(`<a:buNone/>`)
	}
	m.add(`</a:pPr>`)
}

func (w *slideWriter) run(m *markup, t Text, r Run, size float64) {
	form := fmt.Sprintf(` lang="%s"`, attribute(w.language))
	if s := orDefault(r.Size, size); s > 0 {
		form += fmt.Sprintf(` sz="%d"`, hundredths(s))
	}
	if r.Bold || t.Bold {
		form += ` b="1"`
	}
	if r.Italic {
		form += ` i="1"`
	}
	inside := ""
	if paint := r.Paint; !paint.none() {
		inside = paint.fill()
	} else if !t.Paint.none() {
		inside = t.Paint.fill()
	}
	if id := w.link(r.URL); id != "" {
		inside += fmt.Sprintf(`<a:hlinkClick r:id="%s"/>`, id)
	}
	rPr := fmt.Sprintf(`<a:rPr%s dirty="0">%s</a:rPr>`, form, inside)
	for i, line := range strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(r.Text), "\n") {
		if i > 0 {
			m.add(`<a:br>%s</a:br>`, rPr)
		}
		if line != "" {
			m.add(`<a:r>%s<a:t>%s</a:t></a:r>`, rPr, escape(line))
		}
	}
}

func orDefault(v, other float64) float64 {
	if v > 0 {
		return v
	}
	return other
}
