package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
)

// mostNames bounds the part of a workbook that names its sheets.
const mostNames = 1 << 20

// SheetNames lists the names of the sheets of a workbook without opening it, for
// recognising it; nothing if it is none.
func SheetNames(text []byte) []string {
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil || len(archive.File) > mostParts {
		return nil
	}
	part, err := archive.Open("xl/workbook.xml")
	if err != nil {
		return nil
	}
	defer part.Close()
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	if xml.NewDecoder(io.LimitReader(part, mostNames)).Decode(&book) != nil {
		return nil
	}
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
	}
	return names
}
