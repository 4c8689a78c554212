package graphviz

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// Version of Graphviz that is embedded.
const Version = "12.1.2"

//go:embed graphviz.wasm
var code []byte

// Module is Graphviz as machine code, ready to lay graphs out. Its methods
// may be called from several goroutines at once.
type Module struct {
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	cache    wazero.CompilationCache
}

// Open compiles Graphviz, which takes about half a second, or some 20 ms when
// folder holds what an earlier Open left there. The folder is made if it does
// not exist; whoever can write to it can run code here, so see [PrivateFolder].
// An empty folder means not to keep anything.
//
// Open never fails for the folder's sake: what is damaged is compiled anew,
// and what cannot be kept is not kept.
func Open(ctx context.Context, folder string) (*Module, error) {
	if folder != "" {
		if m, err := openCached(ctx, folder); err == nil {
			return m, nil
		}
	}
	return open(ctx, nil)
}

func open(ctx context.Context, cache wazero.CompilationCache) (*Module, error) {
	config := wazero.NewRuntimeConfig().WithDebugInfoEnabled(false)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	m := &Module{runtime: wazero.NewRuntimeWithConfig(ctx, config), cache: cache}
	if err := m.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("preparing Graphviz: %w", err), m.Close(ctx))
	}
	return m, nil
}

func (m *Module) prepare(ctx context.Context) error {
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, m.runtime); err != nil {
		return err
	}
	compiled, err := m.runtime.CompileModule(ctx, code)
	if err != nil {
		return err
	}
	m.compiled = compiled
	return m.refuseCallbacks(ctx)
}

// refuseCallbacks defines the functions through which the module would call
// back into go-graphviz. No layout needs them.
func (m *Module) refuseCallbacks(ctx context.Context) error {
	env := m.runtime.NewHostModuleBuilder("env")
	for _, f := range m.compiled.ImportedFunctions() {
		module, name, _ := f.Import()
		if module != "env" {
			continue
		}
		if !strings.HasPrefix(name, "wasm_bridge_") {
			return fmt.Errorf("the module needs %s, which nobody provides", name)
		}
		refuse := api.GoFunc(func(context.Context, []uint64) {
			panic(fmt.Errorf("graphviz called back %s", name))
		})
		env.NewFunctionBuilder().WithGoFunction(refuse, f.ParamTypes(), f.ResultTypes()).Export(name)
	}
	_, err := env.Instantiate(ctx)
	return err
}

// Close gives everything back.
func (m *Module) Close(ctx context.Context) error {
	err := m.runtime.Close(ctx)
	if m.cache != nil {
		err = errors.Join(err, m.cache.Close(ctx))
	}
	return err
}
