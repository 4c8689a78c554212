package graphviz

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// ErrGraph is returned for text that Graphviz cannot read as one graph.
var ErrGraph = errors.New("not a graph that Graphviz can read")

// Render lays out a graph written in DOT with the named engine ("dot", "fdp",
// "neato", "sfdp" …) and returns it in the named format ("plain", "json0" …).
// A graph that Graphviz cannot read gives [ErrGraph]; a format or an engine
// that it does not have is an error too.
//
// The text is trusted: do not pass on names or labels that someone else wrote,
// nor `splines=curved`, which never returns for some graphs.
func (m *Module) Render(ctx context.Context, dot []byte, engine, format string) (_ []byte, err error) {
	if bytes.IndexByte(dot, 0) >= 0 {
		return nil, fmt.Errorf("%w: it holds a zero byte", ErrGraph)
	}
	var complaints bounded
	config := wazero.NewModuleConfig().WithName("").WithStdout(&complaints).WithStderr(&complaints)
	module, err := m.runtime.InstantiateModule(ctx, m.compiled, config)
	if err != nil {
		return nil, fmt.Errorf("starting Graphviz: %w", err)
	}
	defer func() { err = errors.Join(err, module.Close(ctx)) }()
	out, err := (&instance{ctx: ctx, module: module}).render(dot, engine, format)
	if err != nil {
		return nil, explain(err, complaints.kept.String())
	}
	return out, nil
}

// explain puts what Graphviz itself said of the failure in one line.
func explain(err error, complaints string) error {
	if complaints = strings.Join(strings.Fields(complaints), " "); complaints == "" {
		return err
	}
	return fmt.Errorf("%w (Graphviz says: %s)", err, complaints)
}

// instance is one copy of Graphviz with a memory of its own, used once.
type instance struct {
	ctx    context.Context
	module api.Module
	// err is the first failure; later calls do nothing.
	err error
}

func (i *instance) render(dot []byte, engine, format string) ([]byte, error) {
	gvc := i.call("gvContextPlugins", i.plugins(), 1)
	graph := i.call("agmemread", i.text(dot))
	if i.err == nil && graph == 0 {
		return nil, ErrGraph
	}
	if i.call("gvLayout", gvc, graph, i.text([]byte(engine))) != 0 && i.err == nil {
		return nil, fmt.Errorf("the %s layout failed", engine)
	}
	// One cell for the address of the result and one for its length.
	answer := i.call("malloc", 8)
	if i.call("gvRenderData", gvc, graph, i.text([]byte(format)), answer, answer+4) != 0 && i.err == nil {
		return nil, fmt.Errorf("writing the layout as %s failed", format)
	}
	out := bytes.Clone(i.read(i.word(answer), i.word(answer+4)))
	return out, i.err
}

// plugins builds the zero-terminated list of plugin libraries that
// gvContextPlugins wants. The module's own list lacks the terminator.
func (i *instance) plugins() uint64 {
	answer := i.call("malloc", 4)
	i.call("wasm_bridge_SymList_default", answer)
	slice := i.word(answer)
	count, entries := i.word(slice), i.word(slice+4)
	list := i.call("malloc", 8*(count+1))
	for k := range count {
		// Entries are 32-bit addresses of a name and a library, 8 bytes apart.
		entry := i.word(entries + 8*k)
		i.write(list+8*k, i.read(entry, 8))
	}
	i.write(list+8*count, make([]byte, 8))
	return list
}

// call runs one of the module's functions and returns its result, 0 if it has
// none.
func (i *instance) call(name string, arguments ...uint64) uint64 {
	if i.err != nil {
		return 0
	}
	f := i.module.ExportedFunction(name)
	if f == nil {
		i.err = fmt.Errorf("the module has no function %s", name)
		return 0
	}
	results, err := f.Call(i.ctx, arguments...)
	if err != nil {
		i.err = fmt.Errorf("in %s: %w", name, err)
		return 0
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

// text copies s into the module as a C string and returns its address.
func (i *instance) text(s []byte) uint64 {
	at := i.call("malloc", uint64(len(s))+1)
	i.write(at, append(bytes.Clone(s), 0))
	return at
}

func (i *instance) read(at, size uint64) []byte {
	if i.err != nil {
		return nil
	}
	b, ok := i.module.Memory().Read(uint32(at), uint32(size))
	if !ok {
		i.err = fmt.Errorf("reading %d bytes at %#x: outside the module's memory", size, at)
	}
	return b
}

func (i *instance) write(at uint64, b []byte) {
	if i.err == nil && (at == 0 || !i.module.Memory().Write(uint32(at), b)) {
		i.err = fmt.Errorf("writing %d bytes at %#x: out of memory", len(b), at)
	}
}

func (i *instance) word(at uint64) uint64 {
	if i.err != nil {
		return 0
	}
	w, ok := i.module.Memory().ReadUint32Le(uint32(at))
	if !ok {
		i.err = fmt.Errorf("reading at %#x: outside the module's memory", at)
	}
	return uint64(w)
}

// bounded keeps the first few thousand bytes written to it.
type bounded struct{ kept bytes.Buffer }

func (b *bounded) Write(p []byte) (int, error) {
	const most = 4096
	b.kept.Write(p[:min(len(p), most-b.kept.Len())])
	return len(p), nil
}
