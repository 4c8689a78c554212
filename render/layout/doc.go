// Package layout decides where the boxes of a map stand.
//
// A [Request] holds boxes with sizes, the links between them, the cluster that
// each belongs to, and where some of them are pinned; [Worker.Arrange] returns
// the centre of every box and a region for every cluster. Texts are measured
// and links are drawn elsewhere.
//
// Graphviz makes several drafts in a process of its own, which is this program
// started again: call [ServeIfWorker] first thing in main and in TestMain. The
// drafts are evened out, freed of overlaps and compared here, and the best is
// kept. The same request gives the same positions, on any machine load and any
// number of cores.
package layout
