package voices

import (
	"math"
	"slices"

	"sysmap/maps"
)

// Options say how voices are compared and merged. The zero value works.
type Options struct {
	// OnlyVoices leaves the map itself out: it does not count as a voice.
	OnlyVoices bool
	// MaxLength is up to how many links the loops of the goal are counted by
	// which disagreements are ranked; 0 is [DefaultMaxLength].
	MaxLength int
}

// settled is what several voices come to on one link.
type settled struct {
	// exists is the mean of what is said of whether the link exists: 1 for
	// who names it, 0 for who denies it, or the probability that they give.
	exists float64
	// positive is the mean of what is said of its sign: 1 for positive, 0 for
	// negative, ½ for who says that it is not known. It means nothing where
	// signed is false, since nobody says.
	positive float64
	signed   bool
	strength *maps.Range
	delay    *maps.Range
	// confidence is the lowest that is stated.
	confidence maps.Confidence
}

// settle takes together what is said of a link. Ranges cover all that is
// stated.
func (s *subject) settle(o Options) settled {
	var out settled
	var exists, positive mean
	mapSpeaks := !o.OnlyVoices
	if mapSpeaks {
		exists.add(s.mapSays())
	}
	if s.onMap != nil && (mapSpeaks || len(s.says) == 0) {
		if s.onMap.Sign != maps.Unknown {
			positive.add(likely(s.onMap))
		}
		out.cover(s.onMap)
	}
	for _, n := range s.speakers(maxSpeaker(s.says)) {
		say := s.says[n]
		exists.add(s.voiceSays(say))
		if say.denied {
			continue
		}
		share := 0.0
		for _, l := range say.links {
			share += likely(l) / float64(len(say.links))
			out.cover(l)
		}
		positive.add(share)
	}
	if positive.n == 0 && s.onMap != nil && s.onMap.Positive != 0 {
		positive.add(s.onMap.Positive)
	}
	out.exists, _ = exists.value()
	if exists.n == 0 {
		out.exists = s.mapSays()
	}
	out.positive, out.signed = positive.value()
	return out
}

func maxSpeaker(says map[int]*statement) int {
	most := 0
	for n := range says {
		most = max(most, n+1)
	}
	return most
}

// mapSays is how likely the map has it that the link exists.
func (s *subject) mapSays() float64 {
	if s.onMap == nil {
		return 0
	}
	return stated(s.onMap.Probability, 1)
}

// voiceSays is how likely a voice has it. One that does not say how likely
// takes over what the map says, as a file does that extends another.
func (s *subject) voiceSays(say *statement) float64 {
	if say.denied {
		return 0
	}
	most := 0.0
	for _, l := range say.links {
		otherwise := 1.0
		if s.onMap != nil {
			otherwise = s.mapSays()
		}
		most = max(most, stated(l.Probability, otherwise))
	}
	return most
}

func stated(v, otherwise float64) float64 {
	if v == 0 {
		return otherwise
	}
	return v
}

// likely is how likely a link has it that the influence is positive.
func likely(l *maps.Link) float64 {
	switch l.Sign {
	case maps.Positive:
		return 1
	case maps.Negative:
		return 0
	}
	return stated(l.Positive, 0.5)
}

func (t *settled) cover(l *maps.Link) {
	if l.StrengthStated {
		t.strength = covering(t.strength, &l.Strength)
	}
	t.delay = covering(t.delay, l.Delay)
	levels := []maps.Confidence{maps.LowConfidence, maps.MediumConfidence, maps.HighConfidence}
	if l.Confidence != "" && (t.confidence == "" || slices.Index(levels, l.Confidence) < slices.Index(levels, t.confidence)) {
		t.confidence = l.Confidence
	}
}

// covering is the smallest range that holds two others.
func covering(a, b *maps.Range) *maps.Range {
	switch {
	case a == nil && b == nil:
		return nil
	case a == nil:
		return &maps.Range{Low: b.Low, High: b.High}
	case b == nil:
		return a
	}
	return &maps.Range{Low: min(a.Low, b.Low), High: max(a.High, b.High)}
}

// mean adds up in the order of voices, so that it is the same each time.
type mean struct {
	sum float64
	n   int
}

func (m *mean) add(v float64) { m.sum, m.n = m.sum+v, m.n+1 }

func (m *mean) value() (float64, bool) {
	if m.n == 0 {
		return 0, false
	}
	return m.sum / float64(m.n), true
}

// tidy rounds a share so that files are good to read.
func tidy(v float64) float64 { return math.Round(v*1e4) / 1e4 }
