package maps_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"sysmap/maps"
)

// sheetOf writes a map of the size of the Foresight map, or any other.
func sheetOf(variables, links int) []byte {
	var b strings.Builder
	b.WriteString(head + "clusters: {core: }\nvariables:\n")
	for i := range variables {
		fmt.Fprintf(&b, "  level-of-variable-%d: {label: {en: Level of variable %d, da: Niveau af faktor %d}, cluster: core, at: [%d, %d.5]}\n", i, i, i, i, i)
	}
	b.WriteString("links:\n")
	for i := range links {
		fmt.Fprintf(&b, "  - level-of-variable-%d ->+ level-of-variable-%d\n", i%variables, (i*7+i/variables)%variables)
	}
	return []byte(b.String())
}

// BenchmarkReading stands beside the YAML library alone, which is the floor.
func BenchmarkReading(b *testing.B) {
	for _, size := range [][2]int{{108, 296}, {2000, 6000}} {
		text := sheetOf(size[0], size[1])
		b.Run(fmt.Sprintf("%d-%d/map", size[0], size[1]), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := (&maps.Loader{}).Parse(b.Context(), "m", text); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%d-%d/YAML alone", size[0], size[1]), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				loader, err := yaml.NewLoader(bytes.NewReader(text))
				if err != nil {
					b.Fatal(err)
				}
				var n yaml.Node
				if err := loader.Load(&n); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPinning writes a position into every variable of a file, as laying a
// map out does, at once and, as the slower way, one by one.
func BenchmarkPinning(b *testing.B) {
	path := filepath.Join(b.TempDir(), "map.yaml")
	if err := os.WriteFile(path, sheetOf(108, 296), 0o644); err != nil {
		b.Fatal(err)
	}
	at := make(map[string]maps.Position)
	for i := range 108 {
		at[fmt.Sprintf("level-of-variable-%d", i)] = maps.Position{X: float64(i), Y: -1}
	}
	b.Run("at once", func(b *testing.B) {
		for b.Loop() {
			d, err := (&maps.Loader{}).Open(b.Context(), path)
			if err != nil {
				b.Fatal(err)
			}
			if err := d.SetPositions(at); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("one by one", func(b *testing.B) {
		for b.Loop() {
			d, err := (&maps.Loader{}).Open(b.Context(), path)
			if err != nil {
				b.Fatal(err)
			}
			for id, p := range at {
				if err := d.SetPosition(id, p); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

func BenchmarkWriting(b *testing.B) {
	m, err := (&maps.Loader{}).Parse(b.Context(), "m", sheetOf(108, 296))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := maps.Encode(m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	m, err := (&maps.Loader{}).Parse(b.Context(), "m", sheetOf(108, 296))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.Digest()
	}
}
