#!/bin/bash
# play.sh ROOT FOLDER SCENARIO...: starts the Asterisk unpacked in ROOT with the field dial plan, plays the scenarios whose names begin so,
# writes their recordings into FOLDER/captures, and stops it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); root=$1 folder=$2; shift 2
rm -rf "$folder"; mkdir -p "$folder"
pid=$("$here/start.sh" "$root" "$folder/run" 2> "$folder/start.log") || { cat "$folder/start.log" >&2; exit 1; }
trap 'kill "$pid"; while kill -0 "$pid" 2> /dev/null; do sleep 0.1; done' EXIT
PYTHONDONTWRITEBYTECODE=1 python3 -u "$here/record.py" --run "$folder/run" --out "$folder/captures" "$@"
