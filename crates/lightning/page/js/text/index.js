/** The page's texts in the language of the tab. */
import en from './en.js';
import ja from './ja.js';

export const texts = { en, ja };
let current = en;

/** Chooses the language for the rest of the page's life. */
export function use(lang) {
  current = texts[lang] ?? en;
}

/** The text of a key, with `{0}`, `{1}` filled in. */
export function t(key, ...values) {
  return (current[key] ?? key).replace(/\{(\d)\}/g, (_, i) => String(values[i]));
}
