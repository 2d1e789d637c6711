/**
 * Lightning's pages and their addresses, converted both ways, and Open CTI's description of them. Pure.
 *
 * A page is `{kind, …}`: `home`, `record` {object, id}, `objecthome` {object}, `list` {object, list}, `new` {object, defaults},
 * `search` {term}, `flow` {name, args}, `visualforce` {url}, `setup` (custom settings), `missing` {url}.
 */

import { SWITCHES } from './behaviour.js';

const enc = encodeURIComponent;

/** Whether a parameter of the address belongs to the simulator. */
export const isOwn = (name) => name in SWITCHES || ['lang', 'app', 'user'].includes(name);

/** Key prefixes, for classic addresses. */
export const PREFIXES = { '001': 'Account', '003': 'Contact', '00Q': 'Lead', 500: 'Case', 800: 'Contract', 801: 'Order', '006': 'Opportunity', '00T': 'Task', a00: 'Order__c' };

/** The address of a page, without the simulator's own switches. */
export function address(page) {
  switch (page.kind) {
    case 'record': return `/lightning/r/${page.object}/${page.id}/view`;
    case 'objecthome': return `/lightning/o/${page.object}/home`;
    case 'list': return `/lightning/o/${page.object}/list?filterName=${enc(page.list)}`;
    case 'new': {
      const defaults = page.defaults && Object.keys(page.defaults).length > 0 ? `defaultFieldValues=${enc(pairs(page.defaults))}&` : '';
      return `/lightning/o/${page.object}/new?${defaults}backgroundContext=${enc(page.background ?? '/lightning/page/home')}`;
    }
    case 'search': return `/lightning/search?term=${enc(page.term)}`;
    case 'flow': return `/lightning/flow/${enc(page.name)}`;
    case 'setup': return '/lightning/setup/CustomSettings/home';
    case 'visualforce':
    case 'missing': return page.url;
    default: return '/lightning/page/home';
  }
}

/** The page at a relative address, Lightning's or a classic one. */
export function pageAt(url) {
  const [path, query = ''] = url.split('#')[0].split('?');
  const parameters = new URLSearchParams(query);
  const parts = path.split('/').filter(Boolean).map(decode);
  if (parts[0] === 'apex' && parts.length > 1) return { kind: 'visualforce', url };
  if (parts[0] === 'lightning') {
    const [, area, name, what] = parts;
    if (area === 'r') {
      const [object, id] = /^[a-zA-Z0-9]{15,18}$/.test(name ?? '') ? [objectOf(name), name] : [name, what];
      if (id) return { kind: 'record', object, id };
    }
    if (area === 'o' && name) {
      if (what === 'list') return { kind: 'list', object: name, list: parameters.get('filterName') ?? 'Recent' };
      if (what === 'new') return { kind: 'new', object: name, defaults: defaultsOf(parameters.get('defaultFieldValues')) };
      return { kind: 'objecthome', object: name };
    }
    if (area === 'search') return { kind: 'search', term: parameters.get('term') ?? '' };
    if (area === 'flow' && name) {
      return { kind: 'flow', name, args: [...parameters].filter(([key]) => !isOwn(key)).map(([key, value]) => ({ name: key, type: 'String', value })) };
    }
    if (area === 'setup' && name === 'CustomSettings') return { kind: 'setup' };
    if (area === 'page' || area === undefined) return { kind: 'home' };
    return { kind: 'missing', url };
  }
  if (parts.length === 0 || path === '/home/home.jsp') return { kind: 'home' };
  const object = objectOf(parts[0]);
  if (object && parts.length === 1 && parts[0].length >= 15) return { kind: 'record', object, id: parts[0] };
  if (object && parts[0].length === 3 && parts[1] === 'e') return { kind: 'new', object, defaults: {} };
  if (object && parts[0].length === 3) return { kind: 'objecthome', object };
  return { kind: 'missing', url };
}

/** Whether the package's page shows an address: https, of a host that is allowed. `hosts` is the setting: `a.example, *.b.example`. */
export function isFramed(url, hosts) {
  const host = /^https:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?(?:[/?#][^\s"'<>\\]*)?$/i.exec(url)?.[1].toLowerCase();
  const allowed = hosts.toLowerCase().split(/[,\s]+/).filter(Boolean);
  return host !== undefined && allowed.some((one) => host === one || (one.startsWith('*.') && host.endsWith(one.slice(1))));
}

const objectOf = (id) => PREFIXES[id.slice(0, 3)];

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Values of a new record as `encodeDefaultFieldValues` of lightning/pageReferenceUtils writes them: `Field=value,Field=value`, each value encoded. */
const pairs = (values) => Object.entries(values).map(([field, value]) => `${field}=${enc(value)}`).join(',');

/** The same read: split at commas and at the first `=`, before each value is decoded. */
function defaultsOf(text) {
  const parts = (text ?? '').split(',').filter((pair) => pair.includes('='));
  return Object.fromEntries(parts.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), decode(pair.slice(pair.indexOf('=') + 1))]));
}

/**
 * The description of a page for `getAppViewInfo` and `onNavigationChange`; null where a console gives none.
 * @param {object} page @param {object | null} record the org's view of the record, on record pages
 */
export function viewInfo(page, record, { origin, app }) {
  const url = origin + address(page);
  if (page.kind === 'list') return app === 'console' ? null : { url };
  if (page.kind === 'record' && record) {
    return { url, recordId: record.id, recordName: record.name, objectType: record.object, ...personInfo(record) };
  }
  const info = { url, recordId: '', recordName: '', objectType: '' };
  if (page.kind === 'objecthome') {
    info.objectType = page.object;
    if (page.object === 'Account') info.personAccount = false;
  }
  return info;
}

/** The other ID of a person account; nothing for anybody else. */
export function personInfo(record) {
  if (!record.isPerson) return {};
  const { PersonContactId: contactId, AccountId: accountId } = record.fields;
  return { ...(record.object === 'Account' ? { contactId } : { accountId }), personAccount: true };
}
