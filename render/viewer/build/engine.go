package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// forEngine is the environment that the engine is compiled in.
var forEngine = []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWASM=", "GOEXPERIMENT=", "GOWORK=off"}

// engine compiles the engine and compresses it, and returns its size before
// that.
func (v viewer) engine() ([]byte, int, error) {
	folder, err := os.MkdirTemp("", "sysmap-engine-")
	if err != nil {
		return nil, 0, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "engine.wasm")
	if _, err := output(v.folder, forEngine, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w -buildid=", "-o", file, "./engine"); err != nil {
		return nil, 0, err
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, 0, err
	}
	var small bytes.Buffer
	w, err := gzip.NewWriterLevel(&small, gzip.BestCompression)
	if err != nil {
		return nil, 0, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, 0, err
	}
	err = w.Close()
	return small.Bytes(), len(text), err
}

// sources is a digest of everything that dist is made from: the front end, the
// Go files of the engine and of the packages of ours below it, the versions of
// other modules, and this command.
func (v viewer) sources() (string, error) {
	files, modules, err := v.goSources()
	if err != nil {
		return "", err
	}
	for _, folder := range []string{filepath.Join(v.folder, "web"), filepath.Join(v.folder, "build")} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && entry.Name() == "node_modules":
				return filepath.SkipDir
			case !entry.IsDir() && slices.Contains([]string{".ts", ".css", ".go", ".svg"}, filepath.Ext(path)):
				files = append(files, path)
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	slices.Sort(files)
	sum := sha256.New()
	for _, file := range slices.Compact(files) {
		if err := add(sum, v.folder, file); err != nil {
			return "", err
		}
	}
	for _, m := range modules {
		fmt.Fprintln(sum, m)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// add puts a file's name and content into a digest; what a checkout does to line
// ends does not count.
func add(sum io.Writer, folder, file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	name, err := filepath.Rel(folder, file)
	if err != nil {
		return err
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	fmt.Fprintf(sum, "%s %d\n", filepath.ToSlash(name), len(text))
	_, err = sum.Write(text)
	return err
}

// goSources lists the Go files of the engine that are in this module, and the
// versions of the modules that it needs besides.
func (v viewer) goSources() (files, modules []string, err error) {
	text, err := output(v.folder, forEngine, "go", "list", "-deps", "-json=Standard,Dir,GoFiles,SFiles,EmbedFiles,Module", "./engine")
	if err != nil {
		return nil, nil, err
	}
	for decoder := json.NewDecoder(bytes.NewReader(text)); ; {
		var p struct {
			Standard                    bool
			Dir                         string
			GoFiles, SFiles, EmbedFiles []string
			Module                      *struct {
				Path, Version string
				Main          bool
			}
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		switch {
		case p.Standard || p.Module == nil:
		case p.Module.Main:
			for _, name := range slices.Concat(p.GoFiles, p.SFiles, p.EmbedFiles) {
				files = append(files, filepath.Join(p.Dir, name))
			}
		default:
			modules = append(modules, p.Module.Path+" "+p.Module.Version)
		}
	}
	esbuild, err := output(v.folder, nil, "go", "list", "-m", "-f", "{{.Path}} {{.Version}}", "github.com/evanw/esbuild")
	if err != nil {
		return nil, nil, err
	}
	modules = append(modules, strings.TrimSpace(string(esbuild)))
	slices.Sort(modules)
	return files, slices.Compact(modules), nil
}

// module returns the folder of the module that this is run in.
func module() (string, error) {
	file, err := output("", nil, "go", "env", "GOMOD")
	if err != nil {
		return "", err
	}
	path := strings.TrimSpace(string(file))
	if path == "" || path == os.DevNull {
		return "", errors.New("this is to be run inside the module")
	}
	return filepath.Dir(path), nil
}

// output runs a program in a folder and returns what it prints.
func output(folder string, environment []string, name string, arguments ...string) ([]byte, error) {
	var said bytes.Buffer
	c := exec.Command(name, arguments...)
	c.Dir, c.Stderr = folder, &said
	c.Env = append(os.Environ(), environment...)
	text, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(arguments, " "), err, said.Bytes())
	}
	return text, nil
}
