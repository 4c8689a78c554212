package table

import (
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/format"
)

// WriteForm writes a workbook for people to say what they think of a map, which
// [ReadVoices] reads back: a sheet that asks about every link of the map, one
// for roles, and instructions. An empty language is the map's.
func WriteForm(w io.Writer, m *maps.Map, l maps.Language) error {
	x := newExport(m, format.WriteOptions{Language: l})
	instructions := []string{
		`Write who speaks under voice: a name, or that of a group. Below it may stay empty until somebody else speaks.`,
		`Each row of Links is a link of the map. Fill in what you want to say of it, and leave empty what you do not: silence is not disagreement.`,
		`exists: no if you think that there is no such link. sign: + if more of the first leads to more of the second, - if it leads to less, ? if you do not know.`,
		`strength: weak, medium or strong, or a number from 0 to 1. confidence: low, medium or high. note: in your own words.`,
		`Add rows for links that the map lacks. A name that the map does not have is a variable that you find missing.`,
		`Each row of Roles is a role that an actor has on a variable: must act, can act, affected or knows.`,
		`Read it with: sysmap voices MAP FILE`,
	}
	if x.dialect.language == maps.Danish {
		instructions = []string{
			`Skriv under stemme, hvem der taler: et navn eller en gruppe. Derunder må der stå tomt, til en anden taler.`,
			`Hver række i Påvirkninger er en påvirkning på kortet. Udfyld det, du vil sige om den, og lad resten stå tomt: tavshed er ikke uenighed.`,
			`findes: nej, hvis du ikke mener, at den påvirkning findes. fortegn: + hvis mere af den første giver mere af den anden, - hvis det giver mindre, ? hvis du ikke ved det.`,
			`styrke: svag, middel eller stærk, eller et tal fra 0 til 1. tillid: lav, middel eller høj. note: med dine egne ord.`,
			`Tilføj rækker for påvirkninger, som kortet mangler. Et navn, som kortet ikke har, er en faktor, du savner.`,
			`Hver række i Roller er en rolle, som en aktør har for en faktor: har ansvar, kan handle, er berørt eller har viden.`,
			`Læs det ind med: sysmap voices KORT FIL`,
		}
	}
	links, roles := x.form()
	return x.workbook(w, links, roles, instructions)
}

// WriteTextForm writes the same as CSV: links, and below them the titles of
// roles.
func WriteTextForm(w io.Writer, m *maps.Map, l maps.Language) error {
	x := newExport(m, format.WriteOptions{Language: l})
	links, roles := x.form()
	if err := x.delimited(w, links, false); err != nil {
		return err
	}
	var below strings.Builder
	if err := x.delimited(&below, roles, false); err != nil {
		return err
	}
	gap := x.dialect.word("\n", "\r\n")
	_, err := io.WriteString(w, gap+strings.TrimPrefix(below.String(), "\ufeff"))
	return err
}

// form asks about every link, and about roles.
func (x *export) form() (links, roles *sheet) {
	links = x.sheet([]field{voiceField, fromField, toField, existsField, signField, strengthField, confidenceField, noteField})
	for i := range x.m.Links {
		l := &x.m.Links[i]
		links.rows = append(links.rows, x.row(links.fields, func(f field) any {
			if f == fromField || f == toField {
				return x.linkCell(l, f)
			}
			return nil
		}))
	}
	roles = x.sheet([]field{voiceField, actorField, roleField, labelField})
	roles.name = x.dialect.word("Roles", "Roller")
	return links, roles
}
