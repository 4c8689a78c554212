package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sysmap/maps"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value   string
	allowed []string
}

func (c *choice) String() string { return c.value }

// Type is what the help text shows: all there is to choose from, if that is
// short enough to stand there.
func (c *choice) Type() string {
	if all := strings.Join(c.allowed, "|"); len(all) <= 40 {
		return all
	}
	return "name"
}

func (c *choice) Set(v string) error {
	if !slices.Contains(c.allowed, v) {
		return fmt.Errorf("must be one of %s", strings.Join(c.allowed, ", "))
	}
	c.value = v
	return nil
}

// choiceFlag adds a flag with a fixed set of values, which the shell completes.
func choiceFlag(c *cobra.Command, name, value, usage string, allowed ...string) *choice {
	flag := &choice{value, allowed}
	c.Flags().Var(flag, name, usage)
	// It fails only for a flag that does not exist.
	_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(allowed, cobra.ShellCompDirectiveNoFileComp))
	return flag
}

// languageFlag adds --lang; the empty value is the map's own language.
func languageFlag(c *cobra.Command) func() maps.Language {
	var names []string
	for _, l := range maps.Languages() {
		names = append(names, string(l))
	}
	flag := choiceFlag(c, "lang", "", "language of labels and headings (default: the map's own)", names...)
	return func() maps.Language { return maps.Language(flag.value) }
}

// languageOf returns the language asked for, or else the map's own.
func languageOf(asked maps.Language, m *maps.Map) maps.Language {
	switch {
	case asked != "":
		return asked
	case m.Language != "":
		return m.Language
	}
	return maps.English
}

// completeMaps lets the shell complete library names beside files.
func (s *session) completeMaps(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	return s.loader.LibraryNames, cobra.ShellCompDirectiveDefault
}

// oneOf fails if more than one of some flags is given.
func oneOf(c *cobra.Command, flags ...string) error {
	var given []string
	for _, f := range flags {
		if c.Flags().Changed(f) {
			given = append(given, "--"+f)
		}
	}
	if len(given) > 1 {
		return usagef("%s do not go together; give one of them", strings.Join(given, " and "))
	}
	return nil
}

// flagError words what is wrong with a flag for people who do not program.
func flagError(err error) error {
	text := err.Error()
	if at := strings.Index(text, ": strconv."); at >= 0 {
		text = text[:at] + ": it takes a number"
	}
	return usageError{errors.New(text)}
}

// wordCount checks how many words a command is given, and says what they are.
func wordCount(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef("say %s", what)
		case most >= 0 && len(args) > most:
			return usagef("%q is one word too many; this command takes %s", args[most], what)
		}
		return nil
	}
}
