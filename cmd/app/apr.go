package main

import "lendwright/internal/lending"

// AprCmd is the command apr: cash flows in, annual rate out.
type AprCmd struct {
	In string `help:"file instead of standard input"`
}

// Run reads cash flows and writes their annual rate with its proof. Flows without a rate, or with
// several, are a failure and not a wrong input.
func (c *AprCmd) Run(std *Std) error {
	data, err := readAll(c.In, std)
	if err != nil {
		return err
	}
	question, err := lending.DecodeRateQuestion(data)
	if err != nil {
		return wrong(err)
	}
	rate, err := question.Answer()
	if err != nil {
		return failed(err)
	}
	_, err = std.Out.Write(lending.EncodeAnnualRate(rate))
	return err
}
