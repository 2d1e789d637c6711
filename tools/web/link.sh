#!/bin/sh
# Links the panel's WebAssembly without the exports that nobody calls: `link.sh` in place of the linker, which DENWA_LINKER names.
#
# Leptos brings server functions along, and those export their streams (wasm-streams' IntoUnderlying…) to JavaScript. And every function
# of the browser's that js-sys and web-sys know has one that describes it to wasm-bindgen, with all that it could call back. What is
# exported is linked, with all that it needs, and cannot be told from the rest afterwards. So it is linked twice: without descriptions,
# which tells what of the browser is in use, and with the descriptions of that.
rest=$#
out=
described=
while [ "$rest" -gt 0 ]; do
  word=$1
  shift
  rest=$((rest - 1))
  case $word in
  --export)
    case $1 in
    *intounderlying*) ;;
    __wbindgen_describe___wbg_*) described="$described $1" ;;
    *) set -- "$@" --export "$1" ;;
    esac
    shift
    rest=$((rest - 1))
    ;;
  -o)
    out=$1
    set -- "$@" -o "$1"
    shift
    rest=$((rest - 1))
    ;;
  *) set -- "$@" "$word" ;;
  esac
done
"$DENWA_LINKER" "$@" || exit
# An import is written as its module's name, one byte for the length of its own, and that.
used=" $(LC_ALL=C grep -ao '__wbindgen_placeholder__.__wbg_[A-Za-z0-9_$]*' "$out" | sed 's/__wbindgen_placeholder__.//' | tr '\n' ' ')"
for name in $described; do
  case $used in
  *" ${name#__wbindgen_describe_} "*) set -- "$@" --export "$name" ;;
  esac
done
exec "$DENWA_LINKER" "$@"
