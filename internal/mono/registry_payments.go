package mono

const (
	evCreated  = "events.mandates.created"
	evApproved = "events.mandates.approved"
	evRejected = "events.mandates.rejected"
	evReady    = "events.mandates.ready"
	evCancel   = "events.mandate.action.cancel"
)

var paymentEndpoints = []Endpoint{
	row("banks", "GET /v3/banks/list", payments, Free, "banks", "Banks"),
	row("one-time payment", "POST /v2/payments/initiate", payments, OnSuccess, "payment_initiated", "InitiatePayment").
		then(evConnected, "direct_debit.payment_successful", "direct_debit.payment_failed", "direct_debit.payment_cancelled", "direct_debit.payment_abandoned"),
	row("verify payment", "GET /v2/payments/verify/{reference}", payments, Free, "payment_b", "VerifyPayment"),
	row("payments", "GET /v2/payments/transactions", payments, Free, "payments", "Payments"),
	row("create sub-account", "POST /v2/payments/payout/sub-account", payments, Free, "sub_account", "CreateSubAccount"),
	row("sub-accounts", "GET /v2/payments/payout/sub-accounts", payments, Free, "sub_accounts", "SubAccounts"),
	row("payouts", "GET /v2/payments/payouts", payments, Free, "payouts", "Payouts").
		then("direct_debit.settlement_successful", "direct_debit.split_settlement_successful"),
	row("payments of a payout", "GET /v2/payments/payout/{payout}/transactions", payments, Free, "payout_payments", "PayoutPayments"),
	row("refund", "POST /v2/payments/refund", payments, NotSaid, "refund", "RefundPayment"),
}

var mandateEndpoints = []Endpoint{
	row("mandate with a hosted page", "POST /v2/payments/initiate", payments, Free, "mandate_initiated", "InitiateMandate").
		then(evCreated, evApproved, evRejected, evReady, evCancel),
	row("create mandate", "POST /v3/payments/mandates", payments, Free, "mandate_created", "CreateMandate").
		then(evCreated, evApproved, evRejected, evReady, evCancel),
	row("send mandate code", "POST /v3/payments/mandates/verify/otp", payments, Free, "mandate_code_sent", "SendMandateCode"),
	row("verify mandate code", "POST /v3/payments/mandates/verify/otp", payments, Free, "mandate_code_verified", "VerifyMandateCode").then(evApproved, evReady),
	row("mandate", "GET /v3/payments/mandates/{id}", payments, Free, "mandate", "Mandate"),
	row("mandates", "GET /v3/payments/mandates", payments, Free, "mandates", "Mandates"),
	row("pause mandate", "PATCH /v3/payments/mandates/{id}/pause", payments, Free, "mandate_paused", "PauseMandate").then("events.mandate.action.pause"),
	row("reinstate mandate", "PATCH /v3/payments/mandates/{id}/reinstate", payments, Free, "mandate_reinstated", "ReinstateMandate").then("events.mandate.action.reinstate"),
	row("cancel mandate", "PATCH /v3/payments/mandates/{id}/cancel", payments, Free, "mandate_cancelled", "CancelMandate").then(evCancel),
	row("partial sweep", "PATCH /v3/payments/mandates/{id}/partial-sweep/toggle", payments, Free, "partial_sweep", "TogglePartialSweep"),
	row("balance inquiry", "GET /v3/payments/mandates/{id}/balance-inquiry", payments, ByCall, "funds_yes", "HasFunds"),
	row("balance inquiry without amount", "GET /v3/payments/mandates/{id}/balance-inquiry", payments, ByCall, "mandate_balance", "MandateBalance"),
	row("debit", "POST /v3/payments/mandates/{id}/debit", payments, OnSuccess, "debit", "Debit").
		then("events.mandates.debit.processing", "events.mandates.debit.successful", "events.mandates.debit.failed",
			"events.mandates.debit_attempt.successful", "events.mandates.debit.partial_debit_successful"),
	row("look up debit", "GET /v3/payments/mandates/{id}/debits/{reference}", payments, Free, "debit_lookup", "LookUpDebit"),
	row("look up debit, other spelling", "GET /v3/payments/mandates/{id}/debit/{reference}", payments, Free, "debit_lookup", "LookUpDebit"),
	row("debits of a mandate", "GET /v3/payments/mandates/{id}/debits", payments, Free, "debits", "Debits"),
}

