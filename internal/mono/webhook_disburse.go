package mono

// DisbursementReported: a batch is processing, cancelled or completed. Completed means finished: read Status and
// the counts, which can say that every transfer failed.
type DisbursementReported struct {
	EventHeader
	Reference  string // of the batch, yours
	Status     DisbursementStatus
	Message    string
	Total      MaybeKobo
	Fee        MaybeKobo
	Transfers  int
	Processing TransferCount
	Successful TransferCount
	Failed     TransferCount
}

// TransferCount is how many transfers and how much money.
type TransferCount struct {
	Count  int       `json:"count"`
	Amount MaybeKobo `json:"amount"`
}

// TransferReported: one recipient of a batch was paid, or not; Status says which.
type TransferReported struct {
	EventHeader
	Batch         string // reference of the batch, yours
	Reference     string // of the transfer, yours
	Status        DebitStatus
	Message       string
	AccountNumber AccountNumber
	BankCode      Code
	Amount        MaybeKobo
	Fee           MaybeKobo
	Narration     string
}

// SourceAccountReported: a source account was created, approved, enabled or disabled.
type SourceAccountReported struct {
	EventHeader
	Account SourceAccount
}

var disburseEvents = map[string]reader{
	"event.disbursement.processing":             event(disbursementReported),
	"event.disbursement.cancelled":              event(disbursementReported),
	"event.disbursement.completed":              event(disbursementReported),
	"event.disbursement.transaction.successful": event(transferReported),
	"event.disbursement.transaction.failed":     event(transferReported),
	"event.disburse.account.created":            event(sourceAccountReported, "account_id", "id"),
	"event.disburse.account.approved":           event(sourceAccountReported, "account_id", "id"),
	"event.disburse.account.enabled":            event(sourceAccountReported, "account_id", "id"),
	"event.disburse.account.disabled":           event(sourceAccountReported, "account_id", "id"),
}

type disbursementEvent struct {
	Reference  string             `json:"reference"`
	Status     DisbursementStatus `json:"status"`
	Message    string             `json:"message"`
	Total      MaybeKobo          `json:"total_amount"`
	Fee        MaybeKobo          `json:"total_fee"`
	Transfers  int                `json:"transactions_count"`
	Processing TransferCount      `json:"processing"`
	Successful TransferCount      `json:"successful"`
	Failed     TransferCount      `json:"failed"`
}

func disbursementReported(h EventHeader, d disbursementEvent) (Event, error) {
	return DisbursementReported{EventHeader: h, Reference: d.Reference, Status: d.Status, Message: d.Message, Total: d.Total,
		Fee: d.Fee, Transfers: d.Transfers, Processing: d.Processing, Successful: d.Successful, Failed: d.Failed}, need(h.Event, "data.reference", d.Reference)
}

type transferEvent struct {
	Batch         string        `json:"disbursement_reference"`
	Reference     string        `json:"reference"`
	Status        DebitStatus   `json:"status"`
	Message       string        `json:"message"`
	AccountNumber AccountNumber `json:"account_number"`
	BankCode      Code          `json:"bank_code"`
	Amount        MaybeKobo     `json:"amount"`
	Fee           MaybeKobo     `json:"fee"`
	Narration     string        `json:"narration"`
}

func transferReported(h EventHeader, t transferEvent) (Event, error) {
	return TransferReported{EventHeader: h, Batch: t.Batch, Reference: t.Reference, Status: t.Status, Message: t.Message,
		AccountNumber: t.AccountNumber, BankCode: t.BankCode, Amount: t.Amount, Fee: t.Fee, Narration: t.Narration}, need(h.Event, "data.reference", t.Reference)
}

func sourceAccountReported(h EventHeader, a SourceAccount) (Event, error) {
	a.Raw = h.Raw
	return SourceAccountReported{EventHeader: h, Account: a}, need(h.Event, "data.account_id", a.ID)
}
