// Functions move beside those they are like; nothing is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alikeBesideAlike } from '../lib/order.mjs';
import { bodies, fromText, toText, withoutAlignment } from '../lib/wasm.mjs';

const add = (name, number) => ` (func $${name} (param $0 i32) (result i32)
  (i32.add
   (local.get $0)
   (i32.const ${number})
  )
 )`;
const store = (name, number) => ` (func $${name} (param $0 i32)
  (i32.store offset=${number}
   (local.get $0)
   (i32.const 0)
  )
  (i64.store offset=${number}
   (local.get $0)
   (i64.const 0)
  )
 )`;
const HEAD = ` (import "./x" "f" (func $f))
 (memory $0 1)
 (export "a" (func $a))`;
const module = (...forms) => `(module\n${forms.join('\n')}\n)\n`;

/** As the panel is finished: what wasm-dis makes of it, and its binary. */
async function ordered(wat) {
  const wasm = await fromText(wat);
  const text = await toText(wasm);
  return { before: text, after: alikeBesideAlike(text, wasm) };
}

/** The functions in their order, each by a number that only it has. */
const order = (wat) => [...new Set([...wat.matchAll(/offset=(\d+)|\(i32\.const ([1-9]\d*)\)/g)].map(([, offset, constant]) => Number(offset ?? constant)))];

test('what is called comes first, and then alike follows alike', async () => {
  const caller = ' (func $caller\n  (drop\n   (call $d\n    (i32.const 0)\n   )\n  )\n )';
  const { before, after } = await ordered(module(HEAD, add('a', 1), store('b', 400), add('c', 2), store('e', 408), add('d', 3), caller));
  assert.deepEqual(order(before), [1, 400, 2, 408, 3]);
  assert.deepEqual(order(after), [3, 1, 2, 400, 408]);
});

test('nothing is lost', async () => {
  const { before, after } = await ordered(module(HEAD, add('a', 1), ' (func $nop\n  (nop)\n )', store('b', 4), ' (func $none)'));
  const lines = (text) => text.split('\n').filter(Boolean).sort();
  assert.deepEqual(lines(after), lines(before));
  const none = await ordered(module(' (memory $0 1)'));
  assert.deepEqual(lines(none.after), lines(none.before));
});

test('the code of each function is found with its length', async () => {
  const wasm = await fromText(module(' (memory $0 1)', ' (func $none)', ' (func $one\n  (drop\n   (i32.const 1)\n  )\n )'));
  assert.deepEqual(bodies(wasm).map((body) => [...body]), [[2, 0, 0x0b], [5, 0, 0x41, 1, 0x1a, 0x0b]]);
  assert.deepEqual(bodies(await fromText(module(' (memory $0 1)'))), []);
});

test('of alignment nothing stays in the code, and data keeps its words', () => {
  const load = '   (i32.load offset=4 align=1\n    (local.get $0)\n   )\n   (i64.store align=2\n';
  const data = ' (data $0 (i32.const 1024) "(i32.load align=1")\n';
  assert.equal(withoutAlignment(load + data), load.replace(' align=1', '').replace(' align=2', '') + data);
});
