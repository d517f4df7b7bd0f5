package main

import (
	"context"
	"errors"
	"net"
	"syscall"

	"lendwright/internal/fault"
)

// listen takes an address; the words of the error name the variable that holds it.
func listen(ctx context.Context, variable, addr string) (net.Listener, error) {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fault.Newf(fault.Conflict, "another program listens on %s: stop it, or choose another address with %s (port 0 takes any free one)", addr, variable)
	case errors.Is(err, syscall.EACCES):
		return nil, fault.Newf(fault.NotAllowed, "this account may not listen on %s: choose a port above 1023 with %s", addr, variable)
	case err != nil:
		return nil, fault.Because(err, fault.Invalid, "%s: %s is no address to listen on", variable, addr)
	}
	return l, nil
}

// reachable is how a program on this machine reaches a listener: one on all interfaces, by loopback.
func reachable(a net.Addr) string {
	t, ok := a.(*net.TCPAddr)
	if !ok || !t.IP.IsUnspecified() {
		return a.String()
	}
	return (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: t.Port}).String()
}
