package slides

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// ErrTemplate is wrapped by every error that says that a file cannot be the
// template of a deck.
var ErrTemplate = errors.New("not a template that can be used")

// What a template may hold at most: far more than any organisation's does, and
// little enough that a file made in bad faith ends in an error.
const (
	mostEntries  = 5000
	mostBytes    = 256 << 20 // unpacked, all together
	mostPartSize = 64 << 20  // unpacked, one file
	mostRatio    = 500       // of unpacked to packed, for files above a megabyte
	mostMarkup   = 2_000_000 // tags of one part
)

// archive is a package that is being read.
type archive struct {
	files    map[string]*zip.File // by name in lower case
	budget   int64
	defaults map[string]string // content types by ending
	single   map[string]string // content types by name in lower case
}

func refuse(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrTemplate, fmt.Sprintf(format, args...))
}

// openArchive reads the table of a package and the types of its parts.
func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	head := make([]byte, 8)
	if n, _ := r.ReadAt(head, 0); n >= 4 && bytes.HasPrefix(head, []byte("\xD0\xCF\x11\xE0")) {
		return nil, refuse("it is protected by a password or in the old .ppt format; save it as an ordinary .pptx or .potx")
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refuse("it is no presentation, or it is damaged: %v", err)
	}
	if len(z.File) > mostEntries {
		return nil, refuse("it holds %d files, more than %d", len(z.File), mostEntries)
	}
	a := &archive{files: map[string]*zip.File{}, budget: mostBytes, defaults: map[string]string{}, single: map[string]string{}}
	for _, f := range z.File {
		name := strings.TrimPrefix(f.Name, "/")
		if strings.HasSuffix(name, "/") {
			continue
		}
		if name == "" || strings.ContainsAny(name, "\\\x00") || path.Clean(name) != name || strings.HasPrefix(name, "../") {
			return nil, refuse("it holds a file with the name %q", f.Name)
		}
		key := strings.ToLower(name)
		if a.files[key] != nil {
			return nil, refuse("it holds two files with the name %q", f.Name)
		}
		if f.Flags&1 != 0 {
			return nil, refuse("it is protected by a password")
		}
		a.files[key] = f
	}
	return a, a.readTypes()
}

// read unpacks a file, as far as the budget goes.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[strings.ToLower(name)]
	if f == nil {
		return nil, refuse("it names a file %q that is not there", name)
	}
	if f.UncompressedSize64 > mostPartSize || f.UncompressedSize64 > 1<<20 && f.UncompressedSize64 > mostRatio*max(f.CompressedSize64, 1) {
		return nil, refuse("its file %q is too large: %d bytes", name, f.UncompressedSize64)
	}
	in, err := f.Open()
	if err != nil {
		return nil, refuse("its file %q cannot be read: %v", name, err)
	}
	defer in.Close()
	body, err := io.ReadAll(io.LimitReader(in, min(mostPartSize, a.budget)+1))
	if err != nil {
		return nil, refuse("its file %q cannot be read: %v", name, err)
	}
	a.budget -= int64(len(body))
	if int64(len(body)) > mostPartSize || a.budget < 0 {
		return nil, refuse("it is too large: more than %d bytes when unpacked", mostBytes)
	}
	return body, nil
}

// readTypes reads what the parts of the package are.
func (a *archive) readTypes() error {
	body, err := a.read("[Content_Types].xml")
	if err != nil {
		return refuse("it is no presentation: it does not say what its parts are")
	}
	return walk("[Content_Types].xml", body, func(_ []string, e xml.StartElement) error {
		switch e.Name.Local {
		case "Default":
			a.defaults[strings.ToLower(value(e, "Extension"))] = value(e, "ContentType")
		case "Override":
			a.single[strings.ToLower(strings.TrimPrefix(value(e, "PartName"), "/"))] = value(e, "ContentType")
		}
		return nil
	}, nil)
}

// content returns the content type of a part.
func (a *archive) content(name string) string {
	if t := a.single[strings.ToLower(name)]; t != "" {
		return t
	}
	return a.defaults[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
}

// relations returns the arrows that leave a part; "" is the package itself.
func (a *archive) relations(name string) ([]relation, error) {
	folder, file := path.Split(name)
	own := folder + "_rels/" + file + ".rels"
	if a.files[strings.ToLower(own)] == nil {
		return nil, nil
	}
	body, err := a.read(own)
	if err != nil {
		return nil, err
	}
	var list []relation
	seen := map[string]bool{}
	err = walk(own, body, func(_ []string, e xml.StartElement) error {
		if e.Name.Local != "Relationship" {
			return nil
		}
		r := relation{id: value(e, "Id"), kind: value(e, "Type"), target: value(e, "Target"), external: value(e, "TargetMode") == "External"}
		if r.id == "" || seen[r.id] {
			return refuse("%s has two relations called %q", own, r.id)
		}
		seen[r.id] = true
		if strings.Contains(r.kind, "purl.oclc.org") {
			return refuse("it is saved as Strict Open XML; save it as an ordinary PowerPoint presentation")
		}
		if !r.external {
			target := strings.SplitN(r.target, "#", 2)[0]
			if strings.HasPrefix(target, "/") {
				target = strings.TrimPrefix(path.Clean(target), "/")
			} else {
				target = path.Join(folder, target)
			}
			if target == "" || target == "." || strings.HasPrefix(target, "..") {
				return refuse("%s points out of the file: %q", own, r.target)
			}
			r.target = target
			// The name as the package writes it, which others must use too.
			if f := a.files[strings.ToLower(target)]; f != nil {
				r.target = strings.TrimPrefix(f.Name, "/")
			}
		}
		list = append(list, r)
		return nil
	}, nil)
	return list, err
}

// walk goes through the tags of a part; inside is the names of those around.
func walk(name string, body []byte, open func(inside []string, e xml.StartElement) error, shut func(inside []string, name string) error) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		return nil, errors.New("it is not in UTF-8")
	}
	var inside []string
	for n := 0; ; n++ {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refuse("its file %s is damaged: %v", name, err)
		}
		if n > mostMarkup || len(inside) > 1000 {
			return refuse("its file %s is too large or too deep", name)
		}
		switch t := t.(type) {
		case xml.Directive:
			return refuse("its file %s declares a document type, which presentations must not", name)
		case xml.StartElement:
			if err := open(inside, t); err != nil {
				return err
			}
			inside = append(inside, t.Name.Local)
		case xml.EndElement:
			inside = inside[:len(inside)-1]
			if shut != nil {
				if err := shut(inside, t.Name.Local); err != nil {
					return err
				}
			}
		}
	}
}

// value returns an attribute that has no namespace.
func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// related returns an attribute of the namespace of relations.
func related(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == nsRelations {
			return a.Value
		}
	}
	return ""
}
