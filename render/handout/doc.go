// Package handout makes the sheet that each actor of an alliance takes home
// (who does what): what it must and can act on, what affects it and what it
// knows of, its efforts, the loops of the goal that it can act on, whom to talk
// to about which links, and what to do next.
//
// [Sheets] gathers what there is to say, addressed to the actor, in one
// language. [WritePDF], [WriteHTML] and [WriteMarkdown] set it: a page of A4 for
// each actor, and more for those who have much to do. Nothing is analysed here;
// all numbers are those of the alliance.Result.
package handout
