package published

import "testing"

// TestPublishedCases runs each case under its own name. A case that rests on a convention that we do
// not offer must differ, so that the list of them stays true.
func TestPublishedCases(t *testing.T) {
	results, err := Check()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		t.Run(r.Suite+"/"+r.ID, func(t *testing.T) {
			switch {
			case r.NotOffered != "" && r.Difference == nil:
				t.Errorf("agrees now: take it off the list of what is not offered (%s)", r.NotOffered)
			case r.NotOffered != "":
				t.Skipf("not offered: %s (%v)", r.NotOffered, r.Difference)
			case r.Difference != nil:
				t.Errorf("%s: %v", r.Title, r.Difference)
			}
		})
	}
}
