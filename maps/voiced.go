package maps

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
)

// ErrOtherMap is in the chain of the error for voices that are about another
// map than the one they are asked about.
var ErrOtherMap = errors.New("the voice is about another map")

// Said is a voice, and where it was found.
type Said struct {
	Voice
	// File is the file as the user named it; Line is 0 where the voice is
	// all of it.
	File string
	Line int
	// Unheard are the keys of the file that are no part of what a voice can
	// say, such as its efforts.
	Unheard []string
}

// Voices reads what a file says about a map. The file's section voices holds one
// or more of them; a file without it is one voice itself, called what its key
// voice says, or its title if that is its own, or its name, and its links,
// roles, variables and actors are what that voice says. The file may extend the
// map or leave that out. What it says is checked together with the map, as for
// [Loader.Load]: mistakes come back as [Problems]. A file that extends another
// map than base, one that reads differently, gives [ErrOtherMap].
//
// The voices of the map's own file are those of its section.
func (l *Loader) Voices(ctx context.Context, base, ref string) ([]Said, error) {
	under, err := l.find(ctx, base)
	if err != nil {
		return nil, err
	}
	file, err := l.find(ctx, ref)
	if err != nil {
		return nil, err
	}
	c := l.composer(ctx)
	if file.identity == under.identity {
		m, whole, err := c.load(under)
		if err != nil {
			return nil, err
		}
		return whole.section(m), nil
	}
	c.report.open(file.name)
	own := readSheet(file.name, file.text, c.limits, c.report)
	if own == nil {
		return nil, c.report.err()
	}
	if own.extends != "" {
		if err := l.sameMap(ctx, under, file, own); err != nil {
			return nil, err
		}
	}
	composed, err := c.compose(under)
	if err != nil {
		return nil, err
	}
	if composed == nil {
		return nil, c.report.err()
	}
	title := composed.title
	composed.extend(own)
	composed.validate(c.limits, c.report)
	if err := c.report.err(); err != nil {
		return nil, err
	}
	m := own.states()
	m.name()
	if reflect.DeepEqual(m.Title, title) {
		// The map's title says nothing of who speaks.
		m.Title = Text{}
	}
	return own.said(m, file), nil
}

// sameMap refuses a file that extends another map than the one asked about.
func (l *Loader) sameMap(ctx context.Context, under, file found, own *sheet) error {
	c := l.composer(ctx)
	c.chain, c.seen = []string{file.name}, []string{file.identity}
	extended := c.base(file, own)
	if extended == nil {
		return c.report.err()
	}
	if extended.identity == under.identity {
		return nil
	}
	theirs, _, err := l.composer(ctx).load(*extended)
	if err != nil {
		return err
	}
	ours, _, err := l.composer(ctx).load(under)
	if err != nil {
		return err
	}
	if theirs.Digest() == ours.Digest() {
		return nil
	}
	called := func(m *Map, f found) string {
		return fmt.Sprintf("%q (%s, digest %s)", shorten(m.Title.In(m.Language)), f.name, m.Digest())
	}
	at := own.extendsAt
	return fmt.Errorf("%s:%d:%d: %w: %s, not %s; leave extends out if it is about this map all the same",
		at.file, at.line, at.column, ErrOtherMap, called(theirs, *extended), called(ours, under))
}

// section returns the voices of the map's section, as the map has them.
func (s *sheet) section(m *Map) []Said {
	list := make([]Said, len(s.voices))
	for i := range list {
		list[i] = Said{Voice: m.Voices[i], File: s.voices[i].at.file, Line: s.voices[i].at.line}
	}
	return list
}

// said returns the voices of a file: those of its section, and the file itself
// where it is one. m is what the file states.
func (s *sheet) said(m *Map, file found) []Said {
	list := s.section(m)
	if s.voice == nil && len(list) > 0 {
		list[0].Unheard = s.unheard("voices")
		return list
	}
	v := Voice{Label: m.Title, Note: m.Note, Links: voiced(s.links), Roles: s.roles, Variables: m.Variables, Actors: m.Actors}
	line := 0
	if s.voice != nil {
		line = s.voiceAt.line
		v.Denies = s.voice.Denies
		if !s.voice.Label.Empty() {
			v.Label = s.voice.Label
		}
		if !s.voice.Note.Empty() {
			v.Note = s.voice.Note
		}
	}
	if v.Label.Empty() {
		base := filepath.Base(file.name)
		v.Label = Plain(strings.TrimSuffix(base, filepath.Ext(base)))
	}
	return append(list, Said{Voice: v, File: file.name, Line: line, Unheard: s.unheard("voices", "links", "roles", "variables", "actors")})
}

// unheard lists the sections that a file states beyond those that are heard.
func (s *sheet) unheard(heard ...string) (keys []string) {
	for i, f := range sheetTable().fields {
		if s.fields.has(i) && !inHead(f.key) && !slices.Contains(heard, f.key) {
			keys = append(keys, f.key)
		}
	}
	return keys
}
