package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// openLink opens a visit to Mono's hosted page and sends the browser there.
func (s *server) openLink(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	back := s.Config.PublicURL + applicationURL(f.Application.ID) + "/return"
	to, err := s.Origination.OpenLink(c.Request.Context(), f.Application.ID, back)
	if err != nil {
		said, _, ok := onForm(err)
		if !ok {
			return err
		}
		s.notice(c, said)
		return s.seeOther(c, "%s", applicationURL(f.Application.ID))
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}
