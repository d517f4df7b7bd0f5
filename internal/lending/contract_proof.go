package lending

// provenDocument is the output of the command schedule with --proof: the schedule, and its proof.
type provenDocument struct {
	scheduleDocument
	Proof sheetDocument `json:"proof"`
}

type sheetDocument struct {
	Instalment string             `json:"instalment"`
	Rows       []proofRowDocument `json:"rows"`
	APR        *rateProofDocument `json:"apr"`
	Effective  *rateProofDocument `json:"effective_rate"`
}

type proofRowDocument struct {
	N         int    `json:"n"`
	DueOn     string `json:"due_on"`
	Principal string `json:"principal"`
	Interest  string `json:"interest"`
	Fees      string `json:"fees"`
	Due       string `json:"due"`
	Balance   string `json:"balance"`
}

type rateProofDocument struct {
	UnitPeriod string          `json:"unit_period"`
	Proof      []proofDocument `json:"proof"`
}

// EncodeProvenSchedule writes a schedule with its proof sheet, ended by a new line.
func EncodeProvenSchedule(s Schedule, p ProofSheet) []byte {
	d := provenDocument{scheduleDocument: describe(s)}
	d.Proof = sheetDocument{Instalment: p.Instalment, APR: p.APR.document(), Effective: p.Effective.document()}
	for _, r := range p.Rows {
		d.Proof.Rows = append(d.Proof.Rows, proofRowDocument{r.N, r.DueOn.String(), r.Principal, r.Interest, r.Fees, r.Due, r.Balance})
	}
	return document(d)
}

// document is nil where there is nothing to prove.
func (p RateProof) document() *rateProofDocument {
	if len(p.Steps) == 0 {
		return nil
	}
	d := rateProofDocument{UnitPeriod: p.UnitPeriod}
	for _, x := range p.Steps {
		d.Proof = append(d.Proof, proofDocument{fixed(x.Rate, proofPlaces), x.BalanceLeft.StringFixed(balancePlaces)})
	}
	return &d
}
