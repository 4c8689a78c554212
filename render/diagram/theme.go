package diagram

import (
	"fmt"
	"strings"

	"sysmap/render/scene"
)

// Theme is how a diagram looks. The themes are [Foresight], [Dark], [Print] and
// [Projector]; start from one of them.
type Theme struct {
	Name       string
	Background scene.Colour
	Ink        scene.Colour // text
	Faint      scene.Colour // secondary text
	Core       scene.Colour // the band under links of the core loop
	Halo       scene.Colour // around text and under lines
	Alert      scene.Colour // overlays: what asks for attention
	// Region and RegionInk draw a cluster's ground and its name.
	Region, RegionInk scene.Colour
	// Palette colours the categories that name no colour of their own. On white
	// the first eight stay apart for readers with any kind of colour vision.
	Palette []scene.Colour
	// box and line say how a category colour is used.
	box  func(category scene.Colour, accent bool) boxColours
	line func(category scene.Colour) scene.Colour
	// LineWidth is the width of a link in points at 12 pt text.
	LineWidth float64
	// Symbols draws a small sign for the category in each box, where colour
	// cannot tell them apart.
	Symbols bool
	// dark turns scales round, so that what is strong is light.
	dark bool
}

type boxColours struct{ fill, edge, ink scene.Colour }

// Themes lists the names that [ThemeNamed] knows.
func Themes() []string { return []string{"foresight", "dark", "print", "projector"} }

// ThemeNamed returns a theme by its name; the empty name is "foresight".
func ThemeNamed(name string) (Theme, error) {
	switch name {
	case "", "foresight":
		return Foresight(), nil
	case "dark":
		return Dark(), nil
	case "print":
		return Print(), nil
	case "projector":
		return Projector(), nil
	}
	return Theme{}, fmt.Errorf("no theme is called %q; choose one of %s", name, strings.Join(Themes(), ", "))
}

// Foresight is the default theme, after the look of the Foresight obesity
// map: pale boxes on white, thin lines in the darker colour of their source.
func Foresight() Theme {
	ink := scene.RGB(0x22, 0x26, 0x2b)
	return Theme{
		Name:       "foresight",
		Background: scene.RGB(255, 255, 255),
		Ink:        ink,
		Faint:      scene.RGB(0x5c, 0x64, 0x6e),
		Core:       scene.RGB(0xd9, 0x73, 0x1a),
		Halo:       scene.RGB(255, 255, 255),
		Alert:      scene.RGB(0xb0, 0x1e, 0x4b),
		Region:     scene.RGB(0xf5, 0xf5, 0xf2),
		RegionInk:  scene.RGB(0x6b, 0x6f, 0x6a),
		Palette: colours("#bde8ff", "#fbe8b0", "#e3b4ae", "#ddf6d9", "#beb6df", "#cac08e", "#9bc2c7",
			"#dbdbdb", "#f7cfe4", "#aedb9a", "#ffc98f", "#9db4dc"),
		LineWidth: 1,
		box: func(c scene.Colour, accent bool) boxColours {
			edge := darker(c)
			if accent {
				edge = c.Mix(scene.RGB(0, 0, 0), 0.45)
			}
			return boxColours{c, edge, readable(c, ink, scene.RGB(255, 255, 255))}
		},
		line: darker,
	}
}

// Dark is for screens in a dark room: quiet light lines and deep boxes. Its
// measures are those of [Foresight], so that the same map has every box and line
// in the same place.
func Dark() Theme {
	ground, light := scene.RGB(0x12, 0x16, 0x1b), scene.RGB(0xec, 0xef, 0xf2)
	return Theme{
		Name: "dark", Background: ground, Ink: light, Faint: scene.RGB(0xa3, 0xad, 0xb8),
		Core: scene.RGB(0xb8, 0x62, 0x1b), Halo: ground, Alert: scene.RGB(0xff, 0x8f, 0xb1),
		Region: scene.RGB(0x1a, 0x20, 0x27), RegionInk: scene.RGB(0x9f, 0xa9, 0xb4),
		Palette: Foresight().Palette, LineWidth: Foresight().LineWidth, dark: true,
		box: func(c scene.Colour, accent bool) boxColours {
			h, s, _ := c.HSL()
			if accent {
				return boxColours{c, c.Mix(light, 0.45), readable(c, ground, light)}
			}
			return boxColours{scene.HSL(h, min(s*0.6+0.06, 0.38), 0.23), scene.HSL(h, min(s*0.8+0.1, 0.5), 0.56), light}
		},
		line: func(c scene.Colour) scene.Colour {
			h, s, _ := c.HSL()
			return scene.HSL(h, min(s*0.8+0.08, 0.45), 0.66)
		},
	}
}

