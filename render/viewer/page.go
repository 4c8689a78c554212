package viewer

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"html"
	"io"
	"strings"

	"sysmap/maps"
	"sysmap/study"
)

// The front end and the engine, as `go generate` built them. The engine is
// WebAssembly compressed with gzip.
var (
	//go:embed web/index.html
	shell string
	//go:embed dist/app.css
	sheet string
	//go:embed dist/app.js
	script string
	//go:embed dist/worker.js
	worker string
	//go:embed dist/engine.wasm.gz
	engine []byte
)

// Options say what the page is like. The zero value works.
type Options struct {
	// Language the page opens in; empty is the map's own.
	Language maps.Language
	// Theme the page opens in, one of [Themes]; empty is auto.
	Theme string
	// Version of sysmap, for people who ask where the numbers are from.
	Version string
	// Progress is told how much of the work is done, from 0 to 1; it may be
	// nil.
	Progress func(done float64)
}

// Themes lists how a page may look when it opens: as the browser prefers, light
// or dark.
func Themes() []string { return []string{"auto", "light", "dark"} }

// Write writes the page of a study. The same study and options give the same
// bytes. The error is that of [Make] or w's.
func Write(ctx context.Context, w io.Writer, s *study.Study, o Options) error {
	d, err := Make(ctx, s, o)
	if err != nil {
		return err
	}
	return d.write(w)
}

// ErrEmpty says that a map has nothing that a page could show.
var ErrEmpty = errors.New("there is nothing to show: the map has no variables yet")

// Make makes the document of a study. The error is [ErrEmpty], that of drawing a
// view, or the context's.
func Make(ctx context.Context, s *study.Study, o Options) (*Document, error) {
	if len(s.Map.Variables) == 0 {
		return nil, ErrEmpty
	}
	d, err := newAuthor(s).document(o.Version)
	if err != nil {
		return nil, err
	}
	report := o.Progress
	if report == nil {
		report = func(float64) {}
	}
	d.Language, d.Theme = cmp.Or(string(o.Language), d.Language), cmp.Or(o.Theme, Themes()[0])
	d.Drawings, err = drawings(ctx, s.Map, d.Views, d.Languages, report)
	if err != nil {
		return nil, err
	}
	return d, nil
}

var withoutScripts = map[string]string{
	"en": "This page draws the map with JavaScript, which is switched off here. It asks nothing of the network.",
	"da": "Siden tegner kortet med JavaScript, som er slået fra her. Den henter intet fra nettet.",
}

// write fills the shell.
func (d *Document) write(w io.Writer) error {
	text, err := json.Marshal(d) // escapes <, > and &, so that no text ends the element
	if err != nil {
		return err
	}
	title := d.Title[d.Language]
	for _, l := range d.Languages {
		title = cmp.Or(title, d.Title[l])
	}
	style, program := strings.TrimSpace(sheet), strings.TrimSpace(script)
	_, err = strings.NewReplacer(
		"{{language}}", html.EscapeString(d.Language),
		"{{policy}}", policy(style, program),
		"{{title}}", html.EscapeString(title),
		"{{style}}", style,
		"{{noscript}}", html.EscapeString(withoutScripts[d.Language]),
		"{{document}}", string(bytes.TrimSpace(text)),
		"{{engine}}", base64.StdEncoding.EncodeToString(engine),
		"{{worker}}", strings.TrimSpace(worker),
		"{{script}}", program,
	).WriteString(w, shell)
	return err
}

// policy lets the page run its own script and sheet, compile the engine, and
// start it in a worker; nothing else, and nothing from anywhere else.
func policy(style, program string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src '" + digest(program) + "' 'wasm-unsafe-eval'",
		"style-src '" + digest(style) + "'",
		"worker-src blob:",
		"img-src data: blob:",
		"connect-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
	}, "; ")
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
