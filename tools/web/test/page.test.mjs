// The check of the finished page must notice what the panel's policy would block in a browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPage } from '../lib/page.mjs';

const files = ['panel-1.js', 'panel-1.wasm', 'panel-1.css'];
const head = '<script type="module" src="./panel-1.js"></script><link rel="preload" href="./panel-1.wasm" as="fetch">';

test('a page that names its files only passes', () => {
  const icons = '<svg><symbol id="icon-call"></symbol></svg><svg><use href="#icon-call"></use></svg>';
  checkPage(`<!doctype html><head>${head}<link rel="stylesheet" href="./panel-1.css"></head><body>${icons}</body>`, files);
});

for (const [what, extra, message] of [
  ['an inline script', '<script>go()</script>', /an inline script/],
  ['an inline style sheet', '<style>b{}</style>', /an inline style sheet/],
  ['a style attribute', '<p class="a" style="color:red">', /an inline style:/],
  ['a handler', '<body onload="go()">', /an inline handler/],
  ['a link that Trunk left', '<link data-trunk rel="css" href="panel-1.css">', /Trunk did not replace/],
  ['a file that is not there', '<link rel="icon" href="./icon.svg">', /not there: .\/icon.svg/],
]) {
  test(`${what} is refused`, () => assert.throws(() => checkPage(head + extra, files), message));
}

test('a page that starts nothing is refused', () => assert.throws(() => checkPage('<p>', files), /no script/));
