package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"strings"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/jobs"
	"lendwright/internal/mono"
	"lendwright/internal/store"

	"github.com/caarlos0/env/v11"
)

// Config is everything that the environment says. It is read and checked whole when the program
// starts; no other package reads the environment. A field with the tag secret is never printed.
type Config struct {
	Env       string `env:"APP_ENV" envDefault:"development"`
	Addr      string `env:"ADDR" envDefault:"127.0.0.1:8080"`
	PublicURL string `env:"PUBLIC_URL"` // where browsers reach us; made from Addr when empty
	LogLevel  string `env:"LOG_LEVEL" envDefault:"info"`

	// Proxies in front of us whose X-Forwarded-For is believed, as addresses or networks: 10.0.0.0/8,::1
	TrustedProxies []string `env:"TRUSTED_PROXIES"`

	DatabaseURL string `env:"DATABASE_URL" secret:"url"` // postgres://…; empty is SQLite in DataDir
	DataDir     string `env:"DATA_DIR" envDefault:"data"`

	BVNKey string `env:"BVN_KEY" secret:"yes"` // 64 hexadecimal digits; by it one person's log-ins are known. A sandbox makes its own

	MonoKey           string `env:"MONO_SECRET_KEY" secret:"yes"` // for products without a key of their own
	MonoConnectKey    string `env:"MONO_CONNECT_KEY" secret:"yes"`
	MonoPaymentsKey   string `env:"MONO_PAYMENTS_KEY" secret:"yes"`
	MonoLookupKey     string `env:"MONO_LOOKUP_KEY" secret:"yes"`
	MonoProveKey      string `env:"MONO_PROVE_KEY" secret:"yes"`
	MonoDisburseKey   string `env:"MONO_DISBURSE_KEY" secret:"yes"`
	MonoOwoKey        string `env:"MONO_OWO_KEY" secret:"yes"`
	MonoWebhookSecret string `env:"MONO_WEBHOOK_SECRET" secret:"yes"`
	MonoBaseURL       string `env:"MONO_BASE_URL"`
	MonoDisburseFrom  string `env:"MONO_DISBURSE_ACCOUNT"` // Mono's id of the account that loans are paid out of

	SandboxAddr        string        `env:"SANDBOX_ADDR"` // empty: 127.0.0.1:9090, or any free port when that is taken
	SandboxSeed        int64         `env:"SANDBOX_SEED" envDefault:"7"`
	SandboxMandateWait time.Duration `env:"SANDBOX_MANDATE_WAIT"` // of the sandbox's time; 0 is Mono's 24 hours

	SMTPURL  string `env:"SMTP_URL" secret:"url"` // smtp://user:password@host:587; empty keeps messages in the outbox
	MailFrom string `env:"MAIL_FROM" envDefault:"Lendwright <no-reply@lendwright.example>"`

	PolicyFile    string        `env:"POLICY_FILE"` // a lending policy as YAML; empty is the built-in one
	GatherFor     time.Duration `env:"GATHER_FOR" envDefault:"30m"`
	OfferLasts    time.Duration `env:"OFFER_LASTS" envDefault:"168h"`
	RepaymentCron string        `env:"REPAYMENT_CRON" envDefault:"CRON_TZ=Africa/Lagos 30 6,11,18 * * *"`
	SweepEvery    time.Duration `env:"SWEEP_EVERY"` // 0 is 3 s in sandbox mode, else 1 min
	Workers       int           `env:"WORKERS" envDefault:"10"`

	LenderName    string `env:"LENDER_NAME" envDefault:"Lendwright Demonstration Lender"`
	LenderAddress string `env:"LENDER_ADDRESS" envDefault:"1 Example Street, Lagos"`
	LenderLicence string `env:"LENDER_LICENCE" envDefault:"none: demonstration only, no money is lent"`
	LenderEmail   string `env:"LENDER_EMAIL" envDefault:"help@lendwright.example"`
	LenderPhone   string `env:"LENDER_PHONE" envDefault:"0700 000 0000"`
}

// Sandbox reports whether the program runs its own sandbox of Mono, with play money and a clock
// that can be moved: when no Mono key is configured.
func (c Config) Sandbox() bool { return c.keys() == mono.Keys{} }

