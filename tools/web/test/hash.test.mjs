// The second program's files get a hash each, and page and script name them by it.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hashNames } from '../lib/hash.mjs';

async function folder(t, files) {
  const path = await mkdtemp(join(tmpdir(), 'denwa-hash-'));
  t.after(() => rm(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return path;
}

const FILES = { 'admin.js': "new URL('admin_bg.wasm', import.meta.url)", 'admin_bg.wasm': 'program', 'index.html': '<link href="./admin.js"><link href="./admin_bg.wasm">' };

test('files, page and script have the new names, which follow the contents', async (t) => {
  const names = [];
  for (const program of ['program', 'program', 'another']) {
    const path = await folder(t, { ...FILES, 'admin_bg.wasm': program });
    await hashNames(path, 'admin');
    const [script, wasm, page] = (await readdir(path)).sort();
    assert.match(`${script} ${wasm} ${page}`, /^admin-([0-9a-f]{16})\.js admin-\1_bg\.wasm index\.html$/);
    assert.equal(await readFile(join(path, page), 'utf8'), `<link href="./${script}"><link href="./${wasm}">`);
    assert.equal(await readFile(join(path, script), 'utf8'), `new URL('${wasm}', import.meta.url)`);
    names.push(script);
  }
  assert.equal(names[0], names[1]);
  assert.notEqual(names[0], names[2]);
});

test('a page that does not name the program is refused', async (t) => {
  const path = await folder(t, { ...FILES, 'index.html': '<link href="./admin.js">' });
  await assert.rejects(hashNames(path, 'admin'), /does not name admin_bg\.wasm/);
});
