package main

// cli is the command line: one field is one command.
type cli struct {
	Serve      ServeCmd      `cmd:"" default:"1" help:"Serve the web application, its jobs and, without a Mono key, the Mono sandbox (the default)."`
	Migrate    MigrateCmd    `cmd:"" help:"Bring the database's schema up to date, or show where it stands."`
	Staff      StaffCmd      `cmd:"" help:"Make logins for the lender's people, or log somebody out everywhere."`
	Collect    CollectCmd    `cmd:"" help:"Make one repayment run, as the schedule would."`
	Close      CloseCmd      `cmd:"" help:"End days and months in the books: accrual, checks, trial balance, portfolio, bureau file."`
	Sandbox    SandboxCmd    `cmd:"" help:"Serve the Mono simulator alone, for any client of Mono's API."`
	Decide     DecideCmd     `cmd:"" help:"Cases in, decisions out."`
	Schedule   ScheduleCmd   `cmd:"" help:"Terms in, repayment schedule out."`
	Loan       LoanCmd       `cmd:"" help:"Terms and events in, the loan's state after each event out."`
	Apr        AprCmd        `cmd:"" help:"Cash flows in, annual percentage rates out."`
	Selfcheck  SelfcheckCmd  `cmd:"" help:"Recompute every published case that the program carries, and tell each difference."`
	Categorise CategoriseCmd `cmd:"" help:"Narrations in, categories out."`
	Scorecard  ScorecardCmd  `cmd:"" help:"Learn a scorecard from outcomes, use it, measure it."`
}
