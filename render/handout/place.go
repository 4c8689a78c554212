package handout

import (
	"context"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/diagram"
	"sysmap/render/overlay"
	"sysmap/render/scene"
)

// Places draws the map once for each sheet, small and without words, with the
// ground of its actor on it. Actors without roles have none. Errors are those of
// [render.Picture].
func Places(ctx context.Context, m *maps.Map, sheets []Sheet, o Options) (map[string]*scene.Scene, error) {
	o = o.settled()
	options := render.Options{Theme: o.Theme.Name, Language: o.Language, Bare: true}
	at, err := render.Places(ctx, m, options)
	if err != nil {
		return nil, err
	}
	placed := *m
	placed.Variables = slices.Clone(m.Variables)
	for i := range placed.Variables {
		if p, ok := at[placed.Variables[i].ID]; ok {
			placed.Variables[i].At = &p
		}
	}
	places := map[string]*scene.Scene{}
	for _, s := range sheets {
		over, err := overlay.Actor(&placed, s.Actor, o.Language)
		if err != nil {
			continue // an actor without roles has no place
		}
		for id, mark := range over.Variables {
			mark.Badges = nil
			over.Variables[id] = mark
		}
		options.Overlay = over
		picture, err := render.Picture(ctx, &placed, options)
		if err != nil {
			return nil, err
		}
		picture.Shapes = wordless(picture.Shapes, over, o.Theme, larger(len(m.Variables)))
		places[s.Actor] = picture
	}
	return places, nil
}

// larger is how much larger than they are the boxes of an actor's ground are
// drawn, so that they can be seen on a map of so many variables.
func larger(variables int) float64 { return min(max(float64(variables)/70, 1.1), 2) }

// wordless leaves out letters, which would be too small to read, and fills the
// boxes: those that the actor must or can act on, those where it has another
// role, and the others.
func wordless(shapes []scene.Shape, over diagram.Overlay, t diagram.Theme, larger float64) []scene.Shape {
	var kept, ground []scene.Shape
	for _, shape := range shapes {
		switch s := shape.(type) {
		case scene.Text:
			continue
		case scene.Group:
			if len(s.Classes) > 0 && s.Classes[0] == "variable" {
				box, mark, ok := variableBox(s, over)
				if ok && mark != nil {
					ground = append(ground, placeBox(box, *mark, t, larger))
				} else if ok {
					kept = append(kept, scene.Rectangle{Box: box, Radius: 0.2 * box.H, Style: scene.Style{Fill: t.Background.Mix(t.Ink, 0.16)}})
				}
				continue
			}
			s.ID = ""
			s.Shapes = wordless(s.Shapes, over, t, larger)
			kept = append(kept, s)
		default:
			kept = append(kept, shape)
		}
	}
	return append(kept, ground...)
}

// variableBox returns the box of a variable's group, and its mark if it has one.
func variableBox(g scene.Group, over diagram.Overlay) (scene.Box, *diagram.VariableMark, bool) {
	for _, shape := range g.Shapes {
		if r, ok := shape.(scene.Rectangle); ok {
			if mark, ok := over.Variables[strings.TrimPrefix(g.ID, "v-")]; ok {
				return r.Box, &mark, true
			}
			return r.Box, nil, true
		}
	}
	return scene.Box{}, nil, false
}

func placeBox(box scene.Box, mark diagram.VariableMark, t diagram.Theme, larger float64) scene.Shape {
	box = scene.Around(box.Centre(), larger*box.W, larger*box.H)
	style := scene.Style{Fill: t.Background, Stroke: t.Ink, Width: 0.1 * box.H}
	if len(mark.Outline) > 0 {
		colour := t.Tone(mark.Outline[0])
		style = scene.Style{Fill: colour}
		if mark.Dashed {
			style = scene.Style{Fill: t.Background, Stroke: colour, Width: 0.14 * box.H}
		}
	}
	return scene.Rectangle{Box: box, Radius: 0.2 * box.H, Style: style}
}
