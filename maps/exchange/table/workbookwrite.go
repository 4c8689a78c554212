package table

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	gomaps "maps"
	"slices"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// writeWorkbook writes a workbook with a sheet of links and one of variables.
func writeWorkbook(w io.Writer, m *maps.Map, o format.WriteOptions) (*format.Report, error) {
	x := newExport(m, o)
	report := &format.Report{Format: "xlsx"}
	x.count(report)
	x.loseLinkParts(report)
	for i := range m.Variables {
		x.loseLanguages(report, m.Variables[i].Note, m.Variables[i].ID)
	}
	x.loseUnused(report)
	x.loseRest(report)
	links, variables := x.links(), x.variables()
	loseLong(report, links, variables)
	return report, x.workbook(w, links, variables, nil)
}

// loseLong counts texts that a cell of Excel cannot hold, which are cut.
func loseLong(r *format.Report, sheets ...*sheet) {
	for _, s := range sheets {
		for i, row := range s.rows {
			for _, cell := range row {
				if text, ok := cell.(string); ok && len(text) > excelize.TotalCellChars && len(utf16.Encode([]rune(text))) > excelize.TotalCellChars {
					r.Lose("ends of texts that are longer than a cell of Excel holds", fmt.Sprintf("%s, row %d", s.titles[0], i+2))
				}
			}
		}
	}
}

// columnWidths are in characters of the standard font.
var columnWidths = [fields]float64{
	voiceField: 20, actorField: 32, roleField: 16,
	fromField: 32, toField: 32, labelField: 32, noteField: 48, evidenceField: 48, indicatorField: 32,
	idField: 24, clusterField: 20, categoryField: 20, delayField: 18, strengthField: 16,
}

// workbook writes two sheets, and a third with instructions if there are any.
func (x *export) workbook(w io.Writer, links, variables *sheet, instructions []string) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetDocProps(&excelize.DocProperties{Title: x.m.Title.In(x.dialect.language), Creator: "sysmap", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z"}); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	// In cells that are text from the start, "+" can be typed as it is.
	text, err := book.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	styles := styles{bold: bold, text: text}
	for i, s := range []*sheet{links, variables} {
		name := cmp.Or(s.name, x.sheetName(i))
		if i == 0 {
			err = book.SetSheetName("Sheet1", name)
		} else {
			_, err = book.NewSheet(name)
		}
		if err != nil {
			return err
		}
		if err := x.writeSheet(book, name, s, styles); err != nil {
			return fmt.Errorf("sheet %s: %w", name, err)
		}
	}
	if len(instructions) > 0 {
		if err := writeInstructions(book, x.sheetName(2), instructions); err != nil {
			return err
		}
	}
	book.ZipWriter = func(w io.Writer) excelize.ZipWriter { return &sortedZip{to: w, parts: map[string]*bytes.Buffer{}} }
	return book.Write(w)
}

// sortedZip writes the parts of a workbook in the order of their names, because
// the library writes them as they come out of a map. That also puts
// [Content_Types].xml first, where some programs expect it.
type sortedZip struct {
	to    io.Writer
	parts map[string]*bytes.Buffer
}

// Create returns where to write a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = new(bytes.Buffer)
	return z.parts[name], nil
}

// AddFS is refused: no part comes from a file system.
func (z *sortedZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (z *sortedZip) Close() error {
	archive := zip.NewWriter(z.to)
	for _, name := range slices.Sorted(gomaps.Keys(z.parts)) {
		part, err := archive.Create(name)
		if err != nil {
			return err
		}
		if _, err := part.Write(z.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return archive.Close()
}

type styles struct{ bold, text int }

// sheetName is what the sheets are called.
func (x *export) sheetName(i int) string {
	return [...]string{x.dialect.word("Links", "Påvirkninger"), x.dialect.word("Variables", "Faktorer"), x.dialect.word(instructionSheets[0], instructionSheets[1])}[i]
}

func (x *export) writeSheet(book *excelize.File, name string, s *sheet, st styles) error {
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, f := range s.fields {
		width := columnWidths[f]
		if width == 0 {
			width = 12
		}
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
		if f == signField {
			if err := stream.SetColStyle(i+1, i+1, st.text); err != nil {
				return err
			}
		}
		if err := x.choices(book, name, f, i+1); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(s.titles))
	for i, t := range s.titles {
		cells[i] = excelize.Cell{StyleID: st.bold, Value: string(t)}
	}
	if err := stream.SetRow("A1", cells); err != nil {
		return err
	}
	for r, row := range s.rows {
		clear(cells)
		for i, cell := range row {
			switch v := cell.(type) {
			case word:
				cells[i] = string(v)
				if s.fields[i] == signField {
					cells[i] = excelize.Cell{StyleID: st.text, Value: string(v)}
				}
			default:
				cells[i] = v
			}
		}
		at, err := excelize.CoordinatesToCellName(1, r+2)
		if err != nil {
			return err
		}
		if err := stream.SetRow(at, cells); err != nil {
			return err
		}
	}
	return stream.Flush()
}

// choices lets people pick what a column of ours holds from a list.
func (x *export) choices(book *excelize.File, name string, f field, column int) error {
	var list []string
	switch f {
	case signField:
		list = []string{"+", "-", "?"}
	case confidenceField:
		for _, c := range []maps.Confidence{maps.LowConfidence, maps.MediumConfidence, maps.HighConfidence} {
			list = append(list, x.dialect.confidence(c))
		}
	case existsField:
		list = []string{x.dialect.word("yes", "ja"), x.dialect.word("no", "nej")}
	case roleField:
		list = []string{
			x.dialect.word("must act", "har ansvar"), x.dialect.word("can act", "kan handle"),
			x.dialect.word("affected", "er berørt"), x.dialect.word("knows", "har viden"),
		}
	default:
		return nil
	}
	letter, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return err
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = letter + "2:" + letter + "10000"
	if err := v.SetDropList(list); err != nil {
		return err
	}
	// Other words are understood too, so that the list only offers.
	v.ShowErrorMessage = false
	return book.AddDataValidation(name, v)
}
