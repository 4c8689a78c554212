package alliance

import (
	"slices"

	"sysmap/maps"
	"sysmap/simulate"
)

// activities: efforts that strengthen or hinder one another, and who has none.
func (s *ground) activities(r *Result) Element {
	e := Element{Key: ReinforcingActivities}
	active := s.active()
	if len(active) == 0 {
		e.missing(say("The map has no effort that has not ended.", "Kortet har ingen indsats, der ikke er afsluttet."))
		e.Next = state(say("Draw what is already going on: the effort, who makes it, and which variables it presses on.", "Tegn det, der allerede er i gang: indsatsen, hvem der står for den, og hvilke faktorer den trykker på."))
		return e
	}
	hinder := r.Thread.against()
	var strengthen []EffortPair
	for _, p := range r.Thread.Pairs {
		if p.Relation == Strengthen {
			strengthen = append(strengthen, p)
		}
	}
	if len(strengthen) > 0 {
		p := strengthen[0]
		e.there(say("%s "+verb(len(strengthen), "pulls", "pull")+" the same way wherever they meet, such as %s and %s.", "%s trækker samme vej overalt, hvor de mødes, for eksempel %s og %s.",
			s.effortPairCount(len(strengthen)),
			s.effortNamed(p.First), s.effortNamed(p.Second)), p.First, p.Second)
	}
	for _, p := range hinder[:min(3, len(hinder))] {
		e.missing(say("%s.", "%s.", s.tension(p)), p.First, p.Second)
	}
	if more := len(hinder) - 3; more > 0 {
		e.missing(say("Elsewhere, too, efforts pull against each other: %s.", "Også andre steder trækker indsatser hver sin vej: %s.", s.effortPairCount(more)))
	}
	alone, nobodys := s.soleEfforts(active)
	if n := len(active) - len(alone) - len(nobodys); n > 0 {
		e.there(say("%s "+verb(n, "is", "are")+" made by two or more actors together.", "%s laves af to eller flere aktører sammen.", effortCount(n)))
	}
	if len(alone) > 0 {
		e.missing(say("Made by one actor only: %s.", "Lavet af kun én aktør: %s.", s.effortsNamed(alone)), s.effortIDs(alone)...)
	}
	if len(nobodys) > 0 {
		e.missing(say("The map does not say who makes %s.", "Kortet siger ikke, hvem der laver %s.", s.effortsNamed(nobodys)), s.effortIDs(nobodys)...)
	}
	weak := s.astray(r, active)
	if len(weak) > 0 {
		e.missing(say("Does not help the goal as drawn: %s.", "Hjælper ikke målet, som den er tegnet: %s.", s.effortsNamed(weak)), s.effortIDs(weak)...)
	}
	idle := s.idle(active)
	if len(idle) > 0 {
		e.missing(say("Part of no effort: %s.", "Ikke med i nogen indsats: %s.", s.actorsNamed(idle)), s.actorIDs(idle)...)
	}
	switch {
	case len(hinder) > 0:
		p := hinder[0]
		e.Next = state(say("Bring those behind %s and %s together, and agree on what each leaves to the other.", "Sæt dem bag %s og %s sammen, og aftal, hvad hver overlader til den anden.", s.effortNamed(p.First), s.effortNamed(p.Second)), p.First, p.Second)
	case len(weak) > 0:
		e.Next = state(say("Look again at %s: which way does it reach the goal?", "Se igen på %s: Ad hvilken vej når den målet?", s.effortsNamed(weak[:1])), s.effortIDs(weak[:1])...)
	case len(idle) > 0:
		e.Next = state(say("Ask %s which of the efforts they would join, or what they already do that is not drawn.", "Spørg %s, hvilken af indsatserne de vil være med i, eller hvad de allerede gør, som ikke er tegnet.", s.actorsNamed(idle[:1])), s.actorIDs(idle[:1])...)
	case len(nobodys) > 0:
		e.Next = state(say("Note who makes %s.", "Notér, hvem der laver %s.", s.effortsNamed(nobodys[:1])), s.effortIDs(nobodys[:1])...)
	case len(alone) > 0:
		e.Next = state(say("Find a second actor for %s.", "Find en aktør mere til %s.", s.effortsNamed(alone[:1])), s.effortIDs(alone[:1])...)
	default:
		e.Next = state(say("Let each effort say what it needs from another, and write it down.", "Lad hver indsats sige, hvad den har brug for fra en anden, og skriv det ned."))
	}
	return e
}

func (s *ground) effortPairCount(n int) Sentence {
	return counted(n, Sentence{"one pair of efforts", "ét par af indsatser"}, Sentence{"pairs of efforts", "par af indsatser"})
}

