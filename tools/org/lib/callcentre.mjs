// Call centre definitions against the rules of the Open CTI guide: names, required items, ranges.

import { all, text } from './project.mjs';

/** Items of the first section, and what may stand in them. */
const REQUIRED = {
  reqAdapterUrl: (value) => /^https:\/\/[^\s]+$/.test(value),
  reqUseApi: (value) => value === 'true',
  reqSoftphoneHeight: (value) => within(value, 240, 2560),
  reqSoftphoneWidth: (value) => within(value, 200, 1920),
  reqSalesforceCompatibilityMode: (value) => ['Lightning', 'Classic_and_Lightning'].includes(value),
};
const TOGETHER = ['reqStandbyUrl', 'reqTimeout'];
const RESERVED = ['label', 'sortOrder', 'internalNameLabel', 'displayNameLabel'];
/** The section and the items that the panel reads. */
const OURS = { section: 'denwa', items: ['eventServerUrl', 'sandboxEventServerUrl', 'libraryVersion'] };

const within = (value, least, most) => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;

export function check({ components }, problem) {
  for (const { path, name, xml } of components.filter((one) => one.type === 'CallCenter')) {
    const wrong = (reason) => problem(path, reason);
    if (!/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(name)) wrong(`has an internal name of other than letters and digits, or over 40: ${name}`);
    const sections = all(xml, 'sections');
    unique(sections.map((one) => text(one, 'name')), 'section', wrong);
    const [general] = sections;
    if (text(general, 'name') !== 'reqGeneralInfo') wrong('does not begin with the section reqGeneralInfo');
    for (const section of sections) names(section, section === general, wrong);
    const values = new Map(all(general, 'items').map((one) => [text(one, 'name'), text(one, 'value') ?? '']));
    required(values, wrong);
    repeated(xml, values, wrong);
    ours(sections, wrong);
  }
}

function unique(list, what, wrong) {
  for (const one of list) if (list.indexOf(one) !== list.lastIndexOf(one)) wrong(`has the ${what} ${one} twice`);
}

function names(section, isGeneral, wrong) {
  const items = all(section, 'items').map((one) => text(one, 'name'));
  unique(items, 'item', wrong);
  for (const one of [text(section, 'name'), ...items]) {
    if (!/^[A-Za-z0-9]{1,40}$/.test(one)) wrong(`has a name of other than letters and digits, or over 40: ${one}`);
    if (RESERVED.includes(one) || (one?.startsWith('req') && !isGeneral)) wrong(`has a name that is reserved: ${one}`);
  }
}

function required(values, wrong) {
  for (const [item, fits] of Object.entries(REQUIRED)) {
    if (!values.has(item)) wrong(`has no ${item}`);
    else if (!fits(values.get(item))) wrong(`has a value that may not be: ${item} "${values.get(item)}"`);
  }
  for (const item of values.keys()) if (!(item in REQUIRED) && !TOGETHER.includes(item) && item !== 'reqDescription') wrong(`has an item of general information that is none: ${item}`);
  if (TOGETHER.filter((item) => values.has(item)).length === 1) wrong(`has only one of ${TOGETHER.join(' and ')}`);
  if (values.has('reqTimeout') && !/^\d+$/.test(values.get('reqTimeout'))) wrong('has a reqTimeout that is no number');
}

/** The metadata format says some things twice. */
function repeated(xml, values, wrong) {
  if (text(xml, 'adapterUrl') !== values.get('reqAdapterUrl')) wrong('says another address as adapterUrl than as reqAdapterUrl');
  let settings = {};
  try {
    settings = JSON.parse(text(xml, 'customSettings') ?? '{}');
  } catch {
    wrong('has customSettings that are no JSON');
  }
  for (const [item, value] of Object.entries(settings)) if (values.get(item) !== value) wrong(`says another ${item} in customSettings than in its item`);
}

function ours(sections, wrong) {
  const section = sections.find((one) => text(one, 'name') === OURS.section);
  const items = all(section, 'items').map((one) => text(one, 'name'));
  for (const item of OURS.items) if (!items.includes(item)) wrong(`has no item ${item} in a section ${OURS.section}: the panel reads it`);
  for (const one of all(section, 'items')) {
    const value = text(one, 'value') ?? '';
    if (/url$/i.test(text(one, 'name')) && value !== '' && !value.startsWith('wss://')) wrong(`has an address that is no wss: ${text(one, 'name')}`);
  }
}
