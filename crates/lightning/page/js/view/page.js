/** The page in front, by its kind. Each view carries its title in `data-title`. */
import { h } from '../dom.js';
import { t } from '../text/index.js';
import { recordView } from './record.js';
import { listView, searchView } from './list.js';
import { setupView } from './setup.js';
import { title } from './frame.js';
import { isFramed } from '../pages.js';

/** @returns {Promise<HTMLElement>} */
export async function pageView(desk, page) {
  const view = await viewOf(desk, page);
  view.dataset.title ??= title(desk, page);
  return view;
}

async function viewOf(desk, page) {
  switch (page.kind) {
    case 'record': {
      const record = desk.records.get(page.id);
      return record ? recordView(desk, record) : missing(page);
    }
    case 'objecthome':
    case 'list': return desk.schema.some((o) => o.name === page.object) ? listView(desk, page) : missing(page);
    case 'search': return searchView(desk, page);
    case 'flow': return flow(page);
    case 'visualforce': return visualforce(desk, page);
    case 'setup': return setupView(desk);
    case 'missing': return missing(page);
    default: return home(desk);
  }
}

const card = (heading, ...content) => h('section', { class: 'card' }, h('h1', { class: 'card-title' }, heading), content);

function home(desk) {
  return h('div', { class: 'narrow' }, card(t('welcome', desk.userName(desk.session.user)), h('p', {}, t('welcomeText'))));
}

function missing(page) {
  return h('div', { class: 'narrow' }, card(t('missingTitle'), h('p', {}, t('missingText')), page.url ? h('p', { class: 'mono' }, page.url) : null));
}

/** A screen flow: only its name and its arguments are shown. */
function flow(page) {
  const rows = (Array.isArray(page.args) ? page.args : []).map((arg) =>
    h('tr', {}, h('th', { scope: 'row' }, String(arg?.name)), h('td', {}, String(arg?.type)), h('td', {}, JSON.stringify(arg?.value) ?? '')));
  return h('div', { class: 'narrow' }, card(`${t('flowTitle')}: ${page.name}`,
    rows.length > 0 ? h('table', { class: 'table' }, h('caption', {}, t('flowArgs')), h('tbody', {}, rows)) : null));
}

/** A Visualforce page is only named; the package's own, which frames a custom URL, does so if its host is allowed. */
async function visualforce(desk, page) {
  const [path, query] = page.url.split('?');
  if (!/^\/apex\/(\w+__)?DenwaFrame$/i.test(path)) {
    return h('div', { class: 'narrow' }, card(t('visualforceTitle'), h('p', { class: 'mono' }, page.url)));
  }
  const url = new URLSearchParams(query).get('url') ?? '';
  const { rows } = await desk.org.settings();
  if (!isFramed(url, String(rows[desk.session.orgId]?.Allowed_Hosts__c ?? ''))) {
    return h('div', { class: 'narrow' }, card(t('visualforceTitle'), h('p', { role: 'alert', 'data-refused': url }, t('frameRefused'))));
  }
  return h('iframe', { class: 'framed', title: t('framed'), src: url, sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-downloads', referrerpolicy: 'no-referrer' });
}
