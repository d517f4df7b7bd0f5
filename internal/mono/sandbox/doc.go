// Package sandbox plays Mono: the HTTP API, the hosted pages and the webhooks, with people in
// Nigeria, Ghana, Kenya and South Africa whose bank accounts live on. It is an independent reading
// of Mono's public documentation (Connect, Partners, Lookup, Prove, DirectPay, Direct Debit, Split,
// Owo, Disburse) and imports nothing of ours, so that a client proves itself against it and not
// against its own idea of Mono.
//
// What an account shows is a function of (seed, person, first start, clock): when the clock moves,
// salaries arrive and money is spent by themselves; debits and disbursements made through the API
// are woven into the running balance. Everything else is small JSON records in a Storage, so that
// the sandbox goes on after a crash and several processes can serve one sandbox.
//
// Where a page of Mono's is silent, docs/sandbox.md says what was chosen here.
package sandbox
