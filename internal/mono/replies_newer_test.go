package mono_test

import (
	"context"
	"testing"

	"lendwright/internal/mono"
)

func TestPartnerReplies(t *testing.T) {
	login := func(ctx context.Context, c *mono.Client) (mono.PartnerStep, error) {
		return c.PartnerLogin(ctx, "s1", map[string]string{})
	}
	same(t, "done", from(t, "partner_done", login).Next, mono.PartnerDone)
	choose := from(t, "partner_choose", login)
	same(t, "choose", []any{choose.Next, choose.Accounts[1].AccountNumber, choose.Accounts[0].Balance.Kobo}, []any{mono.PartnerChoose, "0071239948", 18450275})
	more := from(t, "partner_more", login)
	same(t, "more", []any{more.Next, more.UserInput.Fields[0].Name}, []any{mono.PartnerMore, "otp"})
	again := from(t, "partner_reauth", login)
	same(t, "the code stands in data", []any{again.Next, again.Code}, []any{mono.PartnerDone, "code_pL9sWcKx3DfPhT6bQ2mV"})
	logins := from(t, "partner_credentials", func(ctx context.Context, c *mono.Client) (mono.PartnerCredentials, error) {
		return c.PartnerSandboxCredentials(ctx, "s1")
	})
	same(t, "the bank's own names", logins.Credentials[0].Values["userPassword"], "123456")
}

func TestTheSessionOfAReauthorisationStandsInFourPlaces(t *testing.T) {
	for place, a := range map[string]answer{
		"session":    ok("partner_reauth_session"),
		"session_id": {status: 200, text: `{"status":"successful","data":{"session_id":"Yk3vTq8LmW0sYbX1uRcf"}}`},
		"id":         {status: 200, text: `{"status":"successful","data":{"id":"Yk3vTq8LmW0sYbX1uRcf"}}`},
		"header":     {status: 200, text: `{"status":"successful","data":{}}`, header: map[string]string{"x-session-id": "Yk3vTq8LmW0sYbX1uRcf"}},
	} {
		client, _ := fakeMono(t, a)
		start, err := client.StartPartnerReauth(t.Context(), acc)
		same(t, place, []any{start.Session.ID, err}, []any{"Yk3vTq8LmW0sYbX1uRcf", nil})
	}
}

func TestAccountExtraReplies(t *testing.T) {
	for _, file := range []string{"inflow", "inflow_bare"} {
		in := from(t, file, func(ctx context.Context, c *mono.Client) (mono.MonthlyTotals, error) {
			return c.MonthlyInflow(ctx, acc)
		})
		same(t, file, []any{in.Total.Kobo, in.Months[0].Month, in.Months[0].Amount.Kobo}, []any{201340000, "2026-09", 34110000})
	}
	h := from(t, "holdings", func(ctx context.Context, c *mono.Client) (mono.Holdings, error) { return c.Holdings(ctx, acc) })
	same(t, "holdings", []any{h.Balance("USD").Kobo, h.Balance("GBP").Known, h.Assets[0].Quantity.Known, h.Assets[1].Quantity}, []any{125000, false, false, "2.375"})
	pdf := func(ctx context.Context, c *mono.Client) (mono.StatementPDF, error) {
		return c.StatementPDF(ctx, acc, "j")
	}
	same(t, "printing", from(t, "statement_pdf_started", pdf).Built(), false)
	same(t, "printed", from(t, "statement_pdf_built", pdf).Built(), true)
	record := from(t, "metadata_record", func(ctx context.Context, c *mono.Client) (mono.EnrichmentRecord, error) {
		return c.EnrichmentRecord(ctx, "j")
	})
	list, err := record.Transactions()
	details, known := list[0].Details()
	same(t, "metadata", []any{err, known, details.Channel, details.Payee, details.Reason}, []any{nil, true, "NIP", "", "SEP SALARY"})
	of := from(t, "customer_transactions", func(ctx context.Context, c *mono.Client) (mono.Page[mono.AccountTransactions], error) {
		return c.CustomerTransactions(ctx, "cus1", mono.CustomerTransactionQuery{})
	})
	same(t, "accounts of a customer", []any{of.Items[0].Total, of.Items[0].More, of.Items[1].Failed, of.Items[1].Error},
		[]any{412, true, true, "Unable to fetch transactions"})
}

func TestPayoutReplies(t *testing.T) {
	p := from(t, "payouts", func(ctx context.Context, c *mono.Client) (mono.Page[mono.Payout], error) {
		return c.Payouts(ctx, "", 1)
	})
	same(t, "payouts", []any{p.Total, p.More, p.Items[0].Fee, p.Items[0].Settled, p.Items[0].SettledAccount.Number, p.Items[0].Status.Known()},
		[]any{153, true, "50000.4", "4949999.6", "9001122334", true})
	s := from(t, "sub_accounts", func(ctx context.Context, c *mono.Client) (mono.Page[mono.SubAccount], error) {
		return c.SubAccounts(ctx, 1)
	})
	same(t, "sub-account", []any{s.Items[0].NIPCode, s.Items[0].BankCode}, []any{"000014", "044"})
	list := from(t, "payments", func(ctx context.Context, c *mono.Client) (mono.Page[mono.Payment], error) {
		return c.Payments(ctx, mono.PaymentQuery{})
	})
	same(t, "payment", []any{list.Items[0].Status, list.Items[0].Customer.Name, list.Items[0].FlagReasons}, []any{mono.PaymentFailed, "Bukola Adebayo", []string{"velocity"}})
	b := from(t, "mandate_balance", func(ctx context.Context, c *mono.Client) (mono.MandateBalance, error) {
		return c.MandateBalance(ctx, mmc)
	})
	same(t, "a figure whose unit is open", b.Balance, "186450.37")
	added := from(t, "transfers_added", func(ctx context.Context, c *mono.Client) (mono.AddedTransfers, error) {
		return c.AddTransfers(ctx, "b1", nil)
	})
	same(t, "added", []any{added.Summary.Invalid, added.Valid[0].AccountName, added.Invalid[0].Reference}, []any{1, "TUNDE BALOGUN", "dist0002none"})
}

