// Makes one import of those that differ in a name only, and shortens how the glue writes the rest.
//
// wasm-bindgen gives every property and method its own function in the glue and its own import in the wasm: `arg0.firstChild`,
// `arg0.lastChild`, … are the same but for the name. Such a family becomes one function with one more number, the name's place in a
// list; its calls give that number. Imports take the shortest numbers of functions, so that every call of our own is the
// shorter the fewer there are.

import { ENTRY } from './trim.mjs';

/** An import of a function: its name, its symbol and its type. */
const IMPORTED = /^ \(import "[^"]+" "([^"]+)" \(func (\$\S+?)((?: \((?:param|result)[^)]*\))*)\)\)/gm;
/** The first member of something that is given, or of the page. */
const MEMBER = /\b(arg\d+|document)\.([A-Za-z]\w*)/;
/** What is asked of the first argument's class. */
const CLASS = /\binstanceof ([A-Z]\w*)/;
const HEAD = /^ {8}"?(\w+)"?: function\(([^)]*)\) \{/;
const CATCHES = /^ return handleError\(function \(([^)]*)\) \{([\s\S]*)\}, arguments\); \},\n$/;

/** An entry of the table of imports in its parts. */
function parts(entry) {
  const [head, name, outer] = entry.match(HEAD);
  const rest = entry.slice(head.length);
  const catching = rest.match(CATCHES);
  const [args, body] = catching ? catching.slice(1) : [outer, rest.replace(/\},\n$/, '')];
  return { name, args: args.split(', ').filter(Boolean), body: body.replaceAll(/^ *\/\/.*\n/gm, '').trim(), catches: Boolean(catching) };
}

/** An entry from its parts: an arrow is shorter than a function. */
function written({ name, args, body, catches }) {
  const arrow = `(${args.join(', ')}) => { ${body} }`;
  return `        ${name}: ${catches ? `(...args) => handleError(${arrow}, args)` : arrow},\n`;
}

/** The body without the name in it, and that name. */
function withoutName(body) {
  const member = body.match(MEMBER);
  const named = member ?? body.match(CLASS);
  if (!named) return undefined;
  const put = member ? `${member[1]}[NAMES[which]]` : 'instanceof globalThis[NAMES[which]]';
  return { name: named.at(-1), body: body.replace(named[0], put) };
}

/** The place of the parenthesis that closes the one at `from`. In the text of functions there are no strings. */
function closing(wat, from) {
  let depth = 0;
  for (let at = from; ; at++) {
    if (wat[at] === '(') depth++;
    else if (wat[at] === ')' && --depth === 0) return at;
  }
}

/** The wasm's text with other calls: `calls` has for a function's symbol the one to call in its place, and a number to give it besides. */
function withCalls(wat, calls) {
  const changes = [];
  for (const found of wat.matchAll(/\(call (\$[^\s()]+)/g)) {
    const { symbol, number } = calls.get(found[1]) ?? {};
    if (symbol === undefined) continue;
    changes.push([found.index, found[0], `(call ${symbol}`], [closing(wat, found.index), '', ` (i32.const ${number})`]);
  }
  changes.sort(([a], [b]) => a - b);
  let result = '';
  let at = 0;
  for (const [from, old, put] of changes) {
    result += wat.slice(at, from) + put;
    at = from + old.length;
  }
  return result + wat.slice(at);
}

/** Glue and text of the wasm with one import for each family. */
export function oneImportForAll(glue, wat) {
  const imports = new Map([...wat.matchAll(IMPORTED)].map(([line, name, symbol, type]) => [name, { line, symbol, type }]));
  // Whatever else names a function (the table of those called by number) must find it as it was.
  const mentions = new Map();
  for (const [, called, symbol] of wat.matchAll(/(\(call )?(\$fimport[^\s()]*)/g)) {
    mentions.set(symbol, (mentions.get(symbol) ?? 0) + (called ? 0 : 1));
  }
  const entries = [...glue.matchAll(ENTRY)].map(([entry]) => ({ entry, ...parts(entry) }));
  const families = new Map();
  for (const it of entries) {
    const imported = imports.get(it.name);
    const named = withoutName(it.body);
    if (!named || !imported || mentions.get(imported.symbol) > 1) continue;
    const shape = JSON.stringify([it.catches, it.args, named.body, imported.type]);
    families.set(shape, [...(families.get(shape) ?? []), { ...it, imported, named }]);
  }

  const names = [];
  const place = (name) => (names.includes(name) ? names.indexOf(name) : names.push(name) - 1);
  const lines = new Map(entries.map((it) => [it.entry, written(it)]));
  const calls = new Map();
  let text = wat;
  for (const family of [...families.values()].filter((family) => family.length > 1)) {
    const [{ imported, named, ...first }, ...others] = family;
    for (const member of family) calls.set(member.imported.symbol, { symbol: imported.symbol, number: place(member.named.name) });
    for (const member of others) {
      lines.set(member.entry, '');
      text = text.replace(`${member.imported.line}\n`, '');
    }
    lines.set(first.entry, written({ ...first, args: [...first.args, 'which'], body: named.body }));
    const type = /\(param/.test(imported.type) ? imported.type.replace(/\(param([^)]*)\)/, '(param$1 i32)') : ` (param i32)${imported.type}`;
    text = text.replace(imported.line, imported.line.replace(`${imported.type}))`, `${type}))`));
  }
  const list = `const NAMES = ${JSON.stringify(names.join(' '))}.split(' ');\n`;
  return { glue: glue.replaceAll(ENTRY, (entry) => lines.get(entry)) + list, wat: withCalls(text, calls) };
}
