package sandbox

import "strings"

// The papers of a person have numbers made from the BVN, so that /sandbox/people can list them all.

func (p Person) tail() string {
	if len(p.BVN) < 11 {
		return "00000000"
	}
	return p.BVN[3:]
}

// Licence is the number of the driver.s licence.
func (p Person) Licence() string { return "ABC" + p.tail()[3:] + "AA1" }

// Passport is the number of the passport.
func (p Person) Passport() string { return "B" + p.tail() }

// TIN is the number at the tax office.
func (p Person) TIN() string { return "1" + p.tail() + "-0001" }

// Meter is the number of the electricity meter at home.
func (p Person) Meter() string { return "0415" + p.tail()[1:] }

// Disco is the electricity company of the person's state, as the address lookup names it.
func (p Person) Disco() string {
	return either(map[string]string{"Lagos": "IKEJA", "Anambra": "ENUGU", "Enugu": "ENUGU", "Kaduna": "KADUNA", "Kano": "KANO", "Edo": "EDO", "Oyo": "IBADAN", "Ogun": "OGUN", "Rivers": "PH"}[p.State], "ABUJA")
}

// sampleNIN is the number that integrators report Mono's sandbox to know.
const sampleNIN = "12345678901"

func personWithNIN(nin string) (Person, bool) {
	if nin == sampleNIN {
		return allPeople[0], true
	}
	return personWith(func(p Person) bool { return p.NIN != "" && p.NIN == nin })
}

// sameText compares as registries do: case and outer spaces do not matter.
func sameText(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

// isDigits says whether the text is exactly n digits.
func isDigits(text string, n int) bool {
	return len(text) == n && strings.Trim(text, "0123456789") == ""
}
