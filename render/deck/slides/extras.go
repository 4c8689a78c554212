package slides

import (
	"crypto/sha256"
	"fmt"
)

// extras adds the parts that programs expect around the slides: properties of
// the document, of the show and of the window, and the list of table styles.
func (d *deckWriter) extras() {
	add := func(name, content, kind string, body []byte) {
		d.names.take(name)
		d.parts = append(d.parts, &part{name: name, content: content, body: body})
		if kind != "" {
			d.main.relate(kind, name, false)
		}
	}
	add("ppt/presProps.xml", contentShow, relShow, encoded(func(m *markup) { m.add(`<p:presentationPr %s/>`, namespaces) }))
	add("ppt/viewProps.xml", contentWindow, relWindow, encoded(func(m *markup) { m.add(`<p:viewPr %s/>`, namespaces) }))
	add("ppt/tableStyles.xml", contentTables, relTables, encoded(func(m *markup) {
		m.add(`<a:tblStyleLst xmlns:a="%s" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>`, nsDrawing)
	}))
	add("docProps/core.xml", contentCore, "", encoded(d.coreProperties))
	add("docProps/app.xml", contentExtended, "", encoded(func(m *markup) {
		m.add(`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><TotalTime>0</TotalTime><Application>sysmap</Application><PresentationFormat>Custom</PresentationFormat><Slides>%d</Slides><Notes>%d</Notes></Properties>`, len(d.deck.Slides), d.noted())
	}))
}

// noted counts the slides with notes.
func (d *deckWriter) noted() int {
	n := 0
	for _, s := range d.deck.Slides {
		if len(s.Notes) > 0 {
			n++
		}
	}
	return n
}

func (d *deckWriter) coreProperties(m *markup) {
	m.add(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	for _, p := range [][2]string{
		{"dc:title", d.deck.Title},
		{"dc:subject", d.deck.Subject},
		{"dc:creator", d.deck.Author},
		{"cp:keywords", d.deck.Keywords},
		{"dc:description", d.deck.Description},
		{"dc:language", d.language},
	} {
		if p[1] != "" {
			m.add(`<%s>%s</%s>`, p[0], escape(p[1]), p[0])
		}
	}
	m.add(`</cp:coreProperties>`)
}

// sections writes the parts of the deck that the program's overview shows.
func (d *deckWriter) sections(m *markup) {
	any := false
	for _, s := range d.deck.Slides {
		any = any || s.Section != ""
	}
	if !any {
		return
	}
	m.add(`<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">`)
	for i, s := range d.deck.Slides {
		if i == 0 || s.Section != "" {
			if i > 0 {
				m.add(`</p14:sldIdLst></p14:section>`)
			}
			name := s.Section
			if name == "" {
				name = d.deck.Title
			}
			m.add(`<p14:section name="%s" id="%s"><p14:sldIdLst>`, attribute(name), identifier(fmt.Sprintf("section %d %s", i, name)))
		}
		m.add(`<p14:sldId id="%d"/>`, firstSlideID+i)
	}
	m.add(`</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>`)
}

// identifier makes what the format wants where others draw a random number:
// the same for the same text.
func identifier(text string) string {
	h := sha256.Sum256([]byte(text))
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}
