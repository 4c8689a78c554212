// Package maps is the systems map as a document: its types, the file format
// and how to read, check, compose, edit and write it.
//
// A map file is YAML (JSON is accepted), made to be written by hand and read
// in a diff. [Loader.Load] reads one, follows `extends`, checks all of it and
// returns a [Map]; every mistake in the file comes back at once, as [Problems]
// that say where each is and what to do. [Loader.Check] also tells what is
// valid but questionable. [Document] is one file as it stands, with its
// comments and blank lines, and is what edits are made to; [Encode] writes a
// fresh file, for maps that come from elsewhere. [Loader.Voices] reads what
// several people say about one map.
//
// The keys of the format are stated once, in tables of fields (see field.go):
// reading, writing, composing, editing and [Schema] all go by them.
package maps
