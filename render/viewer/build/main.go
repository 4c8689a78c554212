// Command build makes what the page of a map is made of, and keeps it in dist:
// the front end, bundled from TypeScript by esbuild, and the engine, compiled to
// WebAssembly. `go generate ./render/viewer` runs it; with -check it writes
// nothing and fails if dist is not what the sources make.
//
// The same sources and the same version of Go give the same bytes. Another
// version of Go makes another engine; -check then compares the digest of the
// sources that dist was made from.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
)

// built is what dist says of itself, in built.json.
type built struct {
	Go string `json:"go"`
	// Sources is a digest of everything that dist is made from, Go's own
	// library aside.
	Sources string `json:"sources"`
	// Engine is the size of the engine before it was compressed.
	Engine int `json:"engine_bytes"`
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("build: ")
	check := flag.Bool("check", false, "fail if dist is stale instead of writing it")
	flag.Parse()
	root, err := module()
	if err != nil {
		log.Fatal(err)
	}
	house := viewer{filepath.Join(root, "render", "viewer")}
	if *check {
		err = house.check()
	} else {
		err = house.write()
	}
	if err != nil {
		log.Fatal(err)
	}
}

// viewer is the folder of the package that dist belongs to.
type viewer struct{ folder string }

func (v viewer) dist(name string) string { return filepath.Join(v.folder, "dist", name) }

// make builds every file of dist.
func (v viewer) make() (map[string][]byte, error) {
	files, err := v.bundle()
	if err != nil {
		return nil, err
	}
	engine, size, err := v.engine()
	if err != nil {
		return nil, err
	}
	files["engine.wasm.gz"] = engine
	sources, err := v.sources()
	if err != nil {
		return nil, err
	}
	about, err := json.MarshalIndent(built{runtime.Version(), sources, size}, "", "  ")
	files["built.json"] = append(about, '\n')
	return files, err
}

func (v viewer) write() error {
	files, err := v.make()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(v.dist(""), 0o755); err != nil {
		return err
	}
	for name, content := range files {
		if old, err := os.ReadFile(v.dist(name)); err == nil && bytes.Equal(old, content) {
			continue
		}
		if err := os.WriteFile(v.dist(name), content, 0o644); err != nil {
			return err
		}
		log.Printf("%s: %d bytes", name, len(content))
	}
	return nil
}

// errStale says what to do.
var errStale = errors.New("dist is not what the sources make; run `go generate ./render/viewer` and commit render/viewer/dist")

func (v viewer) check() error {
	text, err := os.ReadFile(v.dist("built.json"))
	if err != nil {
		return err
	}
	var was built
	if err := json.Unmarshal(text, &was); err != nil {
		return fmt.Errorf("built.json: %w", err)
	}
	sources, err := v.sources()
	if err != nil {
		return err
	}
	if sources != was.Sources {
		return fmt.Errorf("the sources have changed: %w", errStale)
	}
	if was.Go != runtime.Version() {
		log.Printf("dist was built by %s and this is %s, so only the sources were compared", was.Go, runtime.Version())
		return nil
	}
	files, err := v.make()
	if err != nil {
		return err
	}
	for name, content := range files {
		if old, err := os.ReadFile(v.dist(name)); err != nil || !bytes.Equal(old, content) {
			return fmt.Errorf("%s differs: %w", name, errStale)
		}
	}
	return nil
}