// Print is black on white, safe for a thesis and a copying machine: categories
// are told apart by symbols.
func Print() Theme {
	black, white := scene.RGB(0, 0, 0), scene.RGB(255, 255, 255)
	return Theme{
		Name: "print", Background: white, Ink: black, Faint: scene.RGB(0x40, 0x40, 0x40),
		Core: scene.RGB(0xc4, 0xc4, 0xc4), Halo: white, Alert: black,
		Region: scene.RGB(0xf4, 0xf4, 0xf4), RegionInk: scene.RGB(0x50, 0x50, 0x50),
		Palette: colours("#ffffff"), LineWidth: 0.9, Symbols: true,
		box: func(_ scene.Colour, accent bool) boxColours {
			if accent {
				return boxColours{scene.RGB(0x26, 0x26, 0x26), black, white}
			}
			return boxColours{white, black, black}
		},
		line: func(scene.Colour) scene.Colour { return black },
	}
}

// Projector is light on dark with strong contrast, for a beamer in a bright
// room.
func Projector() Theme {
	ground, light := scene.RGB(0x10, 0x15, 0x1c), scene.RGB(0xff, 0xff, 0xff)
	return Theme{
		Name: "projector", Background: ground, Ink: light, Faint: scene.RGB(0xb9, 0xc2, 0xcc),
		Core: scene.RGB(0xbe, 0x62, 0x12), Halo: ground, Alert: scene.RGB(0xff, 0x8f, 0xb1),
		Region: scene.RGB(0x1b, 0x22, 0x2c), RegionInk: scene.RGB(0xa9, 0xb4, 0xc0),
		Palette: Foresight().Palette, LineWidth: 1.3, dark: true,
		box: func(c scene.Colour, accent bool) boxColours {
			if accent {
				return boxColours{c, light, readable(c, ground, light)}
			}
			h, s, _ := c.HSL()
			fill := scene.HSL(h, min(s*0.8+0.1, 0.5), 0.26)
			return boxColours{fill, scene.HSL(h, min(s+0.2, 0.7), 0.72), light}
		},
		line: func(c scene.Colour) scene.Colour {
			h, s, _ := c.HSL()
			return scene.HSL(h, min(s+0.15, 0.7), 0.78)
		},
	}
}

// plain is the colour of boxes where categories are left out.
func (t Theme) plain() scene.Colour {
	if t.Background.Luminance() < 0.2 {
		return scene.RGB(0x6b, 0x76, 0x84)
	}
	return t.Background
}

// darker returns the strong colour of a pale one: its hue, deep enough to
// read as a line on white.
func darker(c scene.Colour) scene.Colour {
	h, s, _ := c.HSL()
	if s < 0.06 {
		return scene.HSL(h, s, 0.42)
	}
	d := scene.HSL(h, min(max(s, 0.35), 0.6), 0.38)
	for scene.Contrast(d, scene.RGB(255, 255, 255)) < 4.5 {
		d = d.Mix(scene.RGB(0, 0, 0), 0.1)
	}
	return d
}

// readable returns whichever of two inks contrasts more with a ground.
func readable(ground, a, b scene.Colour) scene.Colour {
	if scene.Contrast(ground, a) >= scene.Contrast(ground, b) {
		return a
	}
	return b
}

func colours(hex ...string) []scene.Colour {
	var list []scene.Colour
	for _, h := range hex {
		c, err := scene.ParseColour(h)
		if err == nil {
			list = append(list, c)
		}
	}
	return list
}
