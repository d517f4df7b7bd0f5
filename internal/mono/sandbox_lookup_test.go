package mono_test

import (
	"bytes"
	"testing"
	"time"

	"lendwright/internal/mono"
)

func TestSandboxPapers(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	same(t, "nin", must(w.client.NIN(ctx, "70000000011"))(w).BornOn, "1991-03-19")
	slip := must(w.client.NINWithSlip(ctx, "70000000011"))(w).PDF
	w.forward(time.Minute)
	same(t, "slip", must(w.client.NINSlip(ctx, string(slip.Job)))(w).Ready(), true)
	licence := must(w.client.DriverLicence(ctx, mono.DriverLicenceRequest{Number: "ABC00011AA1", BornOn: "1991-03-19", FirstName: "Adaeze", LastName: "Okonkwo"}))(w)
	same(t, "licence", []any{licence.LastName, licence.StateOfIssue, licence.ExpiresOn.Known()}, []any{"Okonkwo", "ANAMBRA", true})
	passport := must(w.client.Passport(ctx, mono.PassportRequest{Number: "B00000011", LastName: "Okonkwo", BornOn: "1991-03-19"}))(w)
	same(t, "passport", []any{passport.BornOn, passport.Number}, []any{"1991-03-19", "B00000011"})
	same(t, "taxpayer", must(w.client.TIN(ctx, mono.TINByCAC, "9900123"))(w).Name, "KESTREL GROVE VENTURES LIMITED")
	house := must(w.client.HouseAddress(ctx, mono.AddressRequest{MeterNumber: "04150000011", Address: "14 Allen Avenue, Ikeja", Disco: "IKEJA"}))(w)
	same(t, "house", []any{house.Verified.Yes, house.Confidence}, []any{true, "100"})
	same(t, "mashup", must(w.client.Mashup(ctx, "70000000011", adaezeBVN, "1991-03-19"))(w).Numbers.BVN, adaezeBVN)
	_, err := w.client.NIN(ctx, "70012345678")
	same(t, "nobody", kind(err), "NotFoundError")
	_, err = w.client.NIN(ctx, "7")
	same(t, "not valid", kind(err), "ValidationError")
	_, err = w.client.NIN(ctx, "99999999402")
	same(t, "wallet", kind(err), "WalletError")
	_, err = w.client.NIN(ctx, "99999999503")
	same(t, "register down", kind(err), "UnknownOutcomeError")
}

func TestSandboxCompanies(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	found := must(w.client.SearchCompanies(ctx, "kestrel", false))(w).Items[0]
	same(t, "found", []any{found.RCNumber, found.RegisteredOn}, []any{"9900123", "2016-08-10"})
	same(t, "none", len(must(w.client.SearchCompanies(ctx, "nothing of the kind", true))(w).Items), 0)
	shareholders := 0
	for _, a := range must(w.client.CompanyShareholders(ctx, found.ID))(w).Items {
		if a.Is("SHAREHOLDER") && a.Active() && a.Shares.Known {
			shareholders++
		}
	}
	same(t, "shareholders", shareholders, 2)
	same(t, "controllers", must(w.client.CompanyControllers(ctx, found.ID))(w).Items[0].Is("PSC"), true)
	same(t, "secretary", must(w.client.CompanySecretary(ctx, found.ID))(w).Items[0].Surname, "SCRIBE")
	same(t, "directors", len(must(w.client.CompanyDirectors(ctx, found.ID))(w).Items), 2)
	same(t, "profile", must(w.client.CompanyProfile(ctx, "9900123"))(w).ID, found.ID)
	if pdf := must(w.client.CompanyStatusReport(ctx, found.ID))(w); !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("report of %d bytes", len(pdf))
	}
	must(w.client.CompanyFormerAddresses(ctx, found.ID))(w)
	must(w.client.CompanyNameChanges(ctx, found.ID))(w)
	_, err := w.client.CompanyDirectors(ctx, 1)
	same(t, "no such company", kind(err), "NotFoundError")
}

func TestSandboxWatchlist(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	listed := mono.Subject{Type: "individual", Name: "Ibrahim Sanctioned", Country: "ng"}
	started := must(w.client.Screen(ctx, listed))(w)
	same(t, "running", []any{started.Status, must(w.client.Screening(ctx, started.ID))(w).Status}, []any{mono.ScreeningRunning, mono.ScreeningRunning})
	w.forward(time.Minute)
	s := must(w.client.Screening(ctx, started.ID))(w)
	same(t, "result", []any{s.Status, s.MatchFound.Yes, s.RiskLevel}, []any{mono.ScreeningCompleted, true, "high"})
	same(t, "event", came[mono.WatchlistReported](w).Screening, started.ID)
	log := must(w.client.ScreeningLog(ctx, started.ID))(w)
	same(t, "log", []any{log.Items[0].Event, log.Items[0].At.IsZero()}, []any{"screening_created", false})
	if pdf := must(w.client.ScreeningReport(ctx, started.ID))(w); !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Errorf("report of %d bytes", len(pdf))
	}
	clean := mono.Subject{Type: "individual", Name: "Adaeze Okonkwo", Country: "ng"}
	same(t, "batch", len(must(w.client.ScreenBatch(ctx, []mono.Subject{listed, clean}))(w).Items), 2)
	watched := must(w.client.Monitor(ctx, clean))(w)
	w.check(w.client.StopMonitoring(ctx, watched.ID))
	_, err := w.client.Screen(ctx, mono.Subject{Type: "ghost", Name: ""})
	same(t, "not valid", kind(err), "ValidationError")
}
