// Japanese master labels, for orgs whose default language is Japanese: there a translation into Japanese has no place, and the labels themselves
// must be Japanese. The components are those of the package, with the labels of its Japanese translations.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { all, text } from './project.mjs';

/** The folder in the deployable project. */
export const FOLDER = 'ja-master';
/** Labels have five signs that XML reserves; two of them occur in texts. */
const escaped = (label) => label.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Writes the components with Japanese labels. Returns how many. */
export async function write(project, root) {
  const { components } = project;
  const objects = new Map(components.filter(({ type }) => type === 'CustomObjectTranslation').map((one) => [one.name.replace(/-ja$/, ''), text(all(one.xml, 'caseValues')[0], 'value')]));
  const fields = new Map(components.filter(({ type }) => type === 'CustomFieldTranslation').map((one) => [`${one.path.split('/').at(-2).replace(/-ja$/, '')}.${one.name}`, text(one.xml, 'label')]));
  const labels = new Map(components.filter(({ type }) => type === 'Translations').flatMap(({ xml }) => all(xml, 'customLabels')).map((one) => [text(one, 'name'), text(one, 'label')]));
  const change = {
    CustomField: ({ object, name }, source) => source.replace(/<label>[^]*?<\/label>/, () => `<label>${escaped(fields.get(`${object}.${name}`))}</label>`),
    CustomObject: ({ name }, source) => source.replace(/(\n {4}<(?:label|pluralLabel)>)[^]*?(<\/)/g, (_, before, after) => `${before}${escaped(objects.get(name))}${after}`),
    CustomLabels: (_, source) => source.replace(/<fullName>(\w+)<\/fullName>([^]*?)<value>[^]*?<\/value>/g, (__, name, between) => `<fullName>${name}</fullName>${between}<value>${escaped(labels.get(name))}</value>`),
  };
  let count = 0;
  // Events have no Japanese names: they are for flows and programs.
  const isEvent = ({ object, name }) => (object ?? name).endsWith('__e');
  for (const one of components.filter((one) => one.folder === 'main' && one.type in change && !isEvent(one))) {
    const to = join(root, one.path.replace(/^main\//, `${FOLDER}/main/`));
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, change[one.type](one, await readFile(join(project.root, one.path), 'utf8')));
    count += 1;
  }
  return count;
}
