package report

import (
	"unicode"
	"unicode/utf8"

	"sysmap/maps"
)

// intervention says in words what is done.
func (r *reporter) intervention(i maps.Intervention) string {
	var text string
	switch {
	case i.Link != nil:
		text = r.onLink(i)
	default:
		name, size := r.quote(r.label(i.Variable)), r.l.Signed(i.Amount, 2)
		switch i.Action {
		case maps.Pulse:
			text = r.sayf("a single push of %s on %s", "et enkelt stød på %s på %s", size, name)
		case maps.Ramp:
			text = r.sayf("a push on %s that grows to %s", "et tryk på %s, der vokser til %s", name, size)
		case maps.Hold:
			text = r.sayf("%s is held at %s", "%s fastholdes på %s", name, r.l.Signed(i.Amount, 2))
		default:
			text = r.sayf("a lasting push of %s on %s", "et vedvarende tryk på %s på %s", size, name)
		}
	}
	return text + r.when(i)
}

func (r *reporter) onLink(i maps.Intervention) string {
	name := r.quote(r.label(i.Link.From) + " →" + sign(i.Link.Sign) + " " + r.label(i.Link.To))
	switch i.Action {
	case maps.Cut:
		return r.sayf("the influence %s is cut", "påvirkningen %s skæres over", name)
	case maps.Scale:
		return r.sayf("the influence %s becomes %s times as strong", "påvirkningen %s bliver %s gange så stærk", name, r.l.Number(i.Amount))
	case maps.Add:
		return r.sayf("a new influence %s of strength %s", "en ny påvirkning %s med styrken %s", name, r.l.Number(i.Amount))
	}
	return r.sayf("the influence %s turns %s", "påvirkningen %s bliver en %s", name, i.NewSign.Label(r.l))
}

// when says from when until when, unless it is from today for good.
func (r *reporter) when(i maps.Intervention) string {
	switch {
	case i.Action == maps.Pulse:
		if i.From == 0 {
			return ""
		}
		return r.sayf(" after %s %s", " efter %s %s", r.l.Number(i.From), r.Unit(r.l))
	case i.Until != nil:
		return r.sayf(" from %s until %s %s", " fra %s til %s %s", r.l.Number(i.From), r.l.Number(*i.Until), r.Unit(r.l))
	case i.From != 0:
		return r.sayf(" from %s %s on", " fra %s %s og frem", r.l.Number(i.From), r.Unit(r.l))
	}
	return ""
}

// sentence begins with a capital.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
