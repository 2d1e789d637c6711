// Writes compressed copies beside a file, for servers that send them: brotli 11 and gzip 9.

import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = new Set(['.html', '.js', '.mjs', '.css', '.svg', '.json', '.webmanifest', '.txt']);

/** Compresses by `gzip -9`, or without that program by Node's zlib, whose copies are about 1 % larger. */
async function gzipped(file, contents) {
  try {
    const { stdout } = await promisify(execFile)('gzip', ['-9nc', file], { encoding: 'buffer', maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return promisify(gzip)(contents, { level: 9, memLevel: 9 });
  }
}

export async function compress(file, extension) {
  if (!TEXT.has(extension) && extension !== '.wasm') return;
  const contents = await readFile(file);
  const brotli = await promisify(brotliCompress)(contents, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_MODE]: TEXT.has(extension) ? constants.BROTLI_MODE_TEXT : constants.BROTLI_MODE_GENERIC,
      [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
    },
  });
  await writeFile(`${file}.br`, brotli);
  await writeFile(`${file}.gz`, await gzipped(file, contents));
}
