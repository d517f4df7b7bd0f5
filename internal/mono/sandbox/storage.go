package sandbox

import (
	"context"
	"encoding/json"
)

// Storage keeps the sandbox's records: small JSON documents by kind and id. Update runs alone,
// also among processes that share the storage; what it wrote is kept only if it returns nil and
// no access failed. View reads and may run beside others. Neither may be nested in the other.
type Storage interface {
	Update(ctx context.Context, do func(Tx) error) error
	View(ctx context.Context, do func(Tx) error) error
}

// Tx reads and writes records. A failed access makes every later one do nothing, and the whole
// transaction fail with that error: no caller can forget to check it.
type Tx interface {
	// Get decodes the record into the pointer and says whether there is one.
	Get(kind, id string, into any) bool
	// Put writes the record, over the one that is there.
	Put(kind, id string, value any)
	// Delete removes the record; removing what is not there is no error.
	Delete(kind, id string)
	// List calls each for the records whose id begins with prefix, in order of id, until it returns false.
	List(kind, prefix string, each func(id string, raw json.RawMessage) bool)
	// Err is the first failed access, or nil.
	Err() error
}

// all decodes every record of a kind whose id begins with prefix.
func all[T any](tx Tx, kind, prefix string) []T {
	var out []T
	tx.List(kind, prefix, func(_ string, raw json.RawMessage) bool {
		var v T
		if json.Unmarshal(raw, &v) == nil {
			out = append(out, v)
		}
		return true
	})
	return out
}

// idsOf lists the ids of a kind in their order; idsWith those that begin with prefix.
func idsOf(tx Tx, kind string) []string { return idsWith(tx, kind, "") }

func idsWith(tx Tx, kind, prefix string) []string {
	var out []string
	tx.List(kind, prefix, func(id string, _ json.RawMessage) bool {
		out = append(out, id)
		return true
	})
	return out
}
