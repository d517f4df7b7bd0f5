package access

import (
	"context"

	"lendwright/internal/fault"

	"github.com/alexedwards/argon2id"
)

// Lengths of a password in characters. NIST SP 800-63B-4 asks for no composition rules; the upper
// bound keeps hashing cheap for us.
const (
	PasswordMin = 10
	PasswordMax = 200
)

// hashCost is the OWASP Password Storage Cheat Sheet's second choice for Argon2id: 19 MiB, two
// passes, one lane; about 50 ms of one core.
var hashCost = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// nobody is a hash that no password matches in practice: it is compared for an unknown address,
// so that the answer takes as long as for a known one.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$/3L93tGtE4Ik/EMAlUSkvQ$oeMZ5i6zAlLaMNVba+3xAc/kFC9NYLdH6WrICkq49gQ"

// hashing and choosing bound the memory and cores that passwords take at once: six times 19 MiB. Who
// is let in waits on turns of their own, so that a flood of sign-ups keeps nobody out.
var (
	hashing  = make(chan struct{}, 4)
	choosing = make(chan struct{}, 2)
)

// hash makes the PHC string of a password. It waits for its turn until ctx ends.
func hash(ctx context.Context, password string) (string, error) {
	if err := turn(ctx, choosing); err != nil {
		return "", err
	}
	defer func() { <-choosing }()
	return argon2id.CreateHash(password, &hashCost)
}

// matches compares a password with a PHC string.
func matches(ctx context.Context, password, phc string) (bool, error) {
	if err := turn(ctx, hashing); err != nil {
		return false, err
	}
	defer func() { <-hashing }()
	return argon2id.ComparePasswordAndHash(password, phc)
}

func turn(ctx context.Context, turns chan struct{}) error {
	select {
	case turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fault.Because(ctx.Err(), fault.Unavailable, "Many people are logging in at the moment. Please try again.")
	}
}
