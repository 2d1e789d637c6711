// Makes the files to deploy: `node package.mjs REPOSITORY PANEL OUT`.
//
// OUT/project is the Salesforce DX project with the panel in it. OUT/*.zip has the same in the metadata format, a zip for each package folder;
// beside each zip is a listing with the name, size and SHA-256 of every file. The project is checked first.

import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { problems } from './lib/all.mjs';
import { resolve as components, zip } from './lib/convert.mjs';
import { visualforce } from './lib/page.mjs';

const JSZip = createRequire(import.meta.url)('jszip');
const PAGE = 'main/default/pages/Denwa.page';
const RESOURCE = 'main/default/staticresources/DenwaPanel';

const [repository, panel, out] = process.argv.slice(2).map((path) => resolve(path));
if (!out) {
  console.error('usage: node package.mjs REPOSITORY PANEL OUT');
  process.exit(2);
}
const project = join(out, 'project');
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cp(join(repository, 'salesforce'), project, { recursive: true });
await putPanel();

const { found, components: count } = await problems(project, { repository });
for (const { path, reason } of found) console.log(`${path}: ${reason}`);
if (found.length > 0) process.exit(1);
console.log(`${count} components, no problem`);

const definition = JSON.parse(await readFile(join(project, 'sfdx-project.json'), 'utf8'));
for (const { path } of definition.packageDirectories) {
  const name = path === 'main' ? 'denwa' : `denwa-${path}`;
  const made = await zip(await components(project, path, definition.sourceApiVersion), out, name);
  const file = join(out, `${name}.zip`);
  if (resolve(made) !== file) await rename(made, file);
  await list(file);
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
