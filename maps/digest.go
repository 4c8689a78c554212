package maps

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// Digest returns twelve hexadecimal digits that stand for what the map says.
// Two maps have the same digest when they are written alike by [Encode]: how
// a file is laid out, its comments and what it extends do not matter.
func (m *Map) Digest() string {
	var b bytes.Buffer
	encodeSheet(&b, fromMap(m))
	sum := sha256.Sum256(b.Bytes())
	return hex.EncodeToString(sum[:6])
}
