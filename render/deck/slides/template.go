package slides

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"sysmap/render/scene"
)

// ReadHouse takes masters, layouts, theme and what belongs to them from a
// presentation or a template of one (.pptx, .potx, and with macros, which are
// left behind). Its slides are left behind, too. Errors wrap [ErrTemplate].
func ReadHouse(r io.ReaderAt, size int64) (*House, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return nil, err
	}
	main, err := a.mainPart()
	if err != nil {
		return nil, err
	}
	h := &House{safety: 1.06}
	if err := h.readMain(a, main); err != nil {
		return nil, err
	}
	if err := h.gather(a); err != nil {
		return nil, err
	}
	return h, h.furnish()
}

// mainPart finds the part that a package is about.
func (a *archive) mainPart() (string, error) {
	root, err := a.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range root {
		if r.kind == relDocument && !r.external {
			if t := a.content(r.target); !strings.Contains(t, "presentation") && !strings.Contains(t, "slideshow") && !strings.Contains(t, "powerpoint") {
				return "", refuse("it is no presentation but %q", t)
			}
			return r.target, nil
		}
	}
	return "", refuse("it is no presentation")
}

// readMain reads the size of slides and which masters there are.
func (h *House) readMain(a *archive, main string) error {
	body, err := a.read(main)
	if err != nil {
		return err
	}
	rels, err := a.relations(main)
	if err != nil {
		return err
	}
	targets := map[string]relation{}
	for _, r := range rels {
		targets[r.id] = r
	}
	seen := map[uint32]bool{}
	err = walk(main, body, func(_ []string, e xml.StartElement) error {
		switch e.Name.Local {
		case "sldSz":
			h.Width, h.Height = points(value(e, "cx")), points(value(e, "cy"))
		case "sldMasterId":
			r := targets[related(e, "id")]
			if r.kind != relMaster || r.external {
				return refuse("it names a master that is not there")
			}
			id, err := strconv.ParseUint(value(e, "id"), 10, 32)
			if err != nil || seen[uint32(id)] {
				id = 0 // given below
			}
			seen[uint32(id)] = true
			h.masters = append(h.masters, masterEntry{uint32(id), r.target})
		}
		return nil
	}, nil)
	if err != nil {
		return err
	}
	if len(h.masters) == 0 {
		return refuse("it has no master")
	}
	// The format allows 1 to 56 inches; a page on which nothing fits is none.
	if h.Width < 72 || h.Height < 72 || h.Width > 4032 || h.Height > 4032 {
		return refuse("its slides are %.0f by %.0f points; they should be 72 to 4032", h.Width, h.Height)
	}
	return nil
}

func points(emus string) float64 {
	v, err := strconv.ParseInt(emus, 10, 64)
	if err != nil {
		return 0
	}
	return float64(v) / perPoint
}

// gather takes the parts that can be reached from the masters.
func (h *House) gather(a *archive) error {
	seen := map[string]bool{}
	var queue []string
	reach := func(name string) {
		if key := strings.ToLower(name); !seen[key] {
			seen[key] = true
			queue = append(queue, name)
		}
	}
	for _, m := range h.masters {
		reach(m.part)
	}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		body, err := a.read(name)
		if err != nil {
			return err
		}
		p := &part{name: name, content: a.content(name), body: body}
		if p.content == "" {
			return refuse("it does not say what its file %q is", name)
		}
		if p.rels, err = a.relations(name); err != nil {
			return err
		}
		for _, r := range p.rels {
			if r.external {
				continue
			}
			if r.kind == relSlide || r.kind == relNotes {
				return refuse("its %s points to a slide", name)
			}
			reach(r.target)
		}
		h.parts = append(h.parts, p)
	}
	return nil
}

// find returns a part of the house by its name.
func (h *House) find(name string) *part {
	for _, p := range h.parts {
		if strings.EqualFold(p.name, name) {
			return p
		}
	}
	return nil
}

// target returns where the first relation of a kind leads, or nil.
func (h *House) target(p *part, kind string) *part {
	for _, r := range p.rels {
		if r.kind == kind && !r.external {
			return h.find(r.target)
		}
	}
	return nil
}

// furnish reads what the layouts keep places for, and chooses among them.
func (h *House) furnish() error {
	for i, m := range h.masters {
		master := h.find(m.part)
		base, err := readHolders(master)
		if err != nil {
			return err
		}
		for _, r := range master.rels {
			if r.kind != relLayout || r.external {
				continue
			}
			p := h.find(r.target)
			if p == nil {
				return refuse("it names a layout %q that is not there", r.target)
			}
			l, err := readHolders(p)
			if err != nil {
				return err
			}
			l.inherit(base)
			// A hidden master's layouts come last, by standing last.
			h.layouts = append(h.layouts, *l)
		}
		if i == 0 && !h.Dark {
			h.Dark = h.darkMaster(master)
		}
	}
	if len(h.layouts) == 0 {
		return refuse("it has no layouts")
	}
	h.number()
	h.choose()
	return nil
}

// number gives masters without an id of their own one that is free.
func (h *House) number() {
	taken := map[uint32]bool{}
	for _, m := range h.masters {
		taken[m.id] = true
		_ = walk(m.part, h.find(m.part).body, func(_ []string, e xml.StartElement) error {
			if e.Name.Local == "sldLayoutId" {
				if id, err := strconv.ParseUint(value(e, "id"), 10, 32); err == nil {
					taken[uint32(id)] = true
				}
			}
			return nil
		}, nil)
	}
	next := uint32(2147483648)
	for i := range h.masters {
		if h.masters[i].id >= 2147483648 {
			continue
		}
		for taken[next] {
			next++
		}
		h.masters[i].id = next
		taken[next] = true
	}
}

