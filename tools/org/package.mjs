// Makes the files to deploy: `node package.mjs REPOSITORY PANEL OUT [--my-domain NAME [--sandbox NAME]] [--no-java]`.
//
// OUT/project is the Salesforce DX project with the panel in it. OUT/*.zip has the same in the metadata format, a zip for each package folder;
// beside each zip is a listing with the name, size and SHA-256 of every file. The project is checked first.
//
// The first installation (lib/first.mjs) is made for a named org only, and once: its zip stays as it is when the package is made again.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { problems } from './lib/all.mjs';
import { resolve as components, zip } from './lib/convert.mjs';
import * as first from './lib/first.mjs';
import * as masters from './lib/masters.mjs';
import { visualforce } from './lib/page.mjs';
import { read } from './lib/project.mjs';

const JSZip = createRequire(import.meta.url)('jszip');
const PAGE = 'main/default/pages/Denwa.page';
const RESOURCE = 'main/default/staticresources/DenwaPanel';

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { 'my-domain': { type: 'string' }, sandbox: { type: 'string' }, 'no-java': { type: 'boolean' } },
});
const [repository, panel, out] = positionals.map((path) => resolve(path));
if (!out) {
  console.error('usage: node package.mjs REPOSITORY PANEL OUT [--my-domain NAME [--sandbox NAME]] [--no-java]');
  process.exit(2);
}
const org = options['my-domain'] && { address: first.origin(options['my-domain'], options.sandbox), zip: first.zipName(options['my-domain'], options.sandbox) };
const project = join(out, 'project');
await clear();
await cp(join(repository, 'salesforce'), project, { recursive: true });
await putPanel();

const { found, components: count } = await problems(project, { repository, java: !options['no-java'] });
for (const { path, reason } of found) console.log(`${path}: ${reason}`);
if (found.length > 0) process.exit(1);
console.log(`${count} components, no problem`);

const definition = JSON.parse(await readFile(join(project, 'sfdx-project.json'), 'utf8'));
await putJapaneseLabels();
await putFirst();
await writeFile(join(project, 'sfdx-project.json'), `${JSON.stringify(definition, null, 2)}\n`);
for (const { path } of definition.packageDirectories) {
  if (path !== first.FOLDER) await pack(path, path === 'main' ? 'denwa' : `denwa-${path}`);
}
if (org) await packFirst();
else console.log('no first installation: --my-domain NAME makes the one of that org');

/** Removes what an earlier run made, but not first installations: those belong to their orgs. */
async function clear() {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(out)) if (!name.startsWith('denwa-first-')) await rm(join(out, name), { recursive: true });
}

/** The panel's files without their compressed copies: Salesforce compresses by itself. */
async function putPanel() {
  const entries = await readdir(panel, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && !/\.(br|gz)$/.test(one.name))
    .map((one) => relative(panel, join(one.parentPath, one.name)).split(sep).join('/'));
  await rm(join(project, RESOURCE), { recursive: true });
  for (const file of files.filter((one) => one !== 'index.html')) {
    const to = join(project, RESOURCE, file);
    await mkdir(dirname(to), { recursive: true });
    await cp(join(panel, file), to);
  }
  // The licences of others' work in the panel go wherever the panel goes.
  await cp(join(repository, 'NOTICE'), join(project, RESOURCE, 'NOTICE'));
  const page = await readFile(join(panel, 'index.html'), 'utf8');
  const template = await readFile(join(project, PAGE), 'utf8');
  await writeFile(join(project, PAGE), visualforce(template, page, files));
}

async function putJapaneseLabels() {
  await masters.write(await read(project, (path, reason) => console.log(`${path}: ${reason}`)), project);
  const at = definition.packageDirectories.findIndex(({ path }) => path === 'ja');
  definition.packageDirectories.splice(at, 0, { path: masters.FOLDER });
}

/** The org's address takes the place of the mark; without an org the folder is taken out, so that nobody deploys the mark. */
async function putFirst() {
  if (!org) {
    await rm(join(project, first.FOLDER), { recursive: true });
    definition.packageDirectories = definition.packageDirectories.filter(({ path }) => path !== first.FOLDER);
    return;
  }
  const imported = (await readdir(join(project, 'import'))).map((name) => join(project, 'import', name));
  const entries = await readdir(join(project, first.FOLDER), { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  for (const file of [...files, ...imported]) await writeFile(file, first.filled(await readFile(file, 'utf8'), org.address));
}

async function packFirst() {
  if (existsSync(join(out, `${org.zip}.zip`))) console.log(`${org.zip}.zip: kept as it is, because it belongs to the org from now on`);
  else await pack(first.FOLDER, org.zip);
}

async function pack(path, name) {
  const made = await zip(await components(project, path, definition.sourceApiVersion), out, name);
  const file = join(out, `${name}.zip`);
  if (resolve(made) !== file) await rename(made, file);
  await list(file);
}

async function list(file) {
  const bytes = await readFile(file);
  const sum = (of) => createHash('sha256').update(of).digest('hex');
  const inside = Object.values((await JSZip.loadAsync(bytes)).files).filter((one) => !one.dir);
  const lines = await Promise.all(inside.map(async (one) => {
    const contents = await one.async('nodebuffer');
    return `${sum(contents)} ${String(contents.length).padStart(9)} ${one.name}`;
  }));
  lines.sort((a, b) => (a.slice(75) < b.slice(75) ? -1 : 1));
  const head = `${sum(bytes)} ${String(bytes.length).padStart(9)} ${relative(out, file)}`;
  await writeFile(file.replace(/\.zip$/, '.txt'), `${[head, ...lines].join('\n')}\n`);
  console.log(`${relative(out, file)}: ${inside.length} files, ${bytes.length} bytes`);
}
