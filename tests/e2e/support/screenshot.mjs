// Pictures of what is on the screen, taken when it is there: after two animation frames, with animations at their end.

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env.DENWA_SCREENSHOTS ?? fileURLToPath(new URL('../../../target/screenshots', import.meta.url));

/** Waits until what was changed last is painted. */
export const painted = (frame) =>
  frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))));

/** Takes a page's, or an element's picture, and returns its file. `frame` is where what matters is drawn. */
export async function screenshot(subject, name, { frame = subject.page?.() ?? subject, mask = [] } = {}) {
  await painted(frame);
  await frame.evaluate(() => document.fonts.ready.then(() => undefined));
  const path = join(FOLDER, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await subject.screenshot({ path, animations: 'disabled', caret: 'hide', mask });
  return path;
}
