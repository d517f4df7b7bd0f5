// Package mono is a client of Mono's API (https://docs.mono.co): account linking and account data,
// enrichment, one-time payments, mandates and debits, splits and payouts, WhatsApp payments,
// disbursements, lookups of people, documents, companies and bureaux, watchlists and Prove, with a
// parser of its webhooks. It knows nothing of lending.
//
// Every method has a file named for its area and the same steps: describe the call by its
// documented verb and path, send it, classify what came back, decode it. [Endpoints] lists every
// call with its product, its price, its method, a golden reply and the webhooks that follow;
// docs/mono-coverage.md is made from it.
//
// # Keys
//
// Mono makes a key for one product. [Keys] has one for each and a default for those that lack theirs.
//
// # Which calls are repeated
//
// A GET that is free is repeated on a lost connection, a time-out, 429 and 5xx, with backoff and
// jitter. A GET that is billed is repeated only when Mono answered that it did nothing (429, 5xx).
// Anything that starts billed work or moves money is sent once: when its outcome is not known the
// error is an [UnknownOutcomeError], which says "look it up", never "send it again".
//
// # What never appears in an error or a log
//
// Keys, names, BVNs, account numbers and bodies. The client logs nothing; the text of its errors holds
// the operation's path template, the HTTP status and the response code. Mono's own words, which
// name people, are in fields.
//
// # Tolerance
//
// Mono's pages contradict each other; where they do, both forms are read. Money is the exception:
// an amount that is not a whole number of minor units is an error that names its field.
package mono
