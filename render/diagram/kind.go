package diagram

import (
	"slices"

	"sysmap/maps"
	"sysmap/render/scene"
)

// kind is what gives a box its colour: a category of the map, or a cluster if
// the map sorts its variables into clusters only.
type kind struct {
	id, class     string
	label         maps.Text
	plain, accent scene.Colour
}

// Kind is what gives boxes their colour: a category, or a cluster where the map
// has no categories.
type Kind struct {
	ID string
	// Class is the class of the boxes' groups.
	Class string
	Label maps.Text
	// Fill, Edge and Ink are those of a box that is not accented.
	Fill, Edge, Ink scene.Colour
}

// Kinds lists the kinds of variable that a map has, in its order, with their
// colours under a theme.
func Kinds(m *maps.Map, t Theme) []Kind {
	kinds, _ := kindsOf(m, nil, t)
	list := make([]Kind, len(kinds))
	for i, k := range kinds {
		look := t.box(k.plain, false)
		list[i] = Kind{k.id, k.class, k.label, look.fill, look.edge, look.ink}
	}
	return list
}

// unsorted is the colour of variables of no kind.
var unsorted = scene.RGB(0xee, 0xf1, 0xf5)

// kindsOf lists the kinds of a map, with their colours under a theme, and says
// which each variable is of.
func kindsOf(m *maps.Map, vars []maps.Variable, t Theme) ([]kind, []int) {
	var kinds []kind
	var ids []string
	of := func(v maps.Variable) string { return v.Category }
	palette := t.Palette
	add := func(id, class string, label maps.Text, colour, accent string) {
		plain, err := scene.ParseColour(colour)
		if err != nil {
			plain = palette[0]
			palette = append(slices.Clone(palette[1:]), plain)
		}
		strong, err := scene.ParseColour(accent)
		if err != nil {
			h, s, _ := plain.HSL()
			strong = scene.HSL(h, min(s+0.3, 0.8), 0.7)
		}
		ids = append(ids, id)
		kinds = append(kinds, kind{id, class, label, plain, strong})
	}
	for _, c := range m.Categories {
		add(c.ID, "category-"+c.ID, c.Label, c.Colour, c.Accent)
	}
	if len(kinds) == 0 {
		of = func(v maps.Variable) string { return v.Cluster }
		for _, c := range m.Clusters {
			add(c.ID, "cluster-"+c.ID, c.Label, c.Colour, "")
		}
	}
	kindOf := make([]int, len(vars))
	for i, v := range vars {
		kindOf[i] = slices.Index(ids, of(v))
	}
	return kinds, kindOf
}
