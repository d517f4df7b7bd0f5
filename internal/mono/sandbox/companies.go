package sandbox

import "strings"

// company is a row of the company registry.
type company struct {
	ID                       int
	Name, RC, Kind           string // company, business, IT
	Address, City, State     string
	Email, Phone, Registered string
	officers                 []officer
}

// officer is somebody with a part in a company.
type officer struct {
	first, other, last, gender, born string
	role                             string // DIRECTOR, SHAREHOLDER, SECRETARY_COMPANY, PSC
	shares                           int
	status                           string
}

func (x company) tin() string { return "2" + x.RC + "0-0001" }

// byRole lists the officers with one of the roles; none named means all.
func (x company) byRole(roles ...string) []officer {
	var out []officer
	for _, o := range x.officers {
		for _, r := range roles {
			if o.role == r {
				out = append(out, o)
			}
		}
	}
	if len(roles) == 0 {
		return x.officers
	}
	return out
}

var companies = []company{
	{7000451, "KESTREL GROVE VENTURES LIMITED", "9900123", "company", "1 Sample Way, Ikeja", "Ikeja", "LAGOS", "hello@kestrelgrove.test", "08000000101", "2016-08-10",
		[]officer{
			{"TESIMI", "ABIKE", "ROWLAND", "FEMALE", "1992-03-17", "DIRECTOR", 0, "ACTIVE"},
			{"TESIMI", "ABIKE", "ROWLAND", "FEMALE", "1992-03-17", "SHAREHOLDER", 250_000, "ACTIVE"},
			{"BOLA", "", "FICTA", "MALE", "1988-01-05", "SHAREHOLDER", 750_000, "ACTIVE"},
			{"BOLA", "", "FICTA", "MALE", "1988-01-05", "PSC", 750_000, "ACTIVE"},
			{"ADA", "", "SCRIBE", "FEMALE", "1985-11-21", "SECRETARY_COMPANY", 0, "ACTIVE"},
			{"TUNJI", "", "FORMER", "MALE", "1970-06-30", "DIRECTOR", 0, "INACTIVE"},
		}},
	{7000452, "KARIBO FOODS LTD", "1182044", "company", "Plot 9 Oregun Road, Ikeja", "Ikeja", "LAGOS", "people@karibofoods.example.ng", "08030007000", "2009-05-18",
		[]officer{
			{"KARIBI", "DUKE", "WOKOMA", "MALE", "1966-02-11", "DIRECTOR", 0, "ACTIVE"},
			{"KARIBI", "DUKE", "WOKOMA", "MALE", "1966-02-11", "SHAREHOLDER", 6_000_000, "ACTIVE"},
			{"IBIM", "", "WOKOMA", "FEMALE", "1969-09-03", "SHAREHOLDER", 4_000_000, "ACTIVE"},
			{"KARIBI", "DUKE", "WOKOMA", "MALE", "1966-02-11", "PSC", 6_000_000, "ACTIVE"},
			{"SOLA", "", "ADEKUNLE", "MALE", "1979-12-12", "SECRETARY_COMPANY", 0, "ACTIVE"},
		}},
	{7000453, "AREWA TEXTILES PLC", "0284410", "company", "22 Constitution Road, Kaduna", "Kaduna", "KADUNA", "info@arewatextiles.example.ng", "08061230000", "1987-03-02",
		[]officer{{"MUSTAPHA", "", "BELLO", "MALE", "1958-04-04", "DIRECTOR", 0, "ACTIVE"}, {"AREWA", "", "HOLDINGS", "", "", "SHAREHOLDER", 90_000_000, "ACTIVE"}}},
	{7000454, "HAUWA IBRAHIM FABRICS", "3300987", "business", "Kantin Kwari Market, Kano", "Kano", "KANO", "hauwa.ibrahim@example.ng", "08022220033", "2019-07-22",
		[]officer{{"HAUWA", "", "IBRAHIM", "FEMALE", "1984-01-12", "PROPRIETOR", 0, "ACTIVE"}}},
	{7000455, "SAHEL MEDIA LTD", "1904412", "company", "12 Gwarinpa Estate, Abuja", "Abuja", "FCT", "desk@sahelmedia.example.ng", "08177774000", "2021-10-26",
		[]officer{{"AMINA", "", "YUSUF", "FEMALE", "1990-08-08", "DIRECTOR", 0, "ACTIVE"}, {"AMINA", "", "YUSUF", "FEMALE", "1990-08-08", "SHAREHOLDER", 1_000_000, "ACTIVE"}}},
	{7000456, "FRIENDS OF UDI FOUNDATION", "0087123", "IT", "3 Ogui Road, Enugu", "Enugu", "ENUGU", "", "", "2014-02-14",
		[]officer{{"EMEKA", "", "NWOSU", "MALE", "1961-08-02", "TRUSTEE", 0, "ACTIVE"}}},
}

// searchCompanies finds by name or number: anywhere in it, or at its beginning when exact.
func searchCompanies(term string, exact bool) []company {
	term = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(term)), "RC")
	term = strings.TrimSpace(term)
	var found []company
	for _, x := range companies {
		if x.RC == term || strings.HasPrefix(x.Name, term) || (!exact && strings.Contains(x.Name, term)) {
			found = append(found, x)
		}
	}
	return found
}
