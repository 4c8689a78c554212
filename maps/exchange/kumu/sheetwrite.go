package kumu

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// The columns of the two sheets; those after Tags are attributes of ours.
var (
	elementTitles    = []string{"Label", "Type", "Description", "Cluster"}
	connectionTitles = []string{"From", "To", "Direction", "Type", "Description", "Delayed", "Delay", "Strength", "Confidence", "Probability"}
)

// sheets are a map as the rows of both sheets.
type sheets struct{ elements, connections [][]string }

func sheetsOf(m *maps.Map, l maps.Language, r *format.Report) sheets {
	var s sheets
	names := uniqueLabels(m, l, r)
	for _, e := range elements(m, l) {
		s.elements = append(s.elements, []string{names[e.ID], e.Type, e.Description, e.Cluster})
	}
	for i := range m.Links {
		c := connectionOf(&m.Links[i], l)
		delayed, probability := "", ""
		if c.Delayed {
			delayed = "true"
		}
		if c.Probability != 0 {
			probability = strconv.FormatFloat(c.Probability, 'f', -1, 64)
		}
		s.connections = append(s.connections, []string{names[c.From], names[c.To], c.Direction, c.Type, c.Description, delayed, c.Delay, c.Strength, c.Confidence, probability})
	}
	return s
}

// uniqueLabels returns the labels by id; those that several elements have get
// the id added, because tables refer to elements by label.
func uniqueLabels(m *maps.Map, l maps.Language, r *format.Report) map[string]string {
	count := map[string]int{}
	for i := range m.Variables {
		count[format.NameKey(format.Named(m.Variables[i].Label, m.Variables[i].ID, l))]++
	}
	names := make(map[string]string, len(m.Variables))
	for i := range m.Variables {
		v := &m.Variables[i]
		name := format.Named(v.Label, v.ID, l)
		if count[format.NameKey(name)] > 1 {
			name += " (" + v.ID + ")"
			r.Note("labels of several elements, told apart by their ids", v.ID)
		}
		names[v.ID] = name
	}
	return names
}

func writeWorkbook(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	report := format.ReportWritten("kumu-xlsx", m, language, kept)
	s := sheetsOf(m, language, report)
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "sysmap", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return nil, err
	}
	if err := book.SetSheetName("Sheet1", "Elements"); err != nil {
		return nil, err
	}
	if _, err := book.NewSheet("Connections"); err != nil {
		return nil, err
	}
	for _, sheet := range []struct {
		name   string
		titles []string
		rows   [][]string
	}{{"Elements", elementTitles, s.elements}, {"Connections", connectionTitles, s.connections}} {
		for i, row := range append([][]string{sheet.titles}, sheet.rows...) {
			for j, cell := range row {
				if cell == "" {
					continue
				}
				if len(cell) > excelize.TotalCellChars && len(utf16.Encode([]rune(cell))) > excelize.TotalCellChars {
					report.Lose("ends of texts that are longer than a cell of Excel holds", sheet.name+", "+format.Shorten(row[0]))
				}
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					return nil, err
				}
				if err := book.SetCellStr(sheet.name, at, spelt(cell)); err != nil {
					return nil, fmt.Errorf("sheet %s, cell %s: %w", sheet.name, at, err)
				}
			}
		}
	}
	return report, book.Write(w)
}

// writeCSV writes the connections, which name the elements.
func writeCSV(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	language := o.LanguageOf(m)
	report := format.ReportWritten("kumu-csv", m, language, kept)
	s := sheetsOf(m, language, report)
	touched := map[string]bool{}
	for i := range m.Links {
		touched[m.Links[i].From], touched[m.Links[i].To] = true, true
	}
	report.Clusters = 0
	for i := range m.Variables {
		v := &m.Variables[i]
		for _, part := range []struct {
			what string
			lost bool
		}{
			{"elements without connections", !touched[v.ID]},
			{"types of elements", v.Category != ""},
			{"descriptions of elements", !v.Note.Empty()},
			{"clusters of elements", v.Cluster != ""},
		} {
			if part.lost {
				report.Lose(part.what, v.ID)
			}
		}
		if !touched[v.ID] {
			report.Variables--
		}
	}
	c := csv.NewWriter(w)
	if err := c.Write(connectionTitles); err != nil {
		return nil, err
	}
	for _, row := range s.connections {
		for i := range row {
			if connectionTitles[i] != "Type" {
				row[i] = format.Defused(row[i])
			}
		}
		if err := c.Write(row); err != nil {
			return nil, err
		}
	}
	c.Flush()
	return report, c.Error()
}

// spelt protects what a workbook would take for the code of a character, such
// as _x0041_, by writing the code of its first underscore.
func spelt(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if rest := s[i:]; len(rest) > 6 && rest[0] == '_' && rest[1] == 'x' && rest[6] == '_' && strings.Trim(rest[2:6], "0123456789abcdefABCDEF") == "" {
			b.WriteString("_x005F_")
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
