package scene_test

import (
	"bytes"
	"io"
	"testing"

	"sysmap/render/scene"
)

func TestWritePNGDrawsTheDemo(t *testing.T) {
	var b bytes.Buffer
	if err := demo().WritePNG(&b, scene.PNGOptions{DPI: 192}); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := crowd().WritePNG(&b, scene.PNGOptions{Width: 3000}); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWritePNG(b *testing.B) {
	s := crowd()
	for b.Loop() {
		if err := s.WritePNG(io.Discard, scene.PNGOptions{Width: 3000}); err != nil {
			b.Fatal(err)
		}
	}
}
