//go:build unix

package graphviz

import (
	"io/fs"
	"os"
	"syscall"
)

// ownedByUs reports whether the file is this user's and nobody else can write
// to it.
func ownedByUs(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid() && info.Mode().Perm()&0o022 == 0
}
