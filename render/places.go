package render

import (
	"context"
	"math"

	"sysmap/maps"
)

// Places lays a map out and returns where each variable that has no position
// belongs, by id, in points rounded to a tenth. Variables that have one keep
// it and are not in the result. It fails as [Picture] does.
func Places(ctx context.Context, m *maps.Map, o Options) (map[string]maps.Position, error) {
	o.View = ""
	plan, err := measure(m, o)
	if err != nil {
		return nil, err
	}
	result, err := o.Worker.Arrange(ctx, request(m, plan))
	if err != nil {
		return nil, err
	}
	places := map[string]maps.Position{}
	for i, v := range plan.Variables() {
		if v.At == nil {
			c := result.Centres[i]
			places[v.ID] = maps.Position{X: tenth(c.X), Y: tenth(c.Y)}
		}
	}
	return places, nil
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }
