// Finishes the panel that Trunk built: `node finish.mjs STAGED OUT`.
//
// Trunk leaves a page, a start script, wasm-bindgen's glue, the WebAssembly and whatever index.html names. Here the wasm is
// optimised, start script and glue become one minified module, the page's style sheets one minified sheet, every file gets
// the hash of its final contents in its name (so that it may be cached for ever), and a .br and a .gz is laid beside it. The
// page is checked against what its content security policy forbids.

import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { compress } from './lib/compress.mjs';
import { oneImportForAll } from './lib/merge.mjs';
import { alikeBesideAlike } from './lib/order.mjs';
import { quiet, shorten, withoutExports, withoutImports } from './lib/trim.mjs';
import { fromText, hashedName, optimise, toText, withoutAlignment } from './lib/wasm.mjs';
import { checkPage, oneSheet, shortVariables, tightSymbols, tightTemplates } from './lib/page.mjs';
import { wordList } from './lib/words.mjs';

const TARGET = 'es2022';
/** The page's style sheets, in one file: one request. */
const SHEET = 'panel.css';
/** The words that are fetched when they are needed. */
const WORDS = 'text/words.json';

async function files(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Puts the new names where the old ones stand. Longest first, so that no name is cut by one it contains. */
function rename(text, names) {
  const old = [...names.keys()].sort((a, b) => b.length - a.length);
  return old.reduce((result, name) => result.replaceAll(name, names.get(name)), text);
}

/** The start script and the glue it imports as one file: one request instead of a chain of two. */
async function bundle(staged, glueName, glue) {
  const trimmed = { name: 'glue', setup: (it) => it.onLoad({ filter: /./ }, ({ path }) => (basename(path) === glueName ? { contents: glue } : undefined)) };
  const built = await build({
    entryPoints: [join(staged, 'boot.js')],
    plugins: [trimmed],
    bundle: true,
    format: 'esm',
    minify: true,
    target: TARGET,
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  return built.outputFiles[0].text;
}

/** The wasm and the script, cut against each other. */
async function codeOf(staged, wasmName) {
  const glueName = wasmName.replace('_bg.wasm', '.js');
  let glue = quiet(await readFile(join(staged, glueName), 'utf8'));
  let script = await bundle(staged, glueName, glue);
  let wat = await toText(await readFile(join(staged, wasmName)));
  wat = await toText(await optimise(await fromText(withoutExports(wat, script))));
  ({ glue, wat } = oneImportForAll(withoutImports(glue, wat), wat));
  script = await bundle(staged, glueName, glue);
  const short = shorten(withoutExports(wat, script), script);
  const wasm = await optimise(await fromText(short.wat));
  return { wasm: await fromText(withoutAlignment(alikeBesideAlike(await toText(wasm), wasm))), script: short.script };
}

async function finish(staged, out) {
  const all = await files(staged);
  const [wasmName, ...more] = all.filter((name) => name.endsWith('.wasm'));
  if (!wasmName || more.length > 0) throw new Error(`one .wasm file is expected in ${staged}, there are ${more.length + (wasmName ? 1 : 0)}`);
  const { page, sheets } = oneSheet(await readFile(join(staged, 'index.html'), 'utf8'), SHEET);

  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const names = new Map();
  const written = [];
  const put = async (name, contents) => {
    await mkdir(dirname(join(out, name)), { recursive: true });
    await writeFile(join(out, name), contents);
    written.push(name);
  };
  const putHashed = async (oldName, contents, newBase = oldName) => {
    const name = hashedName(newBase, contents);
    names.set(oldName, name);
    await put(name, contents);
  };

  const { wasm, script } = await codeOf(staged, wasmName);
  await putHashed(wasmName, wasm, 'panel.wasm');

  // Pictures, fonts and the like. One that the wasm itself asks for by name keeps it.
  const wasmText = wasm.toString('latin1');
  const texts = [page];
  for (const name of all.filter((name) => name.endsWith('.css'))) texts.push(await readFile(join(staged, name), 'utf8'));
  const scripts = all.filter((name) => /\.(js|mjs|ts)$/.test(name));
  for (const name of all) {
    if (name === 'index.html' || name === wasmName || name.endsWith('.css') || scripts.includes(name)) continue;
    let contents = await readFile(join(staged, name));
    if (name === WORDS) contents = wordList(contents);
    if (name.endsWith('.svg')) contents = tightSymbols(contents.toString('utf8'));
    const named = texts.some((text) => text.includes(basename(name))) && !wasmText.includes(basename(name));
    await (named ? putHashed(name, contents) : put(name, contents));
  }

  const minified = async (name) => {
    const source = await readFile(join(staged, name), 'utf8');
    const { code } = await transform(source, { loader: 'css', minify: true, target: TARGET, legalComments: 'inline', sourcefile: name });
    return rename(code, names);
  };
  await putHashed(SHEET, shortVariables((await Promise.all(sheets.map(minified))).join('')));
  for (const name of all.filter((name) => name.endsWith('.css') && !sheets.includes(name))) await putHashed(name, await minified(name));

  await putHashed('boot.js', rename(script, names), 'panel.js');

  const finished = tightTemplates(rename(page, names))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  checkPage(finished, written);
  await put('index.html', `${finished}\n`);

  for (const name of written) await compress(join(out, name), extname(name));
}

const [staged, out] = process.argv.slice(2);
if (!out) {
  console.error('usage: node finish.mjs STAGED OUT');
  process.exit(2);
}
await finish(staged, out);
