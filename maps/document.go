package maps

import (
	"errors"
	"fmt"
	"slices"
)

// Document is one map file as it stands, with its comments, order and blank
// lines. It comes from [Loader.Open], and is for one goroutine at a time.
type Document struct {
	source *source
	sheet  *sheet
	limits Limits
	// base is what the extended maps state together; nil when the file
	// extends none, or when it cannot be read.
	base *sheet
	// known holds the base's ids.
	known *directory
	// foreign: the file itself is in another format.
	foreign bool
}

// openDocument reads a file for editing. Its ids are not looked up, since what
// they name may stand in the map that the file extends.
func openDocument(name string, data []byte, limits Limits) (*Document, error) {
	r := &report{}
	r.open(name)
	src := readSource(name, data, limits, r)
	d := &Document{source: src, limits: limits}
	if src != nil {
		d.sheet = decodeSheet(src, limits, r)
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return d, nil
}

// Name returns what the file was called when it was opened.
func (d *Document) Name() string { return d.source.name }

// Foreign reports whether the file was in another format and was translated, so
// that writing the document in its place would change what kind of file it is.
func (d *Document) Foreign() bool { return d.foreign }

// Bytes returns the file as it stands, edits included.
func (d *Document) Bytes() []byte {
	if !d.source.marked {
		return append([]byte(nil), d.source.text...)
	}
	return append(append([]byte(nil), byteOrderMark...), d.source.text...)
}

// Extends returns the reference to the map that the file extends, or "".
func (d *Document) Extends() string { return d.sheet.extends }

// Map returns what this file alone states: nothing inherited, no ids looked
// up, labels and language empty where it gives none, and a role for each time
// it names an actor. Treat it as read-only; [Document.Update] makes changes.
func (d *Document) Map() *Map { return d.sheet.states() }

// inherits reports whether an id comes from the extended maps. When they cannot
// be read, any id may.
func (d *Document) inherits(of section, id string) bool {
	if d.base == nil {
		return d.Extends() != ""
	}
	if d.known == nil {
		d.known = d.base.directory()
	}
	return d.known.known[of][id]
}

// inheritsLink reports whether a link comes from the extended maps. When they
// cannot be read, any link may.
func (d *Document) inheritsLink(ref LinkRef) bool {
	if d.base == nil {
		return d.Extends() != ""
	}
	return slices.ContainsFunc(d.base.links, func(l stated[Link]) bool { return l.value.Ref() == ref })
}

// apply makes the collected splices, and reads the result back: the edit counts
// only if the file then states exactly what was asked for, and names nothing
// that does not exist.
func (d *Document) apply(e *editor, want *sheet) error {
	text, ok := e.result()
	if !ok {
		return d.refuse("the changes are too close to each other; make them one by one")
	}
	r := &report{}
	r.open(d.Name())
	src := readSource(d.Name(), text, d.limits, r)
	if src == nil {
		return d.refuse(r.err().Error())
	}
	have := decodeSheet(src, d.limits, r)
	if err := r.err(); err != nil {
		return d.refuse(err.Error())
	}
	if !have.edited().equal(want.edited()) {
		return d.refuse("the result would not say what was asked; change the file by hand")
	}
	if err := d.dangling(have); err != nil {
		return err
	}
	src.marked = d.source.marked
	d.source, d.sheet = src, have
	return nil
}

// dangling refuses a state of the file that names something that neither it
// nor what it extends has, unless the file did so before.
func (d *Document) dangling(next *sheet) error {
	before := make(map[string]bool)
	for _, complaint := range d.unknown(d.sheet) {
		before[complaint] = true
	}
	for _, complaint := range d.unknown(next) {
		if !before[complaint] {
			return d.refuse(complaint)
		}
	}
	return nil
}

// unknown lists what a state of the file names without it being there.
func (d *Document) unknown(s *sheet) (complaints []string) {
	own, links := s.directory(), s.linkSet()
	missing := func(of section, id string) {
		if !own.known[of][id] && !d.inherits(of, id) {
			complaints = append(complaints, absent(of.noun(), id, false))
		}
	}
	for _, ref := range s.references {
		missing(ref.to, ref.id)
	}
	for _, ref := range s.linkReferences {
		missing(variableSection, ref.link.From)
		missing(variableSection, ref.link.To)
		if !ref.added && !links[ref.link] && !d.inheritsLink(ref.link) {
			complaints = append(complaints, absent("link", ref.link.String(), false))
		}
	}
	return complaints
}

// refuse is the error of an edit that is not made.
func (d *Document) refuse(why string) error {
	return fmt.Errorf("%w %s: %s", ErrNotEditable, d.Name(), why)
}

// ErrNotEditable is in the chain of the error of an edit that cannot be made
// without harm, because of what it asks for or because of how the file is
// written. The document is then unchanged.
var ErrNotEditable = errors.New("cannot edit")
