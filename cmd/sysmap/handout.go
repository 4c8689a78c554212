package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"sysmap/alliance"
	"sysmap/maps"
	"sysmap/render/diagram"
	"sysmap/render/handout"
)

// handoutKinds are what a handout can be written as.
var handoutKinds = []string{"pdf", "html", "md"}

// handoutKind says what to write: what the file's ending says, and Markdown for
// a terminal.
func handoutKind(path string) (string, error) {
	if path == "" || path == "-" {
		return "md", nil
	}
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	switch ending {
	case "pdf", "html", "md":
		return ending, nil
	case "htm":
		return "html", nil
	case "markdown":
		return "md", nil
	}
	return "", usagef("%q does not end in .%s, which a handout can be", path, strings.Join(handoutKinds, ", ."))
}

// handoutActors returns the ids of the actors that a handout is for: all, or
// those named, by id or by what people call them.
func handoutActors(m *maps.Map, named string) []string {
	if named == "all" && m.Actor("all") == nil {
		return nil
	}
	var ids []string
	for _, name := range strings.Split(named, ",") {
		ids = append(ids, actorNamed(m, name))
	}
	return ids
}

// writeHandout writes the sheets of who does what for some actors.
func (s *session) writeHandout(ctx context.Context, m *maps.Map, r *alliance.Result, actors []string, path, theme string, l maps.Language) error {
	kind, err := handoutKind(path)
	if err != nil {
		return err
	}
	look, err := diagram.ThemeNamed(theme)
	if err != nil {
		return err
	}
	o := handout.Options{Language: l, Theme: look}
	sheets, err := handout.Sheets(m, r, actors, l)
	if err != nil {
		return err
	}
	if kind == "md" {
		return s.writeOutput(path, func(w io.Writer) error { return handout.WriteMarkdown(w, sheets, o) })
	}
	done := s.progress("Laying out", len(m.Variables))
	o.Places, err = handout.Places(ctx, m, sheets, o)
	done()
	if err != nil {
		return err
	}
	write := handout.WritePDF
	if kind == "html" {
		write = handout.WriteHTML
	}
	return s.writeOutput(path, func(w io.Writer) error { return write(w, sheets, o) })
}
