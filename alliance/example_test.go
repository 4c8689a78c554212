package alliance_test

import (
	"context"
	"fmt"

	"sysmap/alliance"
	"sysmap/maps"
)

func ExampleAnalyse() {
	text := `
sysmap: 1
title: The street
time: month
variables: {trust: {label: Trust}, meetings: {label: Meetings}, safety: {label: Safety}}
links: [trust ->+ meetings, meetings ->+ safety, safety ->+ trust]
goal: {raise: [safety]}
actors: {hall: {label: Town hall, sector: public}, club: {label: Club, sector: civil-society}}
roles: [{actor: club, can-act: [meetings]}, {actor: hall, knows: [safety]}]
`
	m, err := new(maps.Loader).Parse(context.Background(), "street.yaml", []byte(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := alliance.Analyse(context.Background(), m, alliance.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range result.Orphans.Statements {
		fmt.Println(s.In(maps.English))
	}
	for _, s := range result.Alone.Statements[:1] {
		fmt.Println(s.In(maps.English))
	}
	// Output:
	// Who is responsible? Nobody must or can act on 2 variables, though a push there goes far: “Safety” and “Trust”.
	// “Safety” has no one to act, but somebody to ask: Town hall.
	// One actor can act on every loop of the goal that anybody can act on: Club.
}
