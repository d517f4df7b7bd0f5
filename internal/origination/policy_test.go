package origination_test

import (
	"testing"

	"lendwright/internal/underwriting"
)

// policy is the one that the program ships with.
func policy(t *testing.T) underwriting.Policy {
	t.Helper()
	return underwriting.DefaultPolicy()
}
