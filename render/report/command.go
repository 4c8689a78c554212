package report

import (
	"strconv"
	"strings"

	"sysmap/render/report/document"
)

// how says that a command makes a table or figure again.
func (r *reporter) how(command string) document.How {
	return document.How{Command: command, Digest: r.digest, Seed: r.seedOf(command)}
}

// seedOf returns the seed of a command that has one.
func (r *reporter) seedOf(command string) string {
	if strings.Contains(command, "--seed") {
		return r.seed
	}
	return ""
}

// command returns a command line about the map, ready to be copied: the verb,
// the map, then the rest, each word quoted where a shell asks for it.
func (r *reporter) command(verb string, rest ...string) string {
	words := []string{"sysmap", verb, quoted(r.Options.Name)}
	for _, w := range rest {
		words = append(words, quoted(w))
	}
	if r.l != r.m.Language && !(r.l == "en" && r.m.Language == "") {
		words = append(words, "--lang", string(r.l))
	}
	return strings.Join(words, " ")
}

// document returns the command that writes the map whole, for what no analysis
// prints.
func (r *reporter) document() string {
	return "sysmap convert " + quoted(r.Options.Name) + " --to sysmap -o whole.yaml"
}

// render returns the command of a picture of the map.
func (r *reporter) render(file string, rest ...string) string {
	if r.o.Theme != "" && r.o.Theme != "foresight" {
		rest = append(rest, "--theme", r.o.Theme)
	}
	return r.command("render", append(rest, "-o", file+".svg")...)
}

// seeded adds the seed.
func (r *reporter) seeded(rest ...string) []string { return append(rest, "--seed", r.seed) }

// simulated returns the command of a scenario's simulation.
func (r *reporter) simulated(scenario string, rest ...string) string {
	rest = append(append([]string{scenario, "--runs", strconv.Itoa(r.Options.Runs), "--seed", r.seed}, r.until()...), rest...)
	return r.command("simulate", rest...)
}

func (r *reporter) until() []string {
	return []string{"--until", strconv.FormatFloat(r.Until, 'g', -1, 64)}
}

// leveraged returns the command of the ranking with effects.
func (r *reporter) leveraged(rest ...string) string {
	if r.Effects != nil && r.Options.EffectRuns != 50 {
		rest = append(rest, "--runs", strconv.Itoa(r.Options.EffectRuns))
	}
	return r.command("leverage", append(rest, "--seed", r.seed)...)
}

// allied returns the command of who is responsible.
func (r *reporter) allied(rest ...string) string {
	if r.o.Anonymous {
		rest = append(rest, "--anonymous")
	}
	return r.command("alliance", r.seeded(rest...)...)
}

// quoted makes a word one that a POSIX shell reads as it stands.
func quoted(w string) string {
	plain := w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZæøåÆØÅ0123456789-_./:,=@+") == ""
	if plain && !strings.HasPrefix(w, "=") {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
