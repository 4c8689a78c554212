// Package exchange reads and writes the files of other tools: Kumu, LOOPY,
// Mental Modeler, Vensim, spreadsheets and more. [Formats] lists them; [Read]
// recognises a file by what is in it, and by its name where that leaves a
// choice.
package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/stockflow"
)

// Native is the name of sysmap's own format.
const Native = "sysmap"

// ErrUnknown is in the chain of the error for a file of no format that is
// known.
var ErrUnknown = errors.New("not a format that sysmap reads")

// Named returns the format of a name. The error lists the names there are.
func Named(name string) (format.Format, error) {
	names := []string{Native}
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return format.Format{}, fmt.Errorf("there is no format %q; there are %s", name, strings.Join(names, ", "))
}

// headBytes is how much of a file is looked at to recognise it.
const headBytes = 64 << 10

// Recognise returns the format of a file: the one that the file itself names,
// or else, of those that it may be, the one that its name ends like. ok is
// false where neither tells.
func Recognise(name string, text []byte) (f format.Format, ok bool) {
	head := text[:min(len(text), headBytes)]
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		head = text // what is in an archive stands at its end
	}
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	var best format.Format
	bestScore := 0
	for _, f := range Formats() {
		if f.Read == nil {
			continue
		}
		sure := format.No
		if f.Recognise != nil {
			sure = f.Recognise(head)
		}
		named := endsLike(f, ending)
		score := 0
		switch {
		case sure == format.Surely:
			score = 4
		case sure == format.Perhaps && named:
			score = 3
		case sure == format.Perhaps:
			score = 1
		case named && f.Recognise == nil:
			score = 2
		}
		if sure == format.Surely && named {
			score = 5
		}
		if score > bestScore {
			best, bestScore = f, score
		}
	}
	return best, bestScore > 0
}

// endsLike reports whether files of a format have the ending, in any case.
func endsLike(f format.Format, ending string) bool {
	return slices.ContainsFunc(f.Endings, func(e string) bool { return strings.EqualFold(e, ending) })
}

// Read reads a file of another tool. An empty from recognises the format. The
// report says what was read and what was left behind; its Format is the
// format's name.
func Read(ctx context.Context, from string, text []byte, o format.ReadOptions) (*maps.Map, *format.Report, error) {
	f, ok := format.Format{}, true
	if from != "" {
		var err error
		if f, err = Named(from); err != nil {
			return nil, nil, err
		}
		if f.Read == nil {
			return nil, nil, fmt.Errorf("%s is written, not read", f.Title)
		}
	} else if f, ok = Recognise(o.Name, text); !ok {
		return nil, nil, unknown(o.Name)
	}
	m, report, err := f.Read(ctx, text, o)
	if err != nil {
		return nil, nil, fmt.Errorf("%s, read as %s: %w", o.Name, f.Title, err)
	}
	return m, report, nil
}

// unknown is the error for a file of no format that is read.
func unknown(name string) error {
	ending := strings.TrimPrefix(filepath.Ext(name), ".")
	for _, f := range Formats() {
		if f.Read == nil && endsLike(f, ending) {
			return fmt.Errorf("%s: %w (%s is written, not read)", name, ErrUnknown, f.Title)
		}
	}
	if slices.Contains([]string{"csv", "tsv", "tab"}, strings.ToLower(ending)) {
		return fmt.Errorf("%s: %w: a table of links has columns titled from, to and sign (or fra, til and fortegn), and a matrix the same names above and beside", name, ErrUnknown)
	}
	return fmt.Errorf("%s: %w", name, ErrUnknown)
}

// Write writes a map in a format. An empty to chooses by the ending of the
// file's name.
func Write(w io.Writer, to, name string, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	f, err := forWriting(to, name, func(f format.Format) bool { return f.Write != nil })
	if err != nil {
		return nil, err
	}
	return f.Write(w, m, o)
}

