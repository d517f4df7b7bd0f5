package mono_test

import (
	"net/url"
	"testing"

	"lendwright/internal/mono"
)

func TestSandboxProve(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	check := must(w.client.StartProve(ctx, mono.ProveRequest{Reference: "kyc-000018", RedirectURL: "https://lender.example.ng/kyc", Level: mono.ProveTier1, BankAccounts: true,
		Name: "Adaeze Okonkwo", Phone: "08030001122", Meta: map[string]string{"ref": "app-1"}}))(w)
	begun := came[mono.ProveReported](w)
	same(t, "begun", []any{begun.Status, begun.Reference, begun.Ref}, []any{"pending", "kyc-000018", "app-1"})
	_, err := w.client.ProveCustomer(ctx, "kyc-000018")
	same(t, "not yet", kind(err), "NotFoundError")

	w.open(check.URL, nil)
	w.open(check.URL+"/identity", url.Values{"number": {adaezeBVN}})
	w.open(check.URL+"/code", url.Values{"code": {"123456"}})
	back, err := w.open(check.URL+"/face", url.Values{"face": {"own"}}).Location()
	same(t, "back", []any{back.Query().Get("status"), err}, []any{"successful", nil})
	same(t, "passed", came[mono.ProveReported](w).Status, "successful")

	who := must(w.client.ProveCustomer(ctx, "kyc-000018"))(w)
	same(t, "person", []any{who.Person.LastName, who.Identities[1].Number, who.Accounts[0].Number}, []any{"OKONKWO", adaezeBVN, adaezeAccount})
	same(t, "listed", must(w.client.ProveCustomers(ctx, 1))(w).Items[0].Reference, "kyc-000018")
	w.check(w.client.BlacklistProve(ctx, "kyc-000018", mono.BlacklistFraud, "the account was used for fraud"))
	flagged := must(w.client.StartProve(ctx, mono.ProveRequest{Reference: "kyc-000019", RedirectURL: "https://lender.example.ng/kyc", Level: mono.ProveTier1, Name: "Adaeze Okonkwo", Phone: "08030001122"}))(w)
	same(t, "flagged", flagged.IsBlacklisted, true)
	w.check(w.client.WhitelistProve(ctx, "kyc-000018"))
	w.check(w.client.RevokeProve(ctx, "kyc-000018"))
	_, err = w.client.ProveCustomer(ctx, "kyc-000018")
	same(t, "revoked", kind(err), "NotFoundError")
	_, err = w.client.StartProve(ctx, mono.ProveRequest{Reference: "kyc-000019", RedirectURL: "https://lender.example.ng/kyc", Level: mono.ProveTier1, Name: "Adaeze Okonkwo", Phone: "08030001122"})
	same(t, "the same reference", kind(err), "ConflictError")
}
