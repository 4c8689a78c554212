package viewer

import (
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

// Lens is one way to look at the map: what an analysis says of variables and
// links, as colours, badges and emphasis.
type Lens struct {
	ID string `json:"id"`
	// Group is leverage, loops, responsibility, efforts or evidence.
	Group string `json:"group"`
	Label Text   `json:"label"`
	Note  Text   `json:"note,omitempty"`
	Scale *Scale `json:"scale,omitempty"`
	// Key explains what is not on the scale.
	Key []KeyEntry `json:"key"`
	// List says what there is to say of badges with a number.
	List      []ListItem              `json:"list,omitempty"`
	Variables map[string]VariableMark `json:"variables"`
	// Links is by [Link.Group].
	Links map[string]LinkMark `json:"links"`
	// Threads are sewn through variables, over the links.
	Threads []Thread `json:"threads,omitempty"`
	// Fade: what is not marked is drawn faintly.
	Fade bool `json:"fade"`
}

// Scale says what colours mean. Stops run evenly from the low end to the high.
type Scale struct {
	Title      Text     `json:"title"`
	Low        float64  `json:"low"`
	High       float64  `json:"high"`
	LowLabel   Text     `json:"low_label"`
	HighLabel  Text     `json:"high_label"`
	Diverging  bool     `json:"diverging"`
	StopsLight []string `json:"stops_light"`
	StopsDark  []string `json:"stops_dark"`
}

// Colour is a colour under both themes.
type Colour struct {
	Light string `json:"colour_light,omitempty"`
	Dark  string `json:"colour_dark,omitempty"`
}

// KeyEntry is a sample of a mark and what it means. At most one of the marks is
// set.
type KeyEntry struct {
	Label    Text          `json:"label"`
	Badges   []Badge       `json:"badges,omitempty"`
	Variable *VariableMark `json:"variable,omitempty"`
	Link     *LinkMark     `json:"link,omitempty"`
	Thread   *Thread       `json:"thread,omitempty"`
}

// ListItem says what there is to say of what carries a badge.
type ListItem struct {
	Badge Badge `json:"badge"`
	Text  Text  `json:"text"`
}

// VariableMark is what a lens says of a variable. The colour fills its box, and
// Ink is what is readable on it.
type VariableMark struct {
	Value *float64 `json:"value,omitempty"`
	Colour
	InkLight string `json:"ink_light,omitempty"`
	InkDark  string `json:"ink_dark,omitempty"`
	// Outline is a strong one in these colours, each having its part of the way
	// round; Dashed breaks it.
	Outline  []Colour `json:"outline,omitempty"`
	Dashed   bool     `json:"dashed,omitempty"`
	Badges   []Badge  `json:"badges,omitempty"`
	Emphasis bool     `json:"emphasis,omitempty"`
	Note     Text     `json:"note,omitempty"`
}

// Badge is a small sign on a box or a line. Without a colour it has that of the
// text.
type Badge struct {
	// Text is the same in every language where Texts is empty.
	Text  string `json:"text"`
	Texts Text   `json:"texts,omitempty"`
	// Shape is pill, square, disc, diamond, hexagon or person.
	Shape string `json:"shape"`
	Colour
	// Open badges are an outline, others filled.
	Open bool `json:"open,omitempty"`
	// Small badges are two thirds as high.
	Small bool `json:"small,omitempty"`
}

// LinkMark is what a lens says of a link. The colour is the line's.
type LinkMark struct {
	Emphasis bool `json:"emphasis,omitempty"`
	// Width multiplies the line's; 0 leaves it.
	Width float64 `json:"width,omitempty"`
	Colour
	// Band is a broad stripe under the line: solid, broken or none.
	Band   string  `json:"band,omitempty"`
	Badges []Badge `json:"badges,omitempty"`
	Note   Text    `json:"note,omitempty"`
}

// Thread is a line sewn through variables that have something in common.
type Thread struct {
	ID      string   `json:"id"`
	Label   Text     `json:"label"`
	Through []string `json:"through"`
	Colour
	// Stitch is tight, loose, dots or worn.
	Stitch string `json:"stitch"`
	Knot   Badge  `json:"knot"`
	Note   Text   `json:"note,omitempty"`
}

// themed are the themes that colours are given for.
type themed struct{ light, dark diagram.Theme }

func bothThemes() themed { return themed{diagram.Foresight(), diagram.Dark()} }

// lens looks through a glass in every language and puts the words together.
func (a *author) lens(g glass) (Lens, error) {
	looks := map[maps.Language]diagram.Overlay{}
	for _, l := range maps.Languages() {
		o, err := g.look(l)
		if err != nil {
			return Lens{}, err
		}
		looks[l] = o
	}
	o := looks[maps.English]
	t := bothThemes()
	lens := Lens{
		ID: g.id, Group: g.group, Label: g.label, Fade: o.Fade,
		Note: say(func(l maps.Language) string { return looks[l].Note }),
		Key:  []KeyEntry{}, Variables: map[string]VariableMark{}, Links: map[string]LinkMark{},
	}
	if lens.Label == nil {
		lens.Label = say(func(l maps.Language) string { return looks[l].Title })
	}
	if o.Scale != nil {
		lens.Scale = t.scale(func(l maps.Language) diagram.Scale { return *looks[l].Scale })
	}
	for id, mark := range o.Variables {
		one := t.variable(mark, o.Scale, func(l maps.Language) diagram.VariableMark { return looks[l].Variables[id] })
		if g.terse {
			one.Note = nil
		}
		lens.Variables[id] = one
	}
	for i, k := range a.Map.Links {
		if mark, ok := o.Links[k.Ref()]; ok {
			lens.Links[a.groups[i]] = t.link(mark, func(l maps.Language) diagram.LinkMark { return looks[l].Links[k.Ref()] })
		}
	}
	for i, thread := range o.Threads {
		lens.Threads = append(lens.Threads, t.thread(thread, func(l maps.Language) diagram.Thread { return looks[l].Threads[i] }))
	}
	for i, entry := range o.Key {
		lens.Key = append(lens.Key, t.entry(entry, o.Scale, func(l maps.Language) diagram.KeyEntry { return looks[l].Key[i] }))
	}
	for i, item := range o.List {
		lens.List = append(lens.List, ListItem{
			t.badge(item.Badge, func(l maps.Language) diagram.Badge { return looks[l].List[i].Badge }),
			say(func(l maps.Language) string { return looks[l].List[i].Text }),
		})
	}
	return lens, nil
}

func (t themed) scale(in func(maps.Language) diagram.Scale) *Scale {
	s := in(maps.English)
	one := &Scale{
		Title: say(func(l maps.Language) string { return in(l).Title }), Low: s.Low, High: s.High, Diverging: s.Diverging,
		LowLabel: say(func(l maps.Language) string { return in(l).LowLabel }), HighLabel: say(func(l maps.Language) string { return in(l).HighLabel }),
	}
	for _, c := range s.Colours(t.light) {
		one.StopsLight = append(one.StopsLight, c.Hex())
	}
	for _, c := range s.Colours(t.dark) {
		one.StopsDark = append(one.StopsDark, c.Hex())
	}
	return one
}

func (t themed) variable(mark diagram.VariableMark, s *diagram.Scale, in func(maps.Language) diagram.VariableMark) VariableMark {
	one := VariableMark{
		Emphasis: mark.Emphasis, Dashed: mark.Dashed,
		Note: say(func(l maps.Language) string { return in(l).Note }),
	}
	if mark.Value != nil && s != nil {
		light, dark := s.ColourUnder(t.light, *mark.Value), s.ColourUnder(t.dark, *mark.Value)
		one.Value = mark.Value
		one.Colour = Colour{light.Hex(), dark.Hex()}
		one.InkLight, one.InkDark = ink(light).Hex(), ink(dark).Hex()
	}
	for _, tone := range mark.Outline {
		one.Outline = append(one.Outline, t.tone(tone))
	}
	if mark.Badge != "" {
		one.Badges = append(one.Badges, t.badge(diagram.Badge{Text: mark.Badge}, func(l maps.Language) diagram.Badge { return diagram.Badge{Text: in(l).Badge} }))
	}
	for i, b := range mark.Badges {
		one.Badges = append(one.Badges, t.badge(b, func(l maps.Language) diagram.Badge { return in(l).Badges[i] }))
	}
	return one
}

func (t themed) link(mark diagram.LinkMark, in func(maps.Language) diagram.LinkMark) LinkMark {
	one := LinkMark{
		Emphasis: mark.Emphasis, Width: mark.Width, Band: bands[mark.Band],
		Note: say(func(l maps.Language) string { return in(l).Note }),
	}
	if mark.Tone > 0 {
		one.Colour = t.tone(mark.Tone)
	}
	for i, b := range mark.Badges {
		one.Badges = append(one.Badges, t.badge(b, func(l maps.Language) diagram.Badge { return in(l).Badges[i] }))
	}
	return one
}

func (t themed) thread(thread diagram.Thread, in func(maps.Language) diagram.Thread) Thread {
	return Thread{
		ID: thread.ID, Label: say(func(l maps.Language) string { return in(l).Name }), Through: list(thread.Through),
		Colour: t.tone(thread.Tone), Stitch: stitches[thread.Stitch],
		Knot: t.badge(thread.Knot, func(l maps.Language) diagram.Badge { return in(l).Knot }),
		Note: say(func(l maps.Language) string { return in(l).Note }),
	}
}

func (t themed) entry(entry diagram.KeyEntry, s *diagram.Scale, in func(maps.Language) diagram.KeyEntry) KeyEntry {
	one := KeyEntry{Label: say(func(l maps.Language) string { return in(l).Text })}
	for i, b := range entry.Badges {
		one.Badges = append(one.Badges, t.badge(b, func(l maps.Language) diagram.Badge { return in(l).Badges[i] }))
	}
	if entry.Variable != nil {
		mark := t.variable(*entry.Variable, s, func(l maps.Language) diagram.VariableMark { return *in(l).Variable })
		one.Variable = &mark
	}
	if entry.Link != nil {
		mark := t.link(*entry.Link, func(l maps.Language) diagram.LinkMark { return *in(l).Link })
		one.Link = &mark
	}
	if entry.Thread != nil {
		thread := t.thread(*entry.Thread, func(l maps.Language) diagram.Thread { return *in(l).Thread })
		one.Thread = &thread
	}
	return one
}

func (t themed) badge(b diagram.Badge, in func(maps.Language) diagram.Badge) Badge {
	one := Badge{Text: b.Text, Shape: shapes[b.Shape], Open: b.Open, Small: b.Small}
	if b.Tone > 0 {
		one.Colour = t.tone(b.Tone)
	}
	texts := say(func(l maps.Language) string { return in(l).Text })
	for _, text := range texts {
		if text != b.Text {
			one.Texts = texts
		}
	}
	return one
}

func (t themed) tone(n diagram.Tone) Colour {
	return Colour{t.light.Tone(n).Hex(), t.dark.Tone(n).Hex()}
}

// What package diagram counts has names in JSON.
var (
	bands    = map[diagram.Band]string{diagram.SolidBand: "solid", diagram.BrokenBand: "broken"}
	stitches = map[diagram.Stitch]string{diagram.Tight: "tight", diagram.Loose: "loose", diagram.Dots: "dots", diagram.Worn: "worn"}
	shapes   = map[diagram.Shape]string{
		diagram.Pill: "pill", diagram.Square: "square", diagram.Disc: "disc", diagram.Diamond: "diamond", diagram.Hexagon: "hexagon", diagram.Person: "person",
	}
)

// ink returns black or white, whichever is better read on a colour.
func ink(ground scene.Colour) scene.Colour {
	dark, light := scene.RGB(0x16, 0x1a, 0x1f), scene.RGB(255, 255, 255)
	if scene.Contrast(ground, dark) >= scene.Contrast(ground, light) {
		return dark
	}
	return light
}
