package access

import (
	"context"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/id"
)

// Staff is a person of the lender, made without a form.
type Staff struct {
	Name, Email, Password string
	Role                  Role
}

// DemoStaff are the logins of sandbox mode. They exist nowhere else.
var DemoStaff = []Staff{
	{Name: "Ngozi Officer", Email: "officer@lendwright.example", Password: "demo-officer", Role: Officer},
	{Name: "Tunde Administrator", Email: "admin@lendwright.example", Password: "demo-administrator", Role: Administrator},
}

// EnsureStaff makes each login that is not there; one that is there stays as it is.
func (d *Desk) EnsureStaff(ctx context.Context, all ...Staff) (err error) {
	defer fault.Wrap(&err, "access.EnsureStaff")
	for _, s := range all {
		if err := d.ensure(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) ensure(ctx context.Context, s Staff) error {
	if err := s.check(); err != nil {
		return err
	}
	_, err := d.Store.UserByEmail(ctx, address(s.Email))
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	_, _, err = d.addStaff(ctx, s)
	return err
}

// AddStaff makes a login for a person of the lender. The address counts as confirmed: whoever may
// run this vouches for it. A taken address is a Conflict.
func (d *Desk) AddStaff(ctx context.Context, s Staff) (u User, err error) {
	defer fault.Wrap(&err, "access.AddStaff")
	s.Name, s.Email = strings.Join(strings.Fields(s.Name), " "), address(s.Email)
	if err := (SignUp{Name: s.Name, Email: s.Email, Password: s.Password}).check(); err != nil {
		return User{}, err
	}
	if err := s.check(); err != nil {
		return User{}, err
	}
	u, added, err := d.addStaff(ctx, s)
	if err == nil && !added {
		err = fault.Newf(fault.Conflict, "%s has a login already.", s.Email)
	}
	return u, err
}

func (s Staff) check() error {
	if !s.Role.Staff() {
		return fault.Newf(fault.Invalid, "%s is no role of the staff: choose officer or administrator.", s.Role)
	}
	return checkPassword(s.Password)
}

func (d *Desk) addStaff(ctx context.Context, s Staff) (User, bool, error) {
	phc, err := hash(ctx, s.Password)
	if err != nil {
		return User{}, false, err
	}
	now := d.Now()
	u := User{
		ID: id.New[User](), Email: address(s.Email), Name: s.Name, PasswordHash: phc,
		Role: s.Role, CreatedAt: now, ConfirmedAt: now,
	}
	added, err := d.Store.AddUser(ctx, u)
	return u, added, err
}
