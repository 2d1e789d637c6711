// The seam between script and wasm is cut where nobody uses it, and nowhere else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quiet, shorten, withoutExports, withoutImports } from '../lib/trim.mjs';

const WAT = `(module
 (import "./x_bg.js" "__wbg_used_0123" (func $a))
 (import "./x_bg.js" "__wbg_used_0123_too" (func $b))
 (export "memory" (memory $0))
 (export "main" (func $main))
 (export "__wbg_stream_free" (func $b))
 (export "wasm_bindgen_0__invoke" (func $c))
)
`;

const GLUE = `export class Stream {
    free() { StreamFinalization.unregister(this); wasm.__wbg_stream_free(1); }
}
if (Symbol.dispose) Stream.prototype[Symbol.dispose] = Stream.prototype.free;
    const import0 = {
        __wbg_used_0123: function(arg0) {
            return { a: 1 };
        },
        __wbg_unused_4567: function(arg0) {
            if (arg0) {
                return 2;
            }
        },
        "__wbindgen_unused": function() {
        },
        __wbg_unused_throws_89ab: function() { return handleError(function (arg0) {
            arg0.go();
        }, arguments); },
        __wbg_used_0123_too: function(arg0) {
        },
        __proto__: null,
    };
const StreamFinalization = (typeof FinalizationRegistry === 'undefined')
    ? {} : new FinalizationRegistry(ptr => wasm.__wbg_stream_free(ptr));
`;

test('only imports that the wasm has stay in the glue', () => {
  const glue = withoutImports(GLUE, WAT);
  assert.match(glue, /__wbg_used_0123: function\(arg0\) \{\n\s+return \{ a: 1 \};\n\s+\},/);
  assert.doesNotMatch(glue, /unused/);
  assert.match(glue, /__wbg_used_0123_too/);
  assert.match(glue, /__proto__: null/);
});

test('only exports that the script names stay in the wasm', () => {
  const wat = withoutExports(WAT, 'let w;w.memory;w.wasm_bindgen_0__invoke();w.main()');
  assert.match(wat, /"memory"/);
  assert.match(wat, /"main"/);
  assert.match(wat, /"wasm_bindgen_0__invoke"/);
  assert.doesNotMatch(wat, /stream_free/);
});

test('a class that nobody uses has no side effect left', () => {
  const glue = quiet(GLUE);
  assert.doesNotMatch(glue, /Symbol\.dispose/);
  assert.match(glue, /@__PURE__ \*\/ new FinalizationRegistry/);
});

test('names are shortened alike on both sides, and none that is taken is given', () => {
  const script = 'const _0=1;const i={__wbg_used_0123:f};w.wasm_bindgen_0__invoke(_0);w.memory';
  const short = shorten(WAT, script);
  const [, imported] = short.wat.match(/\(import "\.\/x_bg\.js" "([^"]+)"/);
  assert.notEqual(imported, '_0');
  assert.ok(short.script.includes(`{${imported}:f}`), short.script);
  const [, exported] = short.wat.match(/\(export "(_[^"]+)" \(func \$c\)/);
  assert.ok(short.script.includes(`w.${exported}(_0)`), short.script);
  assert.ok(short.script.endsWith('w.memory'));
  assert.match(short.wat, /\(export "main"/);
});
