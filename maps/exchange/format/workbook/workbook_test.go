package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"sysmap/maps/exchange/format"
)

func book(t testing.TB) []byte {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	var b bytes.Buffer
	_, second := file.NewSheet("Notes (Ignore)")
	_, third := file.NewSheet("More")
	if err := errors.Join(
		second, third, file.SetDocProps(&excelize.DocProperties{Title: " Our map "}),
		file.SetSheetRow("Sheet1", "A1", &[]any{"a", 1.5}), file.SetCellStr("Sheet1", "B3", "b"),
		file.SetCellStr("Notes (Ignore)", "A1", "not this"), file.SetCellStr("More", "A1", "c"), file.Write(&b),
	); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func told(ctx context.Context, d *format.Draft, text []byte) (rows []string, title string, err error) {
	b, err := Open(d, text)
	if err != nil {
		return nil, "", err
	}
	defer b.Close()
	for sheet := range b.Sheets() {
		if err := b.Rows(ctx, sheet, func(number int, cells []string) error {
			rows = append(rows, fmt.Sprint(sheet, " ", number, ": ", strings.Join(cells, "|")))
			return nil
		}); err != nil {
			return nil, "", err
		}
	}
	return rows, b.Title(), nil
}

func TestRowsOfEverySheetAreRead(t *testing.T) {
	d := format.NewDraft("x", format.ReadOptions{})
	rows, title, err := told(t.Context(), d, book(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"Sheet1 1: a|1.5", "Sheet1 2: ", "Sheet1 3: |b", "More 1: c"}; !slices.Equal(rows, want) {
		t.Errorf("the rows are %q, want %q", rows, want)
	}
	if title != "Our map" {
		t.Errorf("the title is %q", title)
	}
	if l := d.Report.Losses; len(l) != 1 || l[0].What != "sheets that say they are to be ignored" || l[0].Count != 1 {
		t.Errorf("the losses are %v", l)
	}
}

func TestReadingStopsWhenARowIsRefused(t *testing.T) {
	b, err := Open(format.NewDraft("x", format.ReadOptions{}), book(t))
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	refused, read := errors.New("refused"), 0
	if err := b.Rows(t.Context(), "Sheet1", func(int, []string) error { read++; return refused }); !errors.Is(err, refused) || read != 1 {
		t.Errorf("after %d rows the error is %v", read, err)
	}
	if err := b.Rows(t.Context(), "Sheet1", func(int, []string) error { panic("damaged") }); !errors.Is(err, format.ErrFormat) {
		t.Errorf("a panic became %v", err)
	}
}

func TestWorkbooksBeyondTheLimitsAndDamagedOnesAreRefused(t *testing.T) {
	text := book(t)
	for name, c := range map[string]struct {
		text  []byte
		bytes int64
		want  error
	}{
		"a large file":          {text, 100, format.ErrLimit},
		"one that grows":        {text, int64(len(text)) + 10, format.ErrLimit},
		"many parts":            {archive(t, mostParts+1), 0, format.ErrLimit},
		"an archive of nothing": {archive(t, 1), 0, format.ErrFormat},
		"half of one":           {text[:len(text)/2], 0, format.ErrFormat},
		"no archive":            {[]byte("from,to"), 0, format.ErrFormat},
	} {
		d := format.NewDraft("x", format.ReadOptions{Limits: format.Limits{Bytes: c.bytes}})
		if _, _, err := told(t.Context(), d, c.text); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func archive(t testing.TB, parts int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range parts {
		if _, err := z.Create(fmt.Sprint("part", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzRows(f *testing.F) {
	f.Add(book(f))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, text []byte) {
		d := format.NewDraft("x", format.ReadOptions{Limits: format.Limits{Bytes: 1 << 20}})
		if _, _, err := told(t.Context(), d, text); err != nil && !errors.Is(err, format.ErrFormat) && !errors.Is(err, format.ErrLimit) {
			t.Fatalf("an error outside the contract: %v", err)
		}
	})
}
