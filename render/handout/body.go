package handout

import (
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// body is what stands under the head, in order.
func (s *setting) body() []band {
	var bands []band
	bands = append(bands, s.steps()...)
	bands = append(bands, s.roles()...)
	bands = append(bands, s.efforts()...)
	bands = append(bands, s.partners()...)
	bands = append(bands, s.rings()...)
	return bands
}

// across is a band of one column over the whole width.
func across(fill func(c *column)) band {
	c := column{x: side, width: inner}
	fill(&c)
	return band{columns: []column{c}}
}

// heading is a band that stays with what comes after it.
func (s *setting) heading(text string) band {
	b := across(func(c *column) {
		c.space(12 * s.scale)
		c.text(text, s.letters(headingFont), s.t.Ink, 0)
		c.space(3 * s.scale)
		c.keepFrom(0)
	})
	b.keep, b.whole = true, true
	return b
}

// steps are what to do next, in a frame of their own colour.
func (s *setting) steps() []band {
	bands := []band{s.heading(s.w.steps)}
	for i, step := range s.Steps {
		bands = append(bands, across(func(c *column) {
			c.text(step, s.letters(bodyFont), s.t.Ink, indent)
			number := diagram.Badge{Text: s.o.Language.Count(i + 1), Shape: diagram.Disc, Tone: s.Badge.Tone}
			c.sign(0, func(x, y, high float64) []scene.Shape {
				return s.t.Badge(number, scene.Point{X: x + 6, Y: y + high/2}, 8.6)
			})
			c.space(3.5 * s.scale)
		}))
	}
	return whole(bands)
}

// whole marks bands that are not broken where a page can hold them.
func whole(bands []band) []band {
	for i := range bands {
		bands[i].whole = true
	}
	return bands
}

// roles sets roles beside each other: three if there are so many, or two.
func (s *setting) roles() []band {
	var bands []band
	abreast := 2
	if len(s.Roles) == 3 {
		abreast = 3
	}
	width := (inner - float64(abreast-1)*gutter) / float64(abreast)
	for i := 0; i < len(s.Roles); i += abreast {
		b := band{}
		for k, r := range s.Roles[i:min(i+abreast, len(s.Roles))] {
			c := column{x: side + float64(k)*(width+gutter), width: width}
			c.space(12 * s.scale)
			at := len(c.lines)
			c.text(r.Title, s.letters(headingFont), s.t.Ink, indent+2)
			c.sign(at, func(x, y, high float64) []scene.Shape {
				return s.t.Badge(r.Badge, scene.Point{X: x + 7, Y: y + high/2}, 10)
			})
			c.space(3 * s.scale)
			c.keepFrom(0)
			for _, g := range r.Groups {
				from := len(c.lines)
				name := g.Cluster
				if name == "" && len(r.Groups) > 1 {
					name = s.w.noCluster
				}
				if name != "" {
					c.text(name, s.letters(smallFont), s.t.Faint, indent+2)
				}
				c.keepFrom(from)
				for _, v := range g.Variables {
					s.item(&c, v, indent+2)
				}
				c.space(3 * s.scale)
			}
			b.columns = append(b.columns, c)
		}
		bands = append(bands, b)
	}
	return bands
}

// item sets a variable with a small mark before it.
func (s *setting) item(c *column, text string, left float64) {
	at := len(c.lines)
	c.text(text, s.letters(bodyFont), s.t.Ink, left)
	c.sign(at, func(x, y, high float64) []scene.Shape {
		return []scene.Shape{scene.Rectangle{Box: scene.Around(scene.Point{X: x + left - 6, Y: y + high/2}, 2.4, 2.4), Radius: 1.2, Style: scene.Style{Fill: s.t.Faint}}}
	})
}

func (s *setting) efforts() []band {
	bands := []band{s.heading(s.w.efforts)}
	if len(s.Efforts) == 0 {
		return append(bands, across(func(c *column) { c.text(s.w.noEfforts, s.letters(bodyFont), s.t.Ink, 0) }))
	}
	for i, e := range s.Efforts {
		b := s.table(i > 0, func(left, right *column) {
			left.text(e.Name, s.letters(strongFont), s.t.Ink, 0)
			if e.Detail != "" {
				left.text(e.Detail, s.letters(smallFont), s.t.Faint, 0)
			}
			if len(e.On) > 0 {
				right.text(upper(s.w.on)+" "+s.listed(e.On), s.letters(bodyFont), s.t.Ink, 0)
			}
			with := upper(s.w.alone)
			if len(e.With) > 0 {
				with = upper(s.w.with) + " " + s.listed(e.With)
			}
			right.text(with, s.letters(smallFont), s.t.Faint, 0)
		})
		bands = append(bands, b)
	}
	return bands
}

// listed writes "a, b and c".
func (s *setting) listed(list []string) string {
	g := gathering{w: s.w, l: s.o.Language}
	return g.enumerate(list)
}

// table is a row of two columns: who or what, and what there is to say of it.
func (s *setting) table(rule bool, fill func(left, right *column)) band {
	const narrow = 0.34 * inner
	left, right := column{x: side, width: narrow}, column{x: side + narrow + gutter, width: inner - narrow - gutter}
	for _, c := range []*column{&left, &right} {
		c.space(4 * s.scale)
	}
	fill(&left, &right)
	for _, c := range []*column{&left, &right} {
		c.space(3 * s.scale)
	}
	return band{columns: []column{left, right}, rule: rule, whole: true}
}

func (s *setting) partners() []band {
	bands := []band{s.heading(s.w.partners)}
	if len(s.Partners) == 0 {
		return append(bands, across(func(c *column) { c.text(s.w.noPartners, s.letters(bodyFont), s.t.Ink, 0) }))
	}
	for i, p := range s.Partners {
		bands = append(bands, s.table(i > 0, func(left, right *column) {
			at := len(left.lines)
			left.text(p.Name, s.letters(strongFont), s.t.Ink, indent)
			left.sign(at, func(x, y, high float64) []scene.Shape {
				return s.t.Badge(p.Badge, scene.Point{X: x + 6, Y: y + high/2}, 8.6)
			})
			s.shared(left, p)
			g := gathering{w: s.w, l: s.o.Language}
			for _, item := range g.between(p, s.between) {
				s.item(right, item, 9)
			}
		}))
	}
	return bands
}

// shared says whether a partner shares an effort, by words, weight and a sign.
func (s *setting) shared(c *column, p Partner) {
	if len(p.Efforts) > 0 {
		c.text(s.w.together+" "+s.listed(quoted(p.Efforts)), s.letters(smallFont), s.t.Faint, indent)
		return
	}
	at := len(c.lines)
	c.text(s.w.apart, s.letters(scene.Font{Size: smallFont.Size, Bold: true}), s.t.Alert, indent)
	c.sign(at, func(x, y, high float64) []scene.Shape {
		return []scene.Shape{scene.Rectangle{Box: scene.Around(scene.Point{X: x + 6, Y: y + high/2}, 6, 6), Radius: 3, Style: scene.Style{Stroke: s.t.Alert, Width: 1.2, Dash: []float64{2, 1.4}}}}
	})
}

func (s *setting) rings() []band {
	if s.LoopNote == "" {
		return nil
	}
	bands := []band{s.heading(s.w.loops), across(func(c *column) {
		c.text(s.LoopNote, s.letters(bodyFont), s.t.Faint, 0)
		c.space(4 * s.scale)
	})}
	bands[1].keep = len(s.Loops) > 0
	for _, k := range s.Loops[:min(s.stories, len(s.Loops))] {
		bands = append(bands, across(func(c *column) {
			c.text(k.Title, s.letters(strongFont), s.t.Ink, 0)
			c.keepFrom(0)
			c.text(k.Text, s.letters(bodyFont), s.t.Ink, 0)
			c.space(5 * s.scale)
		}))
	}
	return whole(bands)
}

// notes leaves room to write what is agreed, where the last page has it.
func (s *setting) notes(f *flow) {
	const lineHigh, least, most = 21.0, 3, 8
	lines := int((f.room() - 30) / lineHigh)
	if lines < least {
		return
	}
	f.set([]band{s.heading(s.w.notes)})
	for range min(lines, most) {
		f.y += lineHigh
		f.put(stroke(side, f.y, side+inner, f.y, scene.Style{Stroke: s.t.Faint.Fade(0.55), Width: 0.5, Dash: []float64{1.2, 2}}))
	}
}
