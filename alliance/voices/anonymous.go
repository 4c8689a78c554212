package voices

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"

	"sysmap/alliance"
	"sysmap/maps"
)

// Anonymous returns a map and what is said of it without the names of voices
// and actors: voices and actors have numbers, and neither ids, labels nor notes
// of theirs are left, nor files, notes and evidence of single links. Voices are
// numbered by a digest of what they say, so that neither the alphabet nor the
// order of files gives anyone away. What people have written elsewhere on the
// map stays, as [alliance.Anonymous] says.
func Anonymous(m *maps.Map, said []maps.Said) (*maps.Map, []maps.Said) {
	hidden := alliance.Anonymous(m)
	hidden.Voices = nil
	names := make(map[string]string)
	for i := range m.Actors {
		names[m.Actors[i].ID] = hidden.Actors[i].ID
	}
	out := make([]maps.Said, len(said))
	for i := range said {
		out[i].Voice = nameless(said[i].Voice)
	}
	slices.SortStableFunc(out, func(a, b maps.Said) int { return cmp.Compare(fingerprint(a.Voice), fingerprint(b.Voice)) })
	width := len(fmt.Sprint(len(out)))
	for i := range out {
		v := &out[i]
		v.ID = fmt.Sprintf("voice-%0*d", width, i+1)
		v.Label = numberedLabel("Voice", "Stemme", i+1)
		for k := range v.Actors {
			a := &v.Actors[k]
			if names[a.ID] == "" {
				names[a.ID] = fmt.Sprintf("actor-%d", len(names)+1)
			}
			a.Label, a.Note = numberedLabel("Actor", "Aktør", numberIn(names[a.ID])), maps.Text{}
			a.ID = names[a.ID]
		}
		for k := range v.Roles {
			v.Roles[k].Actor = names[v.Roles[k].Actor]
		}
	}
	return hidden, out
}

func numberedLabel(english, danish string, n int) maps.Text {
	return maps.Text{By: map[maps.Language]string{maps.English: fmt.Sprint(english, " ", n), maps.Danish: fmt.Sprint(danish, " ", n)}}
}

func numberIn(id string) (n int) {
	_, _ = fmt.Sscanf(id, "actor-%d", &n)
	return n
}

// nameless is a copy of a voice without who speaks and what names may stand in.
func nameless(v maps.Voice) maps.Voice {
	v.ID, v.Label, v.Note = "", maps.Text{}, maps.Text{}
	v.Links, v.Roles, v.Actors = slices.Clone(v.Links), slices.Clone(v.Roles), slices.Clone(v.Actors)
	for i := range v.Links {
		v.Links[i].Note, v.Links[i].Evidence = maps.Text{}, nil
	}
	return v
}

// fingerprint stands for what a voice says.
func fingerprint(v maps.Voice) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%q %q", v.Denies, v.Roles)
	for _, l := range v.Links {
		fmt.Fprintf(&b, " %q %v %v %v %v %v", l.Ref(), l.Strength, l.StrengthStated, l.Confidence, l.Probability, l.Positive)
		if l.Delay != nil {
			fmt.Fprint(&b, " ", *l.Delay)
		}
	}
	for _, x := range v.Variables {
		fmt.Fprintf(&b, " %q", x.ID)
	}
	sum := sha256.Sum256(b.Bytes())
	return string(sum[:])
}
