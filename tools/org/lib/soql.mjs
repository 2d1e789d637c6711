// Reads SOQL queries, so that their objects and fields can be looked up. A query made of texts and expressions has HOLE for each expression.

/** Stands for an expression in a query that is put together while the program runs. */
export const HOLE = '\u0001';
const TOKEN = /\s+|:\s*[\w.]+(?:\([^()]*\))*(?:\.\w+(?:\([^()]*\))*)*|'(?:[^'\\]|\\.)*'|\u0001|[A-Za-z_][\w.]*(?::\d+)?|\d[\d.:TZ+-]*|<=|>=|!=|<>|[=<>(),]/y;
const COMPARISON = ['=', '!=', '<>', '<', '>', '<=', '>=', 'LIKE', 'IN', 'INCLUDES', 'EXCLUDES'];
const ENDS = ['WHERE', 'WITH', 'GROUP', 'ORDER', 'LIMIT', 'OFFSET', 'FOR'];

function tokens(text) {
  const glued = text.match(/\w\u0001|\u0001\w/);
  if (glued) throw new Error(`a word runs into an expression near "${around(text, glued.index)}"`);
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`cannot be read near "${around(text, at)}"`);
    if (token.trim() !== '') found.push(token);
  }
  return found;
}

const around = (text, at) => text.slice(Math.max(0, at - 12), at + 12).replaceAll(HOLE, '…');

/** The queries in a text, the outer one first: `{object, fields, binds, mode}`. Throws where it is not SOQL. */
export function parse(text) {
  const list = tokens(text);
  const queries = [];
  let at = 0;
  const is = (word) => list[at]?.toUpperCase() === word;
  const fail = () => {
    throw new Error(list[at] === undefined ? 'ends too early' : `has "${list[at].replace(HOLE, '…')}" where it may not stand`);
  };
  const take = (word) => (is(word) ? list[at++] : fail());
  const name = () => (list[at] === HOLE || (/^[A-Za-z_]/.test(list[at] ?? '') && !ENDS.includes(list[at].toUpperCase())) ? list[at++] : fail());
  const some = (read) => {
    read();
    while (is(',')) {
      at++;
      read();
    }
  };
  const field = (query) => {
    const one = name();
    if (!is('(')) return void query.fields.push(one);
    at++;
    if (!is(')')) query.fields.push(name());
    take(')');
    if (/^[A-Za-z_]/.test(list[at] ?? '') && !is('FROM') && !COMPARISON.includes(list[at].toUpperCase()) && !['ASC', 'DESC', 'AND', 'OR'].includes(list[at].toUpperCase())) at++;
  };
  const bind = (query) => query.binds.push(list[at++].slice(1).trim());
  const literal = (query) => (list[at]?.startsWith(':') ? bind(query) : /^(['\d\u0001]|TRUE$|FALSE$|NULL$|TODAY$|LAST_N_DAYS|[A-Z]{3}\d)/i.test(list[at] ?? '') ? at++ : fail());
  const amount = (query) => (list[at]?.startsWith(':') ? bind(query) : /^[\d\u0001]/.test(list[at] ?? '') ? at++ : fail());
  const values = (query) => {
    if (!is('(')) return literal(query);
    at++;
    if (is('SELECT')) select();
    else some(() => literal(query));
    take(')');
  };
  const comparison = (query) => {
    if (is('NOT')) {
      at++;
      return comparison(query);
    }
    if (is('(')) {
      at++;
      condition(query);
      return take(')');
    }
    field(query);
    if (is('NOT')) at++;
    if (!COMPARISON.includes(list[at]?.toUpperCase())) fail();
    at++;
    values(query);
  };
  const condition = (query) => {
    comparison(query);
    while (is('AND') || is('OR')) {
      at++;
      comparison(query);
    }
  };
  const select = () => {
    const query = { fields: [], binds: [] };
    queries.push(query);
    take('SELECT');
    some(() => {
      if (!is('(')) return field(query);
      at++;
      select();
      take(')');
    });
    take('FROM');
    query.object = name();
    if (is('WHERE')) {
      at++;
      condition(query);
    }
    if (is('WITH')) {
      at++;
      query.mode = name();
    }
    for (const word of ['GROUP', 'ORDER']) {
      if (!is(word)) continue;
      at++;
      take('BY');
      some(() => {
        field(query);
        if (is('ASC') || is('DESC')) at++;
        if (is('NULLS')) {
          at++;
          if (is('FIRST')) at++;
          else take('LAST');
        }
      });
    }
    for (const word of ['LIMIT', 'OFFSET']) {
      if (!is(word)) continue;
      at++;
      amount(query);
    }
    if (is('FOR')) {
      at++;
      take('UPDATE');
    }
  };
  select();
  if (at < list.length) fail();
  return queries;
}