// readHolders reads the places that a master or a layout keeps.
func readHolders(p *part) (*layout, error) {
	l := &layout{part: p.name}
	var now *placeholder
	depth := 0
	style := ""
	err := walk(p.name, p.body, func(inside []string, e xml.StartElement) error {
		switch e.Name.Local {
		case "sldLayout":
			l.kind = value(e, "type")
		case "cSld":
			l.name = value(e, "name")
		case "sp", "pic", "graphicFrame":
			now, depth = nil, len(inside)
		case "ph":
			l.holders = append(l.holders, placeholder{kind: orText(value(e, "type"), "obj"), index: value(e, "idx"), inset: plainInsets})
			now = &l.holders[len(l.holders)-1]
		case "titleStyle", "bodyStyle":
			style = e.Name.Local
		}
		if e.Name.Local == "defRPr" && len(inside) > 1 && inside[len(inside)-1] == "lvl1pPr" {
			size := 0.0
			if v, err := strconv.Atoi(value(e, "sz")); err == nil {
				size = float64(v) / 100
			}
			switch parent := inside[len(inside)-2]; {
			case parent == "lstStyle" && now != nil:
				now.size, now.bold = size, now.bold || value(e, "b") == "1"
			case parent == style:
				l.styled(style, size, value(e, "b") == "1")
			}
		}
		if now == nil || len(inside) <= depth {
			return nil
		}
		parent := inside[len(inside)-1]
		switch e.Name.Local {
		case "off":
			if parent == "xfrm" {
				now.box.X, now.box.Y = points(value(e, "x")), points(value(e, "y"))
			}
		case "ext":
			if parent == "xfrm" {
				now.box.W, now.box.H = points(value(e, "cx")), points(value(e, "cy"))
			}
		case "bodyPr":
			for name, side := range map[string]*float64{"lIns": &now.inset.left, "tIns": &now.inset.top, "rIns": &now.inset.right, "bIns": &now.inset.bottom} {
				if v := value(e, name); v != "" {
					*side = points(v)
				}
			}
		}
		return nil
	}, func(inside []string, name string) error {
		if (name == "sp" || name == "pic" || name == "graphicFrame") && len(inside) == depth {
			now = nil
		}
		return nil
	})
	return l, err
}

// styled gives a master's places the size that its styles state.
func (l *layout) styled(style string, size float64, bold bool) {
	for i := range l.holders {
		p := &l.holders[i]
		title := p.kind == "title" || p.kind == "ctrTitle"
		body := p.kind == "body" || p.kind == "obj"
		if title && style == "titleStyle" || body && style == "bodyStyle" {
			if p.size == 0 {
				p.size = size
			}
			p.bold = p.bold || bold
		}
	}
}

// inherit takes from the master what the layout leaves open, and leaves out
// the places that have no size even then.
func (l *layout) inherit(master *layout) {
	kept := l.holders[:0]
	for _, p := range l.holders {
		base := master.find(family(p.kind)...)
		if base != nil {
			if p.box == (scene.Box{}) {
				p.box = base.box
			}
			if p.size == 0 {
				p.size = base.size
			}
			p.bold = p.bold || base.bold
			if p.inset == plainInsets {
				p.inset = base.inset
			}
		}
		p.guessed = p.size == 0
		if p.size == 0 {
			p.size = map[string]float64{"title": 28, "ctrTitle": 36, "ftr": 12, "sldNum": 12, "dt": 12}[p.kind]
		}
		p.size = orDefault(p.size, 18)
		if p.box.W >= 20 && p.box.H >= 8 {
			kept = append(kept, p)
		}
	}
	l.holders = kept
}

// family lists the master's places that a layout's follow.
func family(kind string) []string {
	switch kind {
	case "title", "ctrTitle":
		return []string{"title", "ctrTitle"}
	case "ftr", "sldNum", "dt":
		return []string{kind}
	}
	return []string{"body", "obj"}
}

// darkMaster reports whether a master's text is lighter than its ground, by the
// colours of its theme.
func (h *House) darkMaster(master *part) bool {
	theme := h.target(master, relTheme)
	if theme == nil {
		return false
	}
	mapping := map[string]string{"bg1": "lt1", "tx1": "dk1"}
	ground := "bg1"
	err := walk(master.name, master.body, func(inside []string, e xml.StartElement) error {
		switch {
		case e.Name.Local == "clrMap":
			for _, a := range e.Attr {
				mapping[a.Name.Local] = a.Value
			}
		case e.Name.Local == "schemeClr" && len(inside) > 1 && (inside[len(inside)-1] == "bgRef" || inside[len(inside)-2] == "bgPr"):
			ground = value(e, "val")
		}
		return nil
	}, nil)
	if err != nil {
		return false
	}
	colours := map[string]scene.Colour{}
	err = walk(theme.name, theme.body, func(inside []string, e xml.StartElement) error {
		if len(inside) < 2 || inside[len(inside)-2] != "clrScheme" {
			return nil
		}
		hex := value(e, "val")
		if e.Name.Local == "sysClr" {
			hex = value(e, "lastClr")
		}
		if c, err := scene.ParseColour("#" + hex); err == nil {
			colours[inside[len(inside)-1]] = c
		}
		return nil
	}, nil)
	if err != nil {
		return false
	}
	on, known := colours[mapping[ground]]
	if !known {
		on, known = colours[ground]
	}
	ink, also := colours[mapping["tx1"]]
	return known && also && ink.Luminance() > on.Luminance()
}
