// Checks the finished page: what its content security policy would block, and what would not load.

/** Throws with everything that is wrong with the page. `files` are the names of the files beside it. */
export function checkPage(page, files) {
  const bare = page.replace(/<!--[\s\S]*?-->/g, '');
  const wrong = [...forbidden(bare), ...missing(bare, new Set(files))];
  if (wrong.length > 0) throw new Error(`the panel's page has\n  ${wrong.join('\n  ')}`);
}

function forbidden(page) {
  const found = (what, tags) => [...page.matchAll(tags)].map(([tag]) => `${what}: ${tag}`);
  return [
    ...found('an inline script', /<script\b(?![^>]*\ssrc\s*=)[^>]*>/gi),
    ...found('an inline style sheet', /<style\b[^>]*>/gi),
    ...found('an inline style', /<[a-z][^>]*\sstyle\s*=[^>]*>/gi),
    ...found('an inline handler', /<[a-z][^>]*\son[a-z]+\s*=[^>]*>/gi),
    ...found('a tag that Trunk did not replace', /<[a-z][^>]*\sdata-trunk\b[^>]*>/gi),
  ];
}

function missing(page, files) {
  const addresses = [...page.matchAll(/\s(?:src|href)\s*=\s*["']?([^"'\s>]+)/gi)].map(([, address]) => address);
  const own = addresses.filter((address) => !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(address));
  const wrong = own
    .filter((address) => !files.has(address.replace(/^\.?\//, '').replace(/#.*/, '')))
    .map((address) => `a file that is not there: ${address}`);
  if (!addresses.some((address) => address.endsWith('.js'))) wrong.push('no script: nothing starts the panel');
  if (!addresses.some((address) => address.endsWith('.wasm'))) wrong.push('no preload of the WebAssembly');
  return wrong;
}
