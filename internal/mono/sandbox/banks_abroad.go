package sandbox

// institutionsAbroad are banks and mobile money of the other countries. Mono publishes no list of
// them, so the ids are the sandbox's own.
var institutionsAbroad = []institution{
	abroadBank("GCB Bank", "gh-gcb", "040100", "#ffc20e", "gh", "mobile_banking"),
	abroadBank("Ecobank Ghana", "gh-ecobank", "130100", "#005b82", "gh", "internet_banking"),
	abroadBank("MTN Mobile Money", "gh-momo", "", "#ffcc00", "gh", "mobile_banking"),
	abroadBank("Equity Bank", "ke-equity", "68", "#a32a29", "ke", "mobile_banking"),
	abroadBank("KCB Bank", "ke-kcb", "01", "#63a70a", "ke", "internet_banking"),
	abroadBank("M-Pesa", "ke-mpesa", "", "#43b02a", "ke", "mobile_banking"),
	abroadBank("First National Bank", "za-fnb", "250655", "#009999", "za", "internet_banking"),
	abroadBank("Capitec Bank", "za-capitec", "470010", "#004b8d", "za", "mobile_banking"),
	abroadBank("Standard Bank", "za-standard", "051001", "#0033a1", "za", "internet_banking"),
}

// abroadBank makes an institution; key stands where a Nigerian bank has its NIP code.
func abroadBank(name, key, code, color, country, method string) institution {
	return institution{ID: hashID("institution", key), Name: name, NIP: key, Code: code, Color: color, Methods: []string{method}, Country: country, Type: personal}
}
