// Checks texts in the Apex that name something: algorithms, permissions, and members of requests and replies. The compiler takes any text.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bare } from './apex.mjs';

/** The first argument of the platform's methods that take the name of an algorithm, from the Apex Reference. */
const ALGORITHMS = {
  'Crypto.generateDigest': ['MD5', 'SHA1', 'SHA-256', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'],
  'Crypto.generateMac': ['hmacMD5', 'hmacSHA1', 'hmacSHA256', 'hmacSHA512'],
  'Crypto.sign': ['RSA', 'RSA-SHA1', 'RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512', 'ECDSA-SHA256', 'ECDSA-SHA384', 'ECDSA-SHA512'],
  'Crypto.signWithCertificate': ['RSA-SHA1', 'RSA-SHA256', 'RSA-SHA384', 'RSA-SHA512'],
};
/** Names with Denwa's prefix that are not in the project: the certificate, and what a test makes for itself. */
const ELSEWHERE = new Set(['Denwa_Signing', 'Denwa_Test']);
/** Members of replies whose own members are data. */
const DATA = new Set(['values', 'locks', 'objects']);
/** Members of a token's header and claims, which the event server reads. */
const TOKEN = ['alg', 'typ', 'iss', 'sub', 'login', 'aud', 'jti', 'iat', 'exp'];

async function classes(project) {
  const list = [];
  for (const one of project.components.filter(({ type }) => type === 'ApexClass')) {
    const path = one.path.replace('-meta.xml', '');
    if (project.files.includes(path)) list.push({ path, name: one.name, source: bare(await project.source(path), true) });
  }
  return list;
}

const line = (source, at) => source.slice(0, at).split('\n').length;

export async function check(project, problem) {
  const named = new Set(project.components.flatMap((one) => (['CustomPermission', 'PermissionSet', 'PermissionSetGroup', 'CustomLabels'].includes(one.type) ? [one.name] : [])));
  for (const { path, source } of await classes(project)) {
    for (const [method, known] of Object.entries(ALGORITHMS)) {
      for (const match of source.matchAll(new RegExp(`\\b${method.replace('.', '\\.')}\\(\\s*'([^']*)'`, 'g'))) {
        if (!known.includes(match[1])) problem(path, `line ${line(source, match.index)}: ${method} knows no algorithm ${match[1]}`);
      }
    }
    for (const match of source.matchAll(/'(Denwa_\w*[a-z])'/g)) {
      if (!/__\w$/.test(match[1]) && !named.has(match[1]) && !ELSEWHERE.has(match[1])) problem(path, `line ${line(source, match.index)}: names ${match[1]}, which is no permission of the project`);
    }
    for (const match of source.matchAll(/\bcheckPermission\('([^']*)'\)/g)) {
      if (!named.has(match[1])) problem(path, `line ${line(source, match.index)}: there is no custom permission ${match[1]}`);
    }
  }
}

/** Replies have the members that docs/apex.md and the examples say. */
export async function replies(project, repository, problem) {
  const page = await readFile(join(repository, 'docs/apex.md'), 'utf8');
  const documented = new Set([...page.matchAll(/"(\w+)"/g), ...page.matchAll(/`(\w+)`/g)].map(([, name]) => name).concat(TOKEN));
  const all = (await classes(project)).filter(({ source }) => !/@IsTest\s+(?:public|private)\s/i.test(source));
  const makers = all.flatMap(({ path, source }) => made(path, source));
  for (const { path, at, members } of makers) {
    for (const name of members) if (!documented.has(name)) problem(path, `line ${at}: a reply has the member ${name}, which docs/apex.md does not describe`);
  }
  const sets = makers.filter(({ isBase }) => isBase).map(({ path, members }) => {
    const more = makers.filter((one) => one.path === path && !one.isBase).flatMap((one) => one.members);
    return new Set([...members, ...more, 'v']);
  });
  const errors = new Set(['v', 'error', ...makers.filter(({ isBase }) => !isBase).flatMap(({ members }) => members)]);
  for (const path of project.files.filter((file) => file.startsWith('examples/') && file.endsWith('.json'))) {
    let list;
    try {
      list = JSON.parse(await project.source(path));
    } catch {
      continue; // contract.mjs says so.
    }
    if (!Array.isArray(list)) continue;
    for (const { name, reply } of list) {
      for (const members of objects(reply)) {
        if (![...sets, errors].some((set) => members.every((one) => set.has(one)))) problem(path, `"${name}": no class makes a reply with the members ${members.join(', ')}`);
      }
    }
  }
}

/** The maps of members in a class's source, and the members it adds to one, also by the name of a constant. */
function made(path, source) {
  const found = [];
  for (const match of source.matchAll(/new Map<String, (?:Object|Boolean)>\{/g)) {
    if (/WithBinds\([^;]*$/.test(source.slice(0, match.index).split(';').pop()) || /\bbinds = $/.test(source.slice(0, match.index))) continue;
    const members = own(source.slice(match.index + match[0].length));
    if (members.length > 0 && !members.some((name) => /__c$|^Task$/.test(name))) found.push({ path, at: line(source, match.index), members, isBase: true });
  }
  const constants = new Map([...source.matchAll(/\bfinal String (\w+) = '(\w+)';/g)].map(([, name, text]) => [name, `'${text}'`]));
  const spelt = source.replace(/(\.put\()(\w+)(?=,)/g, (whole, start, name) => (constants.has(name) ? start + constants.get(name) : whole));
  for (const match of spelt.matchAll(/(?:\.put|\bsaying)\('(\w+)',/g)) {
    if (!/__c$/.test(match[1]) && !/record\.$|row\.$/.test(spelt.slice(0, match.index + 1)) && /^[a-z]/.test(match[1])) found.push({ path, at: line(spelt, match.index), members: [match[1]], isBase: false });
  }
  return found;
}

/** The keys of a map, without those of the maps in it. */
function own(inside) {
  const keys = [];
  let depth = 0;
  for (const [token, key] of inside.matchAll(/'(\w+)' =>|'(?:[^'\\]|\\.)*'|[{}()]/g)) {
    if ('{('.includes(token)) depth++;
    else if ('})'.includes(token) && --depth < 0) break;
    else if (key && depth === 0) keys.push(key);
  }
  return keys;
}

/** The members of every object in a reply, without data. */
function objects(value, isData = false) {
  if (Array.isArray(value)) return value.flatMap((one) => objects(one, isData));
  if (value === null || typeof value !== 'object') return [];
  const names = Object.keys(value);
  const inner = names.flatMap((name) => objects(value[name], DATA.has(name)));
  return isData || names.length === 0 || names.some((name) => /__c$/.test(name)) ? inner : [names, ...inner];
}
