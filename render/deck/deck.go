package deck

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/render"
	"sysmap/render/deck/slides"
	"sysmap/render/diagram"
	"sysmap/render/figure"
	"sysmap/render/layout"
	"sysmap/render/scene"
	"sysmap/study"
)

// Options say how a deck looks. The zero value works.
type Options struct {
	// Language of everything that is written; the map's own if empty.
	Language maps.Language
	// Theme is one of [diagram.Themes]; empty is the first, or "dark" where the
	// house is dark.
	Theme string
	// House is what the slides stand on; nil is [slides.Standard] in the colours
	// of the theme.
	House *slides.House
	// Name is what the map is called on the command line, for those who want to
	// repeat something; that of the study, or "MAP", if empty.
	Name string
	// Anonymous says that the map's actors have lost their names, so that
	// commands to repeat something say so.
	Anonymous bool
	// Version is the program's, for the last slide; it may be empty.
	Version string
	// Worker lays out what is not pinned; the zero value is ready to use.
	Worker layout.Worker
	// Progress is told how much of the work is done, from 0 to 1 and never less
	// than before; it may be nil.
	Progress func(done float64)
}

// maker makes one deck.
type maker struct {
	ctx    context.Context
	o      Options
	m      *maps.Map
	s      *study.Study // nil for a story
	l      maps.Language
	w      map[string]string
	theme  diagram.Theme
	house  *slides.House
	deck   *slides.Deck
	footer string
	// section is what the next slide begins.
	section string
	// pinned is the map with a place for every variable, so that pictures of
	// all of it show it alike and it is laid out once; see all.
	pinned *maps.Map
	// later is what stands behind the story, in the appendix.
	later []func() error
}

// Make makes the deck of a study. It fails as [render.Picture] does.
func Make(ctx context.Context, s *study.Study, o Options) (*slides.Deck, error) {
	k, err := newMaker(ctx, s.Map, o)
	if err != nil {
		return nil, err
	}
	k.s = s
	if k.o.Name == "" {
		k.o.Name = s.Options.Name
	}
	return k.make([]func() error{
		k.cover, k.says, k.whole, k.clusters, k.views, k.core, k.loops, k.leverage, k.scenarios,
		k.responsible, k.efforts, k.measures, k.missing, k.sources, k.appendix,
	})
}

// Story makes a deck of the views of a map, in their order, with what the map
// says about each as notes for the presenter. A map without views is shown
// whole. It fails as [render.Picture] does.
func Story(ctx context.Context, m *maps.Map, o Options) (*slides.Deck, error) {
	k, err := newMaker(ctx, m, o)
	if err != nil {
		return nil, err
	}
	parts := []func() error{k.cover, k.views, k.sources}
	if len(m.Views) == 0 {
		parts[1] = k.whole
	}
	return k.make(parts)
}

func newMaker(ctx context.Context, m *maps.Map, o Options) (*maker, error) {
	if len(m.Variables) == 0 {
		return nil, fmt.Errorf("there is nothing to show: the map has no variables yet")
	}
	if o.Theme == "" && o.House != nil && o.House.Dark {
		o.Theme = "dark"
	}
	theme, err := diagram.ThemeNamed(o.Theme)
	if err != nil {
		return nil, err
	}
	if o.House != nil && o.House.Dark != (theme.Background.Luminance() < 0.2) {
		return nil, fmt.Errorf("the theme %q cannot be read on the template, whose slides are %s; leave the theme out", theme.Name, map[bool]string{true: "dark", false: "light"}[o.House.Dark])
	}
	k := &maker{ctx: ctx, o: o, m: m, theme: theme, house: o.House, l: diagram.Options{Language: o.Language}.LanguageFor(m)}
	k.w = words[k.l]
	if k.w == nil {
		k.w = words[maps.English]
	}
	if k.house == nil {
		if k.house, err = slides.Standard(lookOf(theme)); err != nil {
			return nil, err
		}
	}
	k.deck = &slides.Deck{
		Title: k.title(), Subject: k.w["subject"], Description: firstSentence(m.Note.In(k.l)),
		Author: "sysmap", Language: tag(k.l), House: k.house,
	}
	k.footer = k.title()
	if m.Illustrative {
		k.footer += " · " + k.w["illustrative"]
	}
	if credits := figure.Credits(m, k.l); credits != "" {
		k.footer += " · " + k.w["source"] + ": " + credits
	}
	return k, nil
}

