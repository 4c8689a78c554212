package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
)

// shellWords splits a command line as a shell does, as far as our examples go.
func shellWords(line string) []string {
	var list []string
	word, started := strings.Builder{}, false
	quote := rune(0)
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, started = r, true
		case quote == 0 && unicode.IsSpace(r):
			if started {
				list = append(list, word.String())
			}
			word.Reset()
			started = false
		default:
			word.WriteRune(r)
			started = true
		}
	}
	if started {
		list = append(list, word.String())
	}
	return list
}

func commands(c *cobra.Command) []*cobra.Command {
	list := []*cobra.Command{c}
	for _, sub := range c.Commands() {
		list = append(list, commands(sub)...)
	}
	return list
}

// TestExamplesInHelpTextsWork runs every example that a help text gives, in
// the order in which it gives them, beside a map of one's own.
func TestExamplesInHelpTextsWork(t *testing.T) {
	for _, c := range commands(newRoot(streams{})) {
		if c.Example == "" || c.Name() == "completion" {
			continue
		}
		t.Run(c.CommandPath(), func(t *testing.T) {
			t.Chdir(t.TempDir())
			examples := strings.Split(c.Example, "\n")
			if !strings.Contains(c.Example, "sysmap new my-map.yaml") {
				examples = append([]string{"sysmap new my-map.yaml"}, examples...)
			}
			for _, line := range examples {
				args := shellWords(line)
				if len(args) == 0 || args[0] != "sysmap" {
					t.Errorf("%q is no example of ours", line)
					continue
				}
				var out, complaints bytes.Buffer
				if code := run(context.Background(), args[1:], streams{strings.NewReader(""), &out, &complaints}); code != exitDone {
					t.Errorf("%s\nends with %d: %s", line, code, complaints.String())
				}
			}
		})
	}
}

func TestEveryCommandHasAnExampleAndAnExplanation(t *testing.T) {
	for _, c := range commands(newRoot(streams{})) {
		if c.HasParent() && c.Parent().Name() == "completion" || c.Name() == "completion" || c.Name() == "help" {
			continue
		}
		if c.Short == "" || c.Name() != "version" && (c.Long == "" || c.Example == "") {
			t.Errorf("%s explains too little", c.CommandPath())
		}
	}
}
