package chart_test

import (
	"sysmap/maps"
	"sysmap/render/chart"
	"sysmap/render/diagram"
	"sysmap/render/scene"
)

func rankedGallery() []picture {
	english := chart.Options{
		Title: "What moves children's overweight", Signed: true,
		Subtitle: "Change of overweight after 60 months, for the same push on each variable", Source: "Et lettere liv, after Foresight 2007",
	}
	danish := chart.Options{
		Title: "Hvad flytter overvægt blandt børn?", Signed: true, Language: maps.Danish,
		Subtitle: "Ændring i overvægt efter 60 måneder ved samme tryk på hver faktor", Source: "Et lettere liv, efter Foresight 2007",
	}
	bars := func(o chart.Options, theme diagram.Theme, labels []string) func() (*scene.Scene, error) {
		o.Theme = theme
		values := []float64{-0.21, 0.12, -0.17, 0.064, -0.031, 0.0042, 0.25, -0.08}
		var rows []chart.Bar
		for i, label := range labels {
			v := values[i%len(values)]
			rows = append(rows, chart.Bar{Label: label, Value: v, Interval: &chart.Interval{Low: v - 0.05 - v*v, High: v + 0.03 + v*v}, Emphasis: i == 2})
		}
		return func() (*scene.Scene, error) { return chart.Bars(rows, chart.BarsOptions{Options: o, Most: 7}) }
	}
	tornado := func(o chart.TornadoOptions, theme diagram.Theme, labels []string) func() (*scene.Scene, error) {
		o.Theme = theme
		values := []float64{0.61, -0.48, 0.33, -0.3, 0.18, -0.12, 0.05, -0.01}
		var rows []chart.Driver
		for i, label := range labels {
			rows = append(rows, chart.Driver{Label: label, Value: values[i%len(values)]})
		}
		return func() (*scene.Scene, error) { return chart.Tornado(rows, o) }
	}
	labels := []string{"Stress", "Walkability of the living environment", "Sleep", "Media consumption", "Force of dietary habits", "Physical activity", "Social acceptability of fatness", "Food literacy"}
	mærker := []string{
		"Stress", "Lokalområdets gangvenlighed", "Søvn", "Sundhedsfremmeindsatsernes tilgængelighed i kommunen", "Kostvaner", "Fysisk aktivitet",
		"Udviklingshæmmende bivirkninger af appetitregulerende lægemidler og behandlinger", "Madkundskab",
	}
	links := []string{"Stress ⊸ Sleep", "Media consumption → Physical activity", "Food literacy → Quality of packed lunches", "Sleep → Perceived lack of time", "Stress → Force of dietary habits", "Education → Media availability"}
	påvirkninger := []string{"Stress → Søvn", "Sundhedsfremmeindsatsernes tilgængelighed → Fysisk aktivitet i fritidsforeningerne", "Madkundskab → Madpakkernes kvalitet", "Søvn → Oplevet tidsmangel", "Stress → Kostvaner", "Uddannelse → Medietilgængelighed"}
	links[0] = "Stress → Sleep"
	drivers := chart.TornadoOptions{
		Less: "the stronger it is, the less overweight", More: "the stronger it is, the more overweight",
		Options: chart.Options{Title: "Which uncertain links decide the outcome", Signed: true, Subtitle: "Partial rank correlation of each link's strength with overweight after 60 months"},
	}
	drivere := chart.TornadoOptions{
		Less: "jo stærkere, jo mindre overvægt", More: "jo stærkere, jo mere overvægt",
		Options: chart.Options{Title: "Hvilke usikre påvirkninger afgør udfaldet?", Signed: true, Language: maps.Danish, Subtitle: "Partiel rangkorrelation mellem hver påvirknings styrke og overvægt efter 60 måneder"},
	}
	// The column of a report, a few inches wide, and a slide.
	column, slide := danish, danish
	column.Width, column.TextSize = 300, 9
	slide.Width, slide.TextSize = 960, 18
	return []picture{
		{"bars-column", bars(column, diagram.Foresight(), mærker)},
		{"bars-slide", bars(slide, diagram.Projector(), mærker)},
		{"bars", bars(english, diagram.Foresight(), labels)},
		{"bars-danish-print", bars(danish, diagram.Print(), mærker)},
		{"bars-projector", bars(danish, diagram.Projector(), mærker)},
		{"tornado", tornado(drivers, diagram.Foresight(), links)},
		{"tornado-danish-print", tornado(drivere, diagram.Print(), påvirkninger)},
		{"tornado-projector", tornado(drivere, diagram.Projector(), påvirkninger)},
	}
}

func matrixGallery() []picture {
	roles := chart.Table{
		Rows:    []string{"Lokalområdets gangvenlighed", "Madpakkernes kvalitet", "Sundhedsfremmeindsatsernes tilgængelighed", "Søvn", "Stress", "Udviklingshæmmende bivirkninger af medicin"},
		Columns: []string{"Holbæk Kommune", "Børnehaverne", "Sundhedsplejen", "Fødevareproducenterne", "Forskningsinstitutionerne", "Idrætsforeningerne", "Forældrene", "De unge selv"},
	}
	for i := range roles.Rows {
		var row []chart.Cell
		for k := range roles.Columns {
			row = append(row, chart.Cell{Mark: chart.Mark((i*7 + k*k*3 + i*k) % 9 % 5)})
		}
		roles.Cells = append(roles.Cells, row)
	}
	shaded := chart.Table{
		Rows:    []string{"Overweight among children", "Physical activity", "Stress", "Sleep"},
		Columns: []string{"Flow", "Linear", "Fuzzy cognitive map", "Pulse", "Press", "System dynamics"},
	}
	for i := range shaded.Rows {
		var row []chart.Cell
		for k := range shaded.Columns {
			v := float64((i*5+k*3)%11-5) / 7
			row = append(row, chart.Cell{Value: &v})
			if i == 3 && k == 2 {
				row[k].Value = nil
			}
			if i == 2 {
				row[k].Mark = chart.Up
				if v < 0 {
					row[k].Mark = chart.Down
				}
			}
		}
		shaded.Cells = append(shaded.Cells, row)
	}
	who := func(theme diagram.Theme) func() (*scene.Scene, error) {
		o := chart.MatrixOptions{
			Options: chart.Options{Title: "Hvem har ansvaret?", Subtitle: "Aktører og de faktorer, de har en rolle i", Language: maps.Danish, Theme: theme},
			Marks:   []chart.MarkName{{Mark: chart.Full, Text: "har ansvar"}, {Mark: chart.Open, Text: "kan handle"}, {Mark: chart.Small, Text: "er berørt"}, {Mark: chart.Square, Text: "har viden"}},
		}
		return func() (*scene.Scene, error) { return chart.Matrix(roles, o) }
	}
	agree := func(theme diagram.Theme) func() (*scene.Scene, error) {
		o := chart.MatrixOptions{Values: true, Options: chart.Options{Title: "Where the methods agree", Subtitle: "Change after 60 months, by method", Theme: theme, Signed: true}}
		return func() (*scene.Scene, error) { return chart.Matrix(shaded, o) }
	}
	return []picture{
		{"matrix-roles", who(diagram.Foresight())},
		{"matrix-roles-print", who(diagram.Print())},
		{"matrix-roles-projector", who(diagram.Projector())},
		{"matrix-shaded", agree(diagram.Foresight())},
		{"matrix-shaded-print", agree(diagram.Print())},
		{"matrix-shaded-projector", agree(diagram.Projector())},
	}
}
