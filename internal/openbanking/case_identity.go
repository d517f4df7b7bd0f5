package openbanking

import (
	"strings"

	"lendwright/internal/mono"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"
)

// The outcomes of comparing an account's BVN with the person's.
const (
	bvnMatch    = "match"
	bvnMismatch = "mismatch"
	bvnUnknown  = "unknown"
)

// identity compares who the BVN says the person is with who owns the accounts.
func (f *file) identity() *underwriting.Identity {
	out := &underwriting.Identity{}
	if person, ok := read(f, "", origination.SourceBVN, readBVN); ok {
		out.BVNVerified = f.dossier.Application.BVNLast4 != ""
		out.BVNName = strings.Join(strings.Fields(person.FirstName+" "+person.MiddleName+" "+person.LastName), " ")
		out.WatchListed = person.WatchListed.Yes
		if person.BornOn.Known() {
			out.BornOn = string(person.BornOn)
		}
	}
	for _, x := range f.dossier.Accounts {
		name, bvn := f.owner(x)
		out.AccountNames = append(out.AccountNames, name)
		out.AccountBVNs = append(out.AccountBVNs, sameBVN(f.dossier.Application, bvn, x.BVNLast4))
	}
	return out
}

// owner is the name and whole BVN of an account's owner, as far as the bank gives them.
func (f *file) owner(x origination.LinkedAccount) (name, bvn string) {
	var who mono.Identity
	if b, came := f.piece(x.ID, origination.SourceIdentity); came {
		who, _ = readIdentity(b) // unreadable: noted as missing where the account is read
	}
	if who.FullName == "" {
		who.FullName = x.Name
	}
	return who.FullName, who.BVN
}

// sameBVN compares the proven BVN with an account's: whole when the bank gives it, else by the last four digits.
func sameBVN(a origination.Application, whole, last4 string) string {
	switch {
	case a.BVNLast4 == "":
		return bvnUnknown
	case len(whole) == len(a.BVN.Number()):
		return outcomeOf(whole == a.BVN.Number())
	case last4 != "":
		return outcomeOf(last4 == a.BVNLast4)
	}
	return bvnUnknown
}

func outcomeOf(same bool) string {
	if same {
		return bvnMatch
	}
	return bvnMismatch
}
