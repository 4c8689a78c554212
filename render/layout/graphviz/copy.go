//go:build ignore

// Copy takes graphviz.wasm from the release of go-graphviz that go.mod names.
package main

import (
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/goccy/go-graphviz").Output()
	if err != nil {
		log.Fatal("finding go-graphviz: ", err)
	}
	module, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "internal", "wasm", "graphviz.wasm"))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("graphviz.wasm", module, 0o644); err != nil {
		log.Fatal(err)
	}
}
