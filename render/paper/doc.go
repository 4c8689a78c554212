// Package paper puts pictures on sheets of paper: it knows sheets by name and
// by their size in millimetres, draws the marks that say where a sheet is to be
// cut, and divides a poster among the sheets that an office printer takes.
//
// A picture that is composed for a [Sheet] is as large as the finished sheet.
// What comes back is a [sysmap/render/scene.Page], which tells printers and readers of PDF where
// the finished sheet lies on it.
package paper
