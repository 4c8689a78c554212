// Package voices compares what several participants, or groups of them, say
// about one map: who must act, which links there are, of what sign and how
// strong, and what is missing. That they disagree is a result, not an error.
//
// [Hear] takes the voices as [maps.Loader.Voices] reads them, or a table of
// answers, and returns a [Hearing]. [Hearing.Compare] says who said what, and
// ranks what they disagree on by how much it matters for the goal.
// [Hearing.Merge] makes one map of them that leaves open what they leave open,
// so that an ensemble drawn from it shows what their disagreement does.
// [Hearing.Follow] gives the map as a single voice has it. [Anonymous] takes
// the names of voices and actors away beforehand.
//
// Silence is not disagreement: a voice counts only where it speaks. It speaks of
// a link when it names it or denies it, and of who is responsible for a
// variable when it says of any actor that it must act on it. The map itself
// counts as one more voice, unless [Options.OnlyVoices] leaves it out: it stands
// for its links, and where links are merged it weighs against those it lacks,
// though to lack a link is not to disagree.
//
// Results do not depend on the order in which voices are given: they are kept in
// the order of their ids.
package voices
