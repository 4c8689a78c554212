// Package library holds the maps that come with the binary.
//
// [Names] and [Source] fit the fields of a [sysmap/maps.Loader]:
//
//	loader := maps.Loader{Library: library.Source, LibraryNames: library.Names()}
//	m, err := loader.Load(ctx, "foresight")
//
// Each map is one YAML file beside this one, and that file is the source of
// truth: its title and note say what it shows, its sources where it is from.
package library

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

const extension = ".yaml"

//go:embed *.yaml
var files embed.FS

// Names returns the name of every map in the library, sorted.
func Names() []string {
	// The pattern is constant and the files are part of the binary, so
	// there is nothing that could fail.
	paths, _ := fs.Glob(files, "*"+extension)
	names := make([]string, len(paths))
	for i, p := range paths {
		names[i] = strings.TrimSuffix(path.Base(p), extension)
	}
	slices.Sort(names)
	return names
}

// Source returns the map file of that name as it was written. The error for a
// name that the library does not have wraps [fs.ErrNotExist] and lists the
// names that it does have.
func Source(name string) ([]byte, error) {
	names := Names()
	if !slices.Contains(names, name) {
		return nil, fmt.Errorf("there is no %.80q in the library, which has %s: %w",
			name, strings.Join(names, ", "), fs.ErrNotExist)
	}
	return files.ReadFile(name + extension)
}
