// The check of the finished page must notice what the panel's policy would block in a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPage, oneSheet, shortVariables, tightSymbols, tightTemplates } from '../lib/page.mjs';
import { hashedName } from '../lib/wasm.mjs';

const files = ['panel-1.js', 'panel-1.wasm', 'panel-1.css'];
const head = '<script type="module" src="./panel-1.js"></script><link rel="preload" href="./panel-1.wasm" as="fetch">';

test('a page that names its files only passes', () => {
  checkPage(`<!doctype html><head>${head}<link rel="stylesheet" href="./panel-1.css"></head><body></body>`, files);
});

for (const [what, extra, message] of [
  ['an inline script', '<script>go()</script>', /an inline script/],
  ['an inline style sheet', '<style>b{}</style>', /an inline style sheet/],
  ['a style attribute', '<p class="a" style="color:red">', /an inline style:/],
  ['a handler', '<body onload="go()">', /an inline handler/],
  ['a link that Trunk left', '<link data-trunk rel="css" href="panel-1.css">', /Trunk did not take/],
  ['a file that is not there', '<link rel="icon" href="./icon.svg">', /not there: .\/icon.svg/],
]) {
  test(`${what} is refused`, () => assert.throws(() => checkPage(head + extra, files), message));
}

test('style sheets become one, in their order', () => {
  const links = '<link rel="stylesheet" href="./slds.css"/><link rel="icon" href="data:,"><link href=panel.css rel=stylesheet>';
  const { page, sheets } = oneSheet(links, 'all.css');
  assert.deepEqual(sheets, ['slds.css', 'panel.css']);
  assert.equal(page, '<link rel="stylesheet" href="./all.css"><link rel="icon" href="data:,">');
});

test('a page that starts nothing is refused', () => assert.throws(() => checkPage('<p>', files), /no script/));

test('a name holds the hash of the contents', () => {
  assert.notEqual(hashedName('a.css', 'x'), hashedName('a.css', 'y'));
  assert.match(hashedName('fonts/a.b.css', 'x'), /^fonts\/a\.b-[0-9a-f]{12}\.css$/);
});

test('templates lose comments and the space between tags, the rest of the page nothing', () => {
  const page = '<p> a </p>\n<!-- stays -->\n<p>b</p> <template id="a">\n<p> <!-- goes --> <b>x y</b> </p>\n</template>\n<template id="b"><i> z </i></template>\n<p>c</p>';
  const wanted = '<p> a </p>\n<!-- stays -->\n<p>b</p> <template id="a"><p><b>x y</b></p></template><template id="b"><i> z </i></template>\n<p>c</p>';
  assert.equal(tightTemplates(page), wanted);
});

test('own custom properties get short names, and others keep theirs', () => {
  const css = ':root{--dw-ink: var(--slds-ink, #181818);--dw-ink-2: #444}p{color:var(--dw-ink-2);background:var(--dw-ink, #fff);fill:var(--dw-ink-2)}';
  const wanted = ':root{--0:var(--slds-ink, #181818);--1:#444}p{color:var(--1);background:var(--0, #fff);fill:var(--1)}';
  assert.equal(shortVariables(css), wanted);
});

test('a sprite loses space, and no picture changes', () => {
  const svg = '<svg xmlns="x"><!-- stays -->\n<symbol viewBox="0 0 5 5"  id="a" xmlns="x"><path d="M1 2 l3 4"/></symbol>\n</svg>\n';
  assert.equal(tightSymbols(svg), '<svg xmlns="x"><!-- stays --><symbol viewBox="0 0 5 5" id="a"><path d="M1 2 l3 4"/></symbol></svg>\n');
});
