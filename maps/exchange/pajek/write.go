package pajek

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// originComment keeps where positions come from; Pajek passes over lines that
// begin with %.
const originComment = "%% sysmap positions: times %g plus %g, %g"

// kept is what of a map the format holds.
func kept() format.Kept { return format.Kept{Title: true, Positions: true, Strengths: true} }

func write(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := cmp.Or(o.Language, m.Language)
	report := format.ReportWritten("pajek", m, language, kept())
	var b bytes.Buffer
	// Readers that know no byte order mark miss the first line, so that it
	// must not be *Vertices.
	b.WriteString(strings.TrimSpace("*Network "+escape(oneLine(m.Title.In(language)))) + "\n")
	from := bounds(m)
	if from != nil {
		fmt.Fprintf(&b, originComment+"\n", from.scale, from.x, from.y)
	}
	fmt.Fprintf(&b, "*Vertices %d\n", len(m.Variables))
	number := make(map[string]int, len(m.Variables))
	for i := range m.Variables {
		v := &m.Variables[i]
		number[v.ID] = i + 1
		fmt.Fprintf(&b, `%d "%s"`, i+1, escape(oneLine(v.Label.In(language))))
		if v.At != nil {
			fmt.Fprintf(&b, " %s %s 0.5", decimal((v.At.X-from.x)/from.scale), decimal((v.At.Y-from.y)/from.scale))
		}
		b.WriteByte('\n')
	}
	b.WriteString("*Arcs\n")
	for i := range m.Links {
		l := &m.Links[i]
		if number[l.From] == 0 || number[l.To] == 0 {
			return nil, fmt.Errorf("%s: there is no such variable", l.Ref())
		}
		weight := 1.0
		if l.StrengthStated {
			if weight = l.Strength.Middle(); weight == 1 {
				report.Lose("strengths of 1, which is the weight of lines without one", l.Ref().String())
			}
		}
		if l.Sign == maps.Negative {
			weight = -weight
		}
		fmt.Fprintf(&b, "%d %d %s l \"%s\"\n", number[l.From], number[l.To], decimal(weight), l.Sign)
	}
	if strings.ContainsFunc(b.String(), func(r rune) bool { return r >= utf8.RuneSelf }) {
		// Pajek takes a file for UTF-8 only if it begins with this mark.
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return nil, err
		}
	}
	_, err := w.Write(b.Bytes())
	return report, err
}

// bounds returns a square that holds every position, whose side is a power of
// two so that dividing by it loses nothing.
func bounds(m *maps.Map) *origin {
	low, high := maps.Position{X: math.Inf(1), Y: math.Inf(1)}, maps.Position{X: math.Inf(-1), Y: math.Inf(-1)}
	for i := range m.Variables {
		if at := m.Variables[i].At; at != nil {
			low.X, low.Y = min(low.X, at.X), min(low.Y, at.Y)
			high.X, high.Y = max(high.X, at.X), max(high.Y, at.Y)
		}
	}
	if low.X > high.X {
		return nil
	}
	o := &origin{scale: 1, x: math.Floor(low.X), y: math.Floor(low.Y)}
	for o.x+o.scale < high.X || o.y+o.scale < high.Y {
		o.scale *= 2
	}
	return o
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// escape writes what a label in quotes cannot hold as a number, as Pajek does.
func escape(s string) string {
	return strings.NewReplacer(`"`, "&#34;", "&#", "&#38;#").Replace(s)
}
