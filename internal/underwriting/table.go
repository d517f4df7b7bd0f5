package underwriting

import "hash/maphash"

// table finds equal things among numbered ones. It is a map whose keys stay where they are: for the
// thousands of ids and narrations of a statement that is several times faster than copying them
// into a Go map, and takes four bytes a slot.
type table struct {
	slots []int32 // number + 1; 0: free
}

// hashSeed differs from run to run; nothing that is decided depends on the order of a table.
var hashSeed = maphash.MakeSeed()

// newTable has room for n things.
func newTable(n int) *table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &table{slots: make([]int32, size)}
}

// find gives the number under which an equal thing was put, or puts this one under number and gives
// that with false. It must not be asked for more things than the table has room for.
func (t *table) find(hash uint64, number int, equal func(int) bool) (int, bool) {
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		switch s := int(t.slots[i]); {
		case s == 0:
			t.slots[i] = int32(number + 1)
			return number, false
		case equal(s - 1):
			return s - 1, true
		}
	}
}

func hashOf(s string) uint64 { return maphash.String(hashSeed, s) }
