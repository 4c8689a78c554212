package slides

import (
	"fmt"

	"sysmap/render/scene"
)

// placeholders writes what stands in the places that the layout keeps: title,
// texts, picture, footer and number.
func (w *slideWriter) placeholders(m *markup) error {
	l := w.layout
	room := w.deck.house.Room(w.slide.Kind)
	if t := l.title(); t != nil {
		w.inPlace(m, *t, "Title", Words(w.slide.Title))
	} else if w.slide.Title != "" {
		title := Words(w.slide.Title)
		title.Bold = true
		size, fits := title.Fit(room.Title.W, room.Title.H, 28, leastSize)
		if !fits {
			title = title.Cut(size, room.Title.W, room.Title.H)
		}
		title.Size = size
		if err := w.box(m, &Box{Common: Common{Name: "Title"}, Area: room.Title, Label: true, Text: title}); err != nil {
			return err
		}
	}
	places := l.bodies()
	for i, t := range w.slide.Bodies {
		if i < len(places) {
			w.inPlace(m, *places[i], fmt.Sprintf("Text %d", i+1), t)
			continue
		}
		if err := w.box(m, w.homeless(t, i, len(places), room)); err != nil {
			return err
		}
	}
	if w.slide.Picture != nil {
		if err := w.picture(m, w.slide.Picture, l.find("pic")); err != nil {
			return err
		}
	}
	if p := l.find("ftr"); p != nil && w.slide.Footer != "" {
		w.foot(m, *p)
	}
	if p := l.find("sldNum"); p != nil {
		w.number(m, *p)
	}
	return nil
}

// homeless makes a box for a text that the layout has no place for: its part
// of what the slide has room for.
func (w *slideWriter) homeless(t Text, i, places int, room Room) *Box {
	n := float64(len(w.slide.Bodies) - places)
	area := room.Content
	area.W = (area.W - 20*(n-1)) / n
	area.X += float64(i-places) * (area.W + 20)
	size, fits := t.Fit(area.W, area.H, orDefault(t.Size, 18), leastSize)
	if !fits {
		t = t.Cut(size, area.W, area.H)
	}
	t.Size = size
	return &Box{Common: Common{Name: fmt.Sprintf("Text %d", i+1)}, Area: area, Label: true, Text: t}
}

// leastSize is the smallest text on a slide, in points, beside the labels of
// maps.
const leastSize = 12

// reference writes what says which place of the layout a shape fills.
func (p placeholder) reference() string {
	text := `<p:ph`
	if p.kind != "obj" {
		text += fmt.Sprintf(` type="%s"`, attribute(p.kind))
	}
	if p.index != "" {
		text += fmt.Sprintf(` idx="%s"`, attribute(p.index))
	}
	return text + `/>`
}

// inPlace writes a text in its place. It keeps the size of the house where
// that fits, and is smaller where not.
func (w *slideWriter) inPlace(m *markup, p placeholder, name string, t Text) {
	width, height := p.box.W-p.inset.left-p.inset.right, p.box.H-p.inset.top-p.inset.bottom
	t.Bold = t.Bold || p.bold
	wish := orDefault(t.Size, p.size)
	width, height = width/w.deck.house.safety, height/w.deck.house.safety
	size, _ := t.Fit(width, height, wish, min(leastSize, wish))
	if p.kind == "title" {
		// A title is easier on the eye on one line that is a little smaller.
		if line, fits := t.Fit(width, 1.01*wish*lineHeight, wish, 0.75*wish); fits && t.Height(line, width) < 1.5*line*lineHeight {
			size = line
		}
	}
	if t.Height(size, width) > height+0.5 {
		t = t.Cut(size, width, height)
	}
	if p.bold {
		t.Bold = false // the layout says it
	}
	if size == p.size && !p.guessed {
		size = 0
	}
	m.add(`<p:sp><p:nvSpPr>%s<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>%s</p:nvPr></p:nvSpPr><p:spPr/>`, named(w.anonymous(), name, ""), p.reference())
	m.add(`<p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>`)
	if p.kind == "title" || p.kind == "ctrTitle" || p.kind == "subTitle" {
		w.titleLine(m, t, size)
	} else {
		w.paragraphs(m, t, size, true)
	}
	m.add(`</p:txBody></p:sp>`)
}

// titleLine writes a text whose form is the layout's.
func (w *slideWriter) titleLine(m *markup, t Text, size float64) {
	for _, p := range t.Paragraphs {
		m.add(`<a:p>`)
		if p.Before > 0 {
			m.add(`<a:pPr><a:spcBef><a:spcPts val="%d"/></a:spcBef></a:pPr>`, hundredths(p.Before))
		}
		for _, r := range p.Runs {
			w.run(m, t, r, size)
		}
		m.add(`</a:p>`)
	}
	if len(t.Paragraphs) == 0 {
		m.add(`<a:p>%s</a:p>`, w.endOfParagraph(size))
	}
}

// foot writes the footer, on as many lines as its place has, cut where it is
// longer.
func (w *slideWriter) foot(m *markup, p placeholder) {
	text := FitLines(w.slide.Footer, scene.Font{Size: p.size}, (p.box.W-p.inset.left-p.inset.right)/w.deck.house.safety,
		max(1, int((p.box.H-p.inset.top-p.inset.bottom)/(p.size*lineHeight))))
	m.add(`<p:sp><p:nvSpPr>%s<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>%s</p:nvPr></p:nvSpPr><p:spPr/>`, named(w.anonymous(), "Footer", ""), p.reference())
	form, inside := "", ""
	if w.deck.house.own {
		// Some programs forget what the layout says of footers.
		form = fmt.Sprintf(` sz="%d"`, hundredths(p.size))
		inside = Themed(Faint).fill() + `<a:latin typeface="` + Typeface + `"/>`
	}
	align := ""
	if form != "" {
		align = `<a:pPr algn="l"/>`
	}
	m.add(`<p:txBody><a:bodyPr/><a:lstStyle/><a:p>%s<a:r><a:rPr lang="%s"%s>%s</a:rPr><a:t>%s</a:t></a:r></a:p></p:txBody></p:sp>`, align, attribute(w.language), form, inside, escape(text))
}

// number writes the slide's number as a field that follows when slides move.
func (w *slideWriter) number(m *markup, p placeholder) {
	n := 1
	for i, s := range w.deck.deck.Slides {
		if s == w.slide {
			n = i + 1
		}
	}
	m.add(`<p:sp><p:nvSpPr>%s<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>%s</p:nvPr></p:nvSpPr><p:spPr/>`, named(w.anonymous(), "Slide number", ""), p.reference())
	m.add(`<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{%s}" type="slidenum"><a:rPr lang="%s"/><a:t>%d</a:t></a:fld></a:p></p:txBody></p:sp>`, numberField, attribute(w.language), n)
}

// numberField names the field of slide numbers; any identifier does, and all
// may share it.
const numberField = "6D2C9A1E-5B0F-4C3A-9E77-2F1A80C4B5D3"

// FitLines returns a text if it needs no more than so many lines of a width,
// or else as much of its beginning as does, with "…" after it.
func FitLines(s string, f scene.Font, width float64, lines int) string {
	broken := Break(s, f, width)
	if len(broken) <= lines {
		return s
	}
	kept := ""
	for _, line := range broken[:lines-1] {
		kept += line + " "
	}
	rest := ""
	for _, line := range broken[lines-1:] {
		rest += line + " "
	}
	return kept + scene.Ellipsis(rest, f, width/slack)
}
