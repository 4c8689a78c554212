// Package chart draws numbers as scenes, in the typeface and the colours of
// the diagrams, so that a chart can stand beside a map:
//
//   - [Lines] draws how things develop, one panel a variable, with bands of
//     uncertainty;
//   - [Bars] ranks values and shows their intervals;
//   - [Tornado] shows which uncertainties drive an outcome, and which way;
//   - [Matrix] shades and marks the cells of a table.
//
// Charts are given plain numbers and labels in the reader's language, and know
// nothing of where they come from. Every text is measured, wrapped, and only
// where there is no other way cut with an ellipsis; what is cut is still said
// to screen readers. Nothing is told by colour alone: lines differ in dash,
// bars in direction and fill, cells in darkness and mark. The same input gives
// the same scene.
//
// Errors about what was given wrap [ErrData], and say which panel, row or cell
// they are about.
package chart
