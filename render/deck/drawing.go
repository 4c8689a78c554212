package deck

import (
	"bytes"
	"math"
	"strings"

	"sysmap/maps"
	"sysmap/render/deck/slides"
	"sysmap/render/scene"
)

// What a drawing of boxes and connectors may hold to be read from the back of
// a room; anything denser is a picture.
const (
	// MostBoxes is how many boxes a native drawing has at most.
	MostBoxes = 30
	// LeastLabel is the smallest text of its boxes, in points.
	LeastLabel = 9.0
	// largestLabel keeps few boxes from filling a slide.
	largestLabel = 20.0
)

// smallest is the smallest text on a slide beside the labels of maps.
const smallest = 12.0

// drawing is a scene of a map that becomes shapes of a slide.
type drawing struct {
	k      *maker
	scene  *scene.Scene
	frame  slides.Frame
	size   float64 // of labels on the slide, in points
	boxes  map[string]*slides.Box
	was    map[string]scene.Box // boxes on the scene, by variable
	order  []string             // of the boxes, by variable
	list   []*slides.Connector
	signs  map[*slides.Connector]maps.Sign
	delays map[*slides.Connector]bool
	cores  map[*slides.Connector]bool
	selves []slides.Shape // links of a variable to itself
	// moved is where boxes stand that do not keep the distances of the map; nil
	// if all do.
	moved map[string]scene.Box
	// steps say at which click the boxes of variables and the links between
	// them appear; nil shows all at once.
	steps steps
}

// steps are the clicks at which things appear.
type steps struct {
	variables map[string]int
	links     map[[2]string]int
	marks     int
	// alone is for a loop by itself: no grounds of clusters, and links that
	// curve, since only two meet at each box.
	alone bool
}

// draw turns a scene into shapes that fill an area: native ones where they can
// be read, else a picture. The legend stands at the foot of the area.
func (k *maker) draw(sc *scene.Scene, area scene.Box, alt string, clicks steps) ([]slides.Shape, error) {
	legend, height := k.legend(sc, area)
	if height > 0 {
		area.H -= height + 8
	}
	d := &drawing{k: k, scene: sc, boxes: map[string]*slides.Box{}, was: map[string]scene.Box{}, signs: map[*slides.Connector]maps.Sign{}, delays: map[*slides.Connector]bool{}, cores: map[*slides.Connector]bool{}, steps: clicks}
	if d.fits(area) {
		return append(d.shapes(), legend...), nil
	}
	picture, err := k.picture(sc, area, alt)
	if err != nil {
		return nil, err
	}
	return append([]slides.Shape{picture}, legend...), nil
}

// content returns what of a scene is the map itself.
func content(sc *scene.Scene) []scene.Group {
	var list []scene.Group
	for _, s := range sc.Shapes {
		g, ok := s.(scene.Group)
		if !ok || len(g.Classes) == 0 {
			continue
		}
		switch g.Classes[0] {
		case "cluster", "core", "link", "variable", "loop", "thread", "threads":
			list = append(list, g)
		}
	}
	return list
}

// labelSize returns the size of the labels of a scene.
func labelSize(sc *scene.Scene) float64 {
	for _, g := range content(sc) {
		if g.Classes[0] == "variable" {
			for _, s := range g.Shapes {
				if t, ok := s.(scene.Text); ok {
					return t.Font.Size
				}
			}
		}
	}
	return smallest
}

// fits reports whether the scene can be read as native shapes in an area, and
// frames it if so.
func (d *drawing) fits(area scene.Box) bool {
	variables := 0
	var shapes []scene.Shape
	for _, g := range content(d.scene) {
		if g.Classes[0] != "cluster" || !d.steps.alone {
			shapes = append(shapes, g)
		}
		switch g.Classes[0] {
		case "variable":
			variables++
		case "thread", "threads":
			return false
		}
	}
	size := labelSize(d.scene)
	d.frame = slides.FrameOf(slides.BoundsOf(shapes), area, largestLabel/size)
	d.size = size * d.frame.Scale
	switch {
	case variables > MostBoxes:
		return false
	case d.size >= comfortable:
		return true
	}
	as := *d
	if d.spread(area) && d.size > as.size {
		return true
	}
	*d = as
	return d.size >= LeastLabel
}

// picture makes a vector picture of what of a scene is the map, in the middle
// of an area.
func (k *maker) picture(sc *scene.Scene, area scene.Box, alt string) (*slides.Picture, error) {
	var shapes []scene.Shape
	for _, g := range content(sc) {
		shapes = append(shapes, g)
	}
	extent := slides.BoundsOf(shapes).Inset(-labelSize(sc) / 2)
	bare := &scene.Scene{
		Title: sc.Title, Description: alt, Language: sc.Language, Width: extent.W, Height: extent.H,
		Shapes: scene.Scaled(shapes, 1, -extent.X, -extent.Y),
	}
	var svg, png bytes.Buffer
	if err := bare.WriteSVG(&svg, scene.SVGOptions{}); err != nil {
		return nil, err
	}
	scale := min(area.W/extent.W, area.H/extent.H)
	width := int(math.Round(extent.W * scale * pixelsPerPoint))
	if err := bare.WritePNG(&png, scene.PNGOptions{Width: max(width, 64), Transparent: true}); err != nil {
		return nil, err
	}
	return &slides.Picture{
		Common: slides.Common{Name: k.w["picture"], Alt: alt},
		Area:   scene.Around(area.Centre(), extent.W*scale, extent.H*scale),
		PNG:    png.Bytes(), SVG: svg.Bytes(),
	}, nil
}

