// Package leverage says what the structure of a systems map tells about where
// a push goes furthest.
//
// [Analyse] computes everything: a column of values for each [Measure], driver
// nodes, the smallest sets of variables and of links that break every feedback
// loop, communities, and the levels of intervention at which efforts are.
// [Result.Ranking] orders the variables by one measure and says of each, in
// English and Danish, why it ranks there; [Result.Control] gives the sets with
// ids. The parts can be had alone, too: [ShortestPaths], [PageRank],
// [SpectrumOf], [MICMACOf], [CommunitiesOf], [DriversOf], [FeedbackVertices],
// [FeedbackArcs], [CountFeedbackVertices], [LevelsOf].
//
// There is no combined score: measures answer different questions, and no way
// of adding them up can be defended. [DefaultMeasure] is betweenness; its
// documentation says why. Links count alike, whatever their strength, because
// most maps state none. Degrees count links as they are drawn. Paths and walks
// count parallel links once and leave out links from a variable to itself.
// Loops and feedback sets leave nothing out.
//
// Structure alone misleads: [StructureCaution] is shown wherever no simulated
// effect stands beside a rank, and [ControlCautions] with driver nodes.
//
// Every result depends on the graph and the options alone, to the last bit, on
// any processor. What is beyond a budget is said to be so in the result:
// [FeedbackSet.Minimum], [Membership.Sampled], [LoopCover.Complete],
// [Column.Missing].
package leverage
