package graphviz

import (
	"context"
	"os"
	"path/filepath"

	"github.com/tetratelabs/wazero"
)

func openCached(ctx context.Context, folder string) (*Module, error) {
	cache, err := wazero.NewCompilationCacheWithDir(folder)
	if err != nil {
		return nil, err
	}
	return open(ctx, cache)
}

// PrivateFolder returns a folder for [Open] that only this user can write to.
func PrivateFolder() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(base, "sysmap", "graphviz"), nil
}
