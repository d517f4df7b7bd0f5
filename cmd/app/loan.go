package main

import (
	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// LoanCmd is the command loan: terms and events in, the loan's state after each event out.
type LoanCmd struct {
	In string `help:"file instead of standard input"`
}

// Run reads a loan's life and writes what became of it. An event that the loan's state refuses is a
// failure, told with the event's position, and not a wrong input.
func (c *LoanCmd) Run(std *Std) error {
	data, err := readAll(c.In, std)
	if err != nil {
		return err
	}
	terms, events, err := lending.DecodeLife(data)
	if err != nil {
		return wrong(err)
	}
	life, err := lending.Live(terms, events)
	switch {
	case fault.Is(err, fault.Conflict):
		return failed(err)
	case err != nil:
		return wrong(err)
	}
	_, err = std.Out.Write(lending.EncodeLife(life))
	return err
}
