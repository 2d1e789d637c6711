// The order of the functions in the WebAssembly: alike beside alike.
//
// Gzip sees no further back than 32 kB, about a tenth of the code, and writes shortly what it sees again there. wasm-opt puts the functions
// most called first, so that calls of them are a byte shorter. That is done here as far as there are numbers of one byte; each
// of the others follows where gzip makes the least of it.

import { deflateRawSync } from 'node:zlib';
import { bodies } from './wasm.mjs';

/** A call of a function with a lower number is a byte shorter. Imports come first. */
const SHORT = 128;
/** So far back gzip sees. */
const WINDOW = 32768;
/** So many instructions in a row count as something to share, */
const RUNS = [2, 3, 5];
/** unless so many functions have them. */
const COMMON = 300;
/** What was shared so many functions ago counts for so much less. */
const FADE = 0.8;
/** So many functions that share the most are tried. */
const TRIED = 30;

/** The top-level forms of what wasm-dis writes: an indentation of one space begins one. */
function forms(wat) {
  const found = [];
  for (const line of wat.trimEnd().replace(/\n\)$/, '').split('\n').slice(1)) {
    if (/^ \(/.test(line)) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found;
}

/** For each function the runs in it, and for each run the functions that have it. */
function runsOf(functions) {
  const numbers = new Map();
  const runs = functions.map((lines) => {
    const instructions = lines.map((line) => line.replaceAll(/[ ()]+/g, ' ').trim()).filter((line) => line !== '' && !line.startsWith('local $'));
    const own = new Set();
    for (const length of RUNS) {
      for (let at = 0; at + length <= instructions.length; at++) {
        const run = instructions.slice(at, at + length).join('|');
        if (!numbers.has(run)) numbers.set(run, numbers.size);
        own.add(numbers.get(run));
      }
    }
    return own;
  });
  const holders = Array.from(numbers, () => []);
  for (const [at, own] of runs.entries()) for (const run of own) holders[run].push(at);
  return { runs, holders };
}

/** What is left of some bytes behind others. */
const packed = (bytes, dictionary) => deflateRawSync(bytes, { level: 9, memLevel: 9, ...(dictionary.length > 0 && { dictionary }) }).length;

/** The functions most called, as many as there are short numbers. */
function hottest(functions, imports) {
  const places = new Map(functions.map(([line], at) => [line.match(/^ \(func (\S+)/)[1], at]));
  const calls = new Uint32Array(functions.length);
  for (const lines of functions) for (const line of lines) for (const [, name] of line.matchAll(/\(call (\$[^\s()]+)/g)) calls[places.get(name)]++;
  const called = [...functions.keys()].filter((at) => calls[at] > 0).sort((a, b) => calls[b] - calls[a]);
  return called.slice(0, Math.max(0, SHORT - imports));
}

/** The functions' places in the new order. The same functions always come in the same order. */
function order(functions, code, first) {
  const { runs, holders } = runsOf(functions);
  const alone = code.map((bytes) => packed(bytes, []));
  const shared = new Float64Array(functions.length);
  const left = new Set(functions.keys());
  const placed = [];
  let window = Buffer.alloc(0);
  const place = (next) => {
    left.delete(next);
    placed.push(next);
    window = Buffer.concat([window, code[next]]).subarray(-WINDOW);
    for (const at of left) shared[at] *= FADE;
    for (const run of runs[next]) {
      const having = holders[run];
      if (having.length > 1 && having.length < COMMON) for (const at of having) shared[at] += 1 / Math.log(1 + having.length);
    }
  };
  for (const at of first) place(at);
  while (left.size > 0) {
    // Short functions share little, whatever they are: eight runs more make that even.
    const score = (at) => shared[at] / (runs[at].size + 8);
    const tried = [...left].sort((a, b) => score(b) - score(a) || a - b).slice(0, TRIED);
    const share = tried.map((at) => packed(code[at], window) / alone[at]);
    place(tried[share.indexOf(Math.min(...share))]);
  }
  return placed;
}

/** The wasm's text with its functions in an order that compresses well; `wasm` is the same in binary. */
export function alikeBesideAlike(wat, wasm) {
  const all = forms(wat);
  const isFunction = ([line]) => line.startsWith(' (func ');
  const functions = all.filter(isFunction);
  const rest = all.filter((form) => !isFunction(form));
  const imports = rest.filter(([line]) => /^ \(import .*\(func /.test(line)).length;
  const places = order(functions, bodies(wasm), hottest(functions, imports));
  return `(module\n${[...rest, ...places.map((at) => functions[at])].flat().join('\n')}\n)\n`;
}
