package scene

import (
	"bytes"
	"io"
	"strings"
	"time"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// PDFOptions say how scenes are written as PDF. The zero value works.
type PDFOptions struct {
	// Author is named in the document's properties.
	Author string
	// Title, Subject and Language are the document's; those left empty are the
	// title, description and language of the first page.
	Title, Subject, Language string
	// Date is when the document says it was made; the zero value is the first
	// second of 1970, so that the same scene gives the same bytes at any time.
	Date time.Time
}

// WritePDF writes the scene as PDF with one page of the scene's size, or scaled
// down if a side is longer than the 14,400 points that readers accept. Shapes
// stay vectors, fonts are subsets, and text can be searched and copied, Arabic
// as the joined shapes that are drawn. Characters above U+FFFF, such as emoji,
// are drawn as outlines and cannot be searched. The opacity of a group is that
// of each of its shapes, so that what they overlap shows through. The same
// scene and options give the same bytes. Errors wrap [ErrInvalid] or come from
// w.
func (s *Scene) WritePDF(w io.Writer, o PDFOptions) error {
	return WritePDFPages(w, []Page{{Scene: s}}, o)
}

// describe sets the properties of the document, of which first is the first
// page.
func (o PDFOptions) describe(f *fpdf.Fpdf, first *Scene) {
	date := o.Date.UTC()
	if o.Date.IsZero() {
		date = time.Unix(0, 0).UTC()
	}
	if o.Title == "" {
		o.Title = first.Title
	}
	if o.Subject == "" {
		o.Subject = first.Description
	}
	if o.Language == "" {
		o.Language = first.Language
	}
	f.SetCatalogSort(true)
	f.SetCreationDate(date)
	f.SetModificationDate(date)
	f.SetProducer("sysmap", false)
	f.SetTitle(pdfText(o.Title), false)
	f.SetSubject(pdfText(o.Subject), false)
	f.SetAuthor(pdfText(o.Author), false)
	if isLanguageTag(o.Language) {
		f.SetLang(o.Language)
	}
}

// pdfText returns text for people as UTF-16; fpdf's own conversion knows no
// characters above U+FFFF.
func pdfText(s string) string {
	if s = readable(s); s == "" {
		return ""
	}
	var b bytes.Buffer
	b.WriteString("\xfe\xff")
	for _, u := range utf16.Encode([]rune(s)) {
		b.Write([]byte{byte(u >> 8), byte(u)})
	}
	return b.String()
}

// isLanguageTag reports whether s can be a BCP 47 tag. fpdf writes it into the
// file as it is.
func isLanguageTag(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}
