// Package report writes everything that sysmap finds in one map as a document
// for somebody who was not there: what the map says, its loops, where a push
// goes far, what scenarios change and how sure that is, who is responsible,
// what is not known, and how each figure and table is made again.
//
// [Write] makes the document of a [study.Study] and analyses nothing itself, so
// that no sentence can say anything else than the table beside it. A map
// without a goal, actors or scenarios has a shorter report, which says what
// could be added. The words are plain, in English or Danish.
package report
