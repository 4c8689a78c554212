package leverage

import (
	"flag"
	"os"
	"testing"
)

// TestMain has properties tried on thousands of graphs, not on rapid's
// hundred, unless the command line says how many.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", "2000"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
