#!/bin/sh
# Links the panel's WebAssembly without the exports that nobody calls: `link.sh` in place of the linker, which DENWA_LINKER names.
#
# Leptos brings server functions along, and those export their streams (wasm-streams' IntoUnderlying…) to JavaScript. What is exported is
# linked, with all that it needs, and cannot be told from the rest afterwards.
rest=$#
while [ "$rest" -gt 0 ]; do
  word=$1
  shift
  rest=$((rest - 1))
  if [ "$word" = --export ]; then
    case $1 in
    *intounderlying*) ;;
    *) set -- "$@" --export "$1" ;;
    esac
    shift
    rest=$((rest - 1))
  else
    set -- "$@" "$word"
  fi
done
exec "$DENWA_LINKER" "$@"
