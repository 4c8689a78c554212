package diagram

import "sysmap/render/scene"

const (
	// fadedBox and fadedEdge are how much of the ground is mixed into a box that
	// recedes.
	fadedBox, fadedEdge = 0.75, 0.6
	// fadedLabel is how far the label of such a box still contrasts with it: what
	// WCAG 2 asks of text, so that readers find their way on a wall and on a slide.
	fadedLabel = 4.5
	// fadedLine is the opacity of a link that recedes.
	fadedLine = 0.2
)

// faded returns the colours of a box that steps back behind what is marked: its
// fill and edge sink into the ground, its label becomes as quiet as can be read.
func (t Theme) faded(look boxColours) boxColours {
	quiet := boxColours{fill: look.fill.Mix(t.Background, fadedBox), edge: look.edge.Mix(t.Background, fadedEdge)}
	full := readable(quiet.fill, t.Ink, look.ink)
	// A light box on a dark ground has to sink further before it takes a label.
	for share := fadedBox; share < 1 && scene.Contrast(full, quiet.fill) < 1.5*fadedLabel; share += 0.05 {
		quiet.fill = look.fill.Mix(t.Background, share)
		full = readable(quiet.fill, t.Ink, look.ink)
	}
	quiet.ink = full
	for share := 0.05; share < 1; share += 0.05 {
		ink := full.Mix(quiet.fill, share)
		if scene.Contrast(ink, quiet.fill) < fadedLabel {
			break
		}
		quiet.ink = ink
	}
	return quiet
}
