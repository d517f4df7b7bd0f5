package web

import (
	"errors"
	"io"
	"net/http"

	"lendwright/internal/fault"

	"github.com/gin-gonic/gin"
)

// receiveMono stores a report of Mono's and answers at once; a job acts on it. A wrong secret is
// 401. A report that could not be stored is 503, so that Mono sends it again.
func (s *server) receiveMono(c *gin.Context) error {
	body, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, webhookBytesMax))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		c.String(http.StatusRequestEntityTooLarge, "too large\n")
		return nil
	}
	if err != nil {
		return fault.Because(err, fault.Invalid, "The report did not arrive whole.")
	}
	if err := s.Webhooks.Receive(c.Request.Context(), c.Request.Header, body); err != nil {
		if fault.KindOf(err) == fault.Internal {
			return fault.Because(err, fault.Unavailable, "The report could not be kept.")
		}
		return err
	}
	c.String(http.StatusOK, "kept\n")
	return nil
}
