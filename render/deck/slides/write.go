package slides

import (
	"fmt"
	"math"
	"net/url"
	"strings"

	"sysmap/render/scene"
)

// slideWriter writes one slide.
type slideWriter struct {
	deck     *deckWriter
	slide    *Slide
	part     *part
	layout   *layout
	language string
	next     int           // the next id of a shape
	ids      map[Shape]int // of shapes that have been given one
	steps    []motion
}

func (w *slideWriter) write() ([]byte, error) {
	var tree markup
	if err := w.placeholders(&tree); err != nil {
		return nil, err
	}
	// Connectors name boxes that may come after them.
	for _, s := range w.slide.Shapes {
		w.identify(s)
	}
	w.connect()
	for i, s := range w.slide.Shapes {
		if err := w.shape(&tree, s); err != nil {
			return nil, fmt.Errorf("shape %d: %w", i+1, err)
		}
	}
	return encoded(func(m *markup) {
		m.add(`<p:sld %s><p:cSld><p:spTree>`, namespaces)
		m.add(`<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>`)
		m.add(`<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`)
		m.Write(tree.Bytes())
		m.add(`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>`)
		w.timing(m)
		m.add(`</p:sld>`)
	}), nil
}

// connect lays the connectors that nobody has laid yet, round the boxes that
// connectors are glued to: others are grounds and marks that lines may cross.
func (w *slideWriter) connect() {
	var list []*Connector
	var boxes []*Box
	seen := map[*Box]bool{}
	for _, s := range w.slide.Shapes {
		if c, ok := s.(*Connector); ok {
			list = append(list, c)
			for _, b := range []*Box{c.From, c.To} {
				if b != nil && !seen[b] {
					seen[b] = true
					boxes = append(boxes, b)
				}
			}
		}
	}
	Connect(list, boxes)
}

// identify gives a shape its id on the slide.
func (w *slideWriter) identify(s Shape) int {
	if id, ok := w.ids[s]; ok {
		return id
	}
	id := w.next
	w.next++
	w.ids[s] = id
	return id
}

// anonymous returns an id for what is no shape of the slide's list.
func (w *slideWriter) anonymous() int {
	w.next++
	return w.next - 1
}

// link relates the slide to an address and returns the relation's id; "" for
// an address that is not safe to open.
func (w *slideWriter) link(address string) string {
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return ""
	}
	return w.part.relate(relHyperlink, u.String(), true)
}

// properties writes a shape's id, name and alternative text.
func (w *slideWriter) properties(s Shape) string {
	c := commonOf(s)
	id := w.identify(s)
	if c.Step > 0 {
		_, isBox := s.(*Box)
		w.steps = append(w.steps, motion{step: c.Step, id: id, text: isBox})
	}
	return named(id, c.Name, c.Alt)
}

func named(id int, name, alt string) string {
	if name == "" {
		name = fmt.Sprintf("Shape %d", id)
	}
	text := fmt.Sprintf(`<p:cNvPr id="%d" name="%s"`, id, attribute(name))
	if alt != "" {
		text += fmt.Sprintf(` descr="%s"`, attribute(alt))
	}
	return text + `/>`
}

// shape writes a shape.
func (w *slideWriter) shape(m *markup, s Shape) error {
	switch s := s.(type) {
	case *Box:
		return w.box(m, s)
	case *Connector:
		return w.connector(m, s)
	case *Freeform:
		return w.freeform(m, s)
	case *Group:
		return w.group(m, s)
	case *Picture:
		return w.picture(m, s, nil)
	case *Table:
		return w.table(m, s)
	}
	return fmt.Errorf("%w: no shape that can be written", ErrInvalid)
}

// sound reports numbers that a file cannot hold.
func sound(numbers ...float64) error {
	for _, v := range numbers {
		if math.IsNaN(v) || math.Abs(v) > 100_000 {
			return fmt.Errorf("%w: %v is no place on a slide", ErrInvalid, v)
		}
	}
	return nil
}

func (w *slideWriter) box(m *markup, b *Box) error {
	if err := sound(b.Area.X, b.Area.Y, b.Area.W, b.Area.H); err != nil {
		return err
	}
	kind := ""
	if b.Label {
		kind = ` txBox="1"`
	}
	m.add(`<p:sp><p:nvSpPr>%s<p:cNvSpPr%s/><p:nvPr/></p:nvSpPr><p:spPr>`, w.properties(b), kind)
	m.add(`<a:xfrm>%s</a:xfrm>%s%s%s</p:spPr>`, offset(b.Area), b.geometry(), b.Fill.fill(), b.Stroke.line())
	anchor, wrap := "ctr", "square"
	if b.Label && !b.Middle {
		anchor = "t"
	}
	if b.Unbroken {
		wrap = "none"
	}
	in := emu(b.Inset)
	m.add(`<p:txBody><a:bodyPr wrap="%s" lIns="%d" tIns="%d" rIns="%d" bIns="%d" rtlCol="0" anchor="%s"><a:noAutofit/></a:bodyPr><a:lstStyle/>`, wrap, in, in, in, in, anchor)
	w.paragraphs(m, b.Text, orDefault(b.Text.Size, 18), false)
	m.add(`</p:txBody></p:sp>`)
	return nil
}

