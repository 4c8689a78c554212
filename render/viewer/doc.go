// Package viewer writes a map as one page that a browser opens from a file: the
// map drawn in full and in parts, everything a study found in it, and the
// engine that answers new questions, the same code as the command line's,
// compiled to WebAssembly. The page asks nothing of the network.
//
// [Write] fills the shell in web/index.html with the built front end in dist,
// with the engine and with a [Document], which is all that the page knows. The
// front end is in web, the questions that it may ask the engine are in package
// inquiry; `go generate` builds dist from both.
package viewer

//go:generate go run ./build
