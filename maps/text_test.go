package maps_test

import (
	"bytes"
	"errors"
	"testing"

	"sysmap/maps"
)

func TestATextFallsBackToALanguageItHas(t *testing.T) {
	by := func(by map[maps.Language]string) maps.Text { return maps.Text{By: by} }
	for _, c := range []struct {
		name string
		text maps.Text
		in   maps.Language
		want string
	}{
		{"plain", maps.Plain("Stress"), maps.Danish, "Stress"},
		{"the one asked for", by(map[maps.Language]string{"en": "Sleep", "da": "Søvn"}), maps.Danish, "Søvn"},
		{"English next", by(map[maps.Language]string{"en": "Sleep", "de": "Schlaf"}), maps.Danish, "Sleep"},
		{"then what sysmap speaks", by(map[maps.Language]string{"da": "Søvn", "aa": "x"}), "de", "Søvn"},
		{"then the first by name", by(map[maps.Language]string{"sv": "Sömn", "de": "Schlaf"}), maps.English, "Schlaf"},
		{"empty ones do not count", by(map[maps.Language]string{"en": "", "de": "Schlaf"}), maps.English, "Schlaf"},
		{"nothing", maps.Text{}, maps.English, ""},
	} {
		if got := c.text.In(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestIDsAreMadeFromLabels(t *testing.T) {
	for label, want := range map[string]string{
		"Level of Stress": "level-of-stress", "F2F Social Interaction": "f2f-social-interaction", "Children's  Control": "children-s-control",
		"Søvn & hvile": "søvn-hvile", "X-ray": "xray", "!?": "", " - ": "", "日本": "日本",
	} {
		got := maps.MakeID(label)
		if got != want || got != "" && !maps.ValidID(got) {
			t.Errorf("%q gives %q, want %q", label, got, want)
		}
	}
}

func TestEachProblemCanBeFoundInTheError(t *testing.T) {
	_, err := (&maps.Loader{}).Parse(t.Context(), "m", []byte(head+"titel: x"))
	var p maps.Problem
	if !errors.As(err, &p) || p.Line != 2 || p.Column != 1 || p.Near != "titel" || p.Severity != maps.Mistake {
		t.Errorf("got %+v", p)
	}
}

func TestWriteGivesWhatEncodeGives(t *testing.T) {
	m := &maps.Map{Title: maps.Plain("x"), Variables: []maps.Variable{{ID: "a"}}}
	var b bytes.Buffer
	if err := maps.Write(&b, m); err != nil {
		t.Fatal(err)
	}
	if want := "sysmap: 1\ntitle: x\n\nvariables:\n  a:\n"; b.String() != want {
		t.Errorf("got %q", b.String())
	}
}
