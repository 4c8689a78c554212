// Package slidestest checks presentations for tests: that the package holds
// together as ECMA-376 part 2 wants it, and that every part is made of the
// elements and attributes of part 1, in their order.
package slidestest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"
	"time"
)

// Package is a presentation that was read.
type Package struct {
	// Parts are the files by name, Order their names as they stand in the file.
	Parts map[string][]byte
	Order []string
	rels  map[string][]Relation
	types map[string]string
}

// Relation is an arrow from a part.
type Relation struct {
	ID, Type, Target string
	External         bool
}

// Read opens a presentation.
func Read(file []byte) (*Package, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	p := &Package{Parts: map[string][]byte{}, rels: map[string][]Relation{}, types: map[string]string{}}
	for _, f := range z.File {
		if f.Modified.After(time.Date(1981, 1, 1, 0, 0, 0, 0, time.UTC)) {
			return nil, fmt.Errorf("%s says when it was made", f.Name)
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(in)
		if err != nil {
			return nil, err
		}
		p.Parts[f.Name] = body
		p.Order = append(p.Order, f.Name)
	}
	return p, nil
}

// Check fails the test for everything that is wrong with a presentation.
// Parts whose names begin with one of the foreign prefixes come from elsewhere
// and are not checked element by element.
func Check(t testing.TB, file []byte, foreign ...string) *Package {
	t.Helper()
	p, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	lower := map[string]bool{}
	for _, name := range p.Order {
		if lower[strings.ToLower(name)] {
			t.Errorf("two parts are called %s", name)
		}
		lower[strings.ToLower(name)] = true
	}
	p.readTypes(t)
	for _, name := range p.Order {
		if strings.HasSuffix(name, ".rels") {
			p.readRelations(t, name)
		}
	}
	p.reachable(t)
	for _, name := range p.Order {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		elsewhere := false
		for _, prefix := range foreign {
			elsewhere = elsewhere || strings.HasPrefix(name, prefix)
		}
		p.checkPart(t, name, elsewhere)
	}
	return p
}

func (p *Package) readTypes(t testing.TB) {
	t.Helper()
	if len(p.Order) == 0 || p.Order[0] != "[Content_Types].xml" {
		t.Error("the content types do not stand first")
	}
	type def struct {
		Extension   string `xml:"Extension,attr"`
		ContentType string `xml:"ContentType,attr"`
	}
	type over struct {
		PartName    string `xml:"PartName,attr"`
		ContentType string `xml:"ContentType,attr"`
	}
	var read struct {
		Default  []def  `xml:"Default"`
		Override []over `xml:"Override"`
	}
	if err := xml.Unmarshal(p.Parts["[Content_Types].xml"], &read); err != nil {
		t.Fatal(err)
	}
	single, byEnding := map[string]string{}, map[string]string{}
	for _, d := range read.Default {
		byEnding[strings.ToLower(d.Extension)] = d.ContentType
	}
	for _, o := range read.Override {
		if single[o.PartName] != "" {
			t.Errorf("%s has two content types", o.PartName)
		}
		single[o.PartName] = o.ContentType
		if p.Parts[strings.TrimPrefix(o.PartName, "/")] == nil {
			t.Errorf("%s has a content type and is not there", o.PartName)
		}
	}
	for _, name := range p.Order {
		if name == "[Content_Types].xml" {
			continue
		}
		kind := single["/"+name]
		if kind == "" {
			kind = byEnding[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
		}
		if kind == "" || kind == "application/xml" {
			t.Errorf("%s has no content type of its own", name)
		}
		p.types[name] = kind
	}
}

func (p *Package) readRelations(t testing.TB, name string) {
	t.Helper()
	var read struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(p.Parts[name], &read); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	folder, file := path.Split(name)
	source := path.Join(path.Dir(path.Clean(folder)), strings.TrimSuffix(file, ".rels"))
	if name == "_rels/.rels" {
		source = ""
	} else if p.Parts[source] == nil {
		t.Errorf("%s belongs to no part", name)
	}
	seen := map[string]bool{}
	for _, r := range read.List {
		if seen[r.ID] {
			t.Errorf("%s has two relations %s", name, r.ID)
		}
		seen[r.ID] = true
		one := Relation{r.ID, r.Type, r.Target, r.Mode == "External"}
		if !one.External {
			one.Target = path.Join(path.Dir(source), r.Target)
			if strings.HasPrefix(r.Target, "/") {
				one.Target = r.Target[1:]
			}
			if p.Parts[one.Target] == nil {
				t.Errorf("%s: %s leads to %s, which is not there", name, r.ID, one.Target)
			}
		}
		p.rels[source] = append(p.rels[source], one)
	}
}

// reachable checks that every part can be reached from the package.
func (p *Package) reachable(t testing.TB) {
	t.Helper()
	seen := map[string]bool{}
	queue := []string{""}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		for _, r := range p.rels[name] {
			if !r.External && !seen[r.Target] {
				seen[r.Target] = true
				queue = append(queue, r.Target)
			}
		}
	}
	for _, name := range p.Order {
		if !seen[name] && !strings.HasSuffix(name, ".rels") && name != "[Content_Types].xml" {
			t.Errorf("nothing leads to %s", name)
		}
	}
}

// Related returns the targets of a part's relations of a kind, which is how the
// relation's type ends.
func (p *Package) Related(part, kind string) []string {
	var list []string
	for _, r := range p.rels[part] {
		if strings.HasSuffix(r.Type, "/"+kind) {
			list = append(list, r.Target)
		}
	}
	return list
}

// checkPart goes through a part: it is well-formed, names only relations that it
// has, numbers its shapes once, and has the elements and attributes that the
// standard wants where they are ours.
func (p *Package) checkPart(t testing.TB, name string, elsewhere bool) {
	t.Helper()
	relations := map[string]bool{}
	for _, r := range p.rels[name] {
		relations[r.ID] = true
	}
	used := map[string]bool{}
	ids := map[string]bool{}
	connected := map[string]bool{}
	d := xml.NewDecoder(bytes.NewReader(p.Parts[name]))
	var open []*element
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := newElement(token)
			for _, a := range token.Attr {
				if a.Name.Space == nsRelations {
					used[a.Value] = true
					if !relations[a.Value] {
						t.Errorf("%s: %s names %s, which is no relation of it", name, e.name, a.Value)
					}
				}
			}
			switch e.name {
			case "p:cNvPr":
				if ids[e.attributes["id"]] && !elsewhere {
					t.Errorf("%s: two shapes have the id %s", name, e.attributes["id"])
				}
				ids[e.attributes["id"]] = true
			case "a:stCxn", "a:endCxn":
				connected[e.attributes["id"]] = true
			case "p:spTgt":
				connected[e.attributes["spid"]] = true
			}
			if !elsewhere {
				if len(open) > 0 {
					open[len(open)-1].child(t, name, e)
				}
				e.check(t, name)
			}
			open = append(open, e)
		case xml.EndElement:
			if !elsewhere {
				open[len(open)-1].end(t, name)
			}
			open = open[:len(open)-1]
		}
	}
	for id := range connected {
		if !ids[id] {
			t.Errorf("%s: a connector or a click names the shape %s, which is not there", name, id)
		}
	}
	if !elsewhere {
		for id := range relations {
			if !used[id] && strings.Contains(name, "/slides/") && !implicit(p.rels[name], id) {
				t.Errorf("%s: the relation %s is not used", name, id)
			}
		}
	}
}

// implicit reports whether a relation counts without being named.
func implicit(list []Relation, id string) bool {
	for _, r := range list {
		if r.ID == id {
			return strings.HasSuffix(r.Type, "/slideLayout") || strings.HasSuffix(r.Type, "/notesSlide")
		}
	}
	return false
}
