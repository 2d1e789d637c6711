// Shared by both generators: paths, and writing a file or checking that it is current.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = join(HERE, '..', '..');
export const SLDS = join(HERE, 'node_modules', '@salesforce-ux', 'design-system');
export const VERSION = JSON.parse(readFileSync(join(SLDS, 'package.json'), 'utf8')).version;

/** The lines of a list file: one entry a line, `#` begins a comment. */
export function list(name) {
  return readFileSync(join(HERE, name), 'utf8').split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
}

/** Writes static/NAME; with `--check` fails instead if it is not what it would write. */
export function put(name, text) {
  const path = join(ROOT, 'static', name);
  if (process.argv.includes('--check')) {
    if (readFileSync(path, 'utf8') !== text) {
      console.error(`static/${name} is not current: run "npm run build" in static/slds`);
      process.exit(1);
    }
  } else {
    writeFileSync(path, text);
  }
  console.log(`static/${name}: ${text.length} bytes, ${gzipSync(text, { level: 9 }).length} gzipped`);
}
