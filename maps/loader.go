package maps

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// ErrUnknownMap is in the chain of the error that [Loader.Load] and
// [Loader.Open] return for a reference that is neither a file nor the name of
// a library map.
var ErrUnknownMap = errors.New("neither a file nor a library map")

// Loader finds and reads maps. The zero value reads files only.
type Loader struct {
	// Library returns the text of a library map by its name, and an error
	// that is [fs.ErrNotExist] for names it does not know; nil is an empty
	// library.
	Library func(name string) ([]byte, error)
	// LibraryNames are the names to suggest when one is misspelt.
	LibraryNames []string
	// Stdin is what the reference "-" reads; nil makes "-" an error.
	Stdin io.Reader
	// Limits bound what is read.
	Limits Limits
	// Translate turns the text of a file in another format into this one, and
	// returns any other text as it is; nil translates nothing. The name is
	// what the user calls the file.
	Translate func(ctx context.Context, name string, text []byte) ([]byte, error)
}

// Load reads a map, everything it extends, composes them and checks the
// whole. ref is the path of a file, "-" for standard input, or the name of a
// library map; a file wins over a library map of the same name. Mistakes in
// the files come back as [Problems].
func (l *Loader) Load(ctx context.Context, ref string) (*Map, error) {
	c := l.composer(ctx)
	found, err := l.find(ctx, ref)
	if err != nil {
		return nil, err
	}
	m, _, err := c.load(found)
	return m, err
}

// Parse reads a map from text that may extend library maps but no files. The
// name stands for the file in problems.
func (l *Loader) Parse(ctx context.Context, name string, text []byte) (*Map, error) {
	inner := *l
	inner.Stdin = nil
	c := inner.composer(ctx)
	m, _, err := c.load(found{name: name, text: text, library: true})
	return m, err
}

// Open reads one file for editing. The reference is as for [Loader.Load]. What
// the file extends is read only to know which ids it inherits, so that mistakes
// there do not keep the file from being opened.
func (l *Loader) Open(ctx context.Context, ref string) (*Document, error) {
	found, err := l.find(ctx, ref)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	d, err := openDocument(found.name, found.text, l.Limits.orDefaults())
	if err != nil {
		return nil, err
	}
	d.foreign = found.foreign
	if d.Extends() == "" {
		return d, nil
	}
	c := l.composer(ctx)
	c.chain, c.seen = []string{found.name}, []string{found.identity}
	if base := c.base(found, d.sheet); base != nil {
		d.base, err = c.compose(*base)
	}
	return d, err
}

// found is the text behind a reference.
type found struct {
	// name is what the user calls it.
	name string
	// identity tells two ways to name one file apart from two files.
	identity string
	text     []byte
	// folder is where the file lies; library maps have none.
	folder  string
	library bool
	// foreign: the text was translated from another format.
	foreign bool
}

// find reads the text that a reference names, looking for a file first.
func (l *Loader) find(ctx context.Context, ref string) (found, error) {
	if ref == "-" {
		f, err := l.readStdin()
		return l.translated(ctx, f, err)
	}
	return l.fileOrLibrary(ctx, ref, ref)
}

// translated turns what was read from another format into ours.
func (l *Loader) translated(ctx context.Context, f found, err error) (found, error) {
	if err != nil || l.Translate == nil {
		return f, err
	}
	text, err := l.Translate(ctx, f.name, f.text)
	if err != nil {
		return found{}, err
	}
	f.foreign = !bytes.Equal(text, f.text)
	f.text = text
	return f, nil
}

// fileOrLibrary reads a file, or the library map of a name where there is no
// such file. A folder of that name does not hide the library map.
func (l *Loader) fileOrLibrary(ctx context.Context, path, name string) (found, error) {
	f, err := l.readFile(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errFolder) {
		return l.translated(ctx, f, err)
	}
	fromLibrary, unknown := l.readLibrary(name)
	if unknown != nil && errors.Is(err, errFolder) {
		return found{}, err
	}
	return fromLibrary, unknown
}

var errFolder = errors.New("is a folder")

func (l *Loader) readStdin() (found, error) {
	if l.Stdin == nil {
		return found{}, errors.New("there is no standard input to read a map from")
	}
	limit := l.Limits.orDefaults().Bytes
	text, err := io.ReadAll(io.LimitReader(l.Stdin, int64(limit)+1))
	if err != nil {
		return found{}, fmt.Errorf("standard input: %w", err)
	}
	return found{name: "standard input", identity: "-", text: text, folder: "."}, nil
}

// readFile reads a file up to the limit, so that a device or a huge file ends
// in an error.
func (l *Loader) readFile(path string) (found, error) {
	file, err := os.Open(path)
	if err != nil {
		return found{}, err
	}
	defer file.Close()
	status, err := file.Stat()
	if err != nil {
		return found{}, err
	}
	if status.IsDir() {
		return found{}, fmt.Errorf("%s %w; name a map file in it", path, errFolder)
	}
	limit := l.Limits.orDefaults().Bytes
	text, err := io.ReadAll(io.LimitReader(file, int64(limit)+1))
	if err != nil {
		return found{}, fmt.Errorf("%s: %w", path, err)
	}
	identity, err := filepath.EvalSymlinks(path)
	if err == nil {
		identity, err = filepath.Abs(identity)
	}
	if err != nil {
		identity = path
	}
	return found{name: path, identity: identity, text: text, folder: filepath.Dir(path)}, nil
}

