package slides

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// part is a file of the package, as Open Packaging Conventions call it.
type part struct {
	// name has no slash in front.
	name string
	// content is the content type.
	content string
	body    []byte
	rels    []relation
}

// relation is a named arrow from a part to another part, or out of the package.
type relation struct {
	id, kind, target string // target is a part's name or an address
	external         bool
}

// relate adds a relation to a part and returns its id. The same target gets the
// same id.
func (p *part) relate(kind, target string, external bool) string {
	for _, r := range p.rels {
		if r.kind == kind && r.target == target && r.external == external {
			return r.id
		}
	}
	taken := map[string]bool{}
	for _, r := range p.rels {
		taken[r.id] = true
	}
	n := len(p.rels) + 1
	for taken["rId"+strconv.Itoa(n)] {
		n++
	}
	id := "rId" + strconv.Itoa(n)
	p.rels = append(p.rels, relation{id, kind, target, external})
	return id
}

// Kinds of relation and content.
const (
	relBase    = nsRelations + "/"
	relPackage = "http://schemas.openxmlformats.org/package/2006/relationships"

	relDocument    = relBase + "officeDocument"
	relMaster      = relBase + "slideMaster"
	relLayout      = relBase + "slideLayout"
	relSlide       = relBase + "slide"
	relTheme       = relBase + "theme"
	relNotesMaster = relBase + "notesMaster"
	relNotes       = relBase + "notesSlide"
	relImage       = relBase + "image"
	relHyperlink   = relBase + "hyperlink"
	relCore        = relPackage + "/metadata/core-properties"
	relExtended    = relBase + "extended-properties"
	relTables      = relBase + "tableStyles"
	relShow        = relBase + "presProps"
	relWindow      = relBase + "viewProps"

	contentBase     = "application/vnd.openxmlformats-officedocument.presentationml."
	contentMain     = contentBase + "presentation.main+xml"
	contentMaster   = contentBase + "slideMaster+xml"
	contentLayout   = contentBase + "slideLayout+xml"
	contentSlide    = contentBase + "slide+xml"
	contentNotes    = contentBase + "notesSlide+xml"
	contentNoteBase = contentBase + "notesMaster+xml"
	contentTables   = contentBase + "tableStyles+xml"
	contentShow     = contentBase + "presProps+xml"
	contentWindow   = contentBase + "viewProps+xml"
	contentTheme    = "application/vnd.openxmlformats-officedocument.theme+xml"
	contentCore     = "application/vnd.openxmlformats-package.core-properties+xml"
	contentExtended = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
	contentRels     = "application/vnd.openxmlformats-package.relationships+xml"
	contentPNG      = "image/png"
	contentSVG      = "image/svg+xml"
)

// zipTime is when every file of the package says it was made: the first moment
// that the format knows, so that the same deck gives the same bytes.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// writePackage writes parts as a package whose root has the given relations.
func writePackage(w io.Writer, root []relation, parts []*part) error {
	z := zip.NewWriter(w)
	if err := writeEntry(z, "[Content_Types].xml", contentTypes(parts)); err != nil {
		return err
	}
	if err := writeEntry(z, "_rels/.rels", relations("", root)); err != nil {
		return err
	}
	for _, p := range parts {
		if err := writeEntry(z, p.name, p.body); err != nil {
			return err
		}
		if len(p.rels) > 0 {
			folder, file := path.Split(p.name)
			if err := writeEntry(z, folder+"_rels/"+file+".rels", relations(folder, p.rels)); err != nil {
				return err
			}
		}
	}
	return z.Close()
}

func writeEntry(z *zip.Writer, name string, body []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: zipTime}
	if strings.HasSuffix(name, ".png") || strings.HasSuffix(name, ".jpg") || strings.HasSuffix(name, ".jpeg") {
		h.Method = zip.Store // compressed already
	}
	f, err := z.CreateHeader(h)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if _, err := f.Write(body); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// contentTypes says what every part is: pictures by their ending, the others
// one by one.
func contentTypes(parts []*part) []byte {
	defaults := map[string]string{"rels": contentRels, "xml": "application/xml"}
	endings := []string{"rels", "xml"}
	var single []*part
	for _, p := range parts {
		ending := strings.ToLower(strings.TrimPrefix(path.Ext(p.name), "."))
		if _, known := defaults[ending]; !known && ending != "" && strings.HasPrefix(p.content, "image/") {
			defaults[ending] = p.content
			endings = append(endings, ending)
		}
		if defaults[ending] != p.content {
			single = append(single, p)
		}
	}
	slices.Sort(endings)
	var m markup
	m.add(xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	for _, e := range endings {
		m.add(`<Default Extension="%s" ContentType="%s"/>`, attribute(e), attribute(defaults[e]))
	}
	for _, p := range single {
		m.add(`<Override PartName="/%s" ContentType="%s"/>`, attribute(p.name), attribute(p.content))
	}
	m.add(`</Types>`)
	return m.Bytes()
}

// relations writes the relations of a part in a folder, whose targets it names
// as seen from there.
func relations(folder string, list []relation) []byte {
	var m markup
	m.add(xmlHead+`<Relationships xmlns="%s">`, relPackage)
	for _, r := range list {
		target, mode := r.target, ` TargetMode="External"`
		if !r.external {
			target, mode = relative(folder, r.target), ""
		}
		m.add(`<Relationship Id="%s" Type="%s" Target="%s"%s/>`, attribute(r.id), attribute(r.kind), attribute(target), mode)
	}
	m.add(`</Relationships>`)
	return m.Bytes()
}

// relative returns the way from a folder of the package to a part.
func relative(folder, target string) string {
	from := strings.Split(strings.TrimSuffix(folder, "/"), "/")
	if folder == "" {
		from = nil
	}
	to := strings.Split(target, "/")
	same := 0
	for same < len(from) && same < len(to)-1 && from[same] == to[same] {
		same++
	}
	return strings.Repeat("../", len(from)-same) + strings.Join(to[same:], "/")
}

// encoded returns the bytes of some markup made by a function.
func encoded(write func(m *markup)) []byte {
	var m markup
	m.WriteString(xmlHead)
	write(&m)
	return bytes.Clone(m.Bytes())
}
