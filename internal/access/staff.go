package access

import (
	"context"

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
	if !s.Role.Staff() {
		return fault.Newf(fault.Invalid, "%s is no role of the staff.", s.Role)
	}
	if err := checkPassword(s.Password); err != nil {
		return err
	}
	_, err := d.Store.UserByEmail(ctx, address(s.Email))
	if !fault.Is(err, fault.NotFound) {
		return err
	}
	phc, err := hash(ctx, s.Password)
	if err != nil {
		return err
	}
	now := d.Now()
	_, err = d.Store.AddUser(ctx, User{
		ID: id.New[User](), Email: address(s.Email), Name: s.Name, PasswordHash: phc,
		Role: s.Role, CreatedAt: now, ConfirmedAt: now,
	})
	return err
}
