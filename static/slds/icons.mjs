// static/icons.svg: chosen symbols of SLDS's utility sprite. Their licence (CC BY-ND 4.0) allows no change, so nothing here may minify or
// recolour a path. Only the symbols' IDs get a prefix: Trunk pastes the sprite into the panel's page, whose elements have IDs too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { list, put, SLDS, VERSION } from './lib.mjs';

const sprite = readFileSync(join(SLDS, 'assets/icons/utility-sprite/svg/symbols.svg'), 'utf8');
const symbols = list('icons.txt').map((name) => {
  const symbol = sprite.match(new RegExp(`<symbol[^>]*\\sid="${name}"[^>]*>.*?</symbol>`, 's'));
  if (!symbol) throw new Error(`SLDS has no utility symbol ${name}`);
  return symbol[0].replace(`id="${name}"`, `id="icon-${name}"`);
});
const credit = `<!-- Salesforce Lightning Design System ${VERSION}, utility icons, a selection, pictures unmodified. CC BY-ND 4.0, see NOTICE. -->`;
put('icons.svg', `<svg xmlns="http://www.w3.org/2000/svg">${credit}\n${symbols.join('\n')}\n</svg>\n`);
