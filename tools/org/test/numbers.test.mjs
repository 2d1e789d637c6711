// The package's rules for telephone numbers, played in Java against the table that the core and the simulator play too. Each rule is changed
// in turn, and the table must notice.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { play, translated } from '../lib/play.mjs';

const CLASSES = resolve(import.meta.dirname, '../../../salesforce/main/default/classes');
const TESTS = ['DenwaNumberTest', 'DenwaFieldNumbersTest'];
const RULES = join(CLASSES, 'DenwaNumber.cls');
const files = [RULES, ...TESTS.map((name) => join(CLASSES, `${name}.cls`))];

/** A part of a rule, and what it is changed to. */
const MUTATIONS = [
  ['code - FULL_WIDTH', 'code - FULL_WIDTH + 1'],
  [`replace('　', ' ')`, `replace('　', '_')`],
  ...[...'‐‑‒–—―−ー'].map((dash) => [`[‐‑‒–—―−ー]`, `[${'‐‑‒–—―−ー'.replace(dash, '')}]`]),
  [`replace('〜', '~')`, `replace('〜', 'a')`],
  ...['\\\\u200b-\\\\u200f', '\\\\u202a-\\\\u202e'].map((marks) => [marks, '']),
  ['LONGEST = 2048', 'LONGEST = 204800'],
  ['WHOLE_NUMBER = 7', 'WHOLE_NUMBER = 14'],
  ['LEAST_BETWEEN = 9', 'LEAST_BETWEEN = 99'],
  ...[...' ().'].map((sign) => ['[^0-9+ ().', `[^0-9+${' ().'.replace(sign, '')}`]),
  ['\\\\]-]+', '\\\\]]+'],
  ...[...'内;,xp#*'].map((mark) => ['[内;,xp#*]', `[${'内;,xp#*'.replace(mark, '')}]`]),
  ['(?i)[内', '[内'],
  [`TRUNK.matcher(withoutExtension(written)).replaceFirst('$1')`, 'withoutExtension(written)'],
  [`SPREADSHEET.matcher(halfWidth(text).trim()).replaceFirst('$1')`, 'halfWidth(text).trim()'],
  ['["\\\']*$', '$'],
  ['^[^0-9+]*(', '^('],
  ['(\\\\+?[0-9]{3,})', '([0-9]{3,})'],
  ['(?:18[46])?', '(?:184)?'],
  ['(?:18[46])?', '(?:186)?'],
  ...['003768|', '|001'].map((carrier) => [carrier, '']),
  ['(?:33|', '(?:'],
  ...['36|', '39|', '41|', '61|', '77|', '|88'].map((carrier) => [carrier, '']),
  [`startsWith('010') && digits.length() > 11`, `startsWith('010') && digits.length() > 30`],
  [`digits.startsWith('81') ?`, `digits.startsWith('82') ?`],
  [`substring(2).removeStart('0')`, 'substring(2)'],
  ...[...' ()./・~-'].map((sign) => ['[ ().\\\\[\\\\]/・~-]*', `[${' ().\\\\[\\\\]/・~-'.replace(sign, '')}]*`]),
  ['().\\\\[\\\\]/', '().\\\\]/'],
  ['().\\\\[\\\\]-', '().\\\\]-'],
  ['\\\\]/・', '/・'],
  ...[...'256789'].map((digit) => ['[256789]', `[${'256789'.replace(digit, '')}]`]),
  ['(?<![0-9])(0', '(0'],
  ['(?![0-9]|-[0-9])', '(?![0-9])'],
  ['(?![0-9]|-[0-9])', '(?!-[0-9])'],
  ['[・~][0-9]{1,4}(?![0-9-])', '[・~][0-9]{4}(?![0-9-])'],
  ['[0-9]{1,4}(?![0-9-])', '[0-9]{1,4}'],
  [`split('[・~]')`, `split('~')`],
  [`split('[・~]')`, `split('・')`],
  ['digits.length() - ending.length()', 'digits.length() - 4'],
  ['[2-9][0-9]{2}\\\\)?', '[2-9][0-9]{2}'],
  ['|[1-9][0-9]{8,9}', ''],
  ['[0-9]{8,9}', '[0-9]{8}'],
  ['[0-9]{8,9}', '[0-9]{9}'],
  ['while (found.find()) {\n            String digits', 'if (found.find()) {\n            String digits'],
];

test('the tests of the number class pass', async () => {
  assert.deepEqual(await play(files, TESTS), ['']);
});

test('texts keep their quotes and escapes', () => {
  assert.equal(translated(`x = '\\'a"b\\\\s';`), `x = "'a\\"b\\\\s";`);
});

test('the table notices every rule that is changed', async () => {
  const rules = await readFile(RULES, 'utf8');
  for (const [part] of MUTATIONS) assert.ok(rules.includes(part), part);
  const changes = MUTATIONS.map(([part, other]) => (apex) => apex.replace(part, () => other));
  const said = await play(files, TESTS, changes);
  assert.deepEqual(MUTATIONS.filter((_, at) => said[at] === ''), []);
});