func TestNewerLookupReplies(t *testing.T) {
	n := from(t, "nin", func(ctx context.Context, c *mono.Client) (mono.NIN, error) { return c.NIN(ctx, "70000000025") })
	same(t, "nin", []any{n.BornOn, n.HeightCM, n.CentralID, n.PDF.Job}, []any{"1992-03-17", "164", "100018", ""})
	slip := from(t, "nin_slip_started", func(ctx context.Context, c *mono.Client) (mono.NIN, error) { return c.NINWithSlip(ctx, "70000000025") }).PDF
	same(t, "slip", []any{slip.Job, slip.Ready()}, []any{"5", false})
	same(t, "printed slip", from(t, "nin_slip", func(ctx context.Context, c *mono.Client) (mono.NINSlip, error) { return c.NINSlip(ctx, "5") }).Ready(), true)
	for file, issued := range map[string]mono.Day{"passport": "", "passport_old": "2021-05-04"} {
		p := from(t, file, func(ctx context.Context, c *mono.Client) (mono.Passport, error) {
			return c.Passport(ctx, mono.PassportRequest{})
		})
		same(t, file, []any{p.Number, p.BornOn, p.IssuedOn}, []any{"B00000018", "1992-03-17", issued})
	}
	people := from(t, "shareholders", func(ctx context.Context, c *mono.Client) (mono.Page[mono.Affiliate], error) {
		return c.CompanyShareholders(ctx, 1)
	}).Items
	same(t, "shareholders", []any{people[0].Active(), people[0].Is("shareholder"), people[0].Shares, people[0].AppointedOn, people[1].Active(), people[1].Is("SHAREHOLDER")},
		[]any{true, true, "250000", "2021-04-22", false, false})
	profile := from(t, "company_profile", func(ctx context.Context, c *mono.Client) (mono.CompanyProfile, error) {
		return c.CompanyProfile(ctx, "9900124")
	})
	same(t, "profile", []any{profile.ID, profile.BusinessEmail, profile.Directors[0].Surname, len(profile.Shareholders)}, []any{7000452, "hello@obiomamills.test", "OBIOMA", 0})
	s := from(t, "screening", func(ctx context.Context, c *mono.Client) (mono.Screening, error) { return c.Screening(ctx, aml) })
	same(t, "screening", []any{s.Status, s.MatchFound.Yes, s.MatchScore, s.RiskLevel}, []any{mono.ScreeningCompleted, true, "57.5", "high"})
	entry := from(t, "screening_log", func(ctx context.Context, c *mono.Client) (mono.Page[mono.ScreeningEntry], error) {
		return c.ScreeningLog(ctx, aml)
	}).Items[0]
	same(t, "log", []any{entry.Event, entry.At.IsZero()}, []any{"screening_created", false})
	who := from(t, "prove_customer", func(ctx context.Context, c *mono.Client) (mono.ProveCustomer, error) {
		return c.ProveCustomer(ctx, "k")
	})
	same(t, "proved", []any{who.Person.NextOfKin.Phone, who.Identities[1].Type, who.Access.Type, who.Accounts[0].Institution.NIPCode}, []any{"08031112299", "bvn", "permanent", "000003"})
}

func TestNewerEvents(t *testing.T) {
	created := parsed[mono.OwoFundRequestReported](t, "owo_fundrequest_created").Request
	same(t, "created", []any{created.Status, created.Reference, created.Schedule.Period, created.Amount.Kobo}, []any{mono.OwoCreated, "owo-2026-05-04", "month", 2500000})
	same(t, "expired", parsed[mono.OwoFundRequestReported](t, "owo_fundrequest_expired").Request.Status, mono.OwoExpired)
	same(t, "unlinked", parsed[mono.OwoLinked](t, "owo_unlinked").Linked, false)
	same(t, "linked", parsed[mono.OwoLinked](t, "owo_linked").Beneficiary.AccountNumber, "0123344557")
	p := parsed[mono.OwoPaymentReported](t, "owo_payment_failed").Payment
	same(t, "payment", []any{p.Status, p.FundRequest.ID, p.Message}, []any{mono.OwoFailed, "fr_7YbmVtL0", "Insufficient funds"})
	w := parsed[mono.WatchlistReported](t, "watchlist_match_found")
	same(t, "profile", []any{w.Profile.BVN, w.Profile.BornOn, w.MatchFound.Yes}, []any{"22198765431", "1992-03-17", true})
	expired := parsed[mono.ProveReported](t, "prove_expired")
	same(t, "expired", []any{expired.Attempts, expired.ErrorLogs[0].Message, expired.ErrorLogs[0].At.IsZero()}, []any{3, "Invalid OTP", false})
	same(t, "flag", []any{parsed[mono.ProveReported](t, "prove_initiated").BlacklistCount, parsed[mono.ProveReported](t, "prove_initiated").Ref}, []any{2, "kyc-1"})
	split := parsed[mono.SplitSettlementPaid](t, "split_settlement")
	same(t, "split", []any{split.Account.Institution.NIPCode, split.Account.Type, split.Status}, []any{"000014", "sub_account", mono.PayoutSettled})
	same(t, "settlement account", parsed[mono.SettlementPaid](t, "settlement").Account.Number, "9001122334")
}
