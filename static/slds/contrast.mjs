// Checks the contrast of panel.css's colours that lie on one another: WCAG 2.2, 4.5:1 for text, 3:1 for edges, icons and focus rings.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib.mjs';

const css = readFileSync(join(ROOT, 'static/panel.css'), 'utf8');
const tokens = Object.fromEntries(
  [...css.matchAll(/(--dw-[\w-]+):\s*(?:var\([^,]+,\s*)?(#[0-9a-f]{3,6})\)?;/g)].map(([, name, colour]) => [name.slice(5), colour]),
);

const TEXT = 4.5;
const EDGE = 3;
const PAIRS = [
  ...['ink', 'ink-2', 'ink-3', 'blue-ink', 'green-ink', 'amber-ink', 'red-ink', 'red'].flatMap((ink) =>
    ['paper', 'ground', 'blue-soft'].map((ground) => [ink, ground, TEXT]),
  ),
  ['green-ink', 'green-soft', TEXT],
  ['amber-ink', 'amber-soft', TEXT],
  ['red-ink', 'red-soft', TEXT],
  ...['green', 'amber', 'red'].map((kind) => ['ink-2', `${kind}-soft`, TEXT]),
  ...['green', 'red', 'focus', 'red-ink', 'blue-ink', 'ink'].map((ground) => ['paper', ground, TEXT]),
  ...['#194e31', '#9602c7', '#c23a0b', '#c4126b'].map((ground) => ['paper', ground, TEXT]),
  ['paper', '#5867e8', TEXT],
  ...['paper', 'ground', 'blue-soft', 'green-soft', 'amber-soft', 'red-soft'].map((ground) => ['focus', ground, EDGE]),
  ...['green', 'blue', 'amber', 'grey', 'red', 'line-strong'].map((edge) => [edge, 'paper', EDGE]),
  ...['green', 'blue', 'amber', 'grey', 'line-strong'].map((edge) => [edge, 'ground', EDGE]),
];

const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
function luminance(name) {
  let hex = (name.startsWith('#') ? name : tokens[name])?.slice(1);
  if (!hex) throw new Error(`panel.css has no --dw-${name}`);
  if (hex.length === 3) hex = [...hex].map((digit) => digit + digit).join('');
  const [r, g, b] = [0, 2, 4].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const ratios = PAIRS.map(([front, back, least]) => {
  const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
  return { front, back, least, ratio: (light + 0.05) / (dark + 0.05) };
});
const low = ratios.filter(({ ratio, least }) => ratio < least);
for (const { front, back, least, ratio } of low) console.error(`${front} on ${back}: ${ratio.toFixed(2)}, needs ${least}`);
console.log(`contrast: ${ratios.length - low.length} of ${ratios.length} pairs hold`);
process.exit(low.length ? 1 : 0);
