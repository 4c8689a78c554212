package graphviz

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const triangle = "digraph { start=1; node [shape=box]; a -> b -> c -> a }"

// mustOpen opens a module and closes it with the test.
func mustOpen(t testing.TB, folder string) *Module {
	t.Helper()
	m, err := Open(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return m
}

var openOnce = sync.OnceValues(func() (*Module, error) { return Open(context.Background(), "") })

// shared returns a module for tests that only render.
func shared(t *testing.T) *Module {
	t.Helper()
	m, err := openOnce()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mustRender lays a triangle out.
func mustRender(t testing.TB, m *Module) string {
	t.Helper()
	out, err := m.Render(context.Background(), []byte(triangle), "fdp", "plain")
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestRenderPlacesEveryNodeInEveryEngine(t *testing.T) {
	m := shared(t)
	for _, engine := range []string{"dot", "fdp", "neato", "sfdp"} {
		out, err := m.Render(context.Background(), []byte(triangle), engine, "plain")
		if err != nil {
			t.Fatalf("%s: %v", engine, err)
		}
		if n := strings.Count(string(out), "\nnode "); n != 3 {
			t.Errorf("%s placed %d of 3 nodes:\n%s", engine, n, out)
		}
	}
}

func TestRenderDoesNotDependOnWhatRanBefore(t *testing.T) {
	m := shared(t)
	first := mustRender(t, m)
	if _, err := m.Render(context.Background(), []byte("digraph { x -> y; broken"), "fdp", "plain"); !errors.Is(err, ErrGraph) {
		t.Errorf("broken graph: %v, want ErrGraph", err)
	}
	results := make([]string, 6)
	var group sync.WaitGroup
	for i := range results {
		group.Go(func() {
			out, err := m.Render(context.Background(), []byte(triangle), "fdp", "plain")
			results[i] = string(out)
			if err != nil {
				results[i] = err.Error()
			}
		})
	}
	group.Wait()
	for i, r := range results {
		if r != first {
			t.Errorf("layout %d side by side differs:\n%s\nfrom the first:\n%s", i, r, first)
		}
	}
}

func TestRenderRefusesWhatGraphvizCannotDo(t *testing.T) {
	m := shared(t)
	for _, c := range []struct{ dot, engine, format, says string }{
		{"", "fdp", "plain", ErrGraph.Error()},
		{"digraph {", "fdp", "plain", "syntax error"},
		{"digraph { a\x00 }", "fdp", "plain", "zero byte"},
		{triangle, "fxdp", "plain", "not recognized"},
		{triangle, "fdp", "plane", "not recognized"},
	} {
		out, err := m.Render(context.Background(), []byte(c.dot), c.engine, c.format)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q as %s by %s: %q, %v; want an error that says %q", c.dot, c.format, c.engine, out, err, c.says)
		}
	}
}

func TestOpenSurvivesAnyFolder(t *testing.T) {
	sound := t.TempDir()
	want := mustRender(t, mustOpen(t, sound))
	for name, spoil := range map[string]func(t *testing.T, folder string){
		"truncated files": func(t *testing.T, folder string) {
			eachFile(t, folder, func(path string, content []byte) []byte { return content[:len(content)/2] })
		},
		"empty files": func(t *testing.T, folder string) {
			eachFile(t, folder, func(string, []byte) []byte { return nil })
		},
		"one flipped bit in the table of functions": func(t *testing.T, folder string) {
			eachFile(t, folder, func(path string, content []byte) []byte {
				if len(content) > 1000 {
					content[200] ^= 4
				}
				return content
			})
		},
		"no seal": func(t *testing.T, folder string) {
			if err := os.Remove(filepath.Join(folder, key(), seal)); err != nil {
				t.Fatal(err)
			}
		},
		"a file where the entry should be": func(t *testing.T, folder string) {
			entry := filepath.Join(folder, key())
			if err := errors.Join(os.RemoveAll(entry), os.WriteFile(entry, []byte("hello"), 0o600)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.CopyFS(folder, os.DirFS(sound)); err != nil {
				t.Fatal(err)
			}
			spoil(t, folder)
			if got := mustRender(t, mustOpen(t, folder)); got != want {
				t.Errorf("layout differs:\n%s\nwant:\n%s", got, want)
			}
			if err := checkSeal(filepath.Join(folder, key())); err != nil {
				t.Errorf("the folder was not mended: %v", err)
			}
		})
	}
}

func eachFile(t *testing.T, folder string, change func(path string, content []byte) []byte) {
	t.Helper()
	for _, pattern := range []string{"*/*", "*/*/*"} {
		paths, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if err != nil {
				continue
			}
			if err := os.WriteFile(path, change(path, content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestOpenWithoutAUsableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	shared := filepath.Join(t.TempDir(), "shared")
	if err := errors.Join(os.Mkdir(shared, 0o700), os.Chmod(shared, 0o777)); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{filepath.Join(file, "below"), shared} {
		mustRender(t, mustOpen(t, folder))
	}
	if entries, err := os.ReadDir(shared); err != nil || len(entries) > 0 {
		t.Errorf("a folder that anyone can write to was used: %v, %v", entries, err)
	}
}

func TestFirstStartsSideBySideLeaveOneGoodEntry(t *testing.T) {
	folder := t.TempDir()
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			m, err := Open(context.Background(), folder)
			if err != nil {
				t.Error(err)
				return
			}
			if err := m.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("left %v, %v", entries, err)
	}
	if err := checkSeal(filepath.Join(folder, key())); err != nil {
		t.Error(err)
	}
}

func TestPrivateFolderIsOursWithAndWithoutHome(t *testing.T) {
	if os.Getenv("HOME") == "" {
		t.Skip("needs a Unix home")
	}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CACHE_HOME", "")
	if folder := PrivateFolder(); !strings.HasPrefix(folder, home) {
		t.Errorf("with a home: %q", folder)
	}
	t.Setenv("HOME", "")
	if folder := PrivateFolder(); !strings.HasPrefix(folder, temporary) {
		t.Errorf("without a home: %q", folder)
	}
	file := filepath.Join(temporary, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", file)
	if folder := PrivateFolder(); folder != "" {
		t.Errorf("with nowhere to go: %q", folder)
	}
}

func TestModuleIsTheOneThatGoGraphvizShips(t *testing.T) {
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/goccy/go-graphviz").Output()
	if err != nil || len(bytes.TrimSpace(folder)) == 0 {
		t.Skip("the release is not at hand: ", err)
	}
	shipped, err := os.ReadFile(filepath.Join(string(bytes.TrimSpace(folder)), "internal", "wasm", "graphviz.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(shipped, code) {
		t.Error("graphviz.wasm is not the release's; run go generate")
	}
}

func TestNothingIsCompiledWhenAProgramStarts(t *testing.T) {
	packages, err := exec.Command("go", "list", "-deps", "sysmap/render/layout").Output()
	if err != nil {
		t.Skip("the go command is not at hand: ", err)
	}
	if strings.Contains(string(packages), "goccy/go-graphviz") {
		t.Error("go-graphviz is linked in: its init compiles the module in every process")
	}
}

func BenchmarkOpenWarm(b *testing.B) {
	folder := b.TempDir()
	mustOpen(b, folder)
	for b.Loop() {
		m, err := Open(context.Background(), folder)
		if err != nil {
			b.Fatal(err)
		}
		if err := m.Close(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenCold(b *testing.B) {
	for b.Loop() {
		m, err := Open(context.Background(), "")
		if err != nil {
			b.Fatal(err)
		}
		if err := m.Close(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
