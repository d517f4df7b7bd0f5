package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// style is how one bank words its statement lines. The forms follow public samples of Nigerian
// statements: the same transfer reads differently at every bank.
type style struct {
	in, out, pos, web, atm, airtime string // fmt patterns; the words come in a fixed order
	fee, levy, sms, upkeep          string
	debit                           string
}

var (
	zenith = style{
		in: "NIP/%[2]s/%[1]s/%[3]s", out: "NIP CR/%[1]s/%[2]s/%[3]s",
		pos: "MC Loc POS Prch-#--%[1]s %[2]s NG-", web: "MC Loc Web Prch-%[1]s", atm: "MC Loc ATM Wdl-%[1]s %[2]s NG-",
		airtime: "Airtime//%[1]s//%[2]s", fee: "NIP Charge + VAT", levy: "STAMP DUTY CHARGE",
		sms: "SMS Notification Charge %s", upkeep: "MASTER Card Maintenance Fee %s", debit: "NIBSS DD MANDATE/%s",
	}
	gtb = style{
		in: "NIBSS Instant Payment Inward %[2]s FROM %[1]s %[3]s", out: "NIBSS Instant Payment Outward TO %[1]s %[2]s %[3]s",
		pos: "POS/WEB PURCHASE TRANSACTION -%[3]s- %[1]s %[2]s LANG", web: "POS/WEB PURCHASE TRANSACTION -%[3]s- WEB %[1]s",
		atm: "CASH WITHDRAWAL FROM OTHER ATM -%[3]s- %[1]s %[2]s LANG", airtime: "Airtime Purchase MBANKING-%[1]s %[2]s",
		fee: "NIP TRANSFER CHARGE + VAT", levy: "Electronic Money Transfer Levy", sms: "SMS ALERT CHARGE FOR %s",
		upkeep: "ACCOUNT MAINTENANCE FEE %s", debit: "NIBSS DD/MANDATE DEBIT/%s",
	}
	plain = style{
		in: "TRF FROM %[1]s/%[2]s/%[3]s", out: "MOB/TRF TO %[1]s-%[2]s/%[3]s",
		pos: "POS PURCHASE %[1]s %[2]s NG", web: "WEB PURCHASE %[1]s", atm: "ATM WDL %[1]s %[2]s NG",
		airtime: "%[2]s VTU AIRTIME %[1]s", fee: "TRF CHARGE + VAT", levy: "STAMP DUTY CHARGE",
		sms: "SMS ALERT CHG %s", upkeep: "CARD MAINTENANCE FEE %s", debit: "NDD DIRECT DEBIT MANDATE/%s",
	}
)

func (s style) received(from, via, reason string) string { return tidy(s.in, from, via, reason) }
func (s style) sent(to, via, reason string) string       { return tidy(s.out, to, via, reason) }

// tidy fills a pattern, whose words may be missing at this bank, and drops what stays empty.
func tidy(pattern string, words ...any) string {
	text := fmt.Sprintf(pattern, words...)
	if cut := strings.Index(text, "%!(EXTRA"); cut >= 0 {
		text = text[:cut]
	}
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), "/ ")
}

// monthName is "Sep 2026" as charges name their month.
func monthName(t time.Time) string { return strings.ToUpper(t.Format("Jan 2006")) }
