package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sysmap/maps"
	"sysmap/maps/library"
)

// BenchmarkProcess times whole processes, start-up included, with their peak
// memory. Where Debian's Graphviz is installed its dot draws the same map
// beside ours, so that the two can be put in relation.
func BenchmarkProcess(b *testing.B) {
	folder := b.TempDir()
	program := filepath.Join(folder, "sysmap")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	dotFile := filepath.Join(folder, "foresight.dot")
	if err := os.WriteFile(dotFile, []byte(foresightDOT(b)), 0o644); err != nil {
		b.Fatal(err)
	}
	svg := filepath.Join(folder, "out.svg")
	for _, c := range []struct {
		name string
		args []string
	}{
		{"render foresight", []string{program, "render", "foresight", "-o", svg}},
		{"dot draws foresight", []string{"dot", "-Tsvg", "-o", svg, dotFile}},
		{"check foresight", []string{program, "check", "foresight"}},
		{"show foresight", []string{program, "show", "foresight"}},
		{"help", []string{program, "--help"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			if _, err := exec.LookPath(c.args[0]); err != nil {
				b.Skipf("%s is not installed", c.args[0])
			}
			peak := int64(0)
			for b.Loop() {
				run := exec.Command(c.args[0], c.args[1:]...)
				if out, err := run.CombinedOutput(); err != nil {
					b.Fatalf("%v\n%s", err, out)
				}
				if usage, ok := run.ProcessState.SysUsage().(*syscall.Rusage); ok {
					peak = max(peak, usage.Maxrss)
				}
			}
			b.ReportMetric(float64(peak)/1024, "peak-MB")
		})
	}
}

// foresightDOT writes the map the way people give such maps to Graphviz.
func foresightDOT(tb testing.TB) string {
	tb.Helper()
	loader := maps.Loader{Library: library.Source}
	m, err := loader.Load(context.Background(), "foresight")
	if err != nil {
		tb.Fatal(err)
	}
	var s strings.Builder
	s.WriteString("digraph {\n")
	for _, v := range m.Variables {
		fmt.Fprintf(&s, "%q [label=%q, shape=box, style=rounded];\n", v.ID, v.Label.In("en"))
	}
	for _, l := range m.Links {
		fmt.Fprintf(&s, "%q -> %q;\n", l.From, l.To)
	}
	s.WriteString("}\n")
	return s.String()
}
