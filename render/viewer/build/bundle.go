package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// bundle makes the page's script and sheet, and the worker's script.
func (v viewer) bundle() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, entry := range []struct{ source, made string }{
		{"web/src/main.ts", "app.js"}, {"web/src/worker.ts", "worker.js"}, {"web/style.css", "app.css"},
	} {
		text, err := v.one(entry.source)
		if err != nil {
			return nil, err
		}
		files[entry.made] = text
	}
	support, err := support()
	if err != nil {
		return nil, err
	}
	files["worker.js"] = append(support, files["worker.js"]...)
	for name, text := range files {
		// They stand inside elements of the page, which these would end or turn
		// into something else.
		for _, end := range []string{"</script", "<!--", "</style"} {
			if bytes.Contains(bytes.ToLower(text), []byte(end)) {
				return nil, fmt.Errorf("%s contains %q, which cannot stand in a page", name, end)
			}
		}
	}
	return files, nil
}

// one bundles what a file of sources brings with it.
func (v viewer) one(source string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{filepath.Join(v.folder, filepath.FromSlash(source))},
		AbsWorkingDir:     v.folder,
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Format:            api.FormatIIFE,
		Target:            api.ES2022,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone,
		TsconfigRaw:       `{"compilerOptions": {"target": "ES2022", "verbatimModuleSyntax": true}}`,
		Write:             false,
		LogLevel:          api.LogLevelSilent,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	if len(result.OutputFiles) != 1 {
		return nil, fmt.Errorf("%s makes %d files, not one", source, len(result.OutputFiles))
	}
	return result.OutputFiles[0].Contents, nil
}

// support is the part of Go's own distribution that runs its WebAssembly. It
// must be that of the version that compiled it.
func support() ([]byte, error) {
	root, err := output("", nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	result := api.Transform(string(text), api.TransformOptions{
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Target: api.ES2022, Charset: api.CharsetUTF8,
		LegalComments: api.LegalCommentsNone,
	})
	if len(result.Errors) > 0 {
		return nil, errors.New(strings.Join(api.FormatMessages(result.Errors, api.FormatMessagesOptions{}), "\n"))
	}
	const notice = "/* wasm_exec.js: copyright 2018 The Go Authors, BSD licence, see NOTICE of sysmap */\n"
	return append([]byte(notice), result.Code...), nil
}
