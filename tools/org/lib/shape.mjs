// Checks each metadata file by the grammar of its kind, and the relations between its elements.

import { all, child, text } from './project.mjs';
import { GRAMMAR } from './grammar.mjs';

const NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
/** Types of a custom setting's fields. */
const OF_SETTINGS = ['Checkbox', 'Number', 'Phone', 'Text', 'Url'];

export function check({ components, definition, files }, problem) {
  for (const one of components) {
    const { path, type, xml } = one;
    if (xml.name !== type) problem(path, `holds a ${xml.name}, not a ${type}`);
    if (xml.attributes['@_xmlns'] !== NAMESPACE) problem(path, 'is not in the namespace of metadata');
    if (xml.name === type) against(xml, GRAMMAR[type], (reason) => problem(path, reason));
    if (text(xml, 'apiVersion') && text(xml, 'apiVersion') !== definition.sourceApiVersion) {
      problem(path, `is of API version ${text(xml, 'apiVersion')}, the project of ${definition.sourceApiVersion}`);
    }
  }
  const objects = new Map(components.filter((one) => one.type === 'CustomObject').map((one) => [one.name, one]));
  for (const [name, one] of objects) object(name, one, problem);
  for (const one of components.filter(({ type }) => type === 'CustomField')) field(one, objects.get(one.object), problem);
  for (const one of components.filter(({ type }) => type === 'StaticResource')) resource(one, files, problem);
  for (const one of components.filter(({ type }) => type === 'FlexiPage')) utilityBar(one, problem);
}

function against(xml, rules, wrong) {
  const seen = new Map();
  let last;
  for (const one of xml.children) {
    const key = ['', '!', '*', '*!'].map((mark) => one.name + mark).find((candidate) => candidate in rules);
    if (!key) {
      wrong(`has an element that ${xml.name} does not know: ${one.name}`);
      continue;
    }
    if (seen.has(one.name) && !key.includes('*')) wrong(`has ${one.name} twice in ${xml.name}`);
    if (seen.has(one.name) && last !== one.name) wrong(`has its elements ${one.name} in several places of ${xml.name}: they stand together`);
    seen.set(one.name, true);
    last = one.name;
    value(one, rules[key], wrong);
  }
  for (const key of Object.keys(rules).filter((candidate) => candidate.endsWith('!'))) {
    const name = key.replace(/[*!]+$/, '');
    if (!seen.has(name)) wrong(`has no ${name} in ${xml.name}`);
  }
}

function value(one, rule, wrong) {
  const told = `${one.name} "${one.text.slice(0, 60)}"`;
  if (rule instanceof RegExp) {
    if (one.children.length > 0 || !rule.test(one.text)) wrong(`has a value that may not be: ${told}`);
  } else if (Array.isArray(rule)) {
    if (!rule.includes(one.text)) wrong(`has a value that may not be: ${told}; it is one of ${rule.join(', ')}`);
  } else if ('most' in rule) {
    if (one.text === '') wrong(`has an empty ${one.name}`);
    if (one.text.length > rule.most) wrong(`has a text of ${one.text.length} characters; ${one.name} takes ${rule.most}`);
  } else {
    against(one, rule, wrong);
  }
}

function object(name, { path, xml }, problem) {
  const isEvent = name.endsWith('__e');
  if (!/^[A-Za-z](?!.*__\w*__)\w{0,39}__[ce]$/.test(name)) problem(path, `is no name of a custom object: ${name}`);
  const isSetting = child(xml, 'customSettingsType') !== undefined;
  const never = isEvent ? ['nameField', 'sharingModel', 'visibility'] : isSetting ? ['nameField', 'sharingModel', 'pluralLabel', 'deploymentStatus'] : [];
  const needed = isEvent ? ['deploymentStatus', 'eventType', 'pluralLabel', 'publishBehavior'] : isSetting ? ['visibility'] : ['nameField', 'sharingModel', 'pluralLabel', 'deploymentStatus'];
  for (const one of never) if (child(xml, one)) problem(path, `is a custom setting, which has no ${one}`);
  for (const one of needed) if (!child(xml, one)) problem(path, `has no ${one}`);
  // Salesforce takes these three together or not at all.
  const apis = ['enableBulkApi', 'enableSharing', 'enableStreamingApi'];
  if (new Set(apis.map((one) => text(xml, one) ?? 'false')).size > 1) problem(path, `does not have ${apis.join(', ')} all on or all off`);
  const name_ = child(xml, 'nameField');
  if (text(name_, 'type') === 'AutoNumber' && !/^[^{}]*\{0+\}[^{}]*$/.test(text(name_, 'displayFormat') ?? '')) problem(path, 'has a name that is counted, without a displayFormat such as {0000}');
}

