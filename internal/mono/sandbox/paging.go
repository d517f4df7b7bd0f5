package sandbox

import (
	"net/url"
	"strconv"
)

// cut gives the page of a list that the call asks for, and the meta of customers and accounts:
// total, pages, previous, next.
func cut[T any](s *Server, c call, list []T, size int) ([]T, obj) {
	page := number(c.URL.Query().Get("page"), 1)
	pages := (len(list) + size - 1) / size
	return sliceOf(list, page, size), obj{"total": len(list), "pages": pages,
		"previous": s.pageURL(c, page-1, pages), "next": s.pageURL(c, page+1, pages)}
}

func sliceOf[T any](list []T, page, size int) []T {
	from := min((page-1)*size, len(list))
	return append([]T{}, list[from:min(from+size, len(list))]...)
}

// pageURL is the address of another page of the same list, or nil when there is none.
func (s *Server) pageURL(c call, page, pages int) any {
	if page < 1 || page > pages {
		return nil
	}
	q := url.Values{}
	for k, v := range c.URL.Query() {
		q[k] = v
	}
	q.Set("page", strconv.Itoa(page))
	return s.PublicURL + c.URL.Path + "?" + q.Encode()
}
