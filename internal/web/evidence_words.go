package web

import (
	"strings"

	"lendwright/internal/origination"
	"lendwright/templates"
)

// sourceNames are the sources of evidence as a borrower knows them.
var sourceNames = map[origination.Source]string{
	origination.SourceDetails:          "The account",
	origination.SourceIdentity:         "The name on the account",
	origination.SourceTransactions:     "Your transactions",
	origination.SourceStatement:        "Your statement",
	origination.SourceIncome:           "Your income",
	origination.SourceCreditworthiness: "What you can afford",
	origination.SourceInsights:         "How money moves through the account",
	origination.SourceBVN:              "Your BVN",
	origination.SourceCreditHistory:    "Your credit history",
}

// needsBVN are the sources that are asked for by BVN.
var needsBVN = map[origination.Source]bool{origination.SourceCreditworthiness: true, origination.SourceCreditHistory: true}

// evidenceTag says how far a piece of evidence has come.
func evidenceTag(e origination.Evidence) templates.Tag {
	switch e.State {
	case origination.EvidenceWaiting:
		if e.Source == origination.SourceBVN {
			return templates.Tag{Text: "You: confirm it", Tone: "marigold"}
		}
		if needsBVN[e.Source] {
			return templates.Tag{Text: "Waits for your BVN"}
		}
		return templates.Tag{Text: "Waits for your bank"}
	case origination.EvidenceAsking:
		return templates.Tag{Text: "We are asking", Tone: "indigo"}
	case origination.EvidenceAsked:
		return templates.Tag{Text: "On its way", Tone: "indigo"}
	case origination.EvidenceArrived:
		return templates.Tag{Text: "Here", Tone: "leaf"}
	case origination.EvidenceMissing:
		return templates.Tag{Text: "Did not come", Tone: "clay"}
	}
	return templates.Tag{Text: string(e.State)}
}

// checkLines are the pieces of evidence that are wanted. What did not come of one account for one
// reason is one line: a bank that gives nothing says so once and not seven times.
func checkLines(f origination.File, wanted func(origination.Evidence) bool) []templates.CheckLine {
	type cause struct {
		account origination.AccountID
		why     string
	}
	shared, said := map[cause]int{}, map[cause]bool{}
	for _, e := range f.Evidence {
		if e.State == origination.EvidenceMissing && e.Account != "" {
			shared[cause{e.Account, e.Why}]++
		}
	}
	var lines []templates.CheckLine
	for _, e := range f.Evidence {
		of := cause{e.Account, e.Why}
		switch {
		case !wanted(e):
		case e.State != origination.EvidenceMissing || shared[of] < 2:
			lines = append(lines, checkLine(f, e))
		case !said[of]:
			said[of] = true
			lines = append(lines, templates.CheckLine{Name: accountName(f, e.Account), Tag: evidenceTag(e),
				Why: e.Why + " " + missingOf(f, e.Account, e.Why)})
		}
	}
	return lines
}

// accountName is a linked account of the file as we name it to its owner.
func accountName(f origination.File, account origination.AccountID) string {
	for _, a := range f.Accounts {
		if a.ID == account {
			return accountWords(a)
		}
	}
	return "Your account"
}

// missingOf names what an account did not give for a reason, unless it gave nothing at all.
func missingOf(f origination.File, account origination.AccountID, why string) string {
	var names []string
	all := 0
	for _, e := range f.Evidence {
		if e.Account != account {
			continue
		}
		all++
		if e.State == origination.EvidenceMissing && e.Why == why {
			names = append(names, sourceNames[e.Source])
		}
	}
	if len(names) == all {
		return ""
	}
	return "Missing: " + strings.ToLower(strings.Join(names, ", ")) + "."
}

func checkLine(f origination.File, e origination.Evidence) templates.CheckLine {
	line := templates.CheckLine{Name: sourceNames[e.Source], Tag: evidenceTag(e)}
	if len(f.Accounts) > 1 {
		if e.Account != "" {
			line.Name += ", " + accountName(f, e.Account)
		}
	}
	if e.State == origination.EvidenceMissing || (e.State == origination.EvidenceAsking && e.Attempts > 1) {
		line.Why = e.Why
	}
	return line
}
