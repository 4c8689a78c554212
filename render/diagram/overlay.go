package diagram

import (
	"sysmap/maps"
)

// Overlay is what an analysis has to say about a map, in terms a picture can
// show: which variables and links matter, and how much. The zero value says
// nothing.
type Overlay struct {
	// Title names the overlay above the picture, Note explains it below.
	Title, Note string
	// Fade draws everything that is not marked faintly.
	Fade bool
	// Scale says what the values of variables and links mean; nil when there
	// are none.
	Scale *Scale
	// Variables by id, Links by what names them.
	Variables map[string]VariableMark
	Links     map[maps.LinkRef]LinkMark
	// Loops are drawn as a turning arrow with a name in the middle of their
	// variables.
	Loops []LoopMark
}

// silent reports whether the overlay says nothing of variables and links.
func (o Overlay) silent() bool { return !o.Fade && len(o.Variables) == 0 && len(o.Links) == 0 }

// VariableMark is what an overlay says of one variable.
type VariableMark struct {
	// Emphasis gives the box a strong outline.
	Emphasis bool
	// Value is a place on the overlay's scale; nil colours nothing.
	Value *float64
	// Badge is a short text at the corner of the box, such as a rank.
	Badge string
	// Note is what a reader sees on hovering.
	Note string
}

// LinkMark is what an overlay says of one link.
type LinkMark struct {
	Emphasis bool
	// Width multiplies the line's width; 0 leaves it as it is.
	Width float64
	Note  string
}

// LoopMark names a feedback loop on the picture.
type LoopMark struct {
	// Name such as "R1"; Polarity is its sign: positive for reinforcing.
	Name     string
	Polarity maps.Sign
	// Through lists variable ids in the order of influence.
	Through []string
}

// Scale says what values mean: where they begin and end, and what they are
// called there. Values outside are drawn as the nearest end.
type Scale struct {
	Title     string
	Low, High float64
	// LowLabel and HighLabel stand at the ends of the legend's bar.
	LowLabel, HighLabel string
	// Diverging scales have a neutral middle, for more against less.
	Diverging bool
}

// Place returns where a value stands between the ends of the scale, 0…1.
func (s Scale) Place(v float64) float64 {
	if s.High <= s.Low {
		return 0
	}
	return min(max((v-s.Low)/(s.High-s.Low), 0), 1)
}