// mode is what a database is begun as. Mono's live keys begin with live_.
func (c Config) mode() string {
	if c.Sandbox() {
		return store.ModeSandbox
	}
	for _, key := range []string{c.MonoKey, c.MonoConnectKey, c.MonoPaymentsKey, c.MonoLookupKey, c.MonoProveKey, c.MonoDisburseKey, c.MonoOwoKey} {
		if strings.HasPrefix(key, "live_") {
			return store.ModeLive
		}
	}
	return store.ModeTest
}

// bvnKey is the configured key, checked before; nil where there is none.
func (c Config) bvnKey() []byte {
	key, _ := hex.DecodeString(c.BVNKey)
	return key
}

func (c Config) keys() mono.Keys {
	return mono.Keys{
		Connect: c.MonoConnectKey, Payments: c.MonoPaymentsKey, Lookup: c.MonoLookupKey,
		Prove: c.MonoProveKey, Disburse: c.MonoDisburseKey, Owo: c.MonoOwoKey, Default: c.MonoKey,
	}
}

// config reads the environment. The error has a line for each mistake, by the variable's name.
func config(getenv Getenv) (Config, error) {
	values := map[string]string{}
	for _, name := range variables() {
		if v := getenv(name); v != "" {
			values[name] = v
		}
	}
	c, err := env.ParseAsWithOptions[Config](env.Options{Environment: values})
	mistakes := parseMistakes(err)
	if len(mistakes) == 0 {
		mistakes = c.check()
	}
	if len(mistakes) > 0 {
		return Config{}, fault.Newf(fault.Invalid, "the configuration is wrong:\n  %s", strings.Join(mistakes, "\n  "))
	}
	if c.SweepEvery == 0 {
		c.SweepEvery = time.Minute
		if c.Sandbox() {
			c.SweepEvery = 3 * time.Second
		}
	}
	return c, nil
}

// variables are the names that Config reads.
func variables() []string {
	var out []string
	for f := range reflect.TypeFor[Config]().Fields() {
		out = append(out, f.Tag.Get("env"))
	}
	return out
}

func parseMistakes(err error) []string {
	if err == nil {
		return nil
	}
	var all env.AggregateError
	if !errors.As(err, &all) {
		return []string{err.Error()}
	}
	var out []string
	for _, e := range all.Errors {
		var p env.ParseError
		if errors.As(e, &p) {
			f, _ := reflect.TypeFor[Config]().FieldByName(p.Name)
			out = append(out, fmt.Sprintf("%s: expected %s: %v", f.Tag.Get("env"), kindOf(p.Type), p.Err))
			continue
		}
		out = append(out, e.Error())
	}
	return out
}

func kindOf(t reflect.Type) string {
	if t == reflect.TypeFor[time.Duration]() {
		return "a duration like 90s or 24h"
	}
	return "a whole number"
}

