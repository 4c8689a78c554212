// Package alliance answers who is responsible: who holds which part of a map,
// where actors meet, how far each of them reaches alone, what their efforts do
// together, and how ready they are to move a goal that none of them can move
// alone.
//
// [Analyse] does all of it. Parts can be had alone: [CoverageOf], [OrphansOf],
// [SharedSpaceOf], [InterfacesOf], [GoalLoopsOf], [SmallestHittingSets],
// [Shapley] and [AdviceFor]. [Anonymous] takes the names of actors out of a map
// beforehand.
//
// An actor holds a variable when it must or can act on it. To know about a
// variable or to be affected by it is a role, too, and makes shared space, but
// does not move anything. An effort is active until it has ended.
//
// Effects are simulated on the middle of what a map leaves open, and compared
// by the mean change of the goal over the time that the efforts are planned
// for. What all efforts do together is also run on some of the systems that the
// map allows, so that the probability of a sign can be told.
//
// Nothing here is a score. Every judgement comes with what it was read from:
// ids of actors, variables, links and efforts of the map, in sentences that can
// be read aloud in English and in Danish.
package alliance
