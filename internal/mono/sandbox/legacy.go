package sandbox

import "net/http"

// legacyAuth is the exchange of version 1: the id alone.
func (s *Server) legacyAuth(tx Tx, c call) reply {
	answer := s.exchangeCode(tx, c)
	if answer.status != http.StatusOK {
		return answer
	}
	return reply{status: http.StatusOK, body: answer.body.(obj)["data"]}
}

// legacyReauth gives the token that the first widget took; it lives as long as a code.
func (s *Server) legacyReauth(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	return reply{status: http.StatusOK, body: obj{"token": newCode(tx, c.now, a.ID)}}
}

// legacySync answers at once what a real-time job would report later.
func (s *Server) legacySync(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	switch outcome := s.syncOutcome(tx, a); outcome {
	case "SUCCESSFUL":
		code := "NO_NEW_DATA"
		if s.takeIn(tx, &a, syncStatement, c.now) {
			code = "NEW_DATA"
		}
		tx.Put("account", a.ID, a)
		return reply{status: http.StatusOK, body: obj{"status": "successful", "code": code}}
	case "FAILED":
		return reply{status: http.StatusOK, body: obj{"status": "failed", "code": "SYNC_ERROR"}}
	default:
		return reply{status: http.StatusOK, body: obj{"status": "failed", "code": outcome}}
	}
}