func (s *ground) effortsNamed(efforts []int) []Sentence {
	var out []Sentence
	for _, e := range efforts {
		out = append(out, quoted(s.m.Efforts[e].Label))
	}
	return out
}

func (s *ground) effortIDs(efforts []int) []string {
	var out []string
	for _, e := range efforts {
		out = append(out, s.m.Efforts[e].ID)
	}
	return out
}

func (s *ground) soleEfforts(active []int) (alone, nobodys []int) {
	for _, e := range active {
		switch len(s.by(e)) {
		case 0:
			nobodys = append(nobodys, e)
		case 1:
			alone = append(alone, e)
		}
	}
	return alone, nobodys
}

// astray are efforts that do not move the goal the right way.
func (s *ground) astray(r *Result, active []int) []int {
	var out []int
	for _, e := range active {
		if len(s.goal) > 0 && !s.turnsLinksOnly(e) && r.Thread.Efforts[e].Effect.Mean <= simulate.Negligible {
			out = append(out, e)
		}
	}
	return out
}

// idle are actors that are part of no active effort.
func (s *ground) idle(active []int) []int {
	var busy, out []int
	for _, e := range active {
		busy = union(busy, s.by(e))
	}
	for a := range s.m.Actors {
		if !slices.Contains(busy, a) {
			out = append(out, a)
		}
	}
	return out
}

// communication: interfaces with and without a shared effort.
func (s *ground) communication(r *Result) Element {
	e := Element{Key: ContinuousCommunication}
	pairs := r.Interfaces.Pairs
	if len(pairs) == 0 {
		e.missing(say("The map shows no interface between actors.", "Kortet viser ingen snitflade mellem aktører."))
		e.Next = state(say("Note for each actor which variables it must and can act on; interfaces show by themselves.", "Notér for hver aktør, hvilke faktorer den har ansvar for og kan handle på; så viser snitfladerne sig selv."))
		return e
	}
	var with, without []Pair
	for _, p := range pairs {
		if len(p.Efforts) > 0 {
			with = append(with, p)
		} else {
			without = append(without, p)
		}
	}
	if len(with) > 0 {
		e.there(say("Of the %s with an interface, %s meet in a shared effort.", "Af de %s med en snitflade mødes %s i en fælles indsats.", pairCount(len(pairs)), len(with)))
	}
	for _, p := range without[:min(3, len(without))] {
		e.missing(say("No shared effort: %s.", "Ingen fælles indsats: %s.", s.pairInWords(p)), p.First, p.Second)
	}
	if more := len(without) - 3; more > 0 {
		e.missing(say("Other interfaces without a shared effort: %s.", "Andre snitflader uden fælles indsats: %s.", pairCount(more)))
	}
	if len(without) == 0 {
		e.Next = state(say("Keep a fixed time for every interface, even when nothing is wrong.", "Hold en fast tid for hver snitflade, også når intet er galt."))
		return e
	}
	p := without[0]
	e.Next = state(say("Give these two a fixed meeting about what runs between them: %s.", "Giv disse to et fast møde om det, der løber imellem dem: %s.", s.pairInWords(p)), p.First, p.Second)
	return e
}

// backbone: who holds the secretariat, and with whom it works.
func (s *ground) backbone() Element {
	e := Element{Key: Backbone}
	var holders []int
	for a, actor := range s.m.Actors {
		if actor.Backbone {
			holders = append(holders, a)
		}
	}
	if len(holders) == 0 {
		e.missing(say("No actor is marked as holding the shared secretariat.", "Ingen aktør er markeret som fælles sekretariat."))
		e.Next = state(say("Agree who calls the meetings, keeps the map and gathers the figures, and mark that actor with backbone: true.", "Aftal, hvem der indkalder, passer kortet og samler tallene, og markér den aktør med backbone: true."))
		return e
	}
	e.there(say("Holds the shared secretariat: %s.", "Fælles sekretariat: %s.", s.actorsNamed(holders)), s.actorIDs(holders)...)
	near := slices.Clone(holders)
	for _, effort := range s.active() {
		if by := s.by(effort); len(shared(by, holders)) > 0 {
			near = union(near, by)
		}
	}
	var far []int
	for a := range s.m.Actors {
		if !slices.Contains(near, a) {
			far = append(far, a)
		}
	}
	if n := len(near) - len(holders); n > 0 {
		e.there(say("It shares an effort with %s.", "Det har en fælles indsats med %s.", actorCount(n)))
	}
	if len(holders) > 1 {
		e.missing(say("More than one holds the secretariat; the map does not say who does what.", "Mere end én er sekretariat; kortet siger ikke, hvem der gør hvad."), s.actorIDs(holders)...)
	}
	if len(far) == 0 {
		e.Next = state(say("Check that the secretariat has time set aside for it, and until when.", "Tjek, at sekretariatet har afsat tid til det, og hvor længe."), s.actorIDs(holders)...)
		return e
	}
	e.missing(say("In no effort together with the secretariat: %s.", "Ikke i nogen indsats sammen med sekretariatet: %s.", s.actorsNamed(far)), s.actorIDs(far)...)
	e.Next = state(say("Let the secretariat visit %s first: they meet it in no effort.", "Lad sekretariatet begynde med at besøge %s: De mødes ikke i nogen indsats.", s.actorsNamed(far[:1])), s.actorIDs(far[:1])...)
	return e
}

