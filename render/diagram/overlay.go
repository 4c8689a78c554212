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
	// Plain leaves out the colours and signs of categories, so that those of
	// the overlay have the picture to themselves.
	Plain bool
	// Scale says what the values of variables and links mean; nil when there
	// are none.
	Scale *Scale
	// Variables by id, Links by what names them.
	Variables map[string]VariableMark
	Links     map[maps.LinkRef]LinkMark
	// Loops are drawn as a turning arrow with a name in the middle of their
	// variables.
	Loops []LoopMark
	// Threads are sewn through variables, over the links.
	Threads []Thread
	// Key explains in the legend what marks mean, and List says below it what
	// there is to say of each badge with a number.
	Key  []KeyEntry
	List []ListItem
}

// silent reports whether the overlay says nothing of variables and links.
func (o Overlay) silent() bool {
	return !o.Fade && len(o.Variables) == 0 && len(o.Links) == 0 && len(o.Threads) == 0
}

// VariableMark is what an overlay says of one variable.
type VariableMark struct {
	// Emphasis gives the box a strong outline.
	Emphasis bool
	// Outline gives it a strong outline in tones; where there are several, each
	// has its part of the way round.
	Outline []Tone
	// Dashed breaks the outline, whichever it is.
	Dashed bool
	// Value is a place on the overlay's scale; nil colours nothing.
	Value *float64
	// Badge is a short text at the corner of the box, such as a rank.
	Badge string
	// Badges stand in a row on the edge of the box, the first to the left.
	Badges []Badge
	// Note is what a reader sees on hovering.
	Note string
}

// LinkMark is what an overlay says of one link.
type LinkMark struct {
	Emphasis bool
	// Width multiplies the line's width; 0 leaves it as it is.
	Width float64
	// Tone colours the line and its band; the zero value leaves the line as it is.
	Tone Tone
	// Band is drawn under the line.
	Band Band
	// Badges stand in a row near the middle of the line.
	Badges []Badge
	Note   string
}

// Band is a broad stripe under a link.
type Band int

const (
	NoBand Band = iota
	// SolidBand is an even stripe.
	SolidBand
	// BrokenBand is a stripe with gaps.
	BrokenBand
)

// Badge is a small sign on a box, on a line or in the legend.
type Badge struct {
	// Text is one letter or a few; it may be empty. On a [Person] it is not
	// drawn.
	Text  string
	Shape Shape
	Tone  Tone
	// Open badges are an outline; others are filled.
	Open bool
	// Small badges are two thirds as high.
	Small bool
}

// Shape is what a badge looks like.
type Shape int

const (
	// Pill is as wide as its text.
	Pill Shape = iota
	Square
	Disc
	Diamond
	Hexagon
	// Triangle points up.
	Triangle
	// Person is a head and shoulders.
	Person
)

// LoopMark names a feedback loop on the picture.
type LoopMark struct {
	// Name such as "R1"; Polarity is its sign: positive for reinforcing.
	Name     string
	Polarity maps.Sign
	// Through lists variable ids in the order of influence.
	Through []string
}

// Thread is a line sewn through variables that have something in common, with
// its name on it.
type Thread struct {
	// ID names it among the threads, for viewers. Name stands on its label, and
	// Detail below it, smaller.
	ID, Name, Detail string
	// Through are ids of variables, in any order; those that are not drawn are
	// left out.
	Through []string
	Tone    Tone
	Stitch  Stitch
	// Knot is its sign on each variable.
	Knot Badge
	// Note is what a reader sees on hovering.
	Note string
}

// Stitch is how a thread is sewn.
type Stitch int

const (
	// Tight stitches are long, with short gaps.
	Tight Stitch = iota
	// Loose stitches are as long as their gaps.
	Loose
	// Dots are barely sewn.
	Dots
	// Worn stitches are thin.
	Worn
)

// KeyEntry is a sample of a mark and what it means. One of the marks is set;
// without any, it is a text on its own.
type KeyEntry struct {
	Text string
	// Badges stand beside each other.
	Badges   []Badge
	Variable *VariableMark
	Link     *LinkMark
	// Thread draws a stitch with its knot.
	Thread *Thread
}

// ListItem says what there is to say of what carries a badge.
type ListItem struct {
	Badge Badge
	Text  string
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

// Place returns where a value stands between the ends of the scale, 0…1. A scale
// without an extent has all at its neutral end, or in its neutral middle.
func (s Scale) Place(v float64) float64 {
	switch {
	case s.High <= s.Low && s.Diverging:
		return 0.5
	case s.High <= s.Low:
		return 0
	}
	return min(max((v-s.Low)/(s.High-s.Low), 0), 1)
}
