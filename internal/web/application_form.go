package web

import (
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/origination"

	"github.com/gin-gonic/gin"
)

const (
	ageMin          = 18  // the age of majority
	ageMax          = 100 // beyond it a year was mistyped
	employerRunes   = 100
	incomeMostNaira = 100_000_000 // a month; beyond it a comma was mistyped
)

// purposes and employments are the answers with their words.
var (
	purposes = [][2]string{
		{"school_fees", "School fees"}, {"rent", "Rent"}, {"medical", "Medical costs"}, {"business", "My business"},
		{"home", "Home and repairs"}, {"transport", "Transport or a vehicle"}, {"family_event", "A family event"}, {"other", "Something else"},
	}
	employments = [][2]string{
		{"employed", "I am employed"}, {"self_employed", "I run a business"}, {"gig", "I work by the job or trip"},
		{"retired", "I get a pension"}, {"student", "I study"}, {"unemployed", "I have no work now"},
	}
)

// applicationForm is the form as it was typed.
type applicationForm struct {
	Amount, Months, Purpose              string
	BornOn, Employment, Employer, Income string
	Phone                                string
	Consents                             map[string]string // purpose to the version of the text; absent: not agreed
}

func consentField(purpose string) string { return "consent_" + purpose }

func applicationFormOf(c *gin.Context) applicationForm {
	f := applicationForm{
		Amount: typed(c, "amount"), Months: typed(c, "months"), Purpose: typed(c, "purpose"),
		BornOn: typed(c, "born_on"), Employment: typed(c, "employment"), Employer: typed(c, "employer"),
		Income: typed(c, "income"), Phone: typed(c, "phone"), Consents: map[string]string{},
	}
	for _, box := range consents("") {
		if v := typed(c, consentField(box.Name)); v != "" {
			f.Consents[box.Name] = v
		}
	}
	return f
}

// parse turns what was typed into a submission, or says everything that is wrong with it at once.
func (f applicationForm) parse(p Product, today calendar.Day) (origination.Submission, mistakes) {
	var wrong mistakes
	s := origination.Submission{Purpose: f.Purpose, Employment: f.Employment, Employer: f.Employer}
	s.Principal = f.amount(p, &wrong)
	s.TermMonths = f.months(p, &wrong)
	if !known(purposes, f.Purpose) {
		wrong.add("purpose", "Choose what the loan is for.")
	}
	s.BornOn = f.bornOn(today, &wrong)
	if !known(employments, f.Employment) {
		wrong.add("employment", "Choose how you earn your living.")
	}
	if utf8.RuneCountInString(f.Employer) > employerRunes {
		wrong.add("employer", "Enter the employer's name in at most 100 characters.")
	}
	s.StatedIncome = f.income(&wrong)
	phone, ok := parsePhone(f.Phone)
	if !ok {
		wrong.add("phone", "Enter a Nigerian mobile number, like 0803 123 4567.")
	}
	s.Phone = phone
	s.Consents = f.agreed(&wrong)
	return s, wrong
}

func (f applicationForm) amount(p Product, wrong *mistakes) money.Money {
	m, err := money.Parse(f.Amount, p.Most.Currency())
	if err != nil || m.Less(p.Least) || p.Most.Less(m) {
		wrong.add("amount", fmt.Sprintf("Enter an amount between %s and %s.", naira(p.Least), naira(p.Most)))
	}
	return m
}

func (f applicationForm) months(p Product, wrong *mistakes) int {
	n, err := strconv.Atoi(f.Months)
	if err != nil || !slices.Contains(p.Months, n) {
		wrong.add("months", "Choose for how long you need it.")
	}
	return n
}

func (f applicationForm) bornOn(today calendar.Day, wrong *mistakes) calendar.Day {
	d, err := calendar.Parse(f.BornOn)
	switch {
	case err != nil:
		wrong.add("born_on", "Enter your date of birth as year, month and day, like 1994-03-27.")
	case age(d, today) < ageMin:
		wrong.add("born_on", "We lend to people who are 18 or older.")
	case age(d, today) > ageMax:
		wrong.add("born_on", "Look at the year of your birth again.")
	}
	return d
}

func (f applicationForm) income(wrong *mistakes) money.Money {
	m, err := money.Parse(f.Income, money.NGN)
	if err != nil || m.Negative() || money.Kobo(incomeMostNaira*100).Less(m) {
		wrong.add("income", "Enter what reaches you in a usual month, in naira, like 250000. If it is nothing, enter 0.")
	}
	return m
}

// agreed gives the consents that were ticked, and asks for those that were not. A box carries the
// version of the text that was on the screen; an old one must be read again.
func (f applicationForm) agreed(wrong *mistakes) []origination.Consent {
	var all []origination.Consent
	for _, box := range consents("") {
		if f.Consents[box.Name] != box.Version {
			wrong.add(consentField(box.Name), "Tick this box if you agree. Without it we cannot decide.")
			continue
		}
		all = append(all, origination.Consent{Purpose: box.Name, TextVersion: box.Version})
	}
	return all
}

func known(pairs [][2]string, value string) bool { return words(pairs, value) != "" }

// words gives the text of an answer, and nothing for one that is not there.
func words(pairs [][2]string, value string) string {
	for _, p := range pairs {
		if p[0] == value {
			return p[1]
		}
	}
	return ""
}