// geometry writes the form of a box.
func (b *Box) geometry() string {
	switch {
	case len(b.sites) > 4 && !b.Ellipse:
		return ported(b, b.sites)
	case b.Ellipse:
		return `<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>`
	case b.Round > 0 && b.Area.W > 0 && b.Area.H > 0:
		share := min(b.Round/min(b.Area.W, b.Area.H), 0.5)
		return fmt.Sprintf(`<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val %d"/></a:avLst></a:prstGeom>`, int(math.Round(share*100000)))
	}
	return `<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>`
}

func (w *slideWriter) group(m *markup, g *Group) error {
	box := offset(around(g.Shapes))
	children := strings.NewReplacer("a:off", "a:chOff", "a:ext", "a:chExt").Replace(box)
	m.add(`<p:grpSp><p:nvGrpSpPr>%s<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>%s%s</a:xfrm></p:grpSpPr>`, w.properties(g), box, children)
	for _, s := range g.Shapes {
		if c := commonOf(s); c.Step > 0 {
			return fmt.Errorf("%w: a shape of a group has a click of its own", ErrInvalid)
		}
		if err := w.shape(m, s); err != nil {
			return err
		}
	}
	m.add(`</p:grpSp>`)
	return nil
}

// around returns the box around some shapes.
func around(list []Shape) scene.Box {
	var all scene.Box
	for _, s := range list {
		switch s := s.(type) {
		case *Box:
			all = all.Union(s.Area)
		case *Freeform:
			all = all.Union(bounds(s.Path))
		case *Group:
			all = all.Union(around(s.Shapes))
		case *Picture:
			all = all.Union(s.Area)
		case *Connector:
			all = all.Union(bounds(scene.Path{Start: s.Start, Segments: []scene.Segment{s.Segment}}))
		}
	}
	return all
}

func (w *slideWriter) freeform(m *markup, f *Freeform) error {
	box := bounds(f.Path)
	if err := sound(box.X, box.Y, box.W, box.H); err != nil {
		return err
	}
	m.add(`<p:sp><p:nvSpPr>%s<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>%s</a:xfrm>`, w.properties(f), offset(box))
	m.WriteString(custom(f.Path, box, f.Fill.none()))
	m.add(`%s%s</p:spPr></p:sp>`, f.Fill.fill(), f.Stroke.line())
	return nil
}

// custom writes a path as the form of a shape that stands in a box.
func custom(p scene.Path, box scene.Box, hollow bool) string {
	at := func(q scene.Point) string {
		return fmt.Sprintf(`<a:pt x="%d" y="%d"/>`, emu(q.X-box.X), emu(q.Y-box.Y))
	}
	var b strings.Builder
	fill := ""
	if hollow {
		fill = ` fill="none"`
	}
	fmt.Fprintf(&b, `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d"%s><a:moveTo>%s</a:moveTo>`, max(emu(box.W), 0), max(emu(box.H), 0), fill, at(p.Start))
	for _, s := range p.Segments {
		if s.Straight {
			fmt.Fprintf(&b, `<a:lnTo>%s</a:lnTo>`, at(s.To))
		} else {
			fmt.Fprintf(&b, `<a:cubicBezTo>%s%s%s</a:cubicBezTo>`, at(s.C1), at(s.C2), at(s.To))
		}
	}
	if p.Closed {
		b.WriteString(`<a:close/>`)
	}
	b.WriteString(`</a:path></a:pathLst></a:custGeom>`)
	return b.String()
}

// bounds returns the box around a path and the handles of its curves.
func bounds(p scene.Path) scene.Box {
	left, top, right, bottom := p.Start.X, p.Start.Y, p.Start.X, p.Start.Y
	meet := func(q scene.Point) {
		left, right = min(left, q.X), max(right, q.X)
		top, bottom = min(top, q.Y), max(bottom, q.Y)
	}
	for _, s := range p.Segments {
		meet(s.To)
		if !s.Straight {
			meet(s.C1)
			meet(s.C2)
		}
	}
	return scene.Box{X: left, Y: top, W: right - left, H: bottom - top}
}
