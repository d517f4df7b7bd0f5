// Package web is the borrower's portal and the officer's dashboard: routes, forms, view models,
// sessions and error pages. It turns forms into the desks' words and the desks' answers into the
// pages' words; it decides nothing about lending.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/notify"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/alexedwards/scs/v2"
)

// Deps is everything that the pages need. Sessions, Clock, Log, Origination, Servicing, Access,
// Webhooks and Messages are required; JobsUI may be nil, and so may TimeMachine outside sandbox mode.
type Deps struct {
	Origination *origination.Desk
	Servicing   *servicing.Desk
	Access      Access
	Webhooks    Webhooks
	Messages    Messages
	Sessions    *scs.SessionManager
	Clock       func() time.Time
	TimeMachine TimeMachine
	JobsUI      http.Handler
	Ready       func(context.Context) error // nil error: the database answers and its schema is current
	Config      Config
	Log         *slog.Logger
}

// Access is what the pages need of package access.
type Access interface {
	SignUp(ctx context.Context, s access.SignUp) error
	Confirm(ctx context.Context, token, password string) error
	LogIn(ctx context.Context, email, password string) (access.User, error)
	User(ctx context.Context, user access.UserID) (access.User, error)
	ResendConfirmation(ctx context.Context, email string) error
	ForgotPassword(ctx context.Context, email string) error
	ChoosePassword(ctx context.Context, token, password string) error
	EndSessions(ctx context.Context, user access.UserID) error
}

// Webhooks takes Mono's reports. A wrong secret is fault.NotAllowed.
type Webhooks interface {
	Receive(ctx context.Context, header http.Header, body []byte) error
}

// Messages reads what was sent to people, newest first.
type Messages interface {
	Messages(ctx context.Context, limit int) ([]notify.Message, error)
	MessagesTo(ctx context.Context, address string, limit int) ([]notify.Message, error)
}

// TimeMachine moves the sandbox's clock; everything that falls due on the way happens.
type TimeMachine interface {
	Start(ctx context.Context, days int, by string) (string, error)
	Journey(ctx context.Context) (Journey, error) // the latest one; the zero Journey where there was none
}

// Journey is one ride of the time machine.
type Journey struct {
	ID       string
	By       string
	From, To time.Time
	At       time.Time // how far it has come
	Steps    int
	Finished bool
	Said     string // what stopped it, if something did
}

// Config is what the pages say and link to.
type Config struct {
	PublicURL   string   // http://127.0.0.1:8080, without a slash at the end
	Sandbox     bool     // play money: outbox page, time machine, a strip that says so
	BankOrigins []string // origins of Mono's hosted pages, to which a form may lead
	Product     Product
	Lender      templates.Lender
	CoolingOff  int      // working days after signing in which a borrower may go back on the loan; default 3
	ReviewDays  int      // working days in which an officer answers a referred application; default 2
	Proxies     []string // addresses and networks of proxies whose X-Forwarded-For is believed; none: nobody's
	RunsWords   string   // when repayment runs happen, in words: "Every day at 06:30, 11:30 and 18:30."
}

// Product is what may be asked for, and the example whose cost the first page shows.
type Product struct {
	Least, Most money.Money
	Months      []int
	ExampleOf   lending.Terms
	Example     lending.Schedule // made of ExampleOf when empty
}

// check says everything that is missing at once.
func (d Deps) check() error {
	var missing []error
	need := func(ok bool, name string) {
		if !ok {
			missing = append(missing, errors.New("web: Deps."+name+" is missing"))
		}
	}
	need(d.Origination != nil, "Origination")
	need(d.Servicing != nil, "Servicing")
	need(d.Access != nil, "Access")
	need(d.Webhooks != nil, "Webhooks")
	need(d.Messages != nil, "Messages")
	need(d.Sessions != nil, "Sessions")
	need(d.Clock != nil, "Clock")
	need(d.Log != nil, "Log")
	need(d.Config.PublicURL != "", "Config.PublicURL")
	need(d.Config.Product.Most.Positive(), "Config.Product.Most")
	need(len(d.Config.Product.Months) > 0, "Config.Product.Months")
	need(d.Config.Lender.Name != "", "Config.Lender")
	return errors.Join(missing...)
}