var owoEndpoints = []Endpoint{
	row("WhatsApp user", "GET /owo/v1/users/status", owo, Free, "owo_user", "OwoUser"),
	row("link WhatsApp beneficiary", "POST /owo/v1/beneficiaries/link", owo, Free, "owo_redirect", "LinkOwoBeneficiary").then("owo.beneficiary.linked"),
	row("unlink WhatsApp beneficiary", "POST /owo/v1/beneficiaries/unlink", owo, Free, "owo_unlinked", "UnlinkOwoBeneficiary").then("owo.beneficiary.unlinked"),
	row("WhatsApp beneficiaries", "GET /owo/v1/beneficiaries", owo, Free, "owo_beneficiaries", "OwoBeneficiaries"),
	row("WhatsApp beneficiary", "GET /owo/v1/beneficiaries/{id}", owo, Free, "owo_beneficiary", "OwoBeneficiary"),
	row("WhatsApp fund request", "POST /owo/v1/fund-requests", owo, OnSuccess, "owo_redirect", "CreateOwoFundRequest").
		then("owo.fundrequest.created", "owo.fundrequest.approved", "owo.fundrequest.processing", "owo.fundrequest.active",
			"owo.fundrequest.completed", "owo.fundrequest.expired", "owo.payment.successful", "owo.payment.failed"),
	row("WhatsApp fund requests", "GET /owo/v1/fund-requests", owo, Free, "owo_fund_requests", "OwoFundRequests"),
	row("WhatsApp fund request read", "GET /owo/v1/fund-requests/{id}", owo, Free, "owo_fund_request", "OwoFundRequest"),
	row("WhatsApp payments", "GET /owo/v1/fund-requests/{id}/payments", owo, Free, "owo_payments", "OwoPayments"),
	row("WhatsApp payment", "GET /owo/v1/fund-requests/{id}/payments/{payment_id}", owo, Free, "owo_payment", "OwoPayment"),
}

const (
	disbursements = "/v3/payments/disburse/disbursements"
	sources       = "/v3/payments/disburse/source-accounts"
)

var disburseEndpoints = []Endpoint{
	row("create source account", "POST "+sources, disburse, Free, "source_account", "CreateSourceAccount").
		then("event.disburse.account.created", "event.disburse.account.approved", "event.disburse.account.enabled"),
	row("source accounts", "GET "+sources, disburse, Free, "source_accounts", "SourceAccounts"),
	row("source account", "GET "+sources+"/{id}", disburse, Free, "source_account_one", "SourceAccount"),
	row("update source account", "PUT "+sources+"/{id}", disburse, Free, "source_account_updated", "UpdateSourceAccount").
		then("event.disburse.account.enabled", "event.disburse.account.disabled"),
	row("disburse", "POST "+disbursements, disburse, OnSuccess, "disbursed", "Disburse").
		then("event.disbursement.processing", "event.disbursement.transaction.successful", "event.disbursement.transaction.failed", "event.disbursement.completed"),
	row("schedule disbursement", "POST "+disbursements, disburse, Free, "disbursement_scheduled", "ScheduleDisbursement"),
	row("disbursements", "GET "+disbursements, disburse, Free, "disbursements", "Disbursements", "FindDisbursement"),
	row("disbursement", "GET "+disbursements+"/{id}", disburse, Free, "disbursement", "Disbursement"),
	row("trigger disbursement", "POST "+disbursements+"/{id}/transition", disburse, OnSuccess, "disbursement_triggered", "TriggerDisbursement").
		then("event.disbursement.processing", "event.disbursement.completed"),
	row("cancel disbursement", "POST "+disbursements+"/{id}/transition", disburse, Free, "disbursement_cancelled", "CancelDisbursement").then("event.disbursement.cancelled"),
	row("add transfers", "POST "+disbursements+"/{id}/distributions", disburse, Free, "transfers_added", "AddTransfers"),
	row("transfers", "GET "+disbursements+"/{id}/distributions", disburse, Free, "transfers", "Transfers"),
	row("transfer", "GET "+disbursements+"/{id}/distributions/{distribution_id}", disburse, Free, "transfer", "Transfer"),
	row("update transfer", "PUT "+disbursements+"/{id}/distributions/{distribution_id}/update", disburse, Free, "transfer_updated", "UpdateTransfer"),
	row("delete transfer", "DELETE "+disbursements+"/{id}/distributions/{distribution_id}", disburse, Free, "transfer_deleted", "DeleteTransfer"),
}