func (l *Loader) readLibrary(name string) (found, error) {
	err := fs.ErrNotExist
	var text []byte
	if l.Library != nil {
		text, err = l.Library(name)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return found{}, l.unknown(name)
	case err != nil:
		return found{}, fmt.Errorf("library map %q: %w", name, err)
	}
	return found{name: name, identity: "library:" + name, text: text, library: true}, nil
}

func (l *Loader) unknown(ref string) error {
	hint := didYouMean(ref, l.LibraryNames)
	if hint == "" && len(l.LibraryNames) > 0 && !strings.ContainsAny(ref, `/\.`) {
		hint = "library maps are " + strings.Join(l.LibraryNames[:min(len(l.LibraryNames), 10)], ", ")
	}
	if hint != "" {
		hint = "; " + hint
	}
	return fmt.Errorf("%q is %w%s", shorten(ref), ErrUnknownMap, hint)
}

// composer follows one reference through everything it extends.
type composer struct {
	ctx    context.Context
	loader *Loader
	limits Limits
	report *report
	// chain holds the names, seen the identities of the maps being read.
	chain, seen []string
}

func (l *Loader) composer(ctx context.Context) *composer {
	return &composer{ctx: ctx, loader: l, limits: l.Limits.orDefaults(), report: &report{}}
}

// load reads a map and all it extends, and checks the whole. It also returns
// the composed sheet, which knows where everything stands.
func (c *composer) load(f found) (*Map, *sheet, error) {
	whole, err := c.compose(f)
	if err != nil {
		return nil, nil, err
	}
	if whole != nil {
		whole.validate(c.limits, c.report)
	}
	if err := c.report.err(); err != nil {
		return nil, nil, err
	}
	m := whole.toMap()
	m.name()
	return m, whole, nil
}

// compose reads a map and what it extends. The sheet is nil when nothing could
// be read; problems are in the report, and the error is for what is not a
// mistake in a file.
func (c *composer) compose(f found) (*sheet, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	c.report.open(f.name)
	c.chain, c.seen = append(c.chain, f.name), append(c.seen, f.identity)
	own := readSheet(f.name, f.text, c.limits, c.report)
	if own == nil || own.extends == "" {
		return own, nil
	}
	base := c.base(f, own)
	if base == nil {
		own.partial, own.partialLinks = true, true
		return own, nil
	}
	under, err := c.compose(*base)
	switch {
	case err != nil:
		return nil, err
	case under == nil:
		own.partial, own.partialLinks = true, true
		return own, nil
	}
	under.extend(own)
	return under, nil
}

// base finds the map that a file extends: a file beside it, or a library map.
// It is nil when there is none, or when following it would not end.
func (c *composer) base(f found, own *sheet) *found {
	if len(c.chain) > c.limits.Extends {
		c.report.add(own.extendsAt, fmt.Sprintf("more than %d maps extend one another", c.limits.Extends), own.extends, "")
		return nil
	}
	base, err := c.resolve(f, own.extends)
	switch {
	case errors.Is(err, ErrUnknownMap):
		c.report.add(own.extendsAt, "the map that this one extends is neither a file nor a library map", own.extends,
			didYouMean(own.extends, c.loader.LibraryNames))
		return nil
	case err != nil:
		c.report.add(own.extendsAt, "the map that this one extends cannot be read", own.extends, err.Error())
		return nil
	case slices.Contains(c.seen, base.identity):
		chain := strings.Join(append(c.chain[slices.Index(c.seen, base.identity):], base.name), " → ")
		c.report.problems = append(c.report.problems, Problem{
			File: own.extendsAt.file, Line: own.extendsAt.line, Column: own.extendsAt.column,
			Message: "maps extend one another in a circle: " + chain, Suggestion: "take out one extends",
		})
		return nil
	}
	return &base
}

func (c *composer) resolve(f found, ref string) (found, error) {
	if f.library {
		return c.loader.readLibrary(ref)
	}
	path := ref
	if !filepath.IsAbs(path) {
		path = filepath.Join(f.folder, filepath.FromSlash(ref))
	}
	return c.loader.fileOrLibrary(c.ctx, path, ref)
}

// readSheet parses and decodes one file.
func readSheet(name string, text []byte, limits Limits, r *report) *sheet {
	src := readSource(name, text, limits, r)
	if src == nil {
		return nil
	}
	return decodeSheet(src, limits, r)
}

func decodeSheet(src *source, limits Limits, r *report) *sheet {
	d := &decoder{file: src.name, limits: limits, report: r}
	s := &sheet{}
	s.fields = sheetTable().read(d, src.root, s)
	s.references, s.linkReferences = d.references, d.links
	s.partial, s.partialLinks = d.partial || src.broken, d.partialLinks || src.broken
	return s
}
