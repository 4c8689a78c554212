package tuples

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"sysmap/maps/exchange/format"
	"sysmap/maps/exchange/format/formattest"
)

const pond = `# a pond
{1: "Fish, big", 2: 'Algae', 4: Light}
[(1, 2, -0.6),
 (2, 1, 0.25), (2, 2, 1),  # itself
 (3, "2", +1.5), (4, 2, 0), (4, 1, much,)
]
`

func TestTuplesAreLinks(t *testing.T) {
	m, r := formattest.Read(t, Format(), pond)
	want := []string{
		`variable "Fish, big"`, `variable "Algae"`, `variable "Light"`, `variable "3"`,
		"link 0 - 1 strength 0.600000", "link 1 + 0 strength 0.250000", "link 1 + 1 strength 1.000000", "link 2 ? 0", "link 3 + 1",
	}
	if got := formattest.Told(m, format.Kept{Strengths: true}); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	for what, n := range map[string]int{"weights beyond −1…1": 1, "weights that are not numbers": 1} {
		if formattest.Counted(r.Losses, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Losses)
		}
	}
	for what, n := range map[string]int{"tuples of weight 0, which are no links": 1, "concepts without a name, called by their number": 1} {
		if formattest.Counted(r.Notes, what) != n {
			t.Errorf("%s: not %d in %+v", what, n, r.Notes)
		}
	}
}

func TestPublishedTuplesAreReadWithTheirNames(t *testing.T) {
	edges, names := formattest.Sample(t, "fcm/clot-edges.txt"), formattest.Sample(t, "fcm/clot-verts.txt")
	m, r := formattest.Read(t, Format(), edges+"\n"+names)
	if len(m.Variables) != 12 || r.Positive != 15 || r.Negative != 3 || m.Variables[0].Label.Plain != "HCP" {
		t.Errorf("%d variables, %+v", len(m.Variables), r)
	}
	for _, text := range []string{edges, names} {
		if Format().Recognise([]byte(text)) != format.Surely {
			t.Errorf("not recognised:\n%s", text)
		}
	}
}

func TestOtherTextsAreNotTakenForTuples(t *testing.T) {
	for _, text := range []string{"", "(see below, please)", `{"elements": []}`, "a ->+ b", "from,to,sign\n1,2,+", "(1, 2)", "{\n\"1\": \"a\"}"} {
		if Format().Recognise([]byte(text)) != format.No {
			t.Errorf("%q is taken for tuples", text)
		}
	}
}

func TestWhatIsNoTupleIsRefusedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"":                 "no tuple",
		"(1, 2, 0.5),\n(1": "line 2",
		"(1, 2)":           "','",
		"(1, 2, 3, 4)":     "')'",
		"{1: }":            "the name of a concept",
		"{1, 2}":           "a colon",
		"{(":               "the number of a concept",
		"hello":            `"hello"`,
		"(1,2,0.1)\n}":     "'}'",
	} {
		_, _, err := Format().Read(t.Context(), []byte(text), format.ReadOptions{})
		if !errors.Is(err, format.ErrFormat) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, limits := range []format.Limits{{Links: 2}, {Variables: 2}} {
		if _, _, err := Format().Read(t.Context(), []byte(pond), format.ReadOptions{Limits: limits}); !errors.Is(err, format.ErrLimit) {
			t.Errorf("%+v: %v", limits, err)
		}
	}
}

func TestDamagedFilesEndInAMapOrAnError(t *testing.T) { formattest.Damage(t, Format(), pond) }

func TestEncodings(t *testing.T) {
	formattest.Encodings(t, Format(), pond, format.Kept{Strengths: true})
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(pond))
	f.Fuzz(func(t *testing.T, text []byte) { formattest.Withstand(t, Format(), text) })
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&text, "(%d, %d, -0.5),\n", i%2000, (i*7+i/2000+1)%2000)
	}
	b.ReportAllocs()
	for b.Loop() {
		m, _, err := Format().Read(b.Context(), []byte(text.String()), format.ReadOptions{})
		if err != nil || len(m.Variables) != 2000 || len(m.Links) != 20_000 {
			b.Fatal(err, len(m.Variables), len(m.Links))
		}
	}
}
