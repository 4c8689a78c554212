package slides

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// ErrInvalid is wrapped by every error that says that a deck cannot be
// written: no slides, a connector to a box that is not on its slide, a number
// that is none.
var ErrInvalid = errors.New("deck cannot be written")

// Deck is a presentation before it is a file.
type Deck struct {
	// Title, Subject, Author, Keywords and Description are the document's
	// properties.
	Title, Subject, Author, Keywords, Description string
	// Language is the BCP 47 tag of all text, such as "da-DK"; "en-GB" if
	// empty.
	Language string
	// House is what the deck stands on; nil is [Standard] in its own colours.
	House  *House
	Slides []*Slide
}

// Slide is one page.
type Slide struct {
	Kind  Kind
	Title string
	// Bodies fill the layout's places for texts, in their order. Those that the
	// layout has no place for stand as boxes of their own.
	Bodies []Text
	// Picture fills the place of a Plate's picture.
	Picture *Picture
	Shapes  []Shape
	// Notes are what the presenter says, a paragraph each.
	Notes  []string
	Footer string
	// Section begins a part of the deck in the program's overview.
	Section string
}

// names tells which names of parts are taken, without regard to case.
type names map[string]bool

func (n names) take(name string) { n[strings.ToLower(name)] = true }

// free returns a name that is not taken, with the first number that is free
// before its ending, and takes it.
func (n names) free(stem, ending string) string {
	for i := 1; ; i++ {
		name := stem + strconv.Itoa(i) + ending
		if !n[strings.ToLower(name)] {
			n.take(name)
			return name
		}
	}
}

// Write writes the deck as PPTX. Errors wrap [ErrInvalid] or come from w.
func (d *Deck) Write(w io.Writer) error {
	if len(d.Slides) == 0 {
		return fmt.Errorf("%w: it has no slides", ErrInvalid)
	}
	house := d.House
	if house == nil {
		var err error
		if house, err = Standard(Look{}); err != nil {
			return err
		}
	}
	p := &deckWriter{deck: d, house: house, names: house.taken(), language: d.Language, images: map[string]string{}}
	if p.language == "" {
		p.language = "en-GB"
	}
	return p.write(w)
}

// deckWriter holds what grows while a deck is written.
type deckWriter struct {
	deck     *Deck
	house    *House
	language string
	names    names
	parts    []*part
	images   map[string]string // part names by content
	main     *part
}

func (d *deckWriter) write(w io.Writer) error {
	d.main = &part{name: "ppt/presentation.xml", content: contentMain}
	d.names.take(d.main.name)
	d.parts = append(d.parts, d.main)
	for _, p := range d.house.parts {
		if strings.EqualFold(p.name, d.main.name) {
			return fmt.Errorf("%w: the template uses the name %s twice", ErrInvalid, p.name)
		}
	}
	d.parts = append(d.parts, d.house.parts...)
	var masters []string
	for _, m := range d.house.masters {
		masters = append(masters, fmt.Sprintf(`<p:sldMasterId id="%d" r:id="%s"/>`, m.id, d.main.relate(relMaster, m.part, false)))
	}
	notes := d.notesMaster()
	var ids []string
	for i, s := range d.deck.Slides {
		name, err := d.slide(s, notes)
		if err != nil {
			return fmt.Errorf("slide %d: %w", i+1, err)
		}
		ids = append(ids, d.main.relate(relSlide, name, false))
	}
	d.extras()
	d.main.body = encoded(func(m *markup) { d.presentation(m, masters, notes, ids) })
	return writePackage(w, d.root(), d.parts)
}

// image keeps the bytes of a picture once and returns the name of its part.
func (d *deckWriter) image(body []byte, ending, content string) string {
	key := ending + string(body)
	if name, ok := d.images[key]; ok {
		return name
	}
	name := d.names.free("ppt/media/image", ending)
	d.images[key] = name
	d.parts = append(d.parts, &part{name: name, content: content, body: body})
	return name
}

// presentation writes the main part.
func (d *deckWriter) presentation(m *markup, masters []string, notes string, ids []string) {
	m.add(`<p:presentation %s saveSubsetFonts="1">`, namespaces)
	m.add(`<p:sldMasterIdLst>%s</p:sldMasterIdLst>`, strings.Join(masters, ""))
	m.add(`<p:notesMasterIdLst><p:notesMasterId r:id="%s"/></p:notesMasterIdLst>`, d.main.relate(relNotesMaster, notes, false))
	m.add(`<p:sldIdLst>`)
	for i, id := range ids {
		m.add(`<p:sldId id="%d" r:id="%s"/>`, firstSlideID+i, id)
	}
	m.add(`</p:sldIdLst>`)
	m.add(`<p:sldSz cx="%d" cy="%d"/><p:notesSz cx="6858000" cy="9144000"/>`, emu(d.house.Width), emu(d.house.Height))
	m.add(`<p:defaultTextStyle><a:defPPr><a:defRPr lang="%s"/></a:defPPr>`, attribute(d.language))
	for level := 1; level <= 9; level++ {
		m.add(`<a:lvl%dpPr marL="%d" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:defRPr sz="1800" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl%dpPr>`, level, 457200*(level-1), level)
	}
	m.add(`</p:defaultTextStyle>`)
	d.sections(m)
	m.add(`</p:presentation>`)
}

// firstSlideID is the least that the format allows.
const firstSlideID = 256

// root returns the relations of the package.
func (d *deckWriter) root() []relation {
	root := &part{}
	root.relate(relDocument, d.main.name, false)
	root.relate(relCore, "docProps/core.xml", false)
	root.relate(relExtended, "docProps/app.xml", false)
	return root.rels
}

// layoutOf returns the layout of a slide.
func (d *deckWriter) layoutOf(s *Slide) *layout { return &d.house.layouts[d.house.chosen[s.Kind]] }

// slide writes a slide and its notes, and returns the name of its part.
func (d *deckWriter) slide(s *Slide, notesMaster string) (string, error) {
	p := &part{name: d.names.free("ppt/slides/slide", ".xml"), content: contentSlide}
	l := d.layoutOf(s)
	p.relate(relLayout, l.part, false)
	d.parts = append(d.parts, p)
	w := &slideWriter{deck: d, slide: s, part: p, layout: l, language: d.language, next: 2, ids: map[Shape]int{}}
	body, err := w.write()
	if err != nil {
		return "", err
	}
	p.body = body
	if len(s.Notes) > 0 {
		d.notes(s, p, notesMaster)
	}
	return p.name, nil
}
