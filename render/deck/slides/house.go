package slides

import (
	"slices"

	"sysmap/render/scene"
)

// House is what a presentation stands on: the size of its slides, masters,
// layouts, theme and what belongs to them. It comes from [Standard] or
// [ReadHouse].
type House struct {
	// Width and Height of a slide in points.
	Width, Height float64
	// Dark says that text is light on a dark ground.
	Dark bool

	parts   []*part
	masters []masterEntry
	layouts []layout
	// chosen is the layout for each kind of slide, by index.
	chosen [kinds]int
	// safety is how much wider than measured text is taken to be, since the
	// fonts of a foreign house are not known.
	safety float64
	// own says that the house is Standard's.
	own bool
}

type masterEntry struct {
	id   uint32
	part string
}

// layout is what a slide can be made on.
type layout struct {
	part, name, kind string
	holders          []placeholder
}

// placeholder is a place that a layout keeps for a text or a picture.
type placeholder struct {
	kind  string // as the format names it; "obj" for anything
	index string // what tells it from others of the layout, as written
	box   scene.Box
	size  float64 // of text in points
	// guessed says that nothing states the size, so that programs differ.
	guessed bool
	inset   insets
	bold    bool
}

// insets are the margins of text in its box, in points.
type insets struct{ left, top, right, bottom float64 }

// plainInsets are those of boxes that say nothing else.
var plainInsets = insets{7.2, 3.6, 7.2, 3.6}

// Kind is what a slide is for, which decides its layout.
type Kind int

const (
	// Cover has a title and a subtitle in the middle.
	Cover Kind = iota
	// Section begins a part.
	Section
	// Body has a title and a text.
	Body
	// TwoBodies has a title and two texts beside each other.
	TwoBodies
	// TitleOnly has a title, and room for shapes.
	TitleOnly
	// Plate has a title and a picture as large as can be.
	Plate
	kinds
)

// wanted lists the types of layout that suit each kind of slide, best first.
var wanted = [kinds][]string{
	Cover:     {"title", "ctrTitle", "secHead"},
	Section:   {"secHead", "title"},
	Body:      {"obj", "tx", "objTx", "txObj", "titleOnly"},
	TwoBodies: {"twoObj", "twoColTx", "txAndObj", "objAndTx", "obj", "titleOnly"},
	TitleOnly: {"titleOnly", "obj", "tx"},
	Plate:     {"picTx", "titleOnly", "obj"},
}

// choose finds the layout for every kind of slide. A picture's own layout has
// to give it most of the slide; most houses' do not.
func (h *House) choose() {
	for k := range kinds {
		h.chosen[k] = 0
	search:
		for _, kind := range wanted[k] {
			for i, l := range h.layouts {
				if l.kind != kind {
					continue
				}
				if kind == "picTx" {
					if p := l.find("pic"); p == nil || p.box.W*p.box.H < 0.5*h.Width*h.Height {
						continue
					}
				}
				h.chosen[k] = i
				break search
			}
		}
	}
}

// find returns the first placeholder of one of some kinds.
func (l *layout) find(kinds ...string) *placeholder {
	for i := range l.holders {
		if slices.Contains(kinds, l.holders[i].kind) {
			return &l.holders[i]
		}
	}
	return nil
}

// title returns the place of the title, or nil.
func (l *layout) title() *placeholder { return l.find("title", "ctrTitle") }

// bodies returns the places for texts, from left to right and top to bottom.
func (l *layout) bodies() []*placeholder {
	var list []*placeholder
	for i := range l.holders {
		switch l.holders[i].kind {
		case "body", "obj", "subTitle":
			list = append(list, &l.holders[i])
		}
	}
	return list
}

// Room is where things stand on a slide of some kind.
type Room struct {
	Title scene.Box
	// TitleSize is the size of titles in points.
	TitleSize float64
	// Bodies are the places for texts, and BodySize their size.
	Bodies   []scene.Box
	BodySize float64
	// Content is what is free between the title and the foot of the slide.
	Content scene.Box
}

// Room returns where things stand on a slide of a kind.
func (h *House) Room(k Kind) Room {
	l := &h.layouts[h.chosen[k]]
	r := Room{TitleSize: 28, BodySize: 18}
	left, right := 0.06*h.Width, 0.94*h.Width
	top, bottom := 0.2*h.Height, 0.93*h.Height
	if t := l.title(); t != nil {
		r.Title, r.TitleSize = t.box, t.size
		left, right = t.box.X+t.inset.left, t.box.X+t.box.W-t.inset.right
		if under := t.box.Y + t.box.H; under < 0.5*h.Height {
			top = under
		}
	} else {
		r.Title = scene.Box{X: left, Y: 0.05 * h.Height, W: right - left, H: 0.13 * h.Height}
	}
	for _, b := range l.bodies() {
		r.Bodies = append(r.Bodies, b.box)
		r.BodySize = b.size
	}
	for _, p := range l.holders {
		if p.kind == "ftr" || p.kind == "sldNum" || p.kind == "dt" {
			if p.box.Y > 0.6*h.Height {
				bottom = min(bottom, p.box.Y)
			}
		}
	}
	r.Content = scene.Box{X: left, Y: top + 6, W: right - left, H: bottom - top - 12}
	return r
}

// taken holds the names of all parts in lower case, by which packages tell
// them apart.
func (h *House) taken() names {
	n := names{}
	for _, p := range h.parts {
		n.take(p.name)
	}
	return n
}
