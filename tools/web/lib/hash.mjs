// Hashes in the names of a program's files, so that browsers may keep the files for ever.

import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Renames `PROGRAM.js` and `PROGRAM_bg.wasm` in the folder, and their names in the page and the script. */
export async function hashNames(folder, program) {
  const [script, wasm] = [`${program}.js`, `${program}_bg.wasm`];
  const text = await readFile(join(folder, script), 'utf8');
  const hash = createHash('sha256').update(text).update(await readFile(join(folder, wasm))).digest('hex').slice(0, 16);
  const names = { [script]: `${program}-${hash}.js`, [wasm]: `${program}-${hash}_bg.wasm` };
  const page = join(folder, 'index.html');
  await writeFile(page, renamed(await readFile(page, 'utf8'), names, 'the page'));
  await writeFile(join(folder, script), text.replaceAll(wasm, names[wasm]));
  for (const [from, to] of Object.entries(names)) await rename(join(folder, from), join(folder, to));
}

function renamed(text, names, what) {
  return Object.entries(names).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`${what} does not name ${from}`);
    return all.replaceAll(from, to);
  }, text);
}
