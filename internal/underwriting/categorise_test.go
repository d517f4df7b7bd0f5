package underwriting

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNarrationsReadAsTheyShould(t *testing.T) {
	for _, row := range []struct{ typ, narration, code, party string }{
		// income
		{credit, "NIP/ZENITH/ACME LTD/SALARY OCT", "salary", "ACME LTD"},
		{credit, "NIP/STACK/Paystack/Salary payment for Sep 2026 By Karibo Foods", "salary", "KARIBO FOODS"},
		{credit, "R-1012345678/UNIVERSITY:TELALLO/OKAFOR N", "income.remita", ""},
		{credit, "FGN IPPIS SALARY NOV 2026", "salary", ""},
		{credit, "NIP/GTB/PTAD MONTHLY PENSION/SEP", "income.pension", ""},
		{credit, "BOLT DRIVER PAYOUT WK 34", "income.gig", ""},
		{credit, "POS SETTLEMENT MONIEPOINT 0012345678", "income.settlement", ""},
		{credit, "NIP/PROVIDUS/UPWORK ESCROW/USD", "income.freelance", ""},
		{credit, "INTEREST CREDIT SEP", "income.interest", ""},
		{credit, "CASH DEPOSIT BY SELF IKEJA BRANCH", "cash_deposit", ""},
		// the bank's own words for sent money
		{debit, "NIP CR/EMEKA OBI/GTB", "channel.nip", "EMEKA OBI"},
		{debit, "NIP CR/MONNIFY / FairMoney-ADA OKEKE/WBP", "lender", ""},
		// loans
		{credit, "RENMONEY LOAN DISBURSEMENT", "lender", ""},
		{debit, "LOAN REPAYMENT 003/006", "loan_repayment", ""},
		{debit, "DIRECT DEBIT NIBSS MANDATE CARBON MFB", "lender", ""},
		{debit, "NIBSS DD FAIRMONEY LOAN REPAYMENT", "lender", ""},
		{debit, "NIBSS DD MANDATE/LEADWAY", "direct_debit", ""},
		// gambling
		{debit, "WEB PYMT BET9JA.COM LANG", "gambling", ""},
		{credit, "NIP/OPAY/SPORTYBET WITHDRAWAL", "gambling", ""},
		// charges and levies
		{debit, "NIP Charge + VAT", "bank_charges.transfer_fee", ""},
		{debit, "SMS Notification Charge Sep 2026", "bank_charges.sms", ""},
		{debit, "STAMP DUTY CHARGE", "levy.stamp_duty", ""},
		{debit, "*ISO:MC POS Loc Pyt Fee", "bank_charges.pos", ""},
		{debit, "WEB PURCHASE CHARGERS LTD", "channel.web", ""},
		// reversals
		{credit, "**Rev MC Loc POS Prch", "reversal", ""},
		{credit, "Rvsl:Airtime//08030000000//MTN", "reversal", ""},
		{credit, "refunds from Mama Tolu", "reimbursement", ""},
		// own money
		{debit, "Auto-save to OWealth Balance", "internal_transfer", ""},
		{credit, "OWealth Withdrawal(Transaction Payment)", "internal_transfer", ""},
		// spending
		{debit, "Airtime//08031112222//MTN", "airtime_data", ""},
		{debit, "4622383258GOtv Max", "bills.tv", ""},
		{debit, "IKEDC PREPAID 45021234567", "bills.power", ""},
		{debit, "MC Loc POS Prch-#--SHOPRITE IKEJA NG-", "groceries", ""},
		{debit, "MC Loc POS Prch-#--BAMBOO HOUSE LAGOS NG-", "channel.pos", ""},
		{debit, "MC Loc POS Prch-#--CARBON COPY STORES NG-", "groceries", ""},
		{debit, "MC Loc POS Prch-#--MUMMY T VENTURES NG-", "channel.pos", ""},
		{debit, "MC Loc ATM Wdl-GTB IKEJA", "atm_withdrawal", ""},
		{debit, "NIP CR/HOUSE RENT CARETAKER/GTB", "bills.rent", ""},
		{debit, "Ẹ̀bùn ọ̀fẹ́ qqq", "unknown", ""},
		{credit, "", "unknown", ""},
	} {
		l := Categorise(row.narration, row.typ)
		if l.Code != row.code {
			t.Errorf("%s %q: %s (%s), want %s", row.typ, row.narration, l.Code, l.Rule, row.code)
		}
		if row.party != "" && l.Counterparty != row.party {
			t.Errorf("%s %q: counterparty %q, want %q", row.typ, row.narration, l.Counterparty, row.party)
		}
	}
}

