// Imports that differ in a name only become one, and do what each of them did.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneImportForAll } from '../lib/merge.mjs';
import { fromText, toText } from '../lib/wasm.mjs';

const GLUE = `const import0 = {
        __wbg_firstChild_01: function(arg0) {
            const ret = arg0.firstChild;
            return ret;
        },
        __wbg_lastChild_02: function(arg0) {
            // What is said of it.
            const ret = arg0.lastChild;
            return ret;
        },
        __wbg_go_03: function() { return handleError(function (arg0, arg1) {
            arg0.go(arg1);
        }, arguments); },
        __wbg_stay_04: function() { return handleError(function (arg0, arg1) {
            arg0.stay(arg1);
        }, arguments); },
        __wbg_leave_05: function(arg0, arg1) {
            arg0.leave(arg1);
        },
        __wbg_instanceof_Array_06: function(arg0) {
            let result;
            try { result = arg0 instanceof Array; } catch (_) { result = false; }
            return result;
        },
        __wbg_instanceof_Map_07: function(arg0) {
            let result;
            try { result = arg0 instanceof Map; } catch (_) { result = false; }
            return result;
        },
        __wbg_named_08: function(arg0) {
            const ret = arg0.named;
            return ret;
        },
        __wbindgen_number_09: function(arg0) {
            const ret = arg0;
            return ret;
        },
    };
`;

const WAT = `(module
 (import "./x_bg.js" "__wbg_firstChild_01" (func $first (param externref) (result externref)))
 (import "./x_bg.js" "__wbg_lastChild_02" (func $last (param externref) (result externref)))
 (import "./x_bg.js" "__wbg_go_03" (func $go (param externref i32)))
 (import "./x_bg.js" "__wbg_stay_04" (func $stay (param externref i32)))
 (import "./x_bg.js" "__wbg_leave_05" (func $leave (param externref i32)))
 (import "./x_bg.js" "__wbg_instanceof_Array_06" (func $array (param externref) (result i32)))
 (import "./x_bg.js" "__wbg_instanceof_Map_07" (func $map (param externref) (result i32)))
 (import "./x_bg.js" "__wbg_named_08" (func $named (param externref) (result externref)))
 (import "./x_bg.js" "__wbindgen_number_09" (func $number (param f64) (result externref)))
 (table $table 1 1 funcref)
 (elem (i32.const 0) func $named)
 (export "ends" (func $ends))
 (export "moves" (func $moves))
 (export "kinds" (func $kinds))
 (export "named" (func $by_table))
 (func $ends (param $it externref) (result externref) (call $last (call $first (local.get $it))))
 (func $moves (param $it externref)
  (call $go (local.get $it) (i32.const 1)) (call $stay (local.get $it) (i32.const 2)) (call $leave (local.get $it) (i32.const 3)))
 (func $kinds (param $it externref) (result i32) (i32.add (call $array (local.get $it)) (i32.mul (i32.const 2) (call $map (local.get $it)))))
 (func $by_table (param $it externref) (result externref)
  (drop (call $number (f64.const 1))) (call_indirect $table (param externref) (result externref) (local.get $it) (i32.const 0)))
)`;

/** Both as the panel gets them: the wasm with the glue's functions for its imports. */
async function run() {
  const text = await toText(await fromText(WAT));
  const { glue, wat } = oneImportForAll(GLUE, text);
  const caught = [];
  const handleError = (call, args) => {
    try {
      return call(...args);
    } catch (error) {
      caught.push(error.message);
    }
  };
  const table = new Function('handleError', `${glue}; return import0;`)(handleError);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(await fromText(wat)), { './x_bg.js': table });
  return { exports, caught, table, imports: wat.match(/\(import /g).length };
}

test('each family is one import, and says what it is asked by a number', async () => {
  const { exports, table, imports } = await run();
  assert.equal(exports.ends({ firstChild: { lastChild: 'x' } }), 'x');
  assert.equal(exports.kinds([]), 1);
  assert.equal(exports.kinds(new Map()), 2);
  assert.equal(imports, 6);
  assert.deepEqual(Object.keys(table), ['__wbg_firstChild_01', '__wbg_go_03', '__wbg_leave_05', '__wbg_instanceof_Array_06', '__wbg_named_08', '__wbindgen_number_09']);
});

test('what throws is caught where it was, and only there', async () => {
  const { exports, caught } = await run();
  const said = [];
  const one = (name) => (value) => said.push(`${name} ${value}`);
  exports.moves({ go: one('go'), stay: one('stay'), leave: one('leave') });
  assert.deepEqual(said, ['go 1', 'stay 2', 'leave 3']);
  const throws = (word) => () => { throw new Error(word); };
  exports.moves({ go: throws('gone'), stay: throws('stayed'), leave() {} });
  assert.deepEqual(caught, ['gone', 'stayed']);
  assert.throws(() => exports.moves({ go() {}, stay() {}, leave: throws('left') }), /left/);
});

test('one that the table names stays as it was', async () => {
  const { exports } = await run();
  assert.equal(exports.named({ named: 'y' }), 'y');
});
