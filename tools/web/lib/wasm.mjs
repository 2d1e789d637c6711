// The WebAssembly file: made small, and a name for its contents (as for every other file).

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const WASM_OPT = fileURLToPath(new URL('../node_modules/.bin/wasm-opt', import.meta.url));

/** What rustc's wasm32-unknown-unknown and wasm-bindgen use; wasm-opt refuses instructions of features it is not told of. */
const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];

export async function optimise(file) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-wasm-'));
  try {
    const target = join(folder, 'panel.wasm');
    const features = FEATURES.map((feature) => `--enable-${feature}`);
    await run(WASM_OPT, [file, '-o', target, '-Oz', ...features, '--strip-debug', '--strip-producers'], { maxBuffer: 1 << 26 });
    return await readFile(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `panel.css` and its contents → `panel-1a2b3c4d5e6f.css`. */
export function hashedName(name, contents) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const extension = extname(name);
  return join(dirname(name), `${name.slice(name.lastIndexOf('/') + 1, name.length - extension.length)}-${hash}${extension}`);
}
