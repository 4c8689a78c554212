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
  sysmap new vores-kort.yaml --lang da --title "Ensomhed i vores by"`,
		Args: wordCount(1, 1, "which file to write"),
	}
	title := c.Flags().String("title", "", "title of the map")
	language := languageFlag(c)
	c.RunE = func(_ *cobra.Command, args []string) error {
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

// create writes a file that must not exist yet.
func (s *session) create(path, text string, l maps.Language) error {
	if path == "-" {
		_, err := io.WriteString(s.out, text)
		return err
	}
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
	done := map[maps.Language]string{maps.English: "written. Try:", maps.Danish: "er skrevet. Prøv:"}[l]
	fmt.Fprintf(s.err, "%s "+done+"\n  sysmap check %s\n  sysmap render %s -o map.svg\n", path, path, path)
	return nil
}
