// Checks call centre definitions by the rules of the Open CTI guide: names, required items, ranges.

import { all, parse, text } from './project.mjs';

/** Items of the first section, and their permitted values. */
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

/** The deployed definition, and the file to import by hand instead. */
export async function check(project, problem) {
  deployed(project, problem);
  for (const path of project.files.filter((file) => file.startsWith('import/'))) await imported(project, path, (reason) => problem(path, reason));
}

function deployed({ components }, problem) {
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
  const misspelt = misspellings([...values.keys()], [...Object.keys(REQUIRED), ...TOGETHER, 'reqDescription']);
  for (const [item, meant] of misspelt) wrong(`has an item that is misspelt: ${item}, for ${meant}`);
  for (const [item, fits] of Object.entries(REQUIRED)) {
    if ([...misspelt.values()].includes(item)) continue;
    if (!values.has(item)) wrong(`has no ${item}`);
    else if (!fits(values.get(item))) wrong(`has a value that may not be: ${item} "${values.get(item)}"`);
  }
  for (const item of values.keys()) if (!misspelt.has(item) && !(item in REQUIRED) && !TOGETHER.includes(item) && item !== 'reqDescription') wrong(`has an item of general information that is none: ${item}`);
  const host = values.get('reqAdapterUrl')?.match(/^https:\/\/([^/]+)\/apex\//)?.[1];
  if (host && !/--c\.(\w+\.)?vf\.force\.com$/.test(host)) wrong(`has a Visualforce page on another host than …--c.vf.force.com: ${host}`);
  if (TOGETHER.filter((item) => values.has(item)).length === 1) wrong(`has only one of ${TOGETHER.join(' and ')}`);
  if (values.has('reqTimeout') && !/^\d+$/.test(values.get('reqTimeout'))) wrong('has a reqTimeout that is no number');
}

/** Names that are nobody's, each with the known name that it is nearest to, if few letters are wrong. */
function misspellings(names, known) {
  const found = new Map();
  for (const name of names.filter((one) => !known.includes(one))) {
    const near = known.map((one) => [distance(name.toLowerCase(), one.toLowerCase()), one]).sort(([a], [b]) => a - b)[0];
    if (near[0] <= 3) found.set(name, near[1]);
  }
  return found;
}

/** How many letters must be added, removed or changed. */
function distance(one, other) {
  let row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length];
}

/** Values that the metadata format holds twice must agree. */
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
  const misspelt = misspellings(items.filter((name) => !RESERVED.includes(name) && !name?.startsWith('req')), OURS.items);
  for (const [item, meant] of misspelt) wrong(`has an item that is misspelt: ${item}, for ${meant}`);
  for (const item of OURS.items) if (!items.includes(item) && ![...misspelt.values()].includes(item)) wrong(`has no item ${item} in a section ${OURS.section}: the panel reads it`);
  for (const one of all(section, 'items')) {
    const value = text(one, 'value') ?? '';
    if (/url$/i.test(text(one, 'name')) && value !== '' && !value.startsWith('wss://')) wrong(`has an address that is no wss: ${text(one, 'name')}`);
  }
}

/** The file for Setup's import: items in order, numbered from 0, with the values of the deployed definition of that name. */
async function imported(project, path, wrong) {
  let root;
  try {
    root = parse(await project.source(path));
  } catch (error) {
    return wrong(`is no well-formed XML: ${error.message}`);
  }
  if (root.name !== 'callCenter') return wrong(`holds a ${root.name}, not a callCenter`);
  const said = new Map();
  ordered(root.children, 'section', wrong);
  for (const section of root.children) {
    ordered(section.children, 'item', wrong);
    for (const item of section.children) said.set(`${section.attributes['@_name']}/${item.attributes['@_name']}`, item.text);
  }
  const name = said.get('reqGeneralInfo/reqInternalName');
  const twin = project.components.find((one) => one.type === 'CallCenter' && one.name === name);
  if (!twin) return wrong(`has an internal name that no definition to be deployed has: ${name}`);
  const deployed = new Map([['reqGeneralInfo/reqInternalName', twin.name], ['reqGeneralInfo/reqDisplayName', text(twin.xml, 'displayName')]]);
  for (const section of all(twin.xml, 'sections')) {
    for (const item of all(section, 'items')) deployed.set(`${text(section, 'name')}/${text(item, 'name')}`, text(item, 'value') ?? '');
  }
  for (const [key, value] of deployed) if (said.get(key) !== value) wrong(`says another ${key} than the definition to be deployed`);
  for (const key of said.keys()) if (!deployed.has(key)) wrong(`has an item that the definition to be deployed has not: ${key}`);
  const [first, second] = root.children[0]?.children ?? [];
  if (first?.attributes['@_name'] !== 'reqInternalName' || second?.attributes['@_name'] !== 'reqDisplayName') wrong('does not begin with reqInternalName and reqDisplayName');
}

function ordered(list, name, wrong) {
  list.forEach((one, place) => {
    if (one.name !== name) wrong(`has an element that is no ${name}: ${one.name}`);
    if (one.attributes['@_sortOrder'] !== String(place)) wrong(`has the ${name} ${one.attributes['@_name']} at ${one.attributes['@_sortOrder']}, not at ${place}`);
    const label = one.attributes['@_label'];
    if (label !== undefined && (label === '' || label.length > 1000)) wrong(`has a label of ${label.length} characters`);
  });
}