// check says everything that is wrong.
func (c Config) check() (mistakes []string) {
	wrong := func(is bool, format string, args ...any) {
		if is {
			mistakes = append(mistakes, fmt.Sprintf(format, args...))
		}
	}
	production := c.Env == "production"
	wrong(!production && c.Env != "development", "APP_ENV: expected development or production, not %q", c.Env)
	wrong(!isAddr(c.Addr), "ADDR: expected host:port like 127.0.0.1:8080, not %q", c.Addr)
	wrong(c.SandboxAddr != "" && !isAddr(c.SandboxAddr), "SANDBOX_ADDR: expected host:port like 127.0.0.1:9090, not %q", c.SandboxAddr)
	wrong(c.PublicURL != "" && !isURL(c.PublicURL), "PUBLIC_URL: expected an address like https://lend.example.com, not %q", c.PublicURL)
	wrong(c.MonoBaseURL != "" && !isURL(c.MonoBaseURL), "MONO_BASE_URL: expected an address like %s, not %q", mono.LiveURL, c.MonoBaseURL)
	wrong(production && c.Sandbox(), "MONO_SECRET_KEY is missing: production does not run on the sandbox")
	wrong(production && !strings.HasPrefix(c.PublicURL, "https://"), "PUBLIC_URL is missing: production needs the https:// address that browsers use")
	wrong(production && c.DatabaseURL == "", "DATABASE_URL is missing: production runs on PostgreSQL")
	wrong(production && c.SMTPURL == "", "SMTP_URL is missing: production must be able to write to people")
	wrong(c.DatabaseURL != "" && !isPostgreSQL(c.DatabaseURL), "DATABASE_URL: expected an address like postgres://user:password@host/name")
	wrong(!allNetworks(c.TrustedProxies), "TRUSTED_PROXIES: expected addresses or networks like 10.0.0.0/8,::1, not %q", c.TrustedProxies)
	wrong(c.BVNKey != "" && len(c.bvnKey()) != bvnKeyBytes, "BVN_KEY: expected %d hexadecimal digits, as openssl rand -hex %d makes them", 2*bvnKeyBytes, bvnKeyBytes)
	wrong(!c.Sandbox() && c.BVNKey == "", "BVN_KEY is missing: %d hexadecimal digits (openssl rand -hex %d) by which a person is known under several log-ins", 2*bvnKeyBytes, bvnKeyBytes)
	wrong(!c.Sandbox() && c.MonoWebhookSecret == "", "MONO_WEBHOOK_SECRET is missing: without it nobody can tell Mono's reports from forged ones")
	wrong(!c.Sandbox() && c.MonoDisburseFrom == "", "MONO_DISBURSE_ACCOUNT is missing: Mono's id of the account that loans are paid out of")
	wrong(c.GatherFor <= 0 || c.OfferLasts <= 0, "GATHER_FOR and OFFER_LASTS: expected more than nothing")
	wrong(c.SweepEvery < 0 || c.SweepEvery > 0 && c.SweepEvery < time.Second, "SWEEP_EVERY: expected at least 1s")
	wrong(c.SandboxMandateWait < 0, "SANDBOX_MANDATE_WAIT: expected no less than nothing")
	wrong(c.Workers < 1 || c.Workers > 500, "WORKERS: expected 1 to 500")
	for _, err := range []error{scheduleError(c.RepaymentCron), serverError(c.SMTPURL), levelError(c.LogLevel)} {
		wrong(err != nil, "%v", err)
	}
	return mistakes
}

// bvnKeyBytes is the length of the key: that of the HMAC's hash.
const bvnKeyBytes = 32

// isPostgreSQL refuses the other form that the driver takes, key=value pairs: a password there cannot
// be told from the rest, so that it could not be kept out of the log.
func isPostgreSQL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "postgres" || u.Scheme == "postgresql") && (u.Host != "" || u.Query().Has("host"))
}

// allNetworks reports whether each text is an address or a network.
func allNetworks(texts []string) bool {
	for _, t := range texts {
		_, notNetwork := netip.ParsePrefix(t)
		if _, err := netip.ParseAddr(t); err != nil && notNetwork != nil {
			return false
		}
	}
	return true
}

func scheduleError(line string) error {
	if _, err := jobs.ParseSchedule(line); err != nil {
		return fmt.Errorf("REPAYMENT_CRON: %s", fault.Said(err))
	}
	return nil
}

func serverError(text string) error {
	if _, err := jobs.ParseServer(text); err != nil {
		return errors.New(fault.Said(err))
	}
	return nil
}

func levelError(text string) error {
	var l slog.Level
	if l.UnmarshalText([]byte(text)) != nil {
		return fmt.Errorf("LOG_LEVEL: expected debug, info, warn or error, not %q", text)
	}
	return nil
}

func isAddr(text string) bool {
	_, port, err := net.SplitHostPort(text)
	return err == nil && port != ""
}

func isURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && (u.Path == "" || u.Path == "/") && u.RawQuery == ""
}

// LogValue is the configuration without its secrets: of an address its host stays, of a key that it is there.
func (c Config) LogValue() slog.Value {
	v := reflect.ValueOf(c)
	var attrs []slog.Attr
	for f, x := range v.Fields() {
		text := fmt.Sprint(x.Interface())
		if text != "" {
			attrs = append(attrs, slog.String(f.Tag.Get("env"), redacted(text, f.Tag.Get("secret"))))
		}
	}
	return slog.GroupValue(attrs...)
}

func redacted(text, secret string) string {
	switch secret {
	case "":
		return text
	case "url":
		if u, err := url.Parse(text); err == nil && u.Scheme != "" && u.Host != "" {
			return u.Scheme + "://" + u.Host + u.Path
		}
	}
	return "(set)"
}
