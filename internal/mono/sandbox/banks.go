package sandbox

// bank is one row of the bank list; Code is the CBN number, NIP the six digits that transfers use.
type bank struct {
	Name, Code, NIP string
	DirectDebit     bool
	// Buffer is what must stay in an account of this bank when it is debited, in kobo: First Bank,
	// Keystone and Wema refuse to empty an account.
	Buffer int64
}

const keepBack = 50_000 // ₦500, the sandbox's choice: Mono names the banks and no figure

var banks = []bank{
	{"NIBSS", "999", "999999", false, 0},
	{"CENTRAL BANK OF NIGERIA", "001", "000028", false, 0},
	{"ACCESS BANK PLC", "044", "000014", true, 0},
	{"CITIBANK NIGERIA", "023", "000009", false, 0},
	{"ECOBANK NIGERIA", "050", "000010", true, 0},
	{"FIRST CITY MONUMENT BANK", "214", "000003", true, 0},
	{"FIDELITY BANK", "070", "000007", true, 0},
	{"FIRST BANK OF NIGERIA", "011", "000016", true, keepBack},
	{"GLOBUS BANK", "103", "000027", true, 0},
	{"GUARANTY TRUST BANK PLC", "058", "000013", true, 0},
	{"JAIZ BANK", "301", "000006", true, 0},
	{"KEYSTONE BANK", "082", "000002", true, keepBack},
	{"POLARIS BANK", "076", "000008", true, 0},
	{"PROVIDUS BANK", "101", "000023", true, 0},
	{"STANBIC IBTC BANK", "221", "000012", true, 0},
	{"STANDARD CHARTERED BANK", "068", "000021", true, 0},
	{"STERLING BANK", "232", "000001", true, 0},
	{"SUNTRUST BANK", "100", "000022", true, 0},
	{"TITAN TRUST BANK", "102", "000025", true, 0},
	{"UNITED BANK FOR AFRICA", "033", "000004", true, 0},
	{"UNION BANK OF NIGERIA", "032", "000018", true, 0},
	{"UNITY BANK", "215", "000011", true, 0},
	{"WEMA BANK", "035", "000017", true, keepBack},
	{"ZENITH BANK PLC", "057", "000015", true, 0},
	{"KUDA MICROFINANCE BANK", "50211", "090267", true, 0},
	{"MONIEPOINT MICROFINANCE BANK", "50515", "090405", false, 0},
	{"OPAY DIGITAL SERVICES LIMITED", "999992", "100004", false, 0},
	{"PALMPAY", "999991", "100033", false, 0},
}

// bankCalled finds a bank by either of its codes.
func bankCalled(code string) (bank, bool) {
	for _, b := range banks {
		if code != "" && (b.Code == code || b.NIP == code) {
			return b, true
		}
	}
	return bank{}, false
}

// institution is a bank as the linking page lists it; the ids are Mono's own.
type institution struct {
	ID, Name, NIP, Code, Color string
	Methods                    []string
	Country, Type              string // ng, gh, ke, za; PERSONAL_BANKING or BUSINESS_BANKING
}

const (
	personal = "PERSONAL_BANKING"
	business = "BUSINESS_BANKING"
)

// institutions are the banks of the linking page. Nigeria comes first.
var institutions = append([]institution{
	{"5f2d08bf60b92e2888287703", "Access Bank", "000014", "044", "#f58220", []string{"internet_banking", "mobile_banking"}, "ng", personal},
	{"5f5b530a67ffc15e5911e0d2", "ALAT by Wema", "000017", "035A", "#990d81", []string{"internet_banking"}, "ng", personal},
	{"5f6d78d9a1c68d5049673554", "Ecobank", "000010", "050", "#005b82", []string{"internet_banking"}, "ng", personal},
	{"5f2d08c060b92e2888287708", "FCMB", "000003", "214", "#5c2684", []string{"internet_banking", "mobile_banking"}, "ng", personal},
	{"5f2d08c060b92e288828770c", "Fidelity", "000007", "070", "#13378f", []string{"internet_banking"}, "ng", personal},
	{"5f2d08c060b92e2888287707", "First Bank", "000016", "011", "#003b65", []string{"internet_banking", "mobile_banking"}, "ng", personal},
	{"5f2d08be60b92e2888287702", "GTBank", "000013", "058", "#e04e00", []string{"internet_banking", "mobile_banking"}, "ng", personal},
	{"5f2d08bf60b92e2888287704", "Kuda", "090267", "090267", "#40196d", []string{"internet_banking"}, "ng", personal},
	{"6112591e75430f68718902aa", "Providus", "000023", "101", "#e8b321", []string{"internet_banking"}, "ng", personal},
	{"5f2d08c060b92e2888287706", "Stanbic IBTC", "000012", "221", "#0033a1", []string{"internet_banking"}, "ng", personal},
	{"5f5a530b0221b6559aadf14b", "Sterling", "000001", "232", "#db353a", []string{"mobile_banking"}, "ng", personal},
	{"5f56783c46eda834b0846c67", "UBA", "000004", "033", "#d42e12", []string{"internet_banking", "mobile_banking"}, "ng", personal},
	{"5f56783d46eda834b0846c68", "Union Bank", "000018", "032", "#00aeef", []string{"internet_banking"}, "ng", personal},
	{"5f2d08c060b92e288828770b", "Zenith", "000015", "057", "#e31837", []string{"mobile_banking"}, "ng", personal},
	{"5fcff401a0b9a12e2790b189", "Unity Bank", "000011", "215", "#ff8c00", []string{"internet_banking"}, "ng", personal},
	{"601d6087b2568f1b7f861594", "Keystone", "000002", "082", "#0f5c9c", []string{"mobile_banking"}, "ng", personal},
	{"618ba847f1be196145602f05", "Risevest", "invest", "", "#0898a0", []string{"mobile_banking"}, "ng", personal},
	{"5f4564adbd54db725df6e2df", "GTBank Business", "000013-business", "058", "#e04e00", []string{"internet_banking", "mobile_banking"}, "ng", business},
}, institutionsAbroad...)

func institutionCalled(id string) (institution, bool) {
	for _, i := range institutions {
		if i.ID == id {
			return i, true
		}
	}
	return institution{}, false
}

func institutionOf(nip string) institution {
	for _, i := range institutions {
		if i.NIP == nip {
			return i
		}
	}
	return institution{}
}

// currencies of the countries that Mono serves, by its country code.
var currencies = map[string]string{"ng": "NGN", "gh": "GHS", "ke": "KES", "za": "ZAR"}

// orNil is null for an unknown text, as Mono writes it.
func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// nipCode is the six digits, or null where the bank has none.
func (i institution) nipCode() any {
	if len(i.NIP) != 6 || i.Country != "ng" || i.NIP == "invest" {
		return nil
	}
	return i.NIP
}
