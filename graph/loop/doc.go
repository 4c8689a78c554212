// Package loop answers questions about the feedback loops of a systems map.
//
// A feedback loop is an elementary loop: a closed walk along links that visits
// no variable twice. Loops are told apart by their links, so two parallel
// links of different sign make two loops of every loop through them, and a
// link from a variable to itself is a loop of length 1. The [Polarity] of a
// loop is the product of its signs.
//
// How many loops there are, [Census] counts exactly even where there are far
// too many to list: by polarity, by length, through every variable and link.
// [Ways] does the same for the paths between two variables, and [Sample] draws
// loops at random. Which loops there are, [List] says, shortest first, and
// [Paths] the same of paths; [Tally] counts those that a [Filter] asks for.
//
// Of too many loops, [Independent] returns a few of which all others are
// combinations, [Strongest] those that carry most, and [Discount] how many run
// through each variable when variants of one loop count less. [Resolve] finds
// the loops that people have named, and [Story] tells any loop in words.
package loop
