package report

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sysmap/maps"
)

var update = flag.Bool("update", false, "write the reviewed reports anew")

// TestReportsAreAsReviewed compares with reports that a person has read. After a
// change on purpose: go test ./render/report -update, and read what differs.
func TestReportsAreAsReviewed(t *testing.T) {
	for file, l := range map[string]maps.Language{"classroom.md": maps.English, "klassen.md": maps.Danish} {
		got := markdown(t, written(t, studied(t, "classroom"), Options{Language: l}))
		path := filepath.Join("testdata", file)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (- reviewed, + now):\n%s", file, diff)
		}
	}
}
