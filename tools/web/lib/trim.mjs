// Takes away what nobody uses of the seam between JavaScript and WebAssembly, and shortens the names in it.
//
// wasm-bindgen exports whatever any crate declares, used or not: Leptos brings streams that a panel without a server never reads. What is
// exported cannot be optimised away, and neither can the glue that serves it. Here the two are cut against each other: exports that
// the bundled script does not name, then imports that the optimised wasm no longer has. Its names carry hashes; they become short.

/** Names wasm-bindgen made up. Others (`memory`, `main`) are too common to be replaced as text. */
const MADE_UP = /^(__wb|wasm_bindgen_|__externref)/;
const IMPORT = /\(import "([^"]+)" "([^"]+)"/g;
const EXPORT = /^ *\(export "([^"]+)" [^\n]*\)\n/gm;
/** An entry of the glue's table of imports; one that catches what JavaScript throws ends in another way. */
export const ENTRY = /^ {8}("?)(\w+)\1: function\([\s\S]*?^ {8}\}(?:, arguments\); \})?,\n/gm;

/** The glue without what only looks like a side effect, so that a bundler can drop classes that nobody uses. */
export function quiet(glue) {
  return glue
    .replaceAll(/^if \(Symbol\.dispose\) .*\n/gm, '')
    .replaceAll('new FinalizationRegistry(', '/* @__PURE__ */ new FinalizationRegistry(');
}

/** The glue without imports that the wasm does not have. */
export function withoutImports(glue, wat) {
  const there = new Set([...wat.matchAll(IMPORT)].map(([, , name]) => name));
  return glue.replaceAll(ENTRY, (entry, _, name) => (there.has(name) || !MADE_UP.test(name) ? entry : ''));
}

/** The wasm's text without exports that the script does not name. */
export function withoutExports(wat, script) {
  const named = new Set(script.match(/[A-Za-z_$][\w$]*/g));
  return wat.replaceAll(EXPORT, (line, name) => (named.has(name) ? line : ''));
}

/** Wasm and script with short names for what wasm-bindgen made up. */
export function shorten(wat, script) {
  const seen = new Set([...wat.matchAll(IMPORT)].map(([, , name]) => name));
  for (const [, name] of wat.matchAll(EXPORT)) seen.add(name);
  const taken = new Set(script.match(/[A-Za-z_$][\w$]*/g));
  const names = new Map();
  let count = 0;
  for (const name of [...seen].filter((name) => MADE_UP.test(name)).sort()) {
    let short;
    do short = `_${(count++).toString(36)}`;
    while (taken.has(short));
    names.set(name, short);
  }
  const renamed = (whole, name) => (names.has(name) ? whole.replace(`"${name}"`, `"${names.get(name)}"`) : whole);
  return {
    wat: wat
      .replaceAll(/\(import "[^"]+" "([^"]+)"/g, renamed)
      .replaceAll(/\(export "([^"]+)"/g, renamed),
    script: script.replaceAll(/[A-Za-z_$][\w$]*/g, (word) => names.get(word) ?? word),
  };
}
