// Checks names in files that refer to other files.

import { child, text } from './project.mjs';
import { texts } from './shape.mjs';

const STANDARD_OBJECTS = new Set(['Account', 'Contact', 'Lead', 'Case', 'Task', 'Opportunity']);
const STANDARD_TABS = new Set(['standard-home', 'standard-Account', 'standard-Contact', 'standard-Lead', 'standard-Case', 'standard-Task']);
const STANDARD_COMPONENTS = new Set(['opencti:softPhone']);

/** The names of a kind. */
const names = (components, type) => new Set(components.filter((one) => one.type === type).map((one) => one.name));

export async function check(project, problem) {
  const { components } = project;
  const known = {
    classes: names(components, 'ApexClass'), pages: names(components, 'ApexPage'), objects: names(components, 'CustomObject'),
    applications: names(components, 'CustomApplication'), permissions: names(components, 'CustomPermission'),
    bars: names(components, 'FlexiPage'), resources: names(components, 'StaticResource'),
    labels: new Set(components.filter((one) => one.type === 'CustomLabels').flatMap((one) => texts(one.xml, 'labels', 'fullName'))),
    settings: new Set(components.filter((one) => one.type === 'CustomObject' && child(one.xml, 'customSettingsType')).map((one) => one.name)),
    // Activity's fields belong to Task and Event.
    fields: new Set(components.filter((one) => one.type === 'CustomField')
      .flatMap(({ object, name }) => (object === 'Activity' ? ['Activity', 'Task', 'Event'] : [object]).map((owner) => `${owner}.${name}`))),
  };
  for (const one of components) {
    const wrong = (what, name) => problem(one.path, `names ${what} that is not there: ${name}`);
    const need = (what, all, name) => name !== undefined && !all.has(name) && wrong(what, name);
    const by = {
      PermissionSet: () => permissionSet(one.xml, known, need),
      CustomApplication: () => {
        need('a utility bar', known.bars, text(one.xml, 'utilityBar'));
        one.xml.children.filter((tab) => tab.name === 'tabs').forEach((tab) => need('a tab', STANDARD_TABS, tab.text));
      },
      FlexiPage: () => components_(one.xml).forEach((name) => need('a component', STANDARD_COMPONENTS, name)),
      ...supervision(one, components, known, need),
      Translations: () => {
        texts(one.xml, 'customLabels', 'name').forEach((name) => need('a label', known.labels, name));
        texts(one.xml, 'customApplications', 'name').forEach((name) => need('an application', known.applications, name));
      },
      CustomObjectTranslation: () => need('an object', new Set([...known.objects, 'Activity']), one.name.replace(/-\w+$/, '')),
      CustomFieldTranslation: () => {
        const owner = one.path.split('/').at(-2).replace(/-\w+$/, '');
        need('a field', known.fields, `${owner}.${one.name}`);
        if (text(one.xml, 'name') !== one.name) problem(one.path, `names itself ${text(one.xml, 'name')}`);
      },
      ApexPage: () => {},
    }[one.type];
    by?.();
  }
  translated(components, known, problem);
  for (const one of components.filter(({ type }) => type === 'ApexPage')) await page(project, one, known, problem);
}

/** What supervisors get: each names objects, fields, reports or permission sets. */
function supervision({ xml, name, object }, components, known, need) {
  const all = (type) => names(components, type);
  const standard = ['Name', 'CreatedDate', 'NAME', 'CREATED_DATE', 'CreatedById', 'OwnerId'];
  const fieldOf = (owner, field) => standard.includes(field) || need('a field', known.fields, `${owner}.${field}`);
  const reportField = (path) => fieldOf(...path.split('$'));
  return {
    CustomTab: () => need('an object', known.objects, name),
    Dashboard: () => deep(xml, 'report').forEach((report) => need('a report', all('Report'), report)),
    Layout: () => deep(xml, 'field').forEach((field) => fieldOf(name.split('-')[0], field)),
    ListView: () => [...deep(xml, 'columns'), ...deep(xml, 'field')].forEach((field) => fieldOf(object, field)),
    PermissionSetGroup: () => deep(xml, 'permissionSets').forEach((set) => need('a permission set', all('PermissionSet'), set)),
    Report: () => {
      need('a report type', new Set([...all('ReportType')].map((type) => `${type}__c`)), text(xml, 'reportType'));
      [...deep(xml, 'field'), ...deep(xml, 'column'), ...deep(xml, 'dateColumn')].forEach(reportField);
      need('a folder', all('ReportFolder'), name.split('/')[0]);
    },
    ReportType: () => {
      need('an object', known.objects, text(xml, 'baseObject'));
      deep(xml, 'field').forEach((field) => fieldOf(text(xml, 'baseObject'), field));
    },
  };
}

/** The texts of all elements of that name, however deep. */
const deep = (xml, name) => xml.children.flatMap((one) => [...(one.name === name ? [one.text] : []), ...deep(one, name)]);

function permissionSet(xml, known, need) {
  const objects = new Set([...known.objects, ...STANDARD_OBJECTS]);
  texts(xml, 'classAccesses', 'apexClass').forEach((name) => need('a class', known.classes, name));
  texts(xml, 'pageAccesses', 'apexPage').forEach((name) => need('a page', known.pages, name));
  texts(xml, 'customPermissions', 'name').forEach((name) => need('a custom permission', known.permissions, name));
  texts(xml, 'customSettingAccesses', 'name').forEach((name) => need('a custom setting', known.settings, name));
  texts(xml, 'applicationVisibilities', 'application').forEach((name) => need('an application', known.applications, name));
  texts(xml, 'objectPermissions', 'object').forEach((name) => need('an object', objects, name));
  texts(xml, 'fieldPermissions', 'field').forEach((name) => need('a field', known.fields, name));
}

const components_ = (xml) => xml.children.flatMap((one) => (one.name === 'componentName' ? [one.text] : components_(one)));

/** Every label, and every name of an object or field, has a Japanese translation. */
function translated(components, known, problem) {
  const japanese = components.filter((one) => one.type === 'Translations' && one.name === 'ja');
  for (const { path, xml } of japanese) {
    const there = new Set(texts(xml, 'customLabels', 'name'));
    for (const label of known.labels) if (!there.has(label)) problem(path, `has no translation of the label ${label}`);
  }
  const named = new Set(components.filter(({ type }) => type === 'CustomFieldTranslation').map(({ path, name }) => `${path.split('/').at(-2)}/${name}`));
  const objects = names(components, 'CustomObjectTranslation');
  for (const { type, path, object, name } of components) {
    // Events are for flows and programs, not for people's eyes.
    if (type === 'CustomObject' && name.endsWith('__e') || object?.endsWith('__e')) continue;
    if (type === 'CustomObject' && !objects.has(`${name}-ja`)) problem(path, 'has no Japanese name');
    if (type === 'CustomField' && !named.has(`${object}-ja/${name}`)) problem(path, 'has no Japanese name');
  }
}

/** A Visualforce page: its controller, labels and resources. */
async function page(project, { path }, known, problem) {
  const file = path.replace('-meta.xml', '');
  const source = await project.source(file);
  const need = (what, all, pattern) => {
    for (const [, name] of source.matchAll(pattern)) if (!all.has(name)) problem(file, `names ${what} that is not there: ${name}`);
  };
  need('a class', known.classes, /\s(?:controller|extensions)="(\w+)"/g);
  need('a label', known.labels, /\$Label\.(\w+)/g);
  need('a static resource', known.resources, /\$Resource\.(\w+)/g);
}
