package maps

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// WriteFile writes the document to a path. See [ReplaceFile] for how.
func (d *Document) WriteFile(path string) error { return ReplaceFile(path, d.Bytes()) }

// ReplaceFile writes a file so that at no time anyone sees half of it: into a
// temporary file in the same folder, which then takes the place of the old one
// together with its permissions. On failure the old file is as it was and
// nothing is left behind. A symbolic link stays one; what is not a regular
// file, such as a pipe, is written to directly.
func ReplaceFile(path string, text []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := fs.FileMode(0o644)
	switch status, err := os.Stat(path); {
	case err == nil && !status.Mode().IsRegular():
		return os.WriteFile(path, text, mode)
	case err == nil:
		mode = status.Mode().Perm()
		if mode&0o200 == 0 {
			return fmt.Errorf("%s may not be written to: %w", path, fs.ErrPermission)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	temporary, err := writeBeside(path, text, mode)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", path, err)
	}
	if err := os.Rename(temporary, path); err != nil {
		os.Remove(temporary)
		return err
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// writeBeside writes a temporary file in the folder of another, safely on disk.
func writeBeside(path string, text []byte, mode fs.FileMode) (name string, err error) {
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if _, err := file.Write(text); err != nil {
		return "", err
	}
	if err := file.Chmod(mode); err != nil {
		return "", err
	}
	if err := file.Sync(); err != nil {
		return "", err
	}
	return file.Name(), file.Close()
}

// syncFolder makes the renaming last through a power cut. Some systems cannot,
// and the file is whole either way.
func syncFolder(path string) {
	if folder, err := os.Open(path); err == nil {
		_ = folder.Sync()
		folder.Close()
	}
}
