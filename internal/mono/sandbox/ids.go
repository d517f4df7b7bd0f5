package sandbox

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
)

// The app and the business behind every key, as webhooks name them.
const (
	appID      = "68e91d02c4f7ab36d1805e11"
	businessID = "68e91cf0c4f7ab36d1805d0f"
)

// process tells the ids of two processes apart that share one storage.
var (
	process = randomBytes(5)
	counter atomic.Uint32
)

// objectID makes 24 hex characters that sort by the time at which they were made, as Mono's do.
func objectID(at time.Time) string {
	var b [12]byte
	binary.BigEndian.PutUint32(b[:4], uint32(at.Unix()))
	copy(b[4:9], process)
	n := counter.Add(1)
	b[9], b[10], b[11] = byte(n>>16), byte(n>>8), byte(n)
	return hex.EncodeToString(b[:])
}

// hashID makes a stable 24 hex id from what names the thing.
func hashID(parts ...any) string {
	sum := sha256.Sum256([]byte(fmt.Sprintln(parts...)))
	return hex.EncodeToString(sum[:12])
}

// letters makes n random upper-case letters and digits.
func letters(n int) string {
	return base32.StdEncoding.EncodeToString(randomBytes(n))[:n]
}

// digits makes n random decimal digits.
func digits(n int) string {
	var out strings.Builder
	for _, b := range randomBytes(n) {
		out.WriteByte('0' + b%10)
	}
	return out.String()
}

// uuid makes a random UUID, as BVN sessions have.
func uuid() string {
	b := randomBytes(16)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails since Go 1.24
	return b
}

// capitals makes n random capital letters and digits; lower makes small ones.
func capitals(n int) string { return strings.ToUpper(letters(n)) }
func lower(n int) string    { return strings.ToLower(letters(n)) }
