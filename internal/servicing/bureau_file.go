package servicing

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// digestOf knows a line's cells again without keeping them.
func digestOf(cells []string) string {
	sum := sha256.Sum256([]byte(strings.Join(cells, "\x1f")))
	return hex.EncodeToString(sum[:])
}

// WriteCSV writes a submission as comma-separated values with a header, in UTF-8.
func (r BureauReport) WriteCSV(out io.Writer) error {
	w := csv.NewWriter(out)
	if err := w.Write(bureauHeader); err != nil {
		return err
	}
	for _, cells := range r.Lines {
		if err := w.Write(harmless(cells)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// WriteXLSX writes a submission as a workbook with one sheet. Every cell is text, so that no leading
// zero of a BVN is lost.
func (r BureauReport) WriteXLSX(out io.Writer) (err error) {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return err
	}
	for i, cells := range append([][]string{bureauHeader}, r.Lines...) {
		row := make([]any, 0, len(cells))
		for _, c := range cells {
			row = append(row, c)
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := w.SetRow(at, row); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Write(out)
}

// harmless keeps a spreadsheet from reading a person's text as a formula.
func harmless(cells []string) []string {
	safe := make([]string, len(cells))
	for i, c := range cells {
		if safe[i] = c; c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
			safe[i] = "'" + c
		}
	}
	return safe
}
