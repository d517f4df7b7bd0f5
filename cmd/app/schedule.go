package main

import "lendwright/internal/lending"

// ScheduleCmd is the command schedule: terms in, repayment schedule out.
type ScheduleCmd struct {
	In    string `help:"file instead of standard input"`
	Proof bool   `help:"add the formula of each cell, and the balance left at both annual rates and one step on each side"`
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
	out := lending.EncodeSchedule(schedule)
	if c.Proof {
		sheet, err := lending.ProveSchedule(terms, schedule)
		if err != nil {
			return wrong(err)
		}
		out = lending.EncodeProvenSchedule(schedule, sheet)
	}
	_, err = std.Out.Write(out)
	return err
}
