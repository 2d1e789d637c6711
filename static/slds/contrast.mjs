// Checks the contrast of panel.css's colours that lie on one another, in each scheme: WCAG 2.2, 4.5:1 for text, 3:1 for edges, icons and focus
// rings; with more contrast, 7:1 for text and 4.5:1 for the rest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib.mjs';

const css = readFileSync(join(ROOT, 'static/panel.css'), 'utf8');

/** The colours that a rule for the root sets. `where` is the condition of the media query around it. */
function tokens(where) {
  const start = where === '' ? css.indexOf(':root {') : css.indexOf(`@media ${where} {`);
  if (start < 0) throw new Error(`panel.css has nothing for ${where}`);
  const rule = css.slice(css.indexOf(':root {', start), css.indexOf('}', start));
  const found = rule.matchAll(/(--dw-[\w-]+):\s*(?:var\([^,]+,\s*)?(#[0-9a-f]{3,6})\)?;/g);
  return Object.fromEntries([...found].map(([, name, colour]) => [name.slice(5), colour]));
}

const DARK = '(prefers-color-scheme: dark)';
const MORE = '(prefers-contrast: more)';
const light = tokens('');
const dark = { ...light, ...tokens(DARK) };
const SCHEMES = [
  { name: 'light', colours: light, text: 4.5, edge: 3 },
  { name: 'dark', colours: dark, text: 4.5, edge: 3 },
  { name: 'light, more contrast', colours: { ...light, ...tokens(MORE) }, text: 7, edge: 4.5 },
  { name: 'dark, more contrast', colours: { ...dark, ...tokens(MORE), ...tokens(`${MORE} and ${DARK}`) }, text: 7, edge: 4.5 },
];

const TEXT = 'text';
const EDGE = 'edge';
const PAIRS = [
  ...['ink', 'ink-2', 'ink-3', 'blue-ink', 'green-ink', 'amber-ink', 'red-ink', 'red'].flatMap((ink) =>
    ['paper', 'ground', 'blue-soft'].map((ground) => [ink, ground, TEXT]),
  ),
  ['green-ink', 'green-soft', TEXT],
  ['amber-ink', 'amber-soft', TEXT],
  ['red-ink', 'red-soft', TEXT],
  ...['green', 'amber', 'red'].map((kind) => ['ink-2', `${kind}-soft`, TEXT]),
  ...['ink', 'ink-2'].map((ground) => ['paper', ground, TEXT]),
  ...['fill', 'fill-press', 'green-fill', 'green-press', 'red-fill', 'red-press', 'grey-fill'].map((ground) => ['on-fill', ground, TEXT]),
  ...['paper', 'ground', 'blue-soft', 'green-soft', 'amber-soft', 'red-soft'].map((ground) => ['focus', ground, EDGE]),
  ...['green', 'blue', 'amber', 'grey', 'red', 'line-strong'].map((edge) => [edge, 'paper', EDGE]),
  ...['green', 'blue', 'amber', 'grey', 'line-strong'].map((edge) => [edge, 'ground', EDGE]),
];
// The pictures of objects keep Salesforce's colours.
const PICTURES = ['#9602c7', '#5867e8', '#c23a0b', '#c4126b'];

const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
function luminance(colour) {
  let hex = colour.slice(1);
  if (hex.length === 3) hex = [...hex].map((digit) => digit + digit).join('');
  const [r, g, b] = [0, 2, 4].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ratio(front, back) {
  const [lighter, darker] = [luminance(front), luminance(back)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

let low = 0;
let all = 0;
function check(scheme, front, back, frontColour, backColour, least) {
  all += 1;
  const found = ratio(frontColour, backColour);
  if (found >= least) return;
  low += 1;
  console.error(`${scheme}: ${front} on ${back}: ${found.toFixed(2)}, needs ${least}`);
}
for (const { name, colours, ...least } of SCHEMES) {
  const colour = (token) => {
    if (!colours[token]) throw new Error(`panel.css has no --dw-${token}`);
    return colours[token];
  };
  for (const [front, back, kind] of PAIRS) check(name, front, back, colour(front), colour(back), least[kind]);
  for (const picture of PICTURES) check(name, 'on-fill', picture, colour('on-fill'), picture, 4.5);
}
console.log(`contrast: ${all - low} of ${all} pairs hold`);
process.exit(low ? 1 : 0);
