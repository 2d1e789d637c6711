// Trunk's last step of a release build: what its own tools cannot do. Works on the files in the folder that Trunk names:
//
// - minifies scripts and style sheets with esbuild;
// - puts a hash into the names of the second program's files, which Trunk gives the files of the first only;
// - checks the page against what its content security policy forbids;
// - lays a .br and a .gz beside every file, for servers that send compressed copies.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { compress } from './lib/compress.mjs';
import { hashNames } from './lib/hash.mjs';
import { checkPage } from './lib/page.mjs';

const TARGET = 'es2022';
/** The program that Trunk builds as a worker. */
const SECOND = 'denwa-admin';
const LOADERS = { '.js': 'js', '.css': 'css' };

async function list(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Licences stay: SLDS's style sheet begins with its own. */
async function minify(file, loader) {
  const source = await readFile(file, 'utf8');
  const format = loader === 'js' ? 'esm' : undefined;
  const { code } = await transform(source, { loader, format, minify: true, target: TARGET, charset: 'utf8', legalComments: 'inline', sourcefile: file });
  await writeFile(file, code);
}

async function finish(folder) {
  for (const name of await list(folder)) {
    const file = join(folder, name);
    const loader = LOADERS[extname(name)];
    if (loader) await minify(file, loader);
  }
  await hashNames(folder, SECOND);
  const names = await list(folder);
  checkPage(await readFile(join(folder, 'index.html'), 'utf8'), names);
  for (const name of names) await compress(join(folder, name), extname(name));
}

const { TRUNK_STAGING_DIR: folder, TRUNK_PROFILE: profile } = process.env;
if (!folder) {
  console.error('Trunk runs this as a hook: TRUNK_STAGING_DIR names the folder.');
  process.exit(2);
}
// A development build is for looking at.
if (profile === 'release') await finish(folder);
