package viewer

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
	Key       []KeyEntry              `json:"key"`
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
