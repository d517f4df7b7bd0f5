// Package static embeds the style sheet, the script and the mark, and gives each an address that
// changes with its content, so that browsers may keep it for ever.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"strings"
)

// FS holds the files as they are served.
//
//go:embed app.css app.js mark.svg
var FS embed.FS

// hashes holds the first 12 hex digits of each file's SHA-256.
var hashes = hashAll()

// Path gives the address of a file: /static/<hash>/app.css. An unknown name is a programmer's
// mistake and panics, so that a page with a dead link cannot be rendered.
func Path(name string) string {
	hash, ok := hashes[name]
	if !ok {
		panic("static: no file " + name)
	}
	return "/static/" + hash + "/" + name
}

// Handler serves /static/<hash>/<name>. What has the right hash never changes; anything else is not found.
func Handler() http.Handler {
	files := http.FileServerFS(FS)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hash, name, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/static/"), "/")
		if !ok || hashes[name] == "" || hashes[name] != hash {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		r2 := r.Clone(r.Context())
		r2.URL.Path = "/" + name
		files.ServeHTTP(w, r2)
	})
}

func hashAll() map[string]string {
	all := map[string]string{}
	err := fs.WalkDir(FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := FS.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(b)
		all[path] = hex.EncodeToString(sum[:6])
		return nil
	})
	if err != nil {
		panic(err) // the files are inside the binary
	}
	return all
}
