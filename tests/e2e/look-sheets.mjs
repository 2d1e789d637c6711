// Puts the pictures that the look tests have taken together to contact sheets: DENWA_SHEETS/LANGUAGE-SCHEME-WIDTH-N.png, each picture with its name.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './support/chromium.mjs';

const FOLDER = process.env.DENWA_SHEETS;
const ON_A_SHEET = 12;
const COLUMNS = 4;

const lines = (await readFile(join(FOLDER, 'shots.jsonl'), 'utf8')).trim().split('\n');
const shots = lines.map((line) => JSON.parse(line));

/** The pictures of a language, scheme and width, in the order of the states. */
const groups = new Map();
for (const shot of shots) {
  const key = [shot.lang, shot.scheme, shot.width].join('-');
  const group = groups.get(key) ?? new Map();
  groups.set(key, group.set(shot.name, shot));
}

const page = (title, figures) => `<!doctype html><meta charset="utf-8"><title>${title}</title>
<style>
  body { margin: 16px; background: #d8d8d8; color: #000; font: 16px system-ui, "Noto Sans CJK JP", sans-serif; }
  main { display: grid; grid-template-columns: repeat(${COLUMNS}, max-content); gap: 16px; }
  figure { margin: 0; }
  figcaption { padding: 4px 0; font-weight: 700; }
  img { display: block; outline: 1px solid #888; }
</style>
<h1>${title}</h1><main>${figures}</main>`;

const browser = await launch();
const tab = await browser.newPage({ viewport: { width: 800, height: 600 } });
const sheets = [];
for (const [key, group] of groups) {
  const all = [...group.values()];
  for (let at = 0; at < all.length; at += ON_A_SHEET) {
    const name = `${key}-${at / ON_A_SHEET + 1}`;
    const figure = ({ name: state, file }) => `<figure><figcaption>${state}</figcaption><img src="${pathToFileURL(join(FOLDER, file))}"></figure>`;
    const html = join(FOLDER, `${name}.html`);
    await writeFile(html, page(name, all.slice(at, at + ON_A_SHEET).map(figure).join('')));
    await tab.setViewportSize({ width: COLUMNS * (Number(key.split('-').at(-1)) + 16) + 16, height: 600 });
    await tab.goto(String(pathToFileURL(html)));
    await tab.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    await tab.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
    await rm(html);
    sheets.push(`${name}.png`);
  }
}
await browser.close();
const links = sheets.map((sheet) => `<li><a href="${sheet}">${sheet}</a></li>`).join('');
await writeFile(join(FOLDER, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Contact sheets</title><h1>Contact sheets</h1><ul>${links}</ul>`);
console.log(`${sheets.length} sheets of ${shots.length} pictures in ${FOLDER}`);
