package scene_test

import (
	"bytes"
	"io"
	"testing"

	"sysmap/render/scene"
)

func TestWritePDFDrawsTheDemo(t *testing.T) {
	var b bytes.Buffer
	if err := demo().WritePDF(&b, scene.PDFOptions{}); err != nil {
		t.Fatal(err)
	}
	b.Reset()
	if err := crowd().WritePDF(&b, scene.PDFOptions{}); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWritePDF(b *testing.B) {
	s := crowd()
	for b.Loop() {
		if err := s.WritePDF(io.Discard, scene.PDFOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