// involvement: roles, efforts and voices of the people concerned.
func (s *ground) involvement() Element {
	e := Element{Key: UserInvolvement}
	var people []int
	for a, actor := range s.m.Actors {
		if actor.Sector == maps.PeopleConcerned {
			people = append(people, a)
		}
	}
	if len(people) == 0 {
		e.missing(say("No actor is of the people concerned.", "Ingen aktør hører til målgruppen."))
		e.Next = state(say("Invite those whom the goal is about, and draw with them what they are affected by and know.", "Invitér dem, målet handler om, og tegn sammen med dem, hvad de er berørt af og har viden om."))
		s.voices(&e)
		return e
	}
	e.there(say("The people concerned are there: %s.", "Målgruppen er med: %s.", s.actorsNamed(people)), s.actorIDs(people)...)
	var can, roleless []int
	for _, a := range people {
		can = union(can, s.roles[a].held)
		if len(s.roles[a].any) == 0 {
			roleless = append(roleless, a)
		}
	}
	if len(can) > 0 {
		e.there(say("They can act themselves on %s.", "De kan selv handle på %s.", s.named(can)), s.ids(can)...)
	} else {
		e.missing(say("They cannot act on anything themselves.", "De kan ikke selv handle på noget."), s.actorIDs(people)...)
	}
	if len(roleless) > 0 {
		e.missing(say("Without any role: %s.", "Uden nogen rolle: %s.", s.actorsNamed(roleless)), s.actorIDs(roleless)...)
	}
	silent := s.silentOn(&e, people)
	s.voices(&e)
	switch {
	case len(can) == 0:
		e.Next = state(say("Ask them what they would want to decide or do themselves.", "Spørg dem, hvad de selv vil bestemme eller gøre."), s.actorIDs(people)...)
	case len(silent) > 0:
		e.Next = state(say("Take %s to the people concerned before it goes on.", "Tag %s med til målgruppen, før det går videre.", s.effortsNamed(silent[:1])), s.effortIDs(silent[:1])...)
	default:
		e.Next = state(say("Ask them after each meeting what changed because of what they said.", "Spørg dem efter hvert møde, hvad der blev ændret af det, de sagde."), s.actorIDs(people)...)
	}
	return e
}

// silentOn returns the active efforts that act on what affects the people
// concerned without any of them taking part.
func (s *ground) silentOn(e *Element, people []int) []int {
	var affected, silent []int
	for _, a := range people {
		affected = union(affected, s.roles[a].affected)
	}
	with := 0
	for _, effort := range s.active() {
		switch {
		case len(shared(s.by(effort), people)) > 0:
			with++
		case len(shared(s.ends(effort), affected)) > 0:
			silent = append(silent, effort)
		}
	}
	if with > 0 {
		e.there(say("They take part in %s.", "De er med i %s.", effortCount(with)))
	} else if len(s.active()) > 0 {
		e.missing(say("They take part in no effort.", "De er ikke med i nogen indsats."), s.actorIDs(people)...)
	}
	if len(silent) > 0 {
		e.missing(say("Acts on what affects them, without them: %s.", "Virker ind på det, der berører dem, uden dem: %s.", s.effortsNamed(silent)), s.effortIDs(silent)...)
	}
	return silent
}

// voices counts lived experience among the evidence.
func (s *ground) voices(e *Element) {
	var links []string
	for _, l := range s.m.Links {
		if slices.ContainsFunc(l.Evidence, func(x maps.Evidence) bool { return x.Kind == maps.LivedExperience }) {
			links = append(links, l.Ref().String())
		}
	}
	if len(links) == 0 {
		e.missing(say("No link rests on lived experience.", "Ingen påvirkning bygger på levet erfaring."))
		return
	}
	e.there(say("Lived experience stands behind %s.", "Levet erfaring står bag %s.", linkCount(len(links))), links...)
}
