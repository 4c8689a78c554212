// Package graphviz runs Graphviz's layout engines without cgo: the
// WebAssembly module that go-graphviz ships, called through its C interface.
//
// go-graphviz itself compiles the module in a package init, in a fixed folder
// that anyone can damage, and keeps one instance for the whole process. Here
// nothing happens until [Open] is called, and every layout runs in a fresh
// instance, so that results do not depend on what ran before, layouts can run
// side by side, and memory is given back.
//
// A layout cannot be interrupted. Package layout therefore runs it in a
// process of its own.
package graphviz

//go:generate go run copy.go
