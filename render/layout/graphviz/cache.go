package graphviz

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tetratelabs/wazero"
)

// What is kept is what wazero writes: machine code, in a folder named after
// its version, with a checksum of the code alone. A damaged file would be
// executed or refused, so each is sealed here with a checksum of everything,
// and nothing without a good seal reaches wazero.

// seal is the name of the file that holds the checksum of the others.
const seal = "seal"

// openCached opens from the folder, or compiles and leaves the result there.
func openCached(ctx context.Context, folder string) (*Module, error) {
	if err := claim(folder); err != nil {
		return nil, err
	}
	entry := filepath.Join(folder, key())
	if err := checkSeal(entry); err == nil {
		if m, err := openFrom(ctx, entry); err == nil {
			return m, nil
		}
	}
	// Several processes may start at once, so each works in a folder of its
	// own and the last to finish stays.
	sweep(folder)
	fresh, err := os.MkdirTemp(folder, unfinished)
	if err != nil {
		return nil, err
	}
	m, err := openFrom(ctx, fresh)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(fresh))
	}
	if writeSeal(fresh) != nil || replace(fresh, entry) != nil {
		// The module is open and good; only the next start will be slow.
		_ = os.RemoveAll(fresh)
	}
	return m, nil
}

// unfinished begins the names of folders that a process works in.
const unfinished = "new-"

// sweep removes what processes that were killed left behind.
func sweep(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), unfinished) && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(filepath.Join(folder, e.Name()))
		}
	}
}

// key names what is kept for this build: another Graphviz must not find it.
func key() string {
	sum := sha256.Sum256(code)
	return "graphviz-" + hex.EncodeToString(sum[:8])
}

func openFrom(ctx context.Context, entry string) (*Module, error) {
	cache, err := wazero.NewCompilationCacheWithDir(entry)
	if err != nil {
		return nil, err
	}
	return open(ctx, cache)
}

// claim makes the folder, or makes sure that nobody else can write to it.
func claim(folder string) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	info, err := os.Lstat(folder)
	if err != nil {
		return err
	}
	if !info.IsDir() || !ownedByUs(info) {
		return fmt.Errorf("%s is not a folder that only this user can write to", folder)
	}
	return nil
}

// replace puts fresh in the place of entry.
func replace(fresh, entry string) error {
	if os.Rename(fresh, entry) == nil {
		return nil
	}
	// A folder cannot be renamed onto one that holds files. What is there is
	// no good, or was written a moment ago by a process like this.
	if err := os.RemoveAll(entry); err != nil {
		return err
	}
	return os.Rename(fresh, entry)
}

func checkSeal(entry string) error {
	written, err := os.ReadFile(filepath.Join(entry, seal))
	if err != nil {
		return err
	}
	sum, err := checksum(entry)
	if err != nil {
		return err
	}
	if !bytes.Equal(written, sum) {
		return fmt.Errorf("%s is damaged", entry)
	}
	return nil
}

func writeSeal(entry string) error {
	sum, err := checksum(entry)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(entry, seal), sum, 0o600)
}

// checksum covers names and contents of all files but the seal.
func checksum(entry string) ([]byte, error) {
	hash, files := sha256.New(), 0
	err := filepath.WalkDir(entry, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == seal {
			return err
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%s is not a plain file", path)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		fmt.Fprintf(hash, "%s %d\n", strings.TrimPrefix(path, entry), len(content))
		hash.Write(content)
		return nil
	})
	if err == nil && files == 0 {
		err = fmt.Errorf("%s is empty", entry)
	}
	return hash.Sum(nil), err
}

// PrivateFolder returns a folder for [Open] that only this user can write to:
// under the user's cache folder or, where there is none, under the temporary
// folder. It returns "" if there is neither.
func PrivateFolder() string {
	if base, err := os.UserCacheDir(); err == nil {
		folder := filepath.Join(base, "sysmap")
		if claim(folder) == nil && writable(folder) {
			return folder
		}
	}
	folder := filepath.Join(os.TempDir(), fmt.Sprintf("sysmap-%d", os.Getuid()))
	if claim(folder) == nil && writable(folder) {
		return folder
	}
	return ""
}

func writable(folder string) bool {
	f, err := os.CreateTemp(folder, "try-")
	if err != nil {
		return false
	}
	return errors.Join(f.Close(), os.Remove(f.Name())) == nil
}
