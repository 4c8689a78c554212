package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
	"sysmap/maps/exchange/table"
)

// The maps that `new` writes: small, complete, and explained line by line.
var (
	//go:embed starter/en.yaml
	starterEnglish string
	//go:embed starter/da.yaml
	starterDanish string
)

func newNew(s *session) *cobra.Command {
	c := &cobra.Command{
		Use:   "new FILE",
		Short: "Start a map of your own",
		Long: `new writes a small map that explains itself, as a start for your own. It never
overwrites a file.`,
		Example: `  sysmap new my-map.yaml
  sysmap new workshop.xlsx --table
  sysmap new vores-kort.yaml --lang da --title "Ensomhed i vores by"`,
		Args: wordCount(1, 1, "which file to write"),
	}
	title := c.Flags().String("title", "", "title of the map")
	asTable := c.Flags().Bool("table", false, "write a table for a workshop to fill in, as .xlsx or .csv, instead of a map")
	language := languageFlag(c)
	c.RunE = func(_ *cobra.Command, args []string) error {
		if *asTable {
			return s.createTable(args[0], firstLanguage(language()))
		}
		text := starterEnglish
		if language() == maps.Danish {
			text = starterDanish
		}
		if *title != "" {
			quoted, err := quoteYAML(*title)
			if err != nil {
				return err
			}
			text = strings.Replace(text, firstTitle(text), "title: "+quoted, 1)
		}
		return s.create(args[0], text, firstLanguage(language()))
	}
	return c
}

// createTable writes an empty table of links that spreadsheets open, and that
// every command reads once it is filled in.
func (s *session) createTable(path string, l maps.Language) error {
	write := table.WriteTextTemplate
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		write = table.WriteTemplate
	case ".csv":
	default:
		return usagef("%q ends in neither .xlsx nor .csv", path)
	}
	var text strings.Builder
	if err := write(&text, maps.Map{Language: l, Time: maps.Month}); err != nil {
		return err
	}
	return s.create(path, text.String(), l)
}

// firstTitle returns the line that holds the starter's title.
func firstTitle(text string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "title:") {
			return strings.TrimRight(line, "\r\n")
		}
	}
	return ""
}

// quoteYAML writes a text as a YAML scalar in double quotes, on one line.
func quoteYAML(text string) (string, error) {
	for _, r := range text {
		if r < ' ' || r == 0x7f {
			return "", usagef("the title holds a character that is not text (%U)", r)
		}
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`, nil
}

// create writes a file that must not exist yet, and says what to do with it.
func (s *session) create(path, text string, l maps.Language) error {
	if path == "-" {
		_, err := io.WriteString(s.out, text)
		return err
	}
	if err := createFile(path, text); err != nil {
		return err
	}
	done := map[maps.Language]string{maps.English: "written. Try:", maps.Danish: "er skrevet. Prøv:"}[l]
	fmt.Fprintf(s.err, "%s "+done+"\n  sysmap check %s\n  sysmap render %s -o map.svg\n", path, path, path)
	return nil
}

// createFile writes a file that must not exist yet; it leaves nothing behind
// when it fails.
func createFile(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s exists already; choose another name", path)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no folder %s to put %s in", filepath.Dir(path), filepath.Base(path))
	case err != nil:
		return err
	}
	_, err = io.WriteString(f, text)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(path)
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
