package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// NewMemoryStorage gives a storage that is lost when the process ends.
func NewMemoryStorage() Storage {
	return &memory{kinds: map[string]map[string]json.RawMessage{}}
}

type memory struct {
	mu    sync.RWMutex
	kinds map[string]map[string]json.RawMessage
}

func (m *memory) Update(_ context.Context, do func(Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	tx := &memoryTx{memory: m, writable: true}
	err := do(tx)
	if err == nil {
		err = tx.err
	}
	if err != nil {
		tx.undo()
	}
	return err
}

func (m *memory) View(_ context.Context, do func(Tx) error) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	tx := &memoryTx{memory: m}
	if err := do(tx); err != nil {
		return err
	}
	return tx.err
}

type memoryTx struct {
	*memory
	writable bool
	before   []memoryRecord
	err      error
}

type memoryRecord struct {
	kind, id string
	raw      json.RawMessage
	there    bool
}

func (t *memoryTx) Err() error { return t.err }

func (t *memoryTx) Get(kind, id string, into any) bool {
	raw, there := t.kinds[kind][id]
	if t.err != nil || !there {
		return false
	}
	t.err = json.Unmarshal(raw, into)
	return t.err == nil
}

func (t *memoryTx) Put(kind, id string, value any) {
	if !t.remember(kind, id) {
		return
	}
	raw, err := json.Marshal(value)
	if err != nil {
		t.err = err
		return
	}
	if t.kinds[kind] == nil {
		t.kinds[kind] = map[string]json.RawMessage{}
	}
	t.kinds[kind][id] = raw
}

func (t *memoryTx) Delete(kind, id string) {
	if t.remember(kind, id) {
		delete(t.kinds[kind], id)
	}
}

func (t *memoryTx) List(kind, prefix string, each func(string, json.RawMessage) bool) {
	if t.err != nil {
		return
	}
	var ids []string
	for id := range t.kinds[kind] {
		if strings.HasPrefix(id, prefix) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		if raw, there := t.kinds[kind][id]; there && !each(id, raw) {
			return
		}
	}
}

// remember keeps what the record was, so that a failed transaction can be undone.
func (t *memoryTx) remember(kind, id string) bool {
	if t.err == nil && !t.writable {
		t.err = fmt.Errorf("sandbox: write of %s in a view", kind)
	}
	if t.err != nil {
		return false
	}
	raw, there := t.kinds[kind][id]
	t.before = append(t.before, memoryRecord{kind, id, raw, there})
	return true
}

func (t *memoryTx) undo() {
	for _, r := range slices.Backward(t.before) {
		if r.there {
			t.kinds[r.kind][r.id] = r.raw
		} else {
			delete(t.kinds[r.kind], r.id)
		}
	}
}