// lookOf takes the colours of a theme.
func lookOf(t diagram.Theme) slides.Look {
	shade := t.Region.Mix(t.Ink, 0.06)
	accent := t.Core
	if t.Name == "print" {
		accent = t.Ink
	}
	return slides.Look{Ground: t.Background, Ink: t.Ink, Faint: t.Faint, Shade: shade, Accent: accent}
}

// tag is the language of text as documents name it.
func tag(l maps.Language) string {
	if l == maps.Danish {
		return "da-DK"
	}
	return "en-GB"
}

// make runs the parts one after the other.
func (k *maker) make(parts []func() error) (*slides.Deck, error) {
	for i, part := range parts {
		if err := k.ctx.Err(); err != nil {
			return nil, err
		}
		if err := part(); err != nil {
			return nil, err
		}
		if k.o.Progress != nil {
			k.o.Progress(float64(i+1) / float64(len(parts)))
		}
	}
	return k.deck, nil
}

// add appends a slide with the footer, and begins a section if one is due.
func (k *maker) add(s *slides.Slide) {
	s.Footer = k.footer
	if s.Section == "" {
		s.Section = k.section
	}
	k.section = ""
	k.deck.Slides = append(k.deck.Slides, s)
}

func (k *maker) title() string {
	if t := strings.TrimSpace(k.m.Title.In(k.l)); t != "" {
		return t
	}
	return k.w["map"]
}

// room is where things stand on slides that have a title and nothing else.
func (k *maker) room() scene.Box { return k.house.Room(slides.TitleOnly).Content }

// ink is the colour of text, which follows the house.
var ink = slides.Themed(slides.Ink)

// pictureOptions are what all pictures of the deck share.
func (k *maker) pictureOptions() render.Options {
	return render.Options{Theme: k.theme.Name, Language: k.l, Worker: k.o.Worker}
}

// all draws the whole map, laid out once for all pictures of it.
func (k *maker) all(over diagram.Overlay) (*scene.Scene, error) {
	if k.pinned == nil {
		places, err := render.Places(k.ctx, k.m, k.pictureOptions())
		if err != nil {
			return nil, err
		}
		placed := *k.m
		placed.Variables = slices.Clone(k.m.Variables)
		for i, v := range placed.Variables {
			if at, found := places[v.ID]; found {
				placed.Variables[i].At = &at
			}
		}
		k.pinned = &placed
	}
	options := k.pictureOptions()
	options.Overlay = over
	return render.Picture(k.ctx, k.pinned, options)
}

// label returns what people call a variable.
func (k *maker) label(id string) string {
	if v := k.m.Variable(id); v != nil {
		return v.Label.In(k.l)
	}
	return id
}

func (k *maker) labels(ids []string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = k.label(id)
	}
	return strings.Join(list, ", ")
}

// actor returns what people call an actor.
func (k *maker) actor(id string) string {
	if a := k.m.Actor(id); a != nil {
		return a.Label.In(k.l)
	}
	return id
}

func (k *maker) actors(ids []string) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = k.actor(id)
	}
	return strings.Join(list, ", ")
}

// firstSentence returns as much of a text as its first sentence.
func firstSentence(s string) string {
	if i := strings.IndexAny(s, ".!?\n"); i >= 0 {
		return s[:i+1]
	}
	return s
}

// texts makes a text of sentences, with bullets and room between them.
func texts(list []string) slides.Text {
	var t slides.Text
	for i, s := range list {
		p := slides.Item(held(s))
		if i > 0 {
			p.Before = 8
		}
		t.Paragraphs = append(t.Paragraphs, p)
	}
	return t
}

// held keeps a number and its percent sign on one line.
func held(s string) string { return strings.ReplaceAll(s, " %", "\u00a0%") }

// sentencesSlides adds slides of sentences: as many as it takes for text that
// can be read from the last row.
func (k *maker) sentencesSlides(title string, list []string, notes []string) {
	if len(list) == 0 {
		return
	}
	room := k.house.Room(slides.Body)
	area := k.room()
	if len(room.Bodies) > 0 {
		area = room.Bodies[0]
	}
	for len(list) > 0 {
		n := len(list)
		for n > 1 {
			if _, fits := texts(list[:n]).Fit(area.W-16, area.H-16, 20, 16); fits {
				break
			}
			n--
		}
		k.add(&slides.Slide{Kind: slides.Body, Title: title, Bodies: []slides.Text{texts(list[:n])}, Notes: notes})
		list, notes = list[n:], nil
	}
}
