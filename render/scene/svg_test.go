package scene_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"

	"sysmap/render/scene"
)

func TestWriteSVGIsWellFormed(t *testing.T) {
	for name, s := range map[string]*scene.Scene{"demo": demo(), "crowd": crowd()} {
		var b bytes.Buffer
		if err := s.WriteSVG(&b, scene.SVGOptions{}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := xml.NewDecoder(&b)
		for {
			_, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}
