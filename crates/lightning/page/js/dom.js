/** Builds elements without markup: the words of callers and records are always text. */

/**
 * @param {string} tag @param {object} [attributes] `onclick` and the like are listeners, `class`, `aria-…`; false and null are left out
 * @param {...(Node | string | null | undefined | Array)} children
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else if (name === 'checked' || name === 'selected' || name === 'hidden') element[name] = Boolean(value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

const HANDSET = 'M6.5 3 9.6 6.6 8.2 9.4c1.2 2.6 3.3 4.8 6 6.1l2.7-1.5L20.9 17v2.6c0 1-.9 1.7-1.9 1.6C10.700 20.600 3.800 13.800 3 5.200 2.900 4 3.700 3 4.800 3Z';
const DOWN = 'M3 15.500c-.6-3 3.500-6.500 9-6.500s9.600 3.500 9 6.500l-4.200.7-1.500-3.300c-2.100-.6-4.500-.6-6.600 0L7.200 16.200Z';

/** Icons drawn for this page, by the keys that adapters use. For other keys the first letter is shown. */
const PATHS = {
  call: [HANDSET],
  incoming_call: [HANDSET, 'M21 3l-6 6m0-4.500V9h4.500'],
  outbound_call: [HANDSET, 'M14.500 9.500l6-6m-4.500 0h4.500V8'],
  dialing: [HANDSET, 'M14 4h.1M17.500 4h.1M21 4h.1M14 7.500h.1M17.500 7.500h.1M21 7.500h.1'],
  missed_call: [HANDSET, 'M15 4l5 5m0-5l-5 5'],
  end_call: [DOWN],
  pause: ['M7 4h4v16H7ZM13.500 4h4v16h-4Z'],
  away: ['M12 3a9 9 0 1 0 .1 0ZM12 7v5.500l4 2'],
  alert: ['M12 3 22 20.500H2ZM12 9.500v5m0 2.500v.1'],
  task: ['M4 4h16v16H4ZM8 12l3 3 5.500-6'],
  log_a_call: ['M5 3h14v18H5ZM8.500 8h7m-7 4h7m-7 4h4'],
  muted: ['M9 4h6v8H9ZM6 11c0 8 12 8 12 0M12 17v4M4 4l16 16'],
  unmuted: ['M9 4h6v8H9ZM6 11c0 8 12 8 12 0M12 17v4'],
  ban: ['M12 3a9 9 0 1 0 .1 0ZM6 6l12 12'],
  check: ['M4 12.500l5 5L20 6'],
  close: ['M5 5l14 14M19 5L5 19'],
  minimise: ['M4 18h16'],
  search: ['M10.500 4a6.500 6.500 0 1 0 .1 0ZM15.500 15.500 21 21'],
  exchange: ['M3 7h13m-4-4 4 4-4 4M21 17H8m4-4-4 4 4 4'],
  settings: ['M4 7h9m4 0h3M4 17h3m4 0h9M15 4.500v5M9 14.500v5'],
  refresh: ['M20 12a8 8 0 1 1-2.500-5.800M20 3v5h-5'],
};
const FILLED = new Set(['call', 'incoming_call', 'outbound_call', 'dialing', 'missed_call', 'end_call', 'pause']);

/** An icon that says nothing to a screen reader. */
export function icon(key) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.dataset.key = key;
  const paths = PATHS[key];
  if (!paths) {
    const letter = document.createElementNS(SVG, 'text');
    letter.setAttribute('x', '12');
    letter.setAttribute('y', '18');
    letter.setAttribute('text-anchor', 'middle');
    letter.textContent = key.slice(0, 1).toUpperCase();
    svg.append(letter);
  }
  for (const [i, d] of (paths ?? []).entries()) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    if (FILLED.has(key) && i === 0) path.setAttribute('class', 'filled');
    svg.append(path);
  }
  return svg;
}

/** A button with an icon and a name that is only read out. */
export const iconButton = (key, name, onclick, more = {}) =>
  h('button', { type: 'button', class: 'button-icon', 'aria-label': name, title: name, onclick, ...more }, icon(key));
