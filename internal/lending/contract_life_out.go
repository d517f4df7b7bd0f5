package lending

// lifeDocument is the output of the command loan.
type lifeDocument struct {
	Events  []standingDocument `json:"events"`
	Entries []entryDocument    `json:"entries"`
}

type standingDocument struct {
	On          string            `json:"on"`
	AsOf        string            `json:"as_of"`
	State       LifeState         `json:"state"`
	Rows        []lifeRowDocument `json:"rows"`
	Outstanding partsDocument     `json:"outstanding"`
	DaysPastDue int               `json:"days_past_due"`
	Settlement  string            `json:"settlement_amount"`
	ValidUntil  string            `json:"settlement_valid_until"`
	Credit      string            `json:"credit"`
	WrittenOff  string            `json:"written_off"`
	Allocated   partsDocument     `json:"allocated"`
}

type lifeRowDocument struct {
	N           int    `json:"n"`
	DueOn       string `json:"due_on"`
	Principal   string `json:"principal"`
	Interest    string `json:"interest"`
	Fees        string `json:"fees"`
	Penalties   string `json:"penalties"`
	Due         string `json:"due"`
	Paid        string `json:"paid"`
	Waived      string `json:"waived"`
	Outstanding string `json:"outstanding"`
}

type partsDocument struct {
	Principal string `json:"principal"`
	Interest  string `json:"interest"`
	Fees      string `json:"fees"`
	Penalties string `json:"penalties"`
	Total     string `json:"total"`
}

type entryDocument struct {
	Event   int    `json:"event"`
	Journal int    `json:"journal"`
	On      string `json:"on"`
	Kind    string `json:"kind"`
	Account string `json:"account"`
	Name    string `json:"name"`
	Amount  string `json:"amount"`
}

// lifeAccountNames are the names of the accounts that a life uses.
var lifeAccountNames = map[Account]string{
	BankOperating: "Bank, operating", LoanPrincipal: "Loan principal", InterestReceivable: "Interest receivable",
	FeesReceivable: "Fees receivable", PenaltiesReceivable: "Penalties receivable",
	BorrowerCreditBalances: "Borrower credit balances", UnearnedFeeIncome: "Unearned fee income",
	InterestIncome: "Interest income", FeeIncome: "Fee income", PenaltyIncome: "Penalty income",
	recoveryIncome: "Recovery income", writeOffLoss: "Write-off loss", waivers: "Waivers and goodwill",
}

// EncodeLife writes a life as the command loan does, ended by a new line.
func EncodeLife(l Life) []byte {
	d := lifeDocument{Events: make([]standingDocument, len(l.Standings)), Entries: make([]entryDocument, len(l.Postings))}
	for i, s := range l.Standings {
		d.Events[i] = standingDocument{
			On: s.On.String(), AsOf: s.AsOf.String(), State: s.State, Rows: []lifeRowDocument{},
			Outstanding: describeParts(s.Outstanding), Allocated: describeParts(s.Allocated),
			DaysPastDue: s.DaysPastDue, Settlement: s.Settlement.Plain(), ValidUntil: s.ValidUntil.String(),
			Credit: s.Credit.Plain(), WrittenOff: s.WrittenOff.Plain(),
		}
		for _, r := range s.Rows {
			d.Events[i].Rows = append(d.Events[i].Rows, lifeRowDocument{
				r.N, r.DueOn.String(), r.Principal.Plain(), r.Interest.Plain(), r.Fees.Plain(), r.Penalties.Plain(),
				r.Due.Plain(), r.Paid.Plain(), r.Waived.Plain(), r.Outstanding.Plain(),
			})
		}
	}
	for i, p := range l.Postings {
		d.Entries[i] = entryDocument{
			p.Event, p.Journal, p.On.String(), p.Kind, string(p.Account), lifeAccountNames[p.Account], p.Amount.Plain(),
		}
	}
	return document(d)
}

func describeParts(p Parts) partsDocument {
	return partsDocument{p.Principal.Plain(), p.Interest.Plain(), p.Fees.Plain(), p.Penalties.Plain(), p.Total().Plain()}
}
