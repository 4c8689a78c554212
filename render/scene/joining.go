package scene

import "unicode"

// presentation is where Unicode keeps the shapes of an Arabic letter: isolated
// and final, then initial and medial if it joins the letter after it too.
type presentation struct {
	first rune
	forms int
}

// presentations of the letters of Arabic, Persian and Urdu, from the blocks
// Arabic Presentation Forms A and B, as far as they are shipped. A
// library that knows them would have to set all other text too.
var presentations = map[rune]presentation{
	'\u0621': {'\ufe80', 1}, '\u0622': {'\ufe81', 2}, '\u0623': {'\ufe83', 2},
	'\u0624': {'\ufe85', 2}, '\u0625': {'\ufe87', 2}, '\u0626': {'\ufe89', 4},
	'\u0627': {'\ufe8d', 2}, '\u0628': {'\ufe8f', 4}, '\u0629': {'\ufe93', 2},
	'\u062a': {'\ufe95', 4}, '\u062b': {'\ufe99', 4}, '\u062c': {'\ufe9d', 4},
	'\u062d': {'\ufea1', 4}, '\u062e': {'\ufea5', 4}, '\u062f': {'\ufea9', 2},
	'\u0630': {'\ufeab', 2}, '\u0631': {'\ufead', 2}, '\u0632': {'\ufeaf', 2},
	'\u0633': {'\ufeb1', 4}, '\u0634': {'\ufeb5', 4}, '\u0635': {'\ufeb9', 4},
	'\u0636': {'\ufebd', 4}, '\u0637': {'\ufec1', 4}, '\u0638': {'\ufec5', 4},
	'\u0639': {'\ufec9', 4}, '\u063a': {'\ufecd', 4}, '\u0641': {'\ufed1', 4},
	'\u0642': {'\ufed5', 4}, '\u0643': {'\ufed9', 4}, '\u0644': {'\ufedd', 4},
	'\u0645': {'\ufee1', 4}, '\u0646': {'\ufee5', 4}, '\u0647': {'\ufee9', 4},
	'\u0648': {'\ufeed', 2}, '\u0649': {'\ufeef', 2}, '\u064a': {'\ufef1', 4},
	'\u0679': {'\ufb66', 4}, '\u067e': {'\ufb56', 4}, '\u0686': {'\ufb7a', 4},
	'\u0688': {'\ufb88', 2}, '\u0691': {'\ufb8c', 2}, '\u0698': {'\ufb8a', 2},
	'\u06a9': {'\ufb8e', 4}, '\u06af': {'\ufb92', 4}, '\u06ba': {'\ufb9e', 2},
	'\u06be': {'\ufbaa', 4}, '\u06cc': {'\ufbfc', 4},
}

// lamAlef are the shapes of lam with one of the alefs after it, isolated and
// final.
var lamAlef = map[rune]presentation{
	'\u0622': {'\ufef5', 2}, '\u0623': {'\ufef7', 2},
	'\u0625': {'\ufef9', 2}, '\u0627': {'\ufefb', 2},
}

const (
	lam      = '\u0644'
	tatweel  = '\u0640'
	joiner   = '\u200d'
	absorbed = -1
)

// joinArabic replaces the Arabic letters of text, in logical order, by the
// shapes that they take beside each other. A letter that its neighbour has
// absorbed becomes [absorbed], so that indexes stay. Other text is returned as
// it is.
func joinArabic(text []rune) []rune {
	if !hasArabic(text) {
		return text
	}
	shaped := append([]rune(nil), text...)
	for i, r := range text {
		p, known := presentations[r]
		if !known || shaped[i] == absorbed {
			continue
		}
		next := neighbour(text, i, 1)
		if alef, found := lamAlef[letter(text, next)]; found && r == lam {
			shaped[next] = absorbed
			p = alef
		}
		form := 0
		if joinsAfter(letter(text, neighbour(text, i, -1))) && p.forms >= 2 {
			form = 1
		}
		if p.forms == 4 && joinsBefore(letter(text, next)) {
			form += 2
		}
		shaped[i] = p.first + rune(form)
	}
	return shaped
}

func hasArabic(text []rune) bool {
	for _, r := range text {
		if r >= 0x600 && r <= 0x6ff {
			return true
		}
	}
	return false
}

// neighbour returns the index of the next character in the given direction
// that is not a mark on another, or -1.
func neighbour(text []rune, i, step int) int {
	for i += step; i >= 0 && i < len(text); i += step {
		if !unicode.Is(unicode.Mn, text[i]) {
			return i
		}
	}
	return -1
}

func letter(text []rune, i int) rune {
	if i < 0 {
		return 0
	}
	return text[i]
}

// joinsAfter reports whether r joins the letter after it.
func joinsAfter(r rune) bool {
	return r == tatweel || r == joiner || presentations[r].forms == 4
}

// joinsBefore reports whether r joins the letter before it.
func joinsBefore(r rune) bool {
	return r == tatweel || r == joiner || presentations[r].forms >= 2
}
