// The guide for Asterisk and FreePBX: the same in both languages, its links lead somewhere, and its keys and rights are the code's.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { anchors, blocks, code, links, outline } from '../lib/markdown.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const GUIDES = { ja: read('docs/asterisk.ja.md'), en: read('docs/asterisk.en.md') };
const languages = Object.keys(GUIDES);

test('headings, steps, tables and code blocks are the same in both languages', () => {
  const alike = (language) => JSON.parse(JSON.stringify(outline(GUIDES[language])).replaceAll(/asterisk\.(ja|en)\.md/g, 'asterisk.md'));
  const kinds = ['heading', 'step', 'row', 'code'];
  const [ja, en] = languages.map((language) => alike(language).filter((part) => kinds.includes(part.kind)));
  for (const [at, part] of en.entries()) {
    // The language of the doctor's report is named in the reader's order.
    if (part.kind === 'code' && part.lines.some((line) => line.includes('--language'))) continue;
    assert.deepEqual(ja[at], part, `part ${at + 1} differs`);
  }
  assert.equal(ja.length, en.length);
});

test('every link leads somewhere', () => {
  for (const language of languages) {
    const known = anchors(GUIDES[language]);
    const text = GUIDES[language].replace(/^```[^]*?^```$/gm, '');
    for (const link of links(text)) {
      if (link.startsWith('#')) assert.ok(known.includes(link.slice(1)), `${language}: ${link}`);
      else assert.ok(existsSync(join(ROOT, 'docs', link)), `${language}: ${link}`);
    }
  }
});

test('the rights are those with which the tests run', () => {
  const manager = read('tests/asterisk/etc/manager.conf');
  const [, rights] = manager.match(/^\[denwa\]\n((?:.*\n)+?)\n/m);
  const [read_, write] = ['read', 'write'].map((key) => rights.match(new RegExp(`^${key}=(.*)$`, 'm'))[1]);
  for (const language of languages) {
    const [, plain] = blocks(GUIDES[language]).filter((block) => block.body.includes('[denwa]'))[0].body.split('[denwa]');
    assert.match(plain, new RegExp(`^read = ${read_}$`, 'm'), language);
    assert.match(plain, new RegExp(`^write = ${write}$`, 'm'), language);
  }
});

test('the keys exist', () => {
  const folder = join(ROOT, 'crates/server/src/config');
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const server = [...files, read('crates/server/src/pbx/asterisk/config.rs')].join('');
  for (const language of languages) {
    const [, table] = GUIDES[language].split('<a id="config">');
    const keys = code(table.split('<a id="doctor">')[0]).filter((name) => /^[a-z]+_[a-z_]+$/.test(name));
    assert.ok(keys.length > 5);
    for (const key of keys) assert.ok(server.includes(`pub ${key}:`), `${language}: ${key}`);
  }
});
