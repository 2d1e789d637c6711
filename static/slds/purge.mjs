// static/slds.css: the rules of SLDS 1 whose classes the panel uses, minified, without fonts, images, print and unused custom properties.
//
// Class names are read from the views' Rust sources and index.html, where they must be whole literals ("slds-button_brand", never put
// together), and from safelist.txt.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { PurgeCSS } from 'purgecss';
import { list, put, ROOT, SLDS, VERSION } from './lib.mjs';

const CHROME_100 = 100 << 16;
const BANNER = `/*! Lightning Design System ${VERSION}, cut down. Copyright (c) 2015-present, salesforce.com, inc. All rights reserved. BSD-3-Clause, see NOTICE. */\n`;

const PANEL = readFileSync(join(ROOT, 'static/panel.css'), 'utf8');
const inside = (folder, end) => readdirSync(join(ROOT, folder), { recursive: true }).filter((path) => path.endsWith(end)).sort().map((path) => join(ROOT, folder, path));
const sources = [...inside('src/view', '.rs'), join(ROOT, 'index.html')];
const found = sources.flatMap((path) => readFileSync(path, 'utf8').match(/slds-[\w-]+/g) ?? []);
const wanted = new Set([...list('safelist.txt'), ...found]);

const purged = await new PurgeCSS().purge({
  css: [{ raw: readFileSync(join(SLDS, 'assets/styles/salesforce-lightning-design-system.css'), 'utf8') }],
  content: [{ raw: [...wanted].join('\n'), extension: 'txt' }],
  defaultExtractor: (text) => text.split('\n'),
  keyframes: true,
  variables: true,
  fontFace: true,
});

// The panel ships no fonts or images and is not printed. Layers order several style sheets, and here is only one. No browser that Lightning
// supports knows -moz-focus-inner.
const unwanted = (rule) => /"type":"url"|-moz-focus-inner/.test(JSON.stringify(rule));
const { code } = transform({
  filename: 'slds.css',
  code: Buffer.from(purged[0].css),
  minify: true,
  targets: { chrome: CHROME_100, firefox: CHROME_100, safari: 15 << 16 },
  errorRecovery: true,
  visitor: {
    Rule: {
      'font-face': () => [],
      import: () => [],
      media: (rule) => (rule.value.query.mediaQueries.every((query) => query.mediaType === 'print') ? [] : undefined),
      'layer-statement': () => [],
      'layer-block': () => [],
      style: (rule) => (unwanted(rule) ? [] : undefined),
    },
  },
});
const css = unusedDropped(code.toString());
if (/url\(|@import|@font-face/.test(css)) throw new Error('slds.css would load something');
const missing = found.filter((name) => !css.includes(`.${name}`));
if (missing.length) console.warn(`not in SLDS: ${[...new Set(missing)].join(', ')}`);
put('slds.css', `${BANNER}${css.replace(/^\/\*![^]*?\*\/\s*/, '')}\n`);

/** Removes unused custom properties until none is left: PurgeCSS keeps properties that only unused properties read. */
function unusedDropped(text) {
  for (;;) {
    const next = text.replace(/(--[\w-]+):((?:[^;{}()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)(;|(?=\}))/g, (whole, name) =>
      text.includes(`var(${name})`) || text.includes(`var(${name},`) || PANEL.includes(`var(${name}`) ? whole : '');
    const tidy = next.replace(/[^{}]+\{\}/g, '');
    if (tidy === text) return tidy;
    text = tidy;
  }
}
