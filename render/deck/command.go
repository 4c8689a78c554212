package deck

import (
	"strconv"
	"strings"
)

// command returns a command line about the map, ready to be copied.
func (k *maker) command(verb string, rest ...string) string {
	name := k.o.Name
	if name == "" {
		name = "MAP"
	}
	line := []string{"sysmap", verb, quoted(name)}
	for _, w := range rest {
		line = append(line, quoted(w))
	}
	if k.o.Anonymous && verb == "alliance" {
		line = append(line, "--anonymous")
	}
	return strings.Join(line, " ")
}

// how says which command makes a slide's figures again.
func (k *maker) how(verb string, rest ...string) string {
	return k.w["how"] + " " + k.command(verb, rest...)
}

// seed and until are flags of what the study was made with.
func (k *maker) seed() []string {
	return []string{"--seed", strconv.FormatUint(k.s.Options.Seed, 10)}
}

func (k *maker) simulateFlags(scenario string) []string {
	return append([]string{scenario, "--runs", strconv.Itoa(k.s.Options.Runs), "--until", strconv.FormatFloat(k.s.Until, 'g', -1, 64)}, k.seed()...)
}

func (k *maker) leverageFlags() []string {
	return append([]string{"--runs", strconv.Itoa(k.s.Options.EffectRuns)}, k.seed()...)
}

// quoted makes a word one that a shell reads as it stands.
func quoted(w string) string {
	plain := w != "" && strings.Trim(w, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZæøåÆØÅ0123456789-_./:,=@+") == ""
	if plain && !strings.HasPrefix(w, "=") {
		return w
	}
	return "'" + strings.ReplaceAll(w, "'", `'\''`) + "'"
}
