// Takes screenshots when everything is painted: after two animation frames, with animations finished.

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env.DENWA_SCREENSHOTS ?? fileURLToPath(new URL('../../../target/screenshots', import.meta.url));

/** Waits until the last change is painted. */
export const painted = (frame) =>
  frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** Takes a screenshot of a page or element, and returns its file. `frame` is the frame to wait for. */
export async function screenshot(subject, name, { frame = subject.page?.() ?? subject, mask = [] } = {}) {
  await painted(frame);
  await frame.evaluate(() => document.fonts.ready.then(() => undefined));
  const path = join(FOLDER, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await subject.screenshot({ path, animations: 'disabled', caret: 'hide', mask });
  return path;
}