// pixelsPerPoint is how fine the PNG beside a vector picture is: 230 dots an
// inch.
const pixelsPerPoint = 3.2

// shapes draws the scene natively: grounds, then boxes, then links, which end at
// the boxes, then signs and marks.
func (d *drawing) shapes() []slides.Shape {
	var boxes, marks []slides.Shape
	groups := content(d.scene)
	for _, g := range groups {
		switch g.Classes[0] {
		case "variable":
			boxes = append(boxes, d.box(g)...)
		case "loop":
			for _, s := range slides.FromScene([]scene.Shape{g}, d.frame, smallest) {
				d.appear(s, d.steps.marks)
				marks = append(marks, s)
			}
		}
	}
	for _, g := range groups {
		if g.Classes[0] == "link" {
			d.link(g)
		}
	}
	var docks []*slides.Box
	for _, id := range d.order {
		docks = append(docks, d.boxes[id])
	}
	slides.Connect(d.list, docks)
	out := d.grounds()
	out = append(out, d.bands()...)
	out = append(out, boxes...)
	for _, c := range d.list {
		out = append(out, c)
	}
	out = append(out, d.selves...)
	out = append(out, d.delayMarks()...)
	out = append(out, d.signMarks()...)
	return append(out, marks...)
}

// appear sets the click at which a shape appears.
func (d *drawing) appear(s slides.Shape, step int) {
	switch s := s.(type) {
	case *slides.Box:
		s.Step = step
	case *slides.Connector:
		s.Step = step
	case *slides.Freeform:
		s.Step = step
	}
}

// ground draws the region of a cluster, with its name in it.
func (d *drawing) ground(g scene.Group, area scene.Box) *slides.Box {
	b := &slides.Box{
		Common: slides.Common{Name: g.Title, Alt: d.k.w["cluster"] + ": " + g.Title},
		Area:   area, Label: true, Unbroken: true, Inset: 0.8 * d.size,
	}
	for _, s := range g.Shapes {
		switch s := s.(type) {
		case scene.Rectangle:
			b.Round, b.Fill = s.Radius*d.frame.Scale, slides.Solid(s.Style.Fill)
		case scene.Text:
			font := scene.Font{Size: max(s.Font.Size*d.frame.Scale, smallest), Bold: true}
			// A name may reach a little beyond its ground.
			name := scene.Ellipsis(s.String, font, max(area.W, 160))
			b.Text = slides.Text{Paragraphs: []slides.Paragraph{slides.Para(name)}, Size: font.Size, Bold: true, Paint: slides.Solid(s.Colour)}
		}
	}
	return b
}

// box draws a variable: its box with the label in it, then whatever marks it.
func (d *drawing) box(g scene.Group) []slides.Shape {
	id := strings.TrimPrefix(g.ID, "v-")
	opacity := orOne(g.Opacity)
	var box *slides.Box
	var lines []string
	var marks []scene.Shape
	local := d.frame
	for _, s := range g.Shapes {
		switch s := s.(type) {
		case scene.Rectangle:
			if box == nil {
				local = d.around(id, s.Box)
				d.was[id] = s.Box
				box = &slides.Box{
					Common: slides.Common{Name: firstLine(g.Title), Alt: g.Title, Step: d.steps.variables[id]},
					Area:   d.place(id, s.Box), Round: s.Radius * d.frame.Scale, Fill: fade(s.Style.Fill, opacity),
					Stroke: slides.StrokeOf(s.Style, d.frame.Scale, opacity), Inset: 0.3 * d.size,
				}
				box.Stroke.Width = max(box.Stroke.Width, 0.75)
				continue
			}
		case scene.Text:
			if !s.Font.Bold && s.Anchor == scene.MiddleAnchor && math.Abs(s.Font.Size*d.frame.Scale-d.size) < 1e-6 {
				lines = append(lines, s.String)
				if box != nil {
					box.Text.Paint = fade(s.Colour, opacity)
				}
				continue
			}
		}
		marks = append(marks, s)
	}
	if box == nil {
		return nil
	}
	box.Text.Size = d.size
	box.Text.Leading = 0.98
	box.Text.Paragraphs = []slides.Paragraph{{Runs: []slides.Run{{Text: d.k.wrapped(id, lines, box)}}, Anchor: scene.MiddleAnchor}}
	d.boxes[id] = box
	d.order = append(d.order, id)
	out := []slides.Shape{box}
	for _, s := range slides.FromScene([]scene.Shape{scene.Group{Title: g.Title, Opacity: g.Opacity, Shapes: marks}}, local, 0) {
		d.appear(s, box.Step)
		out = append(out, s)
	}
	return out
}

// wrapped returns the label of a variable as it stands in its box: as people
// wrote it where the program will break it into no more lines than the box is
// made for, else with the breaks of the picture.
func (k *maker) wrapped(id string, lines []string, b *slides.Box) string {
	label := strings.Join(strings.Fields(k.label(id)), " ")
	if label == strings.Join(lines, " ") {
		broken := slides.Break(label, scene.Font{Size: b.Text.Size}, b.Area.W-2*b.Inset)
		if len(broken) <= len(lines) {
			return label
		}
	}
	return strings.Join(lines, "\n")
}

func orOne(v float64) float64 {
	if v > 0 {
		return v
	}
	return 1
}

func fade(c scene.Colour, opacity float64) slides.Paint {
	if c.None() {
		return slides.Paint{}
	}
	c.A = uint8(math.Round(float64(c.A) * opacity))
	return slides.Solid(c)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
