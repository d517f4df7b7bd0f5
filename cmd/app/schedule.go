package main

import "lendwright/internal/lending"

// ScheduleCmd is the command schedule: terms in, repayment schedule out.
type ScheduleCmd struct {
	In string `help:"file instead of standard input"`
}

// Run reads terms and writes their schedule. Nothing is written when the terms are wrong.
func (c *ScheduleCmd) Run(std *Std) error {
	data, err := readAll(c.In, std)
	if err != nil {
		return err
	}
	terms, err := lending.DecodeTerms(data)
	if err != nil {
		return wrong(err)
	}
	schedule, err := lending.NewSchedule(terms)
	if err != nil {
		return wrong(err)
	}
	_, err = std.Out.Write(lending.EncodeSchedule(schedule))
	return err
}
