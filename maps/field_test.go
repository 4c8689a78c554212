package maps

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestEveryFieldOfEveryTypeHasItsKey fills each field of each public type, one
// at a time, and expects its table to have something to write that reads back
// into the same field. A field that the tables forget would be lost in files.
func TestEveryFieldOfEveryTypeHasItsKey(t *testing.T) {
	check(t, sourceTable(), nil)
	check(t, categoryTable(), []string{"ID"})
	check(t, clusterTable(), []string{"ID"})
	check(t, variableTable(), []string{"ID"})
	check(t, measureTable(), nil)
	// StrengthStated comes with the strength, the ends and sign with the arrow.
	check(t, linkTable(), []string{"From", "To", "Sign", "StrengthStated", "Strength"})
	check(t, evidenceTable(), nil)
	check(t, goalTable(), nil)
	check(t, actorTable(), []string{"ID"})
	check(t, roleTable(), nil)
	check(t, effortTable(), []string{"ID"})
	check(t, scenarioTable(), []string{"ID"})
	// What an intervention does is one key for action, amount and new sign.
	check(t, interventionTable(), []string{"Action", "Amount", "NewSign"})
	check(t, viewTable(), []string{"ID"})
	check(t, loopTable(), []string{"ID"})
}

func check[T any](t *testing.T, table *table[T], apart []string) {
	t.Helper()
	var zero T
	kind := reflect.TypeOf(zero)
	for i := range kind.NumField() {
		name := kind.Field(i).Name
		if slices.Contains(apart, name) {
			continue
		}
		var before, after T
		if table.start != nil {
			table.start(&before)
			table.start(&after)
		}
		fill(reflect.ValueOf(&after).Elem().Field(i))
		var keys []string
		for _, f := range table.fields {
			was, said := f.write(&before)
			now, says := f.write(&after)
			if said != says || !was.equal(now) {
				keys = append(keys, f.key)
				f.inherit(&before, &after)
			}
		}
		if len(keys) != 1 || !reflect.DeepEqual(before, after) {
			t.Errorf("%s.%s is written by the keys %q", kind.Name(), name, keys)
		}
	}
}

// fill gives a value some content that differs from the zero value.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("public")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(0.25)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).Kind() != reflect.Map {
				fill(v.Field(i))
			}
		}
	}
}

// TestEveryFieldOfAMapIsCarriedThroughASheet fills the whole map and expects it
// from the sheet that states it.
func TestEveryFieldOfAMapIsCarriedThroughASheet(t *testing.T) {
	kind := reflect.TypeOf(Map{})
	for i := range kind.NumField() {
		m := &Map{Language: English}
		fill(reflect.ValueOf(m).Elem().Field(i))
		if got := fromMap(m).toMap(); !reflect.DeepEqual(got, m) {
			t.Errorf("%s is lost", kind.Field(i).Name)
		}
		it := sheetTable().item(fromMap(m))
		if name := kind.Field(i).Name; name != "Language" && len(it.pairs) != 3 {
			t.Errorf("%s is written as %d keys", name, len(it.pairs)-2)
		}
	}
}

func TestEveryKeyIsDescribed(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	described(t, string(text), sheetTable())
	described(t, string(text), variableTable())
	described(t, string(text), linkTable())
	described(t, string(text), interventionTable())
	described(t, string(text), effortTable())
}

func described[T any](t *testing.T, schema string, table *table[T]) {
	t.Helper()
	seen := make(map[string]bool)
	for _, f := range table.fields {
		if f.about == "" || !strings.Contains(schema, f.about) || seen[f.key] {
			t.Errorf("the key %q of a %s is twice there or not described", f.key, table.noun)
		}
		seen[f.key] = true
	}
}
