package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"net/http"

	"lendwright/templates"

	"codeberg.org/go-pdf/fpdf"
	"github.com/gin-gonic/gin"
)

// DejaVu Sans has ₦ and the marks of Yorùbá, Igbo and Hausa; the licence is beside it.
var (
	//go:embed fonts/DejaVuSans-2.37.ttf
	fontRegular []byte
	//go:embed fonts/DejaVuSans-Bold-2.37.ttf
	fontBold []byte
)

const (
	pdfFont   = "DejaVu"
	pdfMargin = 18.0 // millimetres
	pdfBody   = 10.0 // points; the CBN asks for at least 10 (Disclosure Guidelines 2019)
	pdfLine   = 5.0  // millimetres
)

// downloadAgreement gives the signed contract as a PDF; the same contract gives the same bytes.
func (s *server) downloadAgreement(c *gin.Context) error {
	a, _, err := s.signedAgreement(c)
	if err != nil {
		return err
	}
	b, err := agreementPDF(a)
	if err != nil {
		return err
	}
	c.Header("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "agreement-"+a.Number+".pdf"))
	c.Data(http.StatusOK, "application/pdf", b)
	return nil
}

// agreementPDF lays the agreement out on A4.
func agreementPDF(a templates.Agreement) ([]byte, error) {
	p := newPDF(a.Title)
	pdfContent(p, a)
	var b bytes.Buffer
	err := p.Output(&b)
	return b.Bytes(), err
}

func pdfContent(p *fpdf.Fpdf, a templates.Agreement) {
	p.SetFont(pdfFont, "B", 16)
	p.MultiCell(0, 8, a.Title, "", "L", false)
	pdfParagraph(p, a.Made)
	pdfHeading(p, "Key facts")
	pdfFacts(p, a.KeyFacts)
	for _, s := range a.Sections {
		pdfHeading(p, s.Heading)
		for _, text := range s.Paragraphs {
			pdfParagraph(p, text)
		}
	}
	pdfHeading(p, a.Schedule.Caption)
	pdfSchedule(p, a.Schedule)
	if len(a.Signature) > 0 {
		pdfHeading(p, "Signed")
		pdfFacts(p, a.Signature)
	}
	p.Ln(3)
	p.SetFont(pdfFont, "", pdfBody)
	p.MultiCell(0, pdfLine, "Text "+a.Version+". Fingerprint of these terms (SHA-256): "+a.Digest, "", "L", false)
}

// pdfHeading begins a new page where no line of its text would fit below it.
func pdfHeading(p *fpdf.Fpdf, text string) {
	const withText = 24.0 // mm: the heading and the first lines under it
	p.Ln(3)
	if _, height := p.GetPageSize(); p.GetY() > height-pdfMargin-withText {
		p.AddPage()
	}
	p.SetFont(pdfFont, "B", 11)
	p.MultiCell(0, 6, text, "", "L", false)
}

func pdfParagraph(p *fpdf.Fpdf, text string) {
	p.SetFont(pdfFont, "", pdfBody)
	p.MultiCell(0, pdfLine, text, "", "L", false)
	p.Ln(1)
}

// pdfFacts writes names in a narrow column and values in a wide one.
func pdfFacts(p *fpdf.Fpdf, facts []templates.Fact) {
	const nameWidth = 42.0
	for _, f := range facts {
		p.SetFont(pdfFont, "", pdfBody)
		p.CellFormat(nameWidth, pdfLine, f.Name, "", 0, "L", false, 0, "")
		p.SetFont(pdfFont, "B", pdfBody)
		p.MultiCell(0, pdfLine, f.Value, "", "L", false)
	}
}

func pdfSchedule(p *fpdf.Fpdf, v templates.ScheduleView) {
	p.SetDrawColor(190, 190, 190)
	interest := "Interest"
	if v.Fees {
		interest = "Interest + fees"
	}
	row := func(style string, cells ...string) {
		p.SetFont(pdfFont, style, pdfBody)
		for i, text := range cells {
			align := "R"
			if i == 0 {
				align = "L"
			}
			p.CellFormat(34.8, 6, text, "B", 0, align, false, 0, "")
		}
		p.Ln(6)
	}
	row("B", "Due", "Principal", interest, "To pay", "Left after")
	for _, r := range v.Rows {
		row("", r.DueOn, r.Principal, interestAndFees(v, r), r.Due, r.Balance)
	}
	row("B", "Total", v.Total.Principal, interestAndFees(v, v.Total), v.Total.Due, "")
}

func interestAndFees(v templates.ScheduleView, r templates.ScheduleRow) string {
	if v.Fees {
		return r.Interest + " + " + r.Fees
	}
	return r.Interest
}
