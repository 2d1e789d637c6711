// The order of the functions in the WebAssembly: alike beside alike.
//
// Gzip sees no further back than 32 kB, less than a tenth of the code. wasm-opt puts the functions most called first, so that calls of
// them are a byte shorter; but the imports take all the short numbers, and nothing is left to gain by that. So each function
// follows that which shares the most with the last few.

/** So many instructions in a row count as something to share. */
const RUNS = [1, 2, 3];
/** So many functions back. */
const BACK = 4;

/** The top-level forms of what wasm-dis writes: an indentation of one space begins one. */
function forms(wat) {
  const found = [];
  for (const line of wat.trimEnd().replace(/\n\)$/, '').split('\n').slice(1)) {
    if (/^ \(/.test(line)) found.push([line]);
    else found.at(-1)?.push(line);
  }
  return found;
}

/** For each function the numbers of the runs in it. */
function runsOf(functions) {
  const numbers = new Map();
  return functions.map((lines) => {
    const instructions = lines.map((line) => line.replaceAll(/[ ()]+/g, ' ').trim()).filter((line) => line !== '' && !line.startsWith('local $'));
    const runs = new Set();
    for (const length of RUNS) {
      for (let at = 0; at + length <= instructions.length; at++) {
        const run = instructions.slice(at, at + length).join('|');
        if (!numbers.has(run)) numbers.set(run, numbers.size);
        runs.add(numbers.get(run));
      }
    }
    return runs;
  });
}

/** The functions' places in the new order. The same functions always come in the same order. */
function order(functions) {
  const runs = runsOf(functions);
  const holders = [];
  for (const [at, all] of runs.entries()) for (const run of all) (holders[run] ??= []).push(at);
  const left = new Set(functions.keys());
  const placed = [];
  let next = 0;
  while (left.size > 0) {
    left.delete(next);
    placed.push(next);
    const shared = new Map();
    for (const run of new Set(placed.slice(-BACK).flatMap((at) => [...runs[at]]))) {
      for (const at of holders[run]) if (left.has(at)) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    let most = 0;
    const last = runs[next].size;
    [next] = left;
    for (const at of left) {
      const both = shared.get(at) ?? 0;
      const share = both / (last + runs[at].size - Math.min(both, runs[at].size));
      if (share > most) [most, next] = [share, at];
    }
  }
  return placed;
}

/** The wasm's text with its functions in an order that compresses well. */
export function alikeBesideAlike(wat) {
  const all = forms(wat);
  const isFunction = ([line]) => line.startsWith(' (func ');
  const functions = all.filter(isFunction);
  const rest = all.filter((form) => !isFunction(form));
  return `(module\n${[...rest, ...order(functions).map((at) => functions[at])].flat().join('\n')}\n)\n`;
}
