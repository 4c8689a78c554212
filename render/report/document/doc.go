// Package document is a written document before it is a file: headings,
// paragraphs, lists, tables, figures with captions, notes and references. One
// [Document] is written as a web page of one file ([Document.WriteHTML]), as
// Markdown ([Document.Markdown]) and as PDF on A4 ([Document.WritePDF]), and the
// three say the same because each is written from the same blocks.
//
// Figures are scenes. Figures and tables are numbered in the order in which
// they come, and carry the command that makes them again. A [Ref] to one of
// them, or to a heading, is written as its name and leads there.
//
// Everything in a document may come from strangers: it is escaped for where it
// goes, and only http, https and mailto addresses become links. The same
// document gives the same bytes.
package document
