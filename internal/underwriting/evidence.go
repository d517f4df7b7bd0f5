package underwriting

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"strconv"
)

// digest is the SHA-256 of the canonical JSON of the case as used (encoding/json's, fields in the
// order of Case): the same evidence always has the same digest, with or without rows that were
// ignored. Bank rows are most of a case and are written by hand, to the same bytes.
func (u used) digest() string {
	whole, err := json.Marshal(withoutRows(u.Case))
	if err != nil {
		// Only extra and stability hold text that is not ours; broken JSON there is evidence like any other.
		c := u.Case
		c.Extra, c.Income = nil, nil
		whole, _ = json.Marshal(withoutRows(c))
	}
	h := evidenceHash{Hash: sha256.New(), buffer: make([]byte, 0, evidenceBuffer)}
	h.fill(whole, u.Accounts)
	return hex.EncodeToString(h.Sum(nil))
}

// evidenceBuffer is how much JSON is kept before it is hashed.
const evidenceBuffer = 16 << 10

// rowsMark stands in the JSON where an account's rows belong: an id that no row has, because its
// characters below space cannot stand in JSON unescaped.
var rowsMark = []Transaction{{ID: "\x00rows\x00"}}

// rowsMarkJSON is what the mark becomes.
var rowsMarkJSON = func() []byte {
	b, err := json.Marshal(rowsMark)
	if err != nil {
		panic(err)
	}
	return b
}()

// withoutRows is a case whose accounts have the mark for their rows.
func withoutRows(c Case) Case {
	accounts := make([]Account, len(c.Accounts))
	copy(accounts, c.Accounts)
	for i := range accounts {
		if len(accounts[i].Transactions) > 0 {
			accounts[i].Transactions = rowsMark
		}
	}
	c.Accounts = accounts
	return c
}

type evidenceHash struct {
	hash.Hash
	buffer []byte
}

// fill hashes the JSON with each account's rows in the place of the mark. The marks are found in
// order, so that text elsewhere that looks like one cannot be taken for a later account's: accounts
// are the first part of a case that has any.
func (h *evidenceHash) fill(whole []byte, accounts []Account) {
	for i := range accounts {
		if len(accounts[i].Transactions) == 0 {
			continue
		}
		at := bytes.Index(whole, rowsMarkJSON)
		h.Write(whole[:at])
		h.rows(accounts[i].Transactions)
		whole = whole[at+len(rowsMarkJSON):]
	}
	h.Write(whole)
}

func (h *evidenceHash) rows(rows []Transaction) {
	h.buffer = append(h.buffer[:0], '[')
	for i := range rows {
		if i > 0 {
			h.buffer = append(h.buffer, ',')
		}
		h.buffer = appendTransaction(h.buffer, &rows[i])
		if len(h.buffer) > evidenceBuffer-1024 {
			h.Write(h.buffer)
			h.buffer = h.buffer[:0]
		}
	}
	h.Write(append(h.buffer, ']'))
}

// appendTransaction writes a row as encoding/json does.
func appendTransaction(b []byte, t *Transaction) []byte {
	b = append(b, '{')
	if t.ID != "" {
		b = append(appendText(append(b, `"id":`...), t.ID), ',')
	}
	b = appendText(append(b, `"at":`...), t.At)
	b = appendText(append(b, `,"type":`...), t.Type)
	b = strconv.AppendInt(append(b, `,"amount":`...), t.Amount, 10)
	if t.Balance != nil {
		b = strconv.AppendInt(append(b, `,"balance":`...), *t.Balance, 10)
	}
	b = appendText(append(b, `,"narration":`...), t.Narration)
	if t.Category != "" {
		b = appendText(append(b, `,"category":`...), t.Category)
	}
	return append(b, '}')
}

// appendText writes a JSON string: by hand where no character needs an escape, else by the library.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, _ := json.Marshal(s) // a string always has a JSON form
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
