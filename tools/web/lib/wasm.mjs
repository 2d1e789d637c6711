// The WebAssembly file: made small, and a name for its contents (as for every other file).

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const program = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));

/** What rustc's wasm32-unknown-unknown and wasm-bindgen use; the tools refuse instructions of features they are not told of. */
const FEATURES = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'].map(
  (feature) => `--enable-${feature}`,
);

async function convert(tool, input, output, contents, ...options) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-wasm-'));
  try {
    const [from, to] = [join(folder, input), join(folder, output)];
    await writeFile(from, contents);
    await run(program(tool), [from, '-o', to, ...FEATURES, ...options], { maxBuffer: 1 << 26 });
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Nothing is read or written in the first kilobyte: what adds to an address and goes round the end of the memory would be, and Rust has
 * nothing that does. Its linker puts the stack first (`--stack-first`), a megabyte that grows down to 0, and the data behind it; the
 * last kilobyte of the stack may be used all the same, since its addresses are sums that do not go round.
 */
const LOW_MEMORY = '--low-memory-unused';

/** Blocks and branches made anew from the flow between them, and what that leaves behind taken away: shorter than what the compiler makes. */
const NEW_BLOCKS = ['--flatten', '--rereloop'];

/** As small as it gets. The functions stay in their order. */
export const optimise = (wasm) =>
  convert('wasm-opt', 'in.wasm', 'out.wasm', wasm, ...NEW_BLOCKS, '-Oz', '-Oz', LOW_MEMORY, '--skip-pass=reorder-functions', '--strip-debug', '--strip-producers');

/** As text. */
export const toText = async (wasm) => (await convert('wasm-dis', 'in.wasm', 'out.wat', wasm)).toString('utf8');

/** From text. */
export const fromText = (wat) => convert('wasm-as', 'in.wat', 'out.wasm', wat);

/**
 * The text without what the compiler knows of the alignment of addresses. It is a hint that today's machines have no use for, and costs a byte
 * that cannot be foreseen.
 */
export const withoutAlignment = (wat) => wat.replaceAll(/^( +\([if]\d+\.\S+(?: offset=\d+)?) align=\d+/gm, '$1');

/** A number of unsigned LEB128, and where it ends. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}

/** The section of the functions' code. */
const CODE = 10;

/** The code of each function, with its length before it, as it stands in the file. */
export function bodies(wasm) {
  for (let at = 8; at < wasm.length; ) {
    const kind = wasm[at];
    const [length, start] = number(wasm, at + 1);
    at = start + length;
    if (kind !== CODE) continue;
    const found = [];
    let [count, next] = number(wasm, start);
    while (count-- > 0) {
      const from = next;
      const [size, body] = number(wasm, from);
      next = body + size;
      found.push(wasm.subarray(from, next));
    }
    return found;
  }
  return [];
}

/** `panel.css` and its contents → `panel-1a2b3c4d5e6f.css`. */
export function hashedName(name, contents) {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 12);
  const extension = extname(name);
  return join(dirname(name), `${name.slice(name.lastIndexOf('/') + 1, name.length - extension.length)}-${hash}${extension}`);
}