/** The type of a static resource's content. A folder is deployed as a zip. */
const CONTENT = { css: 'text/css', js: 'text/javascript', json: 'application/json', png: 'image/png', svg: 'image/svg+xml', txt: 'text/plain', zip: 'application/zip' };

function resource({ path, name, xml }, files, problem) {
  const beside = path.replace(/[^/]*$/, name);
  const [file] = files.filter((one) => one.startsWith(`${beside}.`) && !one.endsWith('-meta.xml'));
  const wanted = files.some((one) => one.startsWith(`${beside}/`)) ? 'application/zip' : CONTENT[file?.split('.').pop()];
  if (wanted && text(xml, 'contentType') !== wanted) problem(path, `is of the type ${text(xml, 'contentType')}, its content of ${wanted}`);
}

/** Properties of the components that may stand in a utility bar. */
const UTILITY = { 'opencti:softPhone': ['eager', 'height', 'icon', 'label', 'scrollable', 'width'] };

function utilityBar({ path, xml }, problem) {
  const components = (of) => of.children.flatMap((one) => (one.name === 'componentInstance' ? [one] : components(one)));
  for (const one of components(xml)) {
    const known = UTILITY[text(one, 'componentName')] ?? [];
    for (const name of texts(one, 'componentInstanceProperties', 'name')) if (!known.includes(name)) problem(path, `has a property that ${text(one, 'componentName')} does not know: ${name}`);
  }
}

function field({ path, name, xml, object: owner }, object, problem) {
  const wrong = (reason) => problem(path, reason);
  const type = text(xml, 'type');
  const isSetting = object && child(object.xml, 'customSettingsType');
  if (text(xml, 'fullName') !== name) wrong(`names itself ${text(xml, 'fullName')}`);
  if (!name.endsWith('__c')) wrong('is no name of a custom field');
  if (owner !== 'Activity' && !object) wrong(`belongs to ${owner}, which is not in the project`);
  if (isSetting && !OF_SETTINGS.includes(type)) wrong(`is a ${type}, which a custom setting does not take`);
  if (owner === 'Activity' && text(xml, 'unique') === 'true') wrong('is a unique field of Activity, which has none');
  if (text(xml, 'caseSensitive') === 'true' && text(xml, 'unique') !== 'true') wrong('is case-sensitive, which only a unique field can be');
  const length = Number(text(xml, 'length'));
  const has = (one) => child(xml, one) !== undefined;
  if (type === 'Text' && !(length >= 1 && length <= 255)) wrong(`is a text of ${text(xml, 'length') ?? 'no'} characters; it takes 1 to 255`);
  if (type === 'LongTextArea' && !(length >= 256 && length <= 131072 && has('visibleLines'))) wrong('is a long text: length from 256 to 131072, and visibleLines');
  if (type === 'Checkbox' && !has('defaultValue')) wrong('is a check box without a default');
  if (['Checkbox', 'Phone', 'Url', 'Number'].includes(type) && has('length')) wrong(`is a ${type} with a length`);
  if (type === 'Number') {
    const [precision, scale] = [Number(text(xml, 'precision')), Number(text(xml, 'scale'))];
    if (!(precision >= 1 && precision <= 18 && scale >= 0 && scale <= precision)) wrong('is a number without a precision of 1 to 18 that its scale fits');
  } else if (has('precision') || has('scale')) {
    wrong(`is a ${type} with a precision`);
  }
}

/** The texts of all elements of a component. */
export const texts = (xml, list, name) => all(xml, list).map((one) => text(one, name));
