// A Salesforce DX project on disk: its folders, its files, its parsed metadata.

import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * Folder and file extension of each kind of metadata in this package. `content`: there is a file beside the `-meta.xml`; `bundle`: everything in
 * the `-meta.xml`'s folder belongs to the component.
 */
export const KINDS = [
  { type: 'ApexClass', folder: 'classes', end: '.cls', content: true },
  { type: 'ApexPage', folder: 'pages', end: '.page', content: true },
  { type: 'AuraDefinitionBundle', folder: 'aura', end: '.cmp', content: true, bundle: true },
  { type: 'CallCenter', folder: 'callCenters', end: '.callCenter' },
  { type: 'CspTrustedSite', folder: 'cspTrustedSites', end: '.cspTrustedSite' },
  { type: 'CustomApplication', folder: 'applications', end: '.app' },
  { type: 'CustomFieldTranslation', folder: 'objectTranslations', end: '.fieldTranslation' },
  { type: 'CustomField', folder: 'fields', end: '.field' },
  { type: 'CustomLabels', folder: 'labels', end: '.labels' },
  { type: 'CustomObjectTranslation', folder: 'objectTranslations', end: '.objectTranslation' },
  { type: 'CustomObject', folder: 'objects', end: '.object' },
  { type: 'CustomPermission', folder: 'customPermissions', end: '.customPermission' },
  { type: 'FlexiPage', folder: 'flexipages', end: '.flexipage' },
  { type: 'CustomTab', folder: 'tabs', end: '.tab' },
  { type: 'DashboardFolder', folder: 'dashboards', end: '.dashboardFolder' },
  { type: 'Dashboard', folder: 'dashboards', end: '.dashboard', inFolder: true },
  { type: 'Layout', folder: 'layouts', end: '.layout' },
  { type: 'LightningComponentBundle', folder: 'lwc', end: '.js', content: true, bundle: true },
  { type: 'LightningMessageChannel', folder: 'messageChannels', end: '.messageChannel' },
  { type: 'ListView', folder: 'listViews', end: '.listView' },
  { type: 'ReportFolder', folder: 'reports', end: '.reportFolder' },
  { type: 'ReportType', folder: 'reportTypes', end: '.reportType' },
  { type: 'Report', folder: 'reports', end: '.report', inFolder: true },
  { type: 'PermissionSetGroup', folder: 'permissionsetgroups', end: '.permissionsetgroup' },
  { type: 'PermissionSet', folder: 'permissionsets', end: '.permissionset' },
  { type: 'SchemaSettings', folder: 'settings', end: '.settings' },
  { type: 'StaticResource', folder: 'staticresources', end: '.resource', content: true },
  { type: 'Translations', folder: 'translations', end: '.translation' },
];

/** Files and folders that may lie beside the package folders. */
const OTHER = [/^README\.md$/, /^\.forceignore$/, /^sfdx-project\.json$/, /^examples\/(\w+\.json|README\.md)$/, /^scripts\/\w+\.apex$/, /^import\/\w+\.xml$/];
const XML = new XMLParser({ ignoreAttributes: false, parseTagValue: false, trimValues: true, preserveOrder: true });

/** One element: its name, its text, its children. */
export const element = (node) => {
  const name = Object.keys(node).find((key) => key !== ':@');
  const inner = node[name];
  if (!Array.isArray(inner)) return { name, text: String(inner), children: [], attributes: {} };
  const children = inner.filter((child) => !('#text' in child)).map(element);
  const text = inner.filter((child) => '#text' in child).map((child) => child['#text']).join('');
  return { name, text, children, attributes: node[':@'] ?? {} };
};

/** The only child of a name, and its text. */
export const child = (of, name) => of?.children.find((one) => one.name === name);
export const all = (of, name) => of?.children.filter((one) => one.name === name) ?? [];
export const text = (of, name) => child(of, name)?.text;

/** Parses XML; throws where it is not well-formed. */
export function parse(source) {
  const valid = XMLValidator.validate(source);
  if (valid !== true) throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  const roots = XML.parse(source).filter((node) => !('?xml' in node) && !('#text' in node));
  if (roots.length !== 1) throw new Error('there is not exactly one root element');
  return element(roots[0]);
}

/** Reads a project. Calls `problem(path, reason)` for files that cannot be read. */
export async function read(root, problem) {
  const definition = JSON.parse(await readFile(join(root, 'sfdx-project.json'), 'utf8'));
  const folders = definition.packageDirectories.map((one) => one.path);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => relative(root, join(one.parentPath, one.name)).split(sep).join('/')).sort();
  const components = [];
  for (const path of files) {
    const folder = folders.find((one) => path.startsWith(`${one}/`));
    if (!folder) {
      if (!OTHER.some((known) => known.test(path))) problem(path, 'is in no package folder');
    } else if (path.endsWith('-meta.xml')) {
      await component(root, folder, path, components, problem);
    }
  }
  checkContents(files, folders, components, problem);
  return { root, definition, folders, files, components, source: (path) => readFile(join(root, path), 'utf8') };
}

async function component(root, folder, path, components, problem) {
  const file = basename(path, '-meta.xml');
  const kind = KINDS.find((one) => file.endsWith(one.end) && path.split('/').includes(one.folder));
  if (!kind) return problem(path, 'is of no kind that lies in this folder');
  const own = file.slice(0, -kind.end.length);
  const name = kind.inFolder ? `${path.split('/').at(-2)}/${own}` : own;
  try {
    const xml = parse(await readFile(join(root, path), 'utf8'));
    components.push({ ...kind, path, folder, name, xml, object: path.match(/\/objects\/(\w+)\//)?.[1] });
  } catch (error) {
    problem(path, `is no well-formed XML: ${error.message}`);
  }
}

/** A deployment silently leaves out content without metadata, and fails for metadata without content. */
function checkContents(files, folders, components, problem) {
  const taken = new Set();
  for (const { content, bundle, path, type, name } of components) {
    taken.add(path);
    if (!content) continue;
    const beside = `${dirname(path)}/${name}`;
    const isOwn = (file) => {
      if (bundle) return file.startsWith(`${dirname(path)}/`);
      return type === 'StaticResource' ? file.startsWith(`${beside}/`) || file.startsWith(`${beside}.`) : file === path.replace('-meta.xml', '');
    };
    const own = files.filter(isOwn);
    own.forEach((file) => taken.add(file));
    if (!own.some((file) => file !== path)) problem(path, 'has no content beside it');
  }
  for (const file of files) {
    const inside = folders.some((folder) => file.startsWith(`${folder}/`));
    if (inside && !taken.has(file) && !file.endsWith('-meta.xml')) problem(file, 'has no -meta.xml beside it');
  }
}
