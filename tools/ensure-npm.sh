#!/bin/sh
# Install package-lock.json into node_modules/ where that has not been done; its copy there says that it has.
set -eu

if cmp -s package-lock.json node_modules/package-lock.json; then exit 0; fi
if ! command -v npm >/dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
  echo 'There is no npm with Node.js 20 or newer here, and the checks of HTML and JavaScript need it: install Node.js' >&2
  exit 1
fi
echo 'Installing package-lock.json into node_modules/ (once, and after each change of it)'
npm ci --no-progress --loglevel=error >&2
cp package-lock.json node_modules/package-lock.json
