package main

import (
	"encoding/json"
	"fmt"

	"lendwright/internal/lending/published"
)

// SelfcheckCmd is the command selfcheck: it recomputes every published case that the program carries
// and tells each difference.
type SelfcheckCmd struct {
	JSON bool `help:"one object instead of lines" name:"json"`
	All  bool `help:"tell the cases that agree too"`
}

// selfcheckDocument is the output of selfcheck --json.
type selfcheckDocument struct {
	Cases      int                `json:"cases"`
	Agree      int                `json:"agree"`
	NotOffered int                `json:"not_offered"`
	Differ     int                `json:"differ"`
	Results    []selfcheckElement `json:"results"`
}

type selfcheckElement struct {
	Suite      string `json:"suite"`
	ID         string `json:"id"`
	Title      string `json:"title"`
	Source     string `json:"source"`
	Outcome    string `json:"outcome"` // agrees, not_offered, differs
	Why        string `json:"why,omitempty"`
	Difference string `json:"difference,omitempty"`
}

// Run recomputes the cases. A case that differs without a reason we know is a failure of the work.
func (c *SelfcheckCmd) Run(std *Std) error {
	results, err := published.Check()
	if err != nil {
		return failed(err)
	}
	var d selfcheckDocument
	for _, r := range results {
		e := selfcheckElement{Suite: r.Suite, ID: r.ID, Title: r.Title, Source: r.Source, Outcome: "agrees", Why: r.NotOffered}
		d.Cases++
		if r.Difference != nil {
			e.Difference = r.Difference.Error()
		}
		switch {
		case r.NotOffered != "" && r.Difference != nil:
			e.Outcome = "not_offered"
			d.NotOffered++
		case r.Difference != nil:
			e.Outcome = "differs"
			d.Differ++
		default:
			d.Agree++
		}
		if c.All || e.Outcome != "agrees" {
			d.Results = append(d.Results, e)
		}
	}
	if err := c.write(std, d); err != nil {
		return err
	}
	if d.Differ > 0 {
		return &exitError{exitFailed, []string{fmt.Sprintf("%d of %d published cases differ", d.Differ, d.Cases)}}
	}
	return nil
}

func (c *SelfcheckCmd) write(std *Std, d selfcheckDocument) error {
	if c.JSON {
		out := json.NewEncoder(std.Out)
		out.SetIndent("", "  ")
		return out.Encode(d)
	}
	for _, e := range d.Results {
		fmt.Fprintf(std.Out, "%-12s %s: %s", e.Outcome, e.Suite, e.ID)
		if e.Why != "" {
			fmt.Fprintf(std.Out, "; %s", e.Why)
		}
		if e.Difference != "" {
			fmt.Fprintf(std.Out, "; %s", e.Difference)
		}
		fmt.Fprintln(std.Out)
	}
	_, err := fmt.Fprintf(std.Out, "%d published cases: %d agree to the last digit, %d rest on conventions that are not offered, %d differ\n",
		d.Cases, d.Agree, d.NotOffered, d.Differ)
	return err
}
