// Package inquiry answers what the page of a map asks after it was written: what
// if something is done, which loops and paths are there, how far a change
// reaches. The page's engine is this package, compiled to WebAssembly; every
// answer is that of the packages below, and so the same as the command line's.
//
// [Open] reads the map. [Session.Answer] takes a question by its name, with
// arguments in JSON, and is all that the page calls.
package inquiry