func TestProvidersCategoryDecidesOnlyWhereTheWordsDoNot(t *testing.T) {
	c := narrations()
	if l := c.label("NIP/GTB/ACME", true, "salary"); l.Code != "salary" || l.Rule != "provider" {
		t.Errorf("empty words: %+v", l)
	}
	if l := c.label("BET9JA WINNING", true, "salary"); l.Code != "gambling" {
		t.Errorf("words against the provider: %+v", l)
	}
	if l := c.label("ABC", true, "no such category"); l.Code != "unknown" {
		t.Errorf("a category that we do not know: %+v", l)
	}
}

func TestSpellingsOfOneLenderAreOne(t *testing.T) {
	c := narrations()
	for _, s := range []string{"FAIRMONEY MICROFINANCE BANK", "FairMoney", "NIP CR/FAIR MONEY MFB/WBP", "fairmoney loan repay"} {
		if got := c.lenderOf(s); got != "FAIRMONEY" {
			t.Errorf("%q: %q", s, got)
		}
	}
	if a, b := c.lenderOf("SAMPLE BANK PLC"), c.lenderOf("Sample Bank"); a != b {
		t.Errorf("%q is not %q", a, b)
	}
}

// TestOnePassFindsWhatEachRuleFinds holds the automaton against the standard library, rule by rule.
func TestOnePassFindsWhatEachRuleFinds(t *testing.T) {
	c := narrations()
	var each []*regexp.Regexp
	for _, r := range c.rules {
		each = append(each, regexp.MustCompile(r.pattern))
	}
	pieces := []string{"NIP", "POS", "ATM", " ", "/", "-", "FEE", "CHARGE", "LOAN", "BET 9JA", "CARBON", "SAL", "OCT", "2026", "VAT", "*ISO:", "R-12", "DATA", "AIRTIME", "O WEALTH", "XX", "SPECTA", "_", ".", "P2P", "#", "*737", "MFB", "FUEL"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 9).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "glue"))
		text = normalise(text)
		var found ruleSet
		c.texts.match(text, &found)
		for i, re := range each {
			if re.MatchString(text) != found.has(int32(i)) {
				t.Fatalf("%q: %s: library %v, automaton %v", text, c.rules[i].id, re.MatchString(text), found.has(int32(i)))
			}
		}
	})
}

func TestEveryCodeHasItsPart(t *testing.T) {
	groups := []string{groupRemoved, groupOwn, groupIncome, groupInflow, groupCost, groupDistress, groupDebt, groupGambling, groupCommitted, groupEssential, groupDiscretionary, groupCash, groupUnknown}
	c := narrations()
	for code, role := range c.roles {
		if !strings.Contains(" "+strings.Join(groups, " ")+" ", " "+role.group+" ") {
			t.Errorf("%s: no such group %q", code, role.group)
		}
	}
	for name, codes := range c.provider {
		for _, code := range codes {
			if _, ok := c.roles[code]; !ok && code != "-" {
				t.Errorf("%s: no such code %q", name, code)
			}
		}
	}
}

func BenchmarkCategorise(b *testing.B) {
	texts := []string{"NIP/ZENITH/ACME LTD/SALARY OCT", "NIP CR/EMEKA OBI/GTB", "MC Loc POS Prch-#--SHOPRITE IKEJA NG-", "Airtime//08031112222//MTN", "NIP Charge + VAT", "NIP CR/MONNIFY / FairMoney-ADA OKEKE/WBP"}
	b.ReportAllocs()
	for i := range b.N {
		Categorise(texts[i%len(texts)], debit)
	}
}
