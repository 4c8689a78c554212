package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sysmap/maps"
	"sysmap/maps/exchange/table"
)

// writeVoiceForm writes a new file in which people can say what they think of a
// map: a table that asks about every link, or the start of a voice.
func (s *session) writeVoiceForm(m *maps.Map, base, path string, l maps.Language) error {
	var text strings.Builder
	var err error
	switch ending := strings.ToLower(filepath.Ext(path)); {
	case ending == ".xlsx":
		err = table.WriteForm(&text, m, l)
	case ending == ".csv":
		err = table.WriteTextForm(&text, m, l)
	case isMapFile(path):
		text.WriteString(voiceStart(m, extendsFrom(path, base), path, l))
	default:
		return usagef("%q ends in neither .xlsx, .csv nor .yaml", path)
	}
	if err != nil {
		return err
	}
	if err := createFile(path, text.String()); err != nil {
		return err
	}
	done := map[maps.Language]string{maps.English: "written. Fill it in, and then:", maps.Danish: "er skrevet. Udfyld den, og så:"}[l]
	fmt.Fprintf(s.err, "%s %s\n  sysmap voices %s %s\n", path, done, base, path)
	return nil
}

// extendsFrom is how a file names the map that it is about.
func extendsFrom(path, base string) string {
	if _, err := os.Stat(base); err != nil {
		return base
	}
	folder, errFolder := filepath.Abs(filepath.Dir(path))
	file, errFile := filepath.Abs(base)
	if errFolder != nil || errFile != nil {
		return base
	}
	if relative, err := filepath.Rel(folder, file); err == nil {
		return filepath.ToSlash(relative)
	}
	return file
}

// voiceStart is a voice that agrees with the first link of a map, with notes on
// what else it could say.
func voiceStart(m *maps.Map, extends, path string, l maps.Language) string {
	link, actor, variable := "a ->+ b", "town", "a"
	if len(m.Links) > 0 {
		link = m.Links[0].Ref().String()
	}
	if len(m.Variables) > 0 {
		variable = m.Variables[0].ID
	}
	if len(m.Actors) > 0 {
		actor = m.Actors[0].ID
	}
	text := voiceStarts[maps.English]
	if l == maps.Danish {
		text = voiceStarts[maps.Danish]
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	said := "links: []\n"
	if len(m.Links) > 0 {
		said = "links:\n  - " + plainOrQuoted(link) + "\n"
	}
	return strings.NewReplacer("EXTENDS", plainOrQuoted(extends), "NAME", plainOrQuoted(name), "SAID\n", said, "LINK", link, "ACTOR", actor, "VARIABLE", variable).Replace(text)
}

// plainOrQuoted writes a text as it is where YAML reads it so, and otherwise in
// quotation marks.
func plainOrQuoted(text string) string {
	if maps.ValidID(text) && !strings.ContainsAny(text[:1], "0123456789") && strings.Trim(text, ".-_/") == text {
		return text
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

var voiceStarts = map[maps.Language]string{
	maps.English: `# What one voice says about a map: a participant, or a group. Say what you want to
# say and leave out the rest; silence is not disagreement. Lines that begin with #
# are notes to people.
sysmap: 1
extends: EXTENDS
voice:
  label: NAME                                # who speaks
  # note: What else you want to say.
  # denies: ["LINK"]       # links that are not there

# Links as you see them: those of the map, with another sign perhaps, and those
# that it lacks. For example:
#   - {link: "LINK", strength: strong, confidence: low, note: Only at night.}
SAID
# What the map lacks:
# variables: {new-variable: {label: Something new}}
# actors: {new-actor: {label: Somebody else, sector: people}}

# Who is responsible? must-act, can-act, affected and knows:
# roles:
#   - {actor: ACTOR, must-act: [VARIABLE]}
`,
	maps.Danish: `# Hvad én stemme siger om et kort: en deltager eller en gruppe. Sig det, du vil sige,
# og lad resten ligge; tavshed er ikke uenighed. Linjer, der begynder med #, er noter
# til mennesker.
sysmap: 1
extends: EXTENDS
voice:
  label: NAME                                # hvem der taler
  # note: Hvad du ellers vil sige.
  # denies: ["LINK"]       # påvirkninger, der ikke findes

# Påvirkninger, som du ser dem: kortets egne, måske med et andet fortegn, og dem,
# kortet mangler. For eksempel:
#   - {link: "LINK", strength: strong, confidence: low, note: Kun om natten.}
SAID
# Det, kortet mangler:
# variables: {ny-faktor: {label: Noget nyt}}
# actors: {ny-aktør: {label: En anden, sector: people}}

# Hvem har ansvaret? must-act, can-act, affected og knows:
# roles:
#   - {actor: ACTOR, must-act: [VARIABLE]}
`,
}
