package diagram

import "sysmap/maps"

// words are the texts of a picture's frame in one language.
type words struct {
	positive, negative, unknown      string // legend of links
	delayed, core                    string
	legend, categories, influences   string
	source, illustrative             string
	variable, variables, link, links string
	of                               string
	leadsTo                          map[maps.Sign]string
	map_                             string
}

func wordsIn(l maps.Language) words {
	if l == maps.Danish {
		return words{
			positive: "Mere fører til mere", negative: "Mere fører til mindre", unknown: "Ukendt påvirkning",
			delayed: "Med forsinkelse", core: "Kernesløjfe",
			legend: "Signaturforklaring", categories: "Faktorer", influences: "Påvirkninger",
			source: "Kilde", illustrative: "Illustrativt eksempel – ikke baseret på en undersøgelse",
			variable: "faktor", variables: "faktorer", link: "påvirkning", links: "påvirkninger", of: "af",
			leadsTo: map[maps.Sign]string{maps.Positive: "mere fører til mere", maps.Negative: "mere fører til mindre", maps.Unknown: "ukendt påvirkning"},
			map_:    "Systemkort",
		}
	}
	return words{
		positive: "More leads to more", negative: "More leads to less", unknown: "Unknown influence",
		delayed: "With a delay", core: "Core loop",
		legend: "Legend", categories: "Variables", influences: "Influences",
		source: "Source", illustrative: "Illustrative example – not based on a study",
		variable: "variable", variables: "variables", link: "link", links: "links", of: "of",
		leadsTo: map[maps.Sign]string{maps.Positive: "more leads to more", maps.Negative: "more leads to less", maps.Unknown: "unknown influence"},
		map_:    "Systems map",
	}
}

// counted returns "1 link" or "12 links".
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return itoa(n) + " " + many
}
