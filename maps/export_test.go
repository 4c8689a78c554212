package maps

import "bytes"

// Raw writes a map without checking it: what it names may stand elsewhere.
func Raw(m *Map) []byte {
	var b bytes.Buffer
	encodeSheet(&b, fromMap(m))
	return b.Bytes()
}
