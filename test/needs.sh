#!/bin/sh
# Installs what the tests need: a PostgreSQL server's programs and Chromium. On Debian as root it
# does so by apt; elsewhere it says what is missing. Nothing is started here.
set -eu

postgres() {
	[ -n "${PG_BIN:-}" ] && [ -x "$PG_BIN/initdb" ] && return 0
	command -v initdb >/dev/null 2>&1 && return 0
	for d in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
		[ -x "$d/initdb" ] && return 0
	done
	return 1
}

chromium() {
	[ -n "${CHROME_BIN:-}" ] && [ -x "$CHROME_BIN" ] && return 0
	for p in chromium chromium-browser google-chrome google-chrome-stable; do
		command -v "$p" >/dev/null 2>&1 && return 0
	done
	return 1
}

missing=""
postgres || missing="$missing postgresql"
chromium || missing="$missing chromium"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
	as=""
	if [ "$(id -u)" != 0 ]; then
		if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as="sudo"; fi
	fi
	if [ "$(id -u)" = 0 ] || [ -n "$as" ]; then
		echo "installing:$missing"
		log=$(mktemp)
		# A server that the package starts by itself would be in nobody's way, but is not wanted either.
		export DEBIAN_FRONTEND=noninteractive
		if { $as apt-get update && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
			rm -f "$log"
			exit 0
		fi
		tail -n 20 "$log" >&2
		rm -f "$log"
	fi
fi

echo "The tests need:$missing" >&2
echo "Install them with your system's package manager (as root on Debian: apt-get install$missing)," >&2
echo "or set PG_BIN (the folder with initdb and postgres) and CHROME_BIN (the browser)." >&2
exit 1
