#!/bin/sh
# See that the tests have a Chromium: take the one that is there, else install Debian's where that may be done.
# Where there is none in the end, the tests that need it fail by themselves; on CI nothing else is worth starting.
# Usage: tools/ensure-browser.sh PYTHON
set -eu

python=$1
log=$(mktemp)
trap 'rm -f "$log"' EXIT

find_browser() { "$python" tests/support/chromium.py; }

install_browser() {
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" = 0 ]; then
    root=
  elif sudo -n true 2>/dev/null; then
    root='sudo -n'
  else
    return 1
  fi
  echo 'Installing Chromium (apt-get install chromium): the tests open the site in it'
  # Waits for another apt-get to end; DEBIAN_FRONTEND keeps it from asking. "sandbox": for users who are not root.
  $root apt-get -o DPkg::Lock::Timeout=300 update >"$log" 2>&1 &&
    $root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 \
      install --yes --no-install-recommends chromium chromium-sandbox >>"$log" 2>&1 ||
    { tail -n 3 "$log" >&2; return 1; }
}

if find_browser >/dev/null 2>&1; then exit 0; fi
if [ -z "${BRIEFING_CHROMIUM:-}" ]; then install_browser || true; fi
if find_browser >/dev/null; then exit 0; fi
[ "${CI:-}" != true ]
