package chart

import "sysmap/maps"

// words are the texts that charts add of their own, in one language.
type words struct {
	source, band, at, to, of, shown, interval, less, more string
}

func wordsIn(l maps.Language) words {
	if l == maps.Danish {
		return words{
			source: "Kilde", band: "Median og 5–95 %", at: "ved", to: "til",
			of: "af", shown: "vist", interval: "5–95 %", less: "Mindre", more: "Mere",
		}
	}
	return words{
		source: "Source", band: "Median and 5–95%", at: "at", to: "to",
		of: "of", shown: "shown", interval: "5–95%", less: "Less", more: "More",
	}
}
