package sandbox

import "net/http"

// bankIsDown says whether a bank was switched off at the control API.
func bankIsDown(tx Tx, nip string) bool {
	var down bool
	tx.Get("bank_down", nip, &down)
	return down
}

// switchBank takes a bank down or brings it up again: log-ins and fetches fail, inquiries answer 503,
// debits end in 91.
func (s *Server) switchBank(down bool) handler {
	return func(tx Tx, c call) reply {
		nip := c.PathValue("code")
		if b, known := bankCalled(nip); known {
			nip = b.NIP
		} else if institutionOf(nip).ID == "" {
			return reply{status: http.StatusNotFound, body: obj{"error": "no such bank"}}
		}
		if down {
			tx.Put("bank_down", nip, true)
		} else {
			tx.Delete("bank_down", nip)
		}
		return reply{status: http.StatusOK, body: obj{"nip_code": nip, "down": down}}
	}
}
