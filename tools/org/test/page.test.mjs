// The panel's page becomes a Visualforce page.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { visualforce } from '../lib/page.mjs';

const TEMPLATE = await readFile(join(import.meta.dirname, '../../../salesforce/main/default/pages/Denwa.page'), 'utf8');
const FILES = ['panel-1.js', 'panel-2.wasm', 'panel-3.css', 'panel-4.js', 'admin-5.js'];
const PAGE = `<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><link rel="icon" href="data:,"><!-- a comment -->
<link rel="stylesheet" href="./panel-3.css"/><script type="module" src="./panel-1.js"></script>
<link rel="preload" href="./panel-2.wasm" as="fetch" type="application/wasm" crossorigin>
<link rel="modulepreload" href="./panel-4.js"><link rel="denwa-admin-script" href="./admin-5.js"></head>
<body><main id="panel"><span class="dot"></span><p>準備しています…</p></main>
<div hidden><svg xmlns="http://www.w3.org/2000/svg"><symbol viewBox="0 0 5 5"  id="icon-call"><path d="M1 2"/></symbol></svg></div></body></html>`;

test('files come from the static resource, and the page is XML', () => {
  const page = visualforce(TEMPLATE, PAGE, FILES);
  assert.match(page, /<html lang="ja">/);
  assert.match(page, /<script type="module" src="\{!URLFOR\(\$Resource.DenwaPanel, 'panel-1.js'\)\}"><\/script>/);
  assert.match(page, /<link rel="preload" href="\{!URLFOR\(\$Resource.DenwaPanel, 'panel-2.wasm'\)\}" as="fetch" type="application\/wasm" crossorigin=""\/>/);
  assert.match(page, /<link rel="modulepreload" href="\{!URLFOR\(\$Resource.DenwaPanel, 'panel-4.js'\)\}"\/>/);
  assert.match(page, /<link rel="denwa-admin-script" href="\{!URLFOR\(\$Resource.DenwaPanel, 'admin-5.js'\)\}"\/>/);
  assert.match(page, /<symbol viewBox="0 0 5 5" id="icon-call"><path d="M1 2"\/><\/symbol>/);
  assert.match(page, /<link rel="icon" href="data:,"\/>/);
  assert.match(page, /<main id="panel"><span class="dot"><\/span>/);
  assert.doesNotMatch(page, /<!-- denwa:|a comment/);
});

test('what would not load is refused', () => {
  assert.throws(() => visualforce(TEMPLATE, PAGE, FILES.slice(1)), /a file that is not there: panel-1.js/);
  assert.throws(() => visualforce(TEMPLATE, PAGE.replace('</p>', ''), FILES), /is no XML/);
  assert.throws(() => visualforce(TEMPLATE, PAGE.replace('準備', '{!$User.Id}'), FILES), /an expression/);
  assert.throws(() => visualforce(TEMPLATE.replace('<!-- denwa:body -->', ''), PAGE, FILES), /not exactly one <!-- denwa:body -->/);
});
