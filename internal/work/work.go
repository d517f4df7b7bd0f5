// Package work names what is done after a transaction has committed. A desk asks for it in the
// same transaction as the row that it follows from; package jobs carries it out, at least once.
package work

// Kind names a piece of work.
type Kind string

// The kinds of work; the comment says whose identifier the item carries.
const (
	ProcessWebhook    Kind = "webhook.process"    // a stored webhook
	ExchangeLinkCode  Kind = "link.exchange"      // a link attempt
	GatherEvidence    Kind = "evidence.gather"    // a piece of evidence
	DecideApplication Kind = "application.decide" // an application
	OpenMandate       Kind = "mandate.open"       // a loan
	CancelMandate     Kind = "mandate.cancel"     // a mandate
	DisburseLoan      Kind = "loan.disburse"      // a loan
	SubmitDebit       Kind = "debit.submit"       // a debit
	CheckDebit        Kind = "debit.check"        // a debit
	SendMessage       Kind = "message.send"       // a message
	AdvanceClock      Kind = "clock.advance"      // a journey of the time machine
)

// Item is one piece of work to do.
type Item struct {
	Kind Kind
	ID   string
}
