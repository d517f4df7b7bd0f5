package web

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	"lendwright/templates"

	"github.com/gin-gonic/gin"
	"golang.org/x/time/rate"
)

// How fast one client address may use the doors: log-in, sign-up, links. Many people share an address
// behind a mobile network, so the first ones are let through at once. This bounds what one sender costs
// a process; what must hold for all processes together (guesses, messages) is counted in the database.
const (
	doorsAtOnce  = 40
	doorsEach    = time.Second // and then one in this time
	visitorsMost = 20_000      // addresses that are remembered; beyond it those with nothing used up go first
	retryAfter   = 10          // seconds, for programs
)

// visitors has a bucket for each client address.
type visitors struct {
	mu  sync.Mutex
	all map[netip.Prefix]*rate.Limiter
}

// allow takes one from an address's bucket.
func (v *visitors) allow(who netip.Prefix, now time.Time) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	bucket, known := v.all[who]
	if !known {
		if len(v.all) >= visitorsMost {
			v.forget(now)
		}
		bucket = rate.NewLimiter(rate.Every(doorsEach), doorsAtOnce)
		v.all[who] = bucket
	}
	return bucket.AllowN(now, 1)
}

// forget drops the addresses whose bucket is full again, or all when none is.
func (v *visitors) forget(now time.Time) {
	for who, bucket := range v.all {
		if bucket.TokensAt(now) >= doorsAtOnce {
			delete(v.all, who)
		}
	}
	if len(v.all) >= visitorsMost {
		clear(v.all)
	}
}

// networkOf is whom an address stands for: itself, or of IPv6 the 64 bits that one customer gets.
func networkOf(address string) netip.Prefix {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // bits fit
	return p
}

// unhurried refuses a client address that comes too fast. The clock is the real one: the sandbox's jumps.
func (s *server) unhurried() gin.HandlerFunc {
	v := &visitors{all: map[netip.Prefix]*rate.Limiter{}}
	return func(c *gin.Context) {
		if v.allow(networkOf(c.ClientIP()), time.Now()) {
			return
		}
		c.Abort()
		c.Header("Retry-After", strconv.Itoa(retryAfter))
		view := templates.ErrorView{Title: "That was too fast", Says: "From where you are, many forms came at once. Wait a minute and try again.", RequestID: c.GetString(requestIDKey)}
		page := templates.Page{Title: view.Title, Error: true}
		if err := s.render(c, http.StatusTooManyRequests, page, templates.ErrorPage(view)); err != nil {
			s.fail(c, err)
		}
	}
}
