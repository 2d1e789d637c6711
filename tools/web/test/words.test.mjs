// Words come as a list, each at its place.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordList } from '../lib/words.mjs';

test('keys, then one language, then the other', () => {
  assert.equal(wordList('{"a.b": ["あ", "one"],\n"c": ["い", "two"]}'), '["a.b","c","あ","い","one","two"]');
});
