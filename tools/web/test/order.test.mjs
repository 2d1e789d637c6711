// Functions move beside those they are like; nothing is lost.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alikeBesideAlike } from '../lib/order.mjs';

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
  (call $a
   (local.get $0)
  )
 )`;
const HEAD = ` (import "./x" "f" (func $f))
 (memory $0 1)
 (export "a" (func $a))`;
const module = (...forms) => `(module\n${forms.join('\n')}\n)\n`;

test('what is alike comes together, and the first stays the first', () => {
  const wat = module(HEAD, add('a', 1), store('b', 4), add('c', 2), store('d', 8));
  assert.equal(alikeBesideAlike(wat), module(HEAD, add('a', 1), add('c', 2), store('b', 4), store('d', 8)));
});

test('nothing is lost, and what is in order stays so', () => {
  const wat = module(HEAD, add('a', 1), ' (func $nop\n  (nop)\n )', ' (func $none)');
  const lines = (text) => text.split('\n').sort();
  assert.deepEqual(lines(alikeBesideAlike(wat)), lines(wat));
  assert.equal(alikeBesideAlike(alikeBesideAlike(wat)), alikeBesideAlike(wat));
  assert.equal(alikeBesideAlike(module(' (memory $0 1)')), module(' (memory $0 1)'));
});
