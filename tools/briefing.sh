#!/bin/sh
# The command `briefing` of a checkout: `make site` copies this to .venv/bin/.
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH="$here/../..${PYTHONPATH:+:$PYTHONPATH}" exec "$here/python" -m generator "$@"
