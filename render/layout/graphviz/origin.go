//go:build origin

package graphviz

// The module is copied from this release; the import keeps the release in
// go.mod, where copy.go and the tests look for it.
import _ "github.com/goccy/go-graphviz"
