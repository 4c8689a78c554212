package table

import (
	"io"
	"slices"

	"github.com/xuri/excelize/v2"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// instructionSheets are the names of the sheet with instructions, which
// reading passes over.
var instructionSheets = [...]string{"How to fill in", "Vejledning"}

func isInstructions(sheet string) bool { return slices.Contains(instructionSheets[:], sheet) }

// linkColumns and variableColumns are what a template asks for.
var (
	linkColumns     = []field{fromField, toField, signField, strengthField, delayField, confidenceField, noteField, evidenceField}
	variableColumns = []field{labelField, clusterField, categoryField, noteField}
)

// WriteTemplate writes an empty workbook for a workshop to fill in: a sheet of
// links and one of variables with their titles, and instructions. Language and
// the unit of time are the map's; the zero Map is English without a unit.
func WriteTemplate(w io.Writer, m maps.Map) error {
	x := newExport(&m, format.WriteOptions{})
	instructions := []string{
		`One row for each influence of one variable on another. Write the names as people say them; the same name is the same variable.`,
		`sign: + if more of the first leads to more of the second, - if it leads to less, ? if it is not known.`,
		`strength: weak, medium or strong, or a number from 0 to 1. May be left empty.`,
		`delay: how long it takes, as a number. May be left empty.`,
		`confidence: low, medium or high. May be left empty.`,
		`note, evidence: any text; divide several pieces of evidence by |. May be left empty.`,
		`The sheet Variables may stay empty: variables that links name are added by themselves. Use it for clusters, categories and notes.`,
		`Read it back with: sysmap check FILE`,
	}
	if x.dialect.language == maps.Danish {
		instructions = []string{
			`En række for hver påvirkning fra en faktor til en anden. Skriv navnene, som folk siger dem; samme navn er samme faktor.`,
			`fortegn: + hvis mere af den første giver mere af den anden, - hvis det giver mindre, ? hvis det ikke vides.`,
			`styrke: svag, middel eller stærk, eller et tal fra 0 til 1. Må stå tom.`,
			`forsinkelse: hvor længe det varer, som et tal. Må stå tom.`,
			`tillid: lav, middel eller høj. Må stå tom.`,
			`note, kilde: fri tekst; adskil flere kilder med |. Må stå tom.`,
			`Arket Faktorer må stå tomt: faktorer, som påvirkningerne nævner, kommer med af sig selv. Brug det til klynger, kategorier og noter.`,
			`Læs det ind igen med: sysmap check FIL`,
		}
	}
	return x.workbook(w, x.sheet(linkColumns), x.sheet(variableColumns), instructions)
}

// WriteTextTemplate writes the titles of links as CSV, for a workshop to fill
// in. Language and the unit of time are the map's.
func WriteTextTemplate(w io.Writer, m maps.Map) error {
	x := newExport(&m, format.WriteOptions{})
	return x.delimited(w, x.sheet(linkColumns), false)
}

func writeInstructions(book *excelize.File, name string, lines []string) error {
	if _, err := book.NewSheet(name); err != nil {
		return err
	}
	if err := book.SetColWidth(name, "A", "A", 120); err != nil {
		return err
	}
	for i, line := range lines {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := book.SetCellStr(name, at, line); err != nil {
			return err
		}
	}
	return nil
}
