#!/bin/bash
# start.sh ROOT RUN: starts the Asterisk unpacked in ROOT with the field dial plan, and prints its pid. Like ../start.sh, with etc/ of this
# folder over that of ../etc. HTTP is off: the phone outside listens on HTTP_PORT of RUN/env instead.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2/made"
cp -r "$here/../etc" "$here/../start.sh" "$2/made/"
cp "$here"/etc/*.conf "$2/made/etc/"
exec "$2/made/start.sh" "$1" "$2"