// WriteModel writes a model that runs, in a format of models. An empty to
// chooses by the ending of the file's name. The report is that of the model; the
// format is filled in, and what it cannot hold is counted.
func WriteModel(w io.Writer, to, name string, m *stockflow.Model, r *format.Report) error {
	models := func(f format.Format) bool { return f.WriteModel != nil }
	f, err := forWriting(to, name, models)
	if err != nil {
		var names []string
		for _, f := range Formats() {
			if models(f) {
				names = append(names, f.Name)
			}
		}
		return fmt.Errorf("%w; models that run are written as %s", err, strings.Join(names, ", "))
	}
	return f.WriteModel(w, m, r)
}

// forWriting finds the format to write, of those that can do it: the one asked
// for, or the only one, or the one of that very name, that files with the ending
// are of.
func forWriting(to, name string, can func(format.Format) bool) (format.Format, error) {
	if to != "" {
		f, err := Named(to)
		if err == nil && !can(f) {
			err = fmt.Errorf("%s cannot be written", f.Title)
			if f.Write == nil {
				err = fmt.Errorf("%s is read, not written", f.Title)
			}
		}
		return f, err
	}
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	var fits []format.Format
	var names []string
	for _, f := range Formats() {
		if !can(f) || !endsLike(f, ending) {
			continue
		}
		if f.Name == ending {
			return f, nil
		}
		fits, names = append(fits, f), append(names, f.Name)
	}
	switch len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return format.Format{}, fmt.Errorf("the name %q does not tell what to write; say so with --to", name)
	}
	return format.Format{}, fmt.Errorf("a file called %q could be of several formats; choose with --to one of %s", name, strings.Join(names, ", "))
}

// IsNative reports whether text is in sysmap's own format: a mapping that has
// the key sysmap at its top, in YAML or JSON.
func IsNative(text []byte) bool {
	head := strings.TrimPrefix(string(text[:min(len(text), headBytes)]), "\ufeff")
	trimmed := strings.TrimSpace(head)
	if strings.HasPrefix(trimmed, "{") {
		return hasKey(trimmed, "sysmap")
	}
	for line := range strings.Lines(head) {
		if strings.HasPrefix(line, "sysmap:") || strings.HasPrefix(line, `"sysmap":`) || strings.HasPrefix(line, "'sysmap':") {
			return true
		}
	}
	return false
}

// hasKey reports whether the beginning of a JSON object has a key of its own, as
// far as it goes.
func hasKey(object, key string) bool {
	in := json.NewDecoder(strings.NewReader(object))
	depth, isKey := 0, false
	for {
		token, err := in.Token()
		switch token := token.(type) {
		case json.Delim:
			if token == '{' || token == '[' {
				depth++
			} else {
				depth--
			}
			isKey = depth == 1
			continue
		case string:
			if isKey && token == key {
				return true
			}
		}
		if err != nil {
			return false
		}
		isKey = depth == 1 && !isKey
	}
}

// foreign reports whether a name ends as only files of other tools do.
func foreign(name string) bool {
	ending := strings.TrimPrefix(filepath.Ext(name), ".")
	return !slices.Contains([]string{"", "json", "txt", "xml", "url"}, strings.ToLower(ending)) &&
		slices.ContainsFunc(Formats(), func(f format.Format) bool { return endsLike(f, ending) })
}

// Translator returns a function for [maps.Loader.Translate] that turns files of
// other tools into sysmap's own format, and leaves everything else as it is.
// said is told the report of every file that was translated; it may be nil.
func Translator(limits format.Limits, said func(name string, r *format.Report)) func(context.Context, string, []byte) ([]byte, error) {
	return func(ctx context.Context, name string, text []byte) ([]byte, error) {
		if IsNative(text) {
			return text, nil
		}
		if _, ok := Recognise(name, text); !ok {
			if foreign(name) {
				return nil, unknown(filepath.Base(name))
			}
			return text, nil
		}
		m, report, err := Read(ctx, "", text, format.ReadOptions{Name: name, Limits: limits})
		if err != nil {
			return nil, err
		}
		if said != nil {
			said(name, report)
		}
		return maps.Encode(m)
	}
}
