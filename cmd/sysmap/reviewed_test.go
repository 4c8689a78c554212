package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the reviewed reports anew; read them aloud before you commit them")

// TestReportsOfAnAllianceReadAsReviewed compares what the command says of the
// largest example, in both languages, with what was read aloud and found useful
// and true.
func TestReportsOfAnAllianceReadAsReviewed(t *testing.T) {
	if testing.Short() {
		t.Skip("the whole analysis takes seconds")
	}
	for file, args := range map[string][]string{
		"alliance-et-lettere-liv.da.txt": {"alliance", "../../examples/et-lettere-liv/map.yaml"},
		"alliance-et-lettere-liv.en.md":  {"alliance", "../../examples/et-lettere-liv/map.yaml", "--lang", "en", "--format", "markdown"},
		"voices-ensomhed.da.txt":         {"voices", "../../examples/ensomhed/map.yaml", "../../examples/ensomhed/stemmer.yaml"},
		"voices-ensomhed.en.md":          {"voices", "../../examples/ensomhed/map.yaml", "../../examples/ensomhed/stemmer.yaml", "--lang", "en", "--format", "markdown"},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			var out, problems bytes.Buffer
			if code := run(context.Background(), args, streams{new(bytes.Buffer), &out, &problems}); code != exitDone {
				t.Fatalf("it ended with %d: %s", code, problems.String())
			}
			golden := filepath.Join("testdata", "reviewed", file)
			if *update {
				if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(out.Bytes(), want) {
				t.Errorf("it reads otherwise than in %s; read it aloud, then run with -update:\n%s", golden, out.String())
			}
		})
	}
}
