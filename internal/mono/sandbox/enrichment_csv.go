package sandbox

import (
	"bytes"
	"encoding/csv"
	"io"
	"mime"
	"mime/multipart"
	"strings"
)

// startFile starts the enrichment of an uploaded CSV file with the columns type and narration.
func (s *Server) startFile(kind, message string) handler {
	return func(tx Tx, c call) reply {
		name, content := c.upload()
		if content == nil {
			return invalid(c.now, field{"transactions", "transactions must be a CSV file"})
		}
		rows, complaint := fileRows(content)
		if complaint != "" {
			return invalid(c.now, field{"transactions", complaint})
		}
		j := job{ID: objectID(c.now), Kind: kind, Status: "processing", File: name, Rows: rows}
		tx.Put("job", j.ID, j)
		later(tx, c.now.Add(s.AnalysisWait), "enrichment", j.ID)
		return jobStarted(c.now, message, j)
	}
}

// upload gives the first file of a multipart form.
func (c call) upload() (name string, content []byte) {
	_, params, err := mime.ParseMediaType(c.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		return "", nil
	}
	form := multipart.NewReader(bytes.NewReader(c.body), params["boundary"])
	for {
		part, err := form.NextPart()
		if err != nil {
			return "", nil
		}
		if part.FileName() != "" {
			content, err = io.ReadAll(part)
			if err != nil {
				return "", nil
			}
			return part.FileName(), content
		}
	}
}

// fileRow is one line of an uploaded file.
type fileRow struct {
	ID        string `json:"id"`
	Type      string `json:"type"`
	Narration string `json:"narration"`
}

func fileRows(content []byte) ([]fileRow, string) {
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, "the file is not CSV"
	}
	kind, narration := -1, -1
	for i, name := range lines[0] {
		switch strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))) {
		case "type":
			kind = i
		case "narration":
			narration = i
		}
	}
	if kind < 0 || narration < 0 {
		return nil, "the file must have the columns type and narration"
	}
	var rows []fileRow
	for i, line := range lines[1:] {
		rows = append(rows, fileRow{hashID("file", i, line[narration]), strings.ToLower(strings.TrimSpace(line[kind])), line[narration]})
	}
	return rows, ""
}

// enriched is the result of a file job.
func (j job) enriched() []obj {
	out := []obj{}
	for _, r := range j.Rows {
		category := categorised(r.Narration, r.Type == "credit")
		line := obj{"id": r.ID, "type": r.Type, "narration": r.Narration}
		if j.Kind == "transaction_metadata" {
			line["metadata"] = metadataOf(row{Narration: r.Narration, Category: category})
		} else {
			line["category"] = category
		}
		out = append(out, line)
	}
	return out
}
