// Package simulate is what a map does when something is done: scenarios on the
// equations of a map, under several schools of simulation, once or over
// everything that the map leaves open.
//
// [NewModel] makes the [Model] of a map. A [Scenario] comes from the map
// ([FromMap], [EffortAlone]), from text ([Parse]), or is made by hand.
// [Model.Run] runs one on the middle of what the map leaves open. A [Method]
// says what an influence is: [Flow], [Linear], sampled system dynamics [SDM],
// fuzzy cognitive maps [FCM], pulse processes [Pulse], press perturbation
// [Press]; another method is another type with what [Method] asks for.
//
//	model, err := simulate.NewModel(m)
//	scenario, err := simulate.FromMap(m, "healthy-school")
//	run, err := model.Run(ctx, scenario, simulate.Options{Until: 60})
//
// [Model.Ensemble] runs it on many of the systems that the map allows. The
// [Summary] of the [Ensemble] has medians, bands, and how likely each sign is;
// [Ensemble.Drivers] says which uncertain link the outcome hangs on. Members may
// be run in parts, anywhere, and put together by [Merge].
//
//	ensemble, err := model.Ensemble(ctx, scenario, simulate.EnsembleOptions{Runs: 10_000})
//	summary, err := ensemble.Summary()
//
// Built on these, [Model.Effects] presses each variable in turn, [Model.Search]
// looks for what to do together, [Model.Agree] asks every method the same
// question, and [Model.Matter] says which feedback loops drive a run, and when.
// [Mix] runs one ensemble over several opinions of a system, and says how much
// of the uncertainty lies between them.
//
// Every result is the difference that a scenario makes to a baseline, on the
// scale of the map: 0 is today, ±1 as far as it goes. It depends on the map,
// the scenario, the options and the seed alone.
package simulate
