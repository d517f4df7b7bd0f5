package sandbox

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"
)

// fetch gets a document without a key.
func (b *box) fetchFile(want int, address string) (kind string, body []byte) {
	b.Helper()
	resp, err := http.Get(address)
	if err != nil || resp.StatusCode != want {
		b.Fatalf("%s: %v %v", address, resp, err)
	}
	defer resp.Body.Close()
	body, _ = io.ReadAll(resp.Body)
	return resp.Header.Get("Content-Type"), body
}

func TestStatementAsPDF(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	job := b.call(200, "GET", "/v2/accounts/"+id+"/statement?period=last6months&output=pdf", nil)
	equal(t, "building", text(job, "data", "status"), "BUILDING")
	path := text(job, "data", "path")
	b.fetchFile(404, path)
	b.forward(time.Minute)
	built := b.call(200, "GET", "/v2/accounts/"+id+"/statement/jobs/"+text(job, "data", "id"), nil)
	equal(t, "built", text(built, "data", "status"), "BUILT")
	kind, pdf := b.fetchFile(200, path)
	equal(t, "type", kind, "application/pdf")
	if !bytes.HasPrefix(pdf, []byte("%PDF-1.4")) || !bytes.HasSuffix(pdf, []byte("%%EOF\n")) || !bytes.Contains(pdf, []byte("FROM KARIBO")) {
		t.Error("not a statement")
	}
	var at int
	fmt.Sscanf(string(pdf[bytes.LastIndex(pdf, []byte("startxref")):]), "startxref\n%d", &at)
	if !bytes.HasPrefix(pdf[at:], []byte("xref")) {
		t.Error("the table is not where the file says")
	}
	b.call(404, "GET", "/v2/accounts/"+id+"/statement/jobs/none", nil)
	b.call(400, "GET", "/v2/accounts/"+id+"/statement?output=word", nil)
}

func TestFlowsAddUpToTheRows(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	for path, kind := range map[string]string{"credits": "credit", "debits": "debit"} {
		flow := b.call(200, "GET", "/v2/accounts/"+id+"/"+path, nil)
		rows := b.call(200, "GET", "/v2/accounts/"+id+"/transactions?paginate=false&type="+kind, nil)
		equal(t, path, figure(flow, "data", "transactions_count"), figure(rows, "meta", "total"))
		var sum int64
		for _, r := range at(rows, "data").([]any) {
			sum += figure(r, "amount")
		}
		equal(t, path+" total", figure(flow, "data", "total"), sum)
		equal(t, path+" newest month", text(flow, "data", "history", 0, "period"), "11-26")
	}
}

func TestInvestments(t *testing.T) {
	b := newBox(t)
	id := b.linkFor("user_single", testNumber("user_single", "invest"))
	b.forward(time.Minute)
	assets := b.call(200, "GET", "/v2/accounts/"+id+"/assets", nil)
	equal(t, "balances", figure(assets, "data", "balances", "_u_s_d"), 125_000)
	equal(t, "assets", len(at(assets, "data", "assets").([]any)), 2)
	equal(t, "earnings", len(at(b.call(200, "GET", "/v2/accounts/"+id+"/earnings", nil), "data").([]any)), 3)
	other := b.linkFor("user_single", testNumber("user_single", "000013"))
	b.forward(time.Minute)
	equal(t, "a bank account has none", len(at(b.call(200, "GET", "/v2/accounts/"+other+"/assets", nil), "data", "assets").([]any)), 0)
}

func TestMetadataAndCustomerTransactions(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	b.names()
	b.call(200, "POST", "/v2/accounts/"+id+"/transactions/metadata", nil)
	b.forward(time.Minute)
	equal(t, "event", b.names(), "wrapped mono.events.transaction_metadata")
	pay := b.call(200, "GET", "/v2/accounts/"+id+"/transactions?narration=karibo", nil)
	equal(t, "category", text(pay, "data", 0, "metadata", "category"), "salary")
	equal(t, "reason", text(pay, "data", 0, "metadata", "reason"), "SALARY")
	who := text(b.call(200, "GET", "/v2/accounts/"+id, nil), "data", "customer", "id")
	rows := b.call(200, "GET", "/v2/customers/"+who+"/transactions?period=last3months&page=2", nil)
	equal(t, "eight on a page", len(at(rows, "data", 0, "account_transaction_data", "data", "data", "transactions").([]any)), 8)
	made := b.call(201, "POST", "/v2/customers", obj{"email": "n@n.ng", "first_name": "No", "last_name": "Account", "address": "a", "phone": "1", "identity": obj{"type": "BVN", "number": "22200000011"}})
	b.call(404, "GET", "/v2/customers/"+text(made, "data", "id")+"/transactions", nil)
}

func TestEnrichmentOfAFile(t *testing.T) {
	b := newBox(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, _ := form.CreateFormFile("transactions", "march.csv")
	io.WriteString(part, "type,narration\ncredit,NIP/ZENITH/KARIBO FOODS/MAR SALARY\ndebit,POS SHOPRITE LAGOS\ndebit,nothing at all\n")
	form.Close()
	req, _ := http.NewRequest("POST", b.api.URL+"/v2/enrichments/transaction-categorisation", &body)
	req.Header.Set("mono-sec-key", "test_sk_box")
	req.Header.Set("Content-Type", form.FormDataContentType())
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.StatusCode != 200 {
		t.Fatal(resp, err)
	}
	raw, _ := io.ReadAll(resp.Body)
	_, job, _ := strings.Cut(string(raw), `"jobId":"`)
	job, _, _ = strings.Cut(job, `"`)
	b.forward(time.Minute)
	equal(t, "the event names the file", text(b.last().Data, "data", "file_name"), "march.csv")
	record := b.call(200, "GET", "/v2/enrichments/record/"+job, nil)
	for i, want := range []string{"salary", "groceries", "unknown"} {
		equal(t, "row", text(record, "data", i, "category"), want)
	}
	b.call(400, "POST", "/v2/enrichments/transaction-metadata", obj{})
}

func TestLegacyPaths(t *testing.T) {
	b := newBox(t)
	_, list := b.fetchFile(200, b.api.URL+"/coverage")
	if !bytes.HasPrefix(list, []byte("[")) {
		t.Error("coverage has no envelope")
	}
	id := b.linkFor("user_single", "")
	b.forward(time.Minute)
	equal(t, "sync", text(b.call(200, "POST", "/accounts/"+id+"/sync", nil), "status"), "successful")
	token := text(b.call(200, "POST", "/accounts/"+id+"/reauthorise", nil), "token")
	equal(t, "bare id", text(b.call(200, "POST", "/account/auth", obj{"code": token}), "id"), id)
	b.call(200, "GET", "/v1/enrichments/"+id+"/transaction-categorisation", nil)
	b.call(200, "GET", "/v2/accounts/", nil)
}
