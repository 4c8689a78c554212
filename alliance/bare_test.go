package alliance_test

import (
	"context"
	"strings"
	"testing"

	"sysmap/alliance"
	"sysmap/maps"
)

// TestWhatIsHardlyDrawnIsToldAsItIs reads sentences about a map with one loop
// and an effort that nobody makes and that changes nothing.
func TestWhatIsHardlyDrawnIsToldAsItIs(t *testing.T) {
	const text = `
sysmap: 1
variables: {joy: , song: }
links: [joy ->+ song, song ->+ joy]
goal: {raise: [joy]}
actors:
  choir: {sector: civil-society}
  school: {sector: public}
roles:
  - {actor: choir, can-act: [song]}
  - {actor: school, knows: [joy]}
efforts:
  talk: {label: Talk}
  sing: {label: Sing, by: [choir], on: [{variable: song, press: 0.3}]}
`
	m, err := new(maps.Loader).Parse(context.Background(), "choir.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := alliance.Analyse(context.Background(), m, alliance.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	write := func(list []alliance.Statement) {
		for _, s := range list {
			told.WriteString(s.English + "\n" + s.Danish + "\n")
		}
	}
	write(r.GoalLoops.Statements)
	write(r.Thread.Statements)
	for _, e := range r.Readiness {
		write(append(append(e.There, e.Missing...), e.Next))
	}
	for _, want := range []string{
		"One feedback loop of up to 8 links runs through the goal; two or more sectors have a role in it.",
		"Én feedbacksløjfe på op til 8 påvirkninger løber gennem målet; to eller flere sektorer har en rolle i den.",
		"One effort acts on 1 of the map's 2 variables.", "Én indsats virker ind på 1 af kortets 2 faktorer.",
		"One feedback loop of the goal has no indicator on the way",
		"Made by one actor only: “Sing”.", "The map does not say who makes “Talk”.", "Kortet siger ikke, hvem der laver “Talk”.",
	} {
		if !strings.Contains(told.String(), want) {
			t.Errorf("not told: %s", want)
		}
	}
	if t.Failed() {
		t.Log(told.String())
	}
}
