// static/icons.svg: chosen symbols of SLDS's utility sprite, byte for byte. Their licence (CC BY-ND 4.0) allows no change, so nothing
// here may minify or recolour a path.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { list, put, SLDS, VERSION } from './lib.mjs';

const sprite = readFileSync(join(SLDS, 'assets/icons/utility-sprite/svg/symbols.svg'), 'utf8');
const symbols = list('icons.txt').map((name) => {
  const symbol = sprite.match(new RegExp(`<symbol[^>]*\\sid="${name}"[^>]*>.*?</symbol>`, 's'));
  if (!symbol) throw new Error(`SLDS has no utility symbol ${name}`);
  return symbol[0];
});
const credit = `<!-- Salesforce Lightning Design System ${VERSION}, utility icons, a selection, unmodified. CC BY-ND 4.0, see NOTICE. -->`;
put('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${credit}\n${symbols.join('\n')}\n</svg>\n`);
