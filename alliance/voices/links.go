package voices

import (
	"math"

	"sysmap/maps"
)

// LinkAgreement is what is said of one link. Lists hold ids of voices.
type LinkAgreement struct {
	From string `json:"from"`
	To   string `json:"to"`
	// OnMap is the map's own link in shorthand; empty where the map has none.
	OnMap string `json:"on_map,omitempty"`
	// Positive, Negative and Unknown are the voices that name the link with
	// that sign; one that sees both is among both. Denied are those that deny
	// it, and Silent those that do not speak of it.
	Positive []string `json:"positive"`
	Negative []string `json:"negative"`
	Unknown  []string `json:"unknown"`
	Denied   []string `json:"denied"`
	Silent   []string `json:"silent"`
	// Strengths are those that are stated, the map's under an empty voice.
	Strengths   []StatedStrength   `json:"strengths,omitempty"`
	Confidences []StatedConfidence `json:"confidences,omitempty"`
	Notes       []StatedNote       `json:"notes,omitempty"`
	// GoalLoops is how many loops of the goal run along the link.
	GoalLoops int `json:"goal_loops"`
	// Merged is the link that the voices make together; nil where all who
	// speak deny it.
	Merged *MergedLink `json:"merged"`

	subject *subject
}

// StatedStrength is the strength that a voice states.
type StatedStrength struct {
	Voice string  `json:"voice"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// StatedConfidence is the confidence that a voice states.
type StatedConfidence struct {
	Voice      string          `json:"voice"`
	Confidence maps.Confidence `json:"confidence"`
}

// StatedNote is what a voice says in words.
type StatedNote struct {
	Voice string    `json:"voice"`
	Text  maps.Text `json:"-"`
	// En and Da are the text in the languages that it is in.
	En string `json:"en"`
	Da string `json:"da"`
}

// MergedLink is a link as [Hearing.Merge] writes it.
type MergedLink struct {
	Link        string   `json:"link"`
	Probability float64  `json:"probability"`
	Positive    *float64 `json:"positive,omitempty"`
	Low         float64  `json:"strength_low"`
	High        float64  `json:"strength_high"`
	Stated      bool     `json:"strength_stated"`
}

// linkAgreements are the links that voices speak of: those of the map in its
// order, then others.
func (h *Hearing) linkAgreements(o Options, loops *goalLoops) []LinkAgreement {
	out := []LinkAgreement{}
	for _, s := range h.subjects {
		if len(s.says) > 0 {
			out = append(out, h.linkAgreement(s, o, loops))
		}
	}
	return out
}

func (h *Hearing) linkAgreement(s *subject, o Options, loops *goalLoops) LinkAgreement {
	a := LinkAgreement{
		From: s.key.from, To: s.key.to, GoalLoops: loops.along[s.key.ends], subject: s,
		Positive: []string{}, Negative: []string{}, Unknown: []string{}, Denied: []string{}, Silent: []string{},
	}
	if s.onMap != nil {
		a.OnMap = s.onMap.Ref().String()
		if !o.OnlyVoices {
			a.words("", s.onMap)
		}
	}
	for n := range h.voices {
		id, say := h.voices[n].ID, s.says[n]
		switch {
		case say == nil:
			a.Silent = append(a.Silent, id)
			continue
		case say.denied:
			a.Denied = append(a.Denied, id)
		}
		for _, l := range say.links {
			list := map[maps.Sign]*[]string{maps.Positive: &a.Positive, maps.Negative: &a.Negative, maps.Unknown: &a.Unknown}[l.Sign]
			*list = append(*list, id)
			a.words(id, l)
		}
	}
	if l, exists := s.merged(o); exists {
		a.Merged = &MergedLink{Link: l.Ref().String(), Probability: l.Probability, Low: l.Strength.Low, High: l.Strength.High, Stated: l.StrengthStated}
		if l.Sign == maps.Unknown {
			p := stated(l.Positive, 0.5)
			a.Merged.Positive = &p
		}
	}
	return a
}

// words notes what somebody states of a link beside its sign. Notes are those
// of voices alone.
func (a *LinkAgreement) words(voice string, l *maps.Link) {
	if l.StrengthStated {
		a.Strengths = append(a.Strengths, StatedStrength{voice, l.Strength.Low, l.Strength.High})
	}
	if l.Confidence != "" {
		a.Confidences = append(a.Confidences, StatedConfidence{voice, l.Confidence})
	}
	if !l.Note.Empty() && voice != "" {
		a.Notes = append(a.Notes, StatedNote{voice, l.Note, l.Note.In(maps.English), l.Note.In(maps.Danish)})
	}
}

// saidBy is how many voices name the link.
func (a *LinkAgreement) saidBy() int {
	return len(a.subject.says) - len(a.Denied)
}

// signs counts who says which sign, the map among them where it counts.
func (a *LinkAgreement) signs(o Options) (positive, negative int) {
	positive, negative = len(a.Positive), len(a.Negative)
	if l := a.subject.onMap; l != nil && !o.OnlyVoices {
		switch l.Sign {
		case maps.Positive:
			positive++
		case maps.Negative:
			negative++
		}
	}
	return positive, negative
}

// existence counts who says that there is such a link and who that there is
// not. A map that lacks a link does not thereby deny it.
func (a *LinkAgreement) existence(o Options) (yes, no int) {
	yes, no = a.saidBy(), len(a.Denied)
	if a.OnMap != "" && !o.OnlyVoices {
		yes++
	}
	return yes, no
}

// spread is how far apart the farthest two of the stated strengths are, from
// middle to middle, if they have nothing in common; 0 if all overlap.
func (a *LinkAgreement) spread() float64 {
	farthest := 0.0
	for i, x := range a.Strengths {
		for _, y := range a.Strengths[:i] {
			if apart(x, y) {
				farthest = max(farthest, math.Abs((x.Low+x.High)-(y.Low+y.High))/2)
			}
		}
	}
	return farthest
}

// apart reports whether two strengths share no more than a point, unless they
// are the same.
func apart(x, y StatedStrength) bool {
	if x.Low == y.Low && x.High == y.High {
		return false
	}
	low, high := max(x.Low, y.Low), min(x.High, y.High)
	certain := x.Low == x.High || y.Low == y.High
	return low > high || low == high && !certain
}

// unsure reports whether some are sure of the link and others are not.
func (a *LinkAgreement) unsure() bool {
	var low, high bool
	for _, c := range a.Confidences {
		low = low || c.Confidence == maps.LowConfidence
		high = high || c.Confidence == maps.HighConfidence
	}
	return low && high
}
