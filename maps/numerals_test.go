package maps_test

import (
	"math/big"
	"testing"

	"sysmap/maps"
)

func TestNumbersAreWrittenAsReadersExpectThem(t *testing.T) {
	huge, _ := new(big.Int).SetString("18446744073709551616", 10)
	for _, c := range []struct{ got, want string }{
		{maps.English.Count(0), "0"},
		{maps.English.Count(999), "999"},
		{maps.English.Count(283457624), "283,457,624"},
		{maps.Danish.Count(283457624), "283.457.624"},
		{maps.Danish.Count(-1234), "−1.234"},
		{maps.English.Integer(huge), "18,446,744,073,709,551,616"},
		{maps.English.Decimal(0.256, 2), "0.26"},
		{maps.Danish.Decimal(-0.256, 2), "−0,26"},
		{maps.English.Number(12), "12"},
		{maps.Danish.Number(2.5), "2,5"},
		{maps.English.Number(-1.234), "−1.23"},
		{maps.English.Signed(0.256, 2), "+0.26"},
		{maps.Danish.Signed(-0.256, 2), "−0,26"},
		{maps.English.Signed(-0.0004, 3), "0.000"},
		{maps.English.Signed(0.0004, 3), "0.000"},
		{maps.English.Percent(0.5), "50%"},
		{maps.Danish.Percent(0.0512), "5,1 %"},
		{maps.English.Percent(0.0999), "10%"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

func TestNamesAreListedAsPeopleSayThem(t *testing.T) {
	for _, c := range []struct {
		l     maps.Language
		names []string
		want  string
	}{
		{maps.English, nil, ""},
		{maps.English, []string{"a"}, "a"},
		{maps.English, []string{"a", "b"}, "a and b"},
		{maps.Danish, []string{"a", "b", "c"}, "a, b og c"},
	} {
		if got := c.l.List(c.names); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
