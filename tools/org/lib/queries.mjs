// Checks the queries of the Apex: those in brackets, and those put together from texts. apex-ls does not look into either.

import { bare, fields } from './apex.mjs';
import { HOLE, parse } from './soql.mjs';
import { ALWAYS, FIELDS, RELATIONS, fieldsOf } from './standard.mjs';

export async function check(project, problem) {
  const custom = fields(project);
  const whole = knowledge(custom);
  for (const one of project.components.filter(({ type }) => type === 'ApexClass')) {
    const path = one.path.replace('-meta.xml', '');
    if (!project.files.includes(path)) continue;
    const source = bare(await project.source(path), true);
    const wrong = (at, reason) => problem(path, `line ${source.slice(0, at).split('\n').length}: ${reason}`);
    for (const match of source.matchAll(/\[\s*(SELECT\s[^\]]*)\]/gi)) read(match[1], match.index, whole, wrong);
    for (const match of source.matchAll(/'(?:SELECT|FIND)\s/g)) composed(source, match.index, whole, wrong);
  }
}

/** What is known of objects: `has(object, field)`, undefined where the object is not known. */
function knowledge(custom) {
  const lower = (names) => new Set([...names].map((name) => name.toLowerCase()));
  const byObject = new Map();
  for (const object of Object.keys(FIELDS)) byObject.set(object.toLowerCase(), lower(fieldsOf(object)));
  for (const [object, names] of custom) byObject.set(object.toLowerCase(), lower([...(byObject.get(object.toLowerCase()) ?? ALWAYS), ...names]));
  const anywhere = new Set([...byObject.values()].flatMap((names) => [...names]));
  return {
    knows: (object) => object === HOLE || byObject.has(object.toLowerCase()),
    has: (object, field) => (object === HOLE ? anywhere : byObject.get(object.toLowerCase())).has(field.toLowerCase()),
  };
}

function read(text, at, whole, wrong) {
  let queries;
  try {
    queries = parse(text);
  } catch (error) {
    wrong(at, `a query that ${error.message}`);
    return [];
  }
  for (const { object, fields: named } of queries) {
    if (!whole.knows(object)) wrong(at, object.endsWith('__c') ? `there is no object ${object} in the project` : `${object} is an object whose fields tools/org/lib/standard.mjs does not list`);
    else for (const field of named) path(field, object, at, whole, wrong);
  }
  return queries;
}

/** A field, or a field of a related record. */
function path(field, object, at, whole, wrong) {
  if (field === HOLE || /^count$/i.test(field)) return;
  const [first, ...rest] = field.split('.');
  if (rest.length === 0) {
    if (!whole.has(object, first)) wrong(at, `${object === HOLE ? 'no object' : object} has ${object === HOLE ? 'a' : 'no'} field ${first}`);
  } else if (!(first in RELATIONS)) {
    wrong(at, `a relationship that is not known: ${field}`);
  } else {
    path(rest.join('.'), RELATIONS[first], at, whole, wrong);
  }
}

/** A query that begins with a text at this place. */
function composed(source, at, whole, wrong) {
  const expression = expressionAt(source, at);
  for (const text of variants(expression)) {
    if (text.startsWith('FIND')) {
      if (!/^FIND '[^']*' IN (ALL|NAME|EMAIL|PHONE|SIDEBAR|\u0001) FIELDS RETURNING (\u0001|\w+\(Id\))$/.test(text)) wrong(at, 'a search whose form is not FIND … IN … FIELDS RETURNING …');
      continue;
    }
    for (const { binds } of read(text, at, whole, wrong)) {
      for (const bind of binds) if (!new RegExp(`'${bind}' =>`).test(source)) wrong(at, `a query that binds ${bind}, which is in no map of binds`);
    }
  }
  // The names that are joined into it.
  for (const [, list] of expression.matchAll(/String\.join\((?:new List<String>\()?(\w+)/g)) {
    const added = [...source.matchAll(new RegExp(`\\b${list} = new (?:List|Set)<String>\\{([^}]*)\\}`, 'g')), ...source.matchAll(new RegExp(`\\b${list}\\.add\\(([^;]*)\\);`, 'g'))];
    for (const [, inside] of added) for (const [, name] of inside.matchAll(/'([\w.]+)'/g)) path(name, HOLE, at, whole, wrong);
  }
}

/** The source from here to the end of the expression. */
function expressionAt(source, from) {
  let depth = 0;
  let text = false;
  for (let at = from; at < source.length; at++) {
    const sign = source[at];
    if (text) {
      if (sign === '\\') at++;
      else if (sign === "'") text = false;
    } else if (sign === "'") text = true;
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && --depth < 0) return source.slice(from, at);
    else if ((sign === ';' || sign === ',') && depth === 0) return source.slice(from, at);
  }
  return source.slice(from);
}

/** The texts that an expression of texts can become. A choice between texts gives one for each. */
function variants(expression) {
  let texts = [''];
  for (const part of expression.match(/'(?:[^'\\]|\\.)*'|\((?:[^()]|\([^()]*\))*\)|[^'+(]+/g) ?? []) {
    if (part.trim() === '') continue;
    const choice = part.match(/\?\s*'((?:[^'\\]|\\.)*)'\s*:\s*'((?:[^'\\]|\\.)*)'\s*\)$/);
    const options = part[0] === "'" ? [unescaped(part.slice(1, -1))] : choice ? choice.slice(1).map(unescaped) : [HOLE];
    texts = texts.flatMap((text) => options.map((option) => (option === HOLE && text.endsWith(HOLE) ? text : text + option)));
  }
  return texts;
}

const unescaped = (text) => text.replace(/\\(.)/g, '$1');
