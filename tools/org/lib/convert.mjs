// Converts the project by Salesforce's own library, which knows where files belong and accepts nearly any contents.

import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** The components that `@salesforce/source-deploy-retrieve` finds in a package folder. */
export async function resolve(root, folder, version) {
  // Otherwise the library writes a log into the home folder.
  process.env.SF_DISABLE_LOG_FILE = 'true';
  const { ComponentSet } = require('@salesforce/source-deploy-retrieve');
  const found = ComponentSet.fromSource([join(root, folder)]);
  found.sourceApiVersion = version;
  return found;
}

/** Converts to the metadata format and returns the path of the zip. */
export async function zip(components, folder, name) {
  const { MetadataConverter } = require('@salesforce/source-deploy-retrieve');
  const { packagePath } = await new MetadataConverter().convert(components, 'metadata', { type: 'zip', outputDirectory: folder, packageName: name });
  return packagePath;
}

/** All components resolve, and all metadata files belong to one. */
export async function check(project, problem) {
  for (const folder of project.folders) {
    let found;
    try {
      found = await resolve(project.root, folder, project.definition.sourceApiVersion);
    } catch (error) {
      problem(folder, `does not resolve: ${error.message}`);
      continue;
    }
    const names = new Set([...found.getSourceComponents()].flatMap((one) => [one, ...one.getChildren()]).map((one) => `${one.type.name} ${one.fullName}`));
    for (const one of project.components.filter(({ path }) => path.startsWith(`${folder}/`))) {
      const full = `${type(one)} ${fullName(one)}`;
      if (one.type !== 'CustomFieldTranslation' && !names.has(full)) problem(one.path, `is not found by source-deploy-retrieve as ${full}`);
    }
  }
}

const type = ({ type }) => (type === 'SchemaSettings' ? 'Settings' : type);
const fullName = ({ type, object, name }) => (['CustomField', 'ListView'].includes(type) ? `${object}.${name}` : name);

/** The package folders of a project that are not empty. */
export async function used(project) {
  const folders = [];
  for (const folder of project.folders) if ((await readdir(join(project.root, folder))).length > 0) folders.push(folder);
  return folders;
}
