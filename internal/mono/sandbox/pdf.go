package sandbox

import (
	"bytes"
	"fmt"
	"strings"
)

// linesOfPage is how many lines of text one page holds.
const linesOfPage = 58

// writePDF sets lines of plain text in a small real PDF of as many A4 pages as they need.
// Characters that the standard fonts lack become question marks.
func writePDF(lines []string) pdfFile {
	var pages [][]string
	for len(lines) > linesOfPage {
		pages, lines = append(pages, lines[:linesOfPage]), lines[linesOfPage:]
	}
	pages = append(pages, lines)
	objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"}
	var kids []string
	for i, page := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
		text := pageText(page)
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*i),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	return assemble(objects)
}

func pageText(lines []string) string {
	var t strings.Builder
	t.WriteString("BT /F1 9 Tf 13 TL 40 800 Td")
	for _, line := range lines {
		fmt.Fprintf(&t, "\n(%s) '", latin(line))
	}
	t.WriteString("\nET")
	return t.String()
}

// latin escapes a line for a PDF string.
func latin(line string) string {
	var t strings.Builder
	for _, r := range line {
		switch {
		case r == '(' || r == ')' || r == '\\':
			t.WriteRune('\\')
			t.WriteRune(r)
		case r < 32 || r > 126:
			t.WriteByte('?')
		default:
			t.WriteRune(r)
		}
	}
	return t.String()
}

// assemble numbers the objects and writes the table of where they are.
func assemble(objects []string) pdfFile {
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, table)
	return out.Bytes()
}
