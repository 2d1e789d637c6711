// What the finished page must not hold, because the panel's content security policy would block it, or because it would not load.

/** Throws with everything that is wrong with the page; `files` are the names of the files laid beside it. */
export function checkPage(page, files) {
  const wrong = [];
  const bare = page.replace(/<!--[\s\S]*?-->/g, '');
  for (const [tag] of bare.matchAll(/<script\b[^>]*>/gi)) if (!/\ssrc\s*=/i.test(tag)) wrong.push(`an inline script: ${tag}`);
  for (const [tag] of bare.matchAll(/<style\b[^>]*>/gi)) wrong.push(`an inline style sheet: ${tag}`);
  for (const [tag] of bare.matchAll(/<[a-z][^>]*\sstyle\s*=[^>]*>/gi)) wrong.push(`an inline style: ${tag}`);
  for (const [tag] of bare.matchAll(/<[a-z][^>]*\son[a-z]+\s*=[^>]*>/gi)) wrong.push(`an inline handler: ${tag}`);
  for (const [tag] of bare.matchAll(/<[a-z][^>]*\sdata-trunk\b[^>]*>/gi)) wrong.push(`something Trunk did not take: ${tag}`);
  const there = new Set(files);
  const asked = [...bare.matchAll(/\s(?:src|href)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, address]) => address);
  for (const address of asked) {
    if (/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address)) continue;
    if (!there.has(address.replace(/^\.?\//, '').replace(/#.*/, ''))) wrong.push(`a file that is not there: ${address}`);
  }
  if (!asked.some((address) => address.endsWith('.js'))) wrong.push('no script: nothing starts the panel');
  if (!asked.some((address) => address.endsWith('.wasm'))) wrong.push('no preload of the wasm');
  if (wrong.length > 0) throw new Error(`the panel's page has\n  ${wrong.join('\n  ')}`);
}

const SHEET = /<link\b(?=[^>]*\srel\s*=\s*["']?stylesheet)[^>]*\shref\s*=\s*["']?(?:\.\/)?([^"'\s>]+)[^>]*>/gi;

/** One link to a style sheet of that name in place of the page's own, and the names of those, in their order. */
export function oneSheet(page, name) {
  const sheets = [];
  const merged = page.replace(SHEET, (_, sheet) => (sheets.push(sheet) === 1 ? `<link rel="stylesheet" href="./${name}">` : ''));
  return { page: merged, sheets };
}

/** The page's templates without what is only for people: comments, and the space between tags. */
export function tightTemplates(page) {
  return page.replace(/(?:<!--[^]*?-->\s*)*<template\b[^]*<\/template>/i, (templates) => templates.replace(/<!--[^]*?-->/g, '').replace(/>\s+</g, '><'));
}

/** A sheet with short names for the custom properties that are its own (`--dw-…`). */
export function shortVariables(css) {
  const names = [...new Set(css.match(/--dw-[\w-]+/g))];
  return css.replace(/--dw-[\w-]+/g, (name) => `--${names.indexOf(name).toString(36)}`).replace(/(--\w+): /g, '$1:');
}

/** A sprite without the space between and in its symbols' tags, and without saying again what kind of tags they are. The pictures stay as they are. */
export function tightSymbols(svg) {
  return svg.replace(/>\s+</g, '><').replace(/<symbol\b[^>]*>/g, (tag) => tag.replace(/\s+xmlns="[^"]*"/, '').replace(/\s+/g, ' '));
}
