package web

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"lendwright/templates"

	"codeberg.org/go-pdf/fpdf"
	"github.com/gin-gonic/gin"
)

// paper is a letter or statement that a borrower keeps.
type paper struct {
	Title  string
	Made   string
	Lender templates.Lender
	Open   []string // paragraphs before the figures
	Facts  []templates.Fact
	Tables []templates.Table
	Close  []string // paragraphs after them
}

// newPDF is an empty A4 document in our type. Its dates are fixed, so that the same content gives
// the same bytes.
func newPDF(title string) *fpdf.Fpdf {
	p := fpdf.New("P", "mm", "A4", "")
	p.SetCatalogSort(true)
	epoch := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p.SetCreationDate(epoch)
	p.SetModificationDate(epoch)
	p.SetTitle(title, true)
	p.SetLang("en-NG")
	p.AddUTF8FontFromBytes(pdfFont, "", fontRegular)
	p.AddUTF8FontFromBytes(pdfFont, "B", fontBold)
	p.SetMargins(pdfMargin, pdfMargin, pdfMargin)
	p.SetAutoPageBreak(true, pdfMargin)
	p.SetFooterFunc(func() {
		p.SetY(-12)
		p.SetFont(pdfFont, "", 7)
		p.CellFormat(0, 4, fmt.Sprintf("%s · page %d", title, p.PageNo()), "", 0, "C", false, 0, "")
	})
	p.AddPage()
	return p
}

// pdf lays a paper out on A4.
func (x paper) pdf() ([]byte, error) {
	p := newPDF(x.Title)
	p.SetFont(pdfFont, "", pdfBody)
	p.MultiCell(0, pdfLine, x.Lender.Name+", "+x.Lender.Address+"\n"+x.Lender.Email+", "+x.Lender.Phone+"\nLicence: "+x.Lender.Licence, "", "R", false)
	p.SetFont(pdfFont, "B", 16)
	p.MultiCell(0, 8, x.Title, "", "L", false)
	pdfParagraph(p, x.Made)
	for _, text := range x.Open {
		pdfParagraph(p, text)
	}
	p.Ln(2)
	pdfFacts(p, x.Facts)
	for _, t := range x.Tables {
		pdfHeading(p, t.Caption)
		pdfTable(p, t)
	}
	p.Ln(3)
	for _, text := range x.Close {
		pdfParagraph(p, text)
	}
	var b bytes.Buffer
	err := p.Output(&b)
	return b.Bytes(), err
}

// pdfTable writes rows under heads; the first column takes the room that the others leave.
func pdfTable(p *fpdf.Fpdf, t templates.Table) {
	const number, line = 28.0, 6.0
	page, _ := p.GetPageSize()
	first := page - 2*pdfMargin - number*float64(len(t.Columns)-1)
	p.SetDrawColor(190, 190, 190)
	row := func(style string, cells []templates.Cell) {
		p.SetFont(pdfFont, style, 9)
		for i, c := range cells {
			width, align := number, "L"
			if i == 0 {
				width = first
			}
			if i < len(t.Columns) && t.Columns[i].Number {
				align = "R"
			}
			text := c.Text
			if text == "" {
				text = c.Tag.Text
			}
			p.CellFormat(width, line, text, "B", 0, align, false, 0, "")
		}
		p.Ln(line)
	}
	var heads []templates.Cell
	for _, c := range t.Columns {
		heads = append(heads, templates.Cell{Text: c.Text})
	}
	row("B", heads)
	for _, r := range t.Rows {
		row("", r)
	}
	if len(t.Total) > 0 {
		row("B", t.Total)
	}
}

// sendPDF answers with a file to keep.
func (s *server) sendPDF(c *gin.Context, name string, x paper) error {
	b, err := x.pdf()
	if err != nil {
		return err
	}
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name+".pdf"))
	c.Data(http.StatusOK, "application/pdf", b)
	return nil
}
