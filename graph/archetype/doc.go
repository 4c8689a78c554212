// Package archetype finds system archetypes on a systems map: small patterns of
// feedback loops that tend to make the same trouble wherever they occur.
//
// [Find] looks for the eight that Senge named (The Fifth Discipline, 1990) and
// for the four generic ones to which Wolstenholme reduced them (2003, Syst. Dyn.
// Rev. 19:7), as signed patterns of loops after Schoenenberger, Schmid and
// Schwaninger (2015, Syst. Dyn. Rev. 31:66). Each [Kind] says how it is defined
// here. A pattern is found where its definition is met, delays included, and
// nowhere else; what it means is for people to judge, so every [Finding] names
// its loops, links and variables, each with the part it plays.
//
// Two loops meet once if the variables that they share lie on a single path
// that both follow; a single shared variable is such a path. Loops with a link
// of unknown sign take part in no pattern.
package archetype
