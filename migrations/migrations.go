// Package migrations has the schema as numbered SQL files in goose's format. One set serves both
// databases: common/ is written for PostgreSQL in a portable subset, and three type words are
// replaced for SQLite; what has no common form (triggers) stands in a folder for each dialect.
package migrations

import (
	"archive/zip"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// FS holds the files as they were written.
//
//go:embed common sqlite postgres
var FS embed.FS

// sqliteWords replaces the type names that SQLite's driver would not recognise.
var sqliteWords = strings.NewReplacer("TIMESTAMPTZ", "TIMESTAMP", "JSONB", "TEXT", "BYTEA", "BLOB")

// For gives the files for a dialect, "postgres" or "sqlite", in one folder. Two files of one
// number are a mistake that it refuses, because their order would be left to chance.
func For(dialect string) (fs.FS, error) {
	var buf bytes.Buffer
	// An archive in memory is the standard library's fs.FS that can be written.
	w := zip.NewWriter(&buf)
	taken := map[string]string{}
	for _, dir := range []string{"common", dialect} {
		if err := add(w, dir, dialect, taken); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
}

func add(w *zip.Writer, dir, dialect string, taken map[string]string) error {
	entries, err := FS.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		number, _, named := strings.Cut(e.Name(), "_")
		if !named || path.Ext(e.Name()) != ".sql" {
			continue
		}
		if other, is := taken[number]; is {
			return fmt.Errorf("migrations %s and %s/%s have one number", other, dir, e.Name())
		}
		taken[number] = dir + "/" + e.Name()
		text, err := FS.ReadFile(path.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		if dialect == "sqlite" {
			text = []byte(sqliteWords.Replace(string(text)))
		}
		f, err := w.Create(e.Name())
		if err != nil {
			return err
		}
		if _, err := f.Write(text); err != nil {
			return err
		}
	}
	return nil
}
