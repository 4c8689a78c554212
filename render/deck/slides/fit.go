package slides

import (
	"strings"

	"sysmap/render/scene"
)

// lineHeight is the distance of baselines that presentation programs use for
// Arial, for text of 1 pt.
const lineHeight = 1.15

// slack is how much wider than measured text may come out: programs round
// advances to the pixels of a screen.
const slack = 1.015

// Height returns how high a text stands at a size when it is broken at a
// width, in points.
func (t Text) Height(size, width float64) float64 {
	h := 0.0
	for i, p := range t.Paragraphs {
		if i > 0 {
			h += p.Before
		}
		lines := t.lines(p, size, width)
		h += float64(max(lines, 1)) * orDefault(p.largest(), size) * lineHeight * orDefault(t.Leading, 1)
	}
	return h
}

// largest returns the size of the largest run that says one.
func (p Paragraph) largest() float64 {
	size := 0.0
	for _, r := range p.Runs {
		size = max(size, r.Size)
	}
	return size
}

// lines counts the lines of a paragraph, set the way programs break lines: as
// many words on each as fit.
func (t Text) lines(p Paragraph, size, width float64) int {
	if p.Bullet {
		width -= bulletIndent * size
	}
	bold := t.Bold
	for _, r := range p.Runs {
		bold = bold || r.Bold
	}
	return len(Break(p.Plain(), scene.Font{Size: orDefault(p.largest(), size), Bold: bold}, width))
}

// Fit returns the largest size, from most down to least in half points, at
// which a text fits a box of a width and height, and whether it fits at all.
func (t Text) Fit(width, height, most, least float64) (float64, bool) {
	for size := most; size > least; size -= 0.5 {
		if t.whole(size, width) && t.Height(size, width) <= height {
			return size, true
		}
	}
	return least, t.Height(least, width) <= height
}

// Cut returns as much of a text as fits a box at a size, with "…" at its end
// where something is left out.
func (t Text) Cut(size, width, height float64) Text {
	out := t
	out.Paragraphs = nil
	left := height
	for _, p := range t.Paragraphs {
		font := scene.Font{Size: orDefault(p.largest(), size), Bold: t.Bold}
		for _, r := range p.Runs {
			font.Bold = font.Bold || r.Bold
		}
		line := font.Size * lineHeight * orDefault(t.Leading, 1)
		if len(out.Paragraphs) > 0 {
			left -= p.Before
		}
		room, in := int(left/line+0.01), 0.0
		if p.Bullet {
			in = bulletIndent * size
		}
		if room < 1 && len(out.Paragraphs) > 0 {
			break
		}
		needed := t.lines(p, size, width)
		if needed > max(room, 1) {
			kept := Run{}
			if len(p.Runs) > 0 {
				kept = p.Runs[0]
			}
			kept.Text, kept.URL = FitLines(p.Plain(), font, width-in, max(room, 1)), ""
			p.Runs = []Run{kept}
			out.Paragraphs = append(out.Paragraphs, p)
			break
		}
		out.Paragraphs = append(out.Paragraphs, p)
		left -= float64(max(needed, 1)) * line
	}
	return out
}

// whole reports whether every word fits a line.
func (t Text) whole(size, width float64) bool {
	for _, p := range t.Paragraphs {
		in := 0.0
		if p.Bullet {
			in = bulletIndent * size
		}
		font := scene.Font{Size: size, Bold: true}
		for _, word := range words(p.Plain()) {
			if scene.Measure(word, font)*slack > width-in {
				return false
			}
		}
	}
	return true
}

// Break breaks a text into lines the way presentation programs do, each as long
// as fits; what is wider than a line is broken inside.
func Break(s string, f scene.Font, width float64) []string {
	var lines []string
	for _, part := range splitLines(s) {
		line := ""
		for _, word := range words(part) {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if scene.Measure(joined, f)*slack <= width {
				line = joined
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			line = word
			for scene.Measure(line, f)*slack > width {
				n := fitting(line, f, width)
				if n == len(line) {
					break
				}
				lines, line = append(lines, line[:n]), line[n:]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// fitting returns how many bytes of a word fit a line, at least a letter.
func fitting(word string, f scene.Font, width float64) int {
	last := 0
	for i, r := range word {
		next := i + len(string(r))
		if last > 0 && scene.Measure(word[:next], f)*slack > width {
			return last
		}
		last = next
	}
	return last
}

// words splits a text where a line may break: at blanks, but not at those that
// hold together what belongs together.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' })
}

func splitLines(s string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
}
