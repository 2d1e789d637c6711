// Checks the package against docs/apex.md, the examples, and the names in the panel's sources.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fields } from './apex.mjs';

const CLASS = 'DenwaSoftphone';
/** A request of the core's, which names its method (crates/core/src/package). */
const CALL = /\bimpl Method for \w+ \{\s*const NAME: &'static str = "(\w+)"/g;

/** `repository` holds docs/apex.md and the panel. */
export async function check(project, repository, problem) {
  const page = await readFile(join(repository, 'docs/apex.md'), 'utf8');
  const documented = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
  const offered = await methods(project, problem);
  for (const name of documented) {
    if (!offered.has(name)) problem(`${CLASS}.cls`, `has no method ${name}, which docs/apex.md describes`);
    await examples(project, name, problem);
  }
  for (const name of offered) if (!documented.includes(name)) problem(`${CLASS}.cls`, `has a method ${name} that docs/apex.md does not describe`);
  await panel(project, repository, offered, problem);
  await versions(project, problem);
}

/** Packages have the version of the Apex, which is generated from the workspace's. */
async function versions({ definition, source, files }, problem) {
  const path = files.find((file) => file.endsWith('/DenwaSchema.cls'));
  const [, own] = (path ? await source(path) : '').match(/VERSION = '([^']+)'/) ?? [];
  const packages = definition.packageDirectories.flatMap((one) => [one, ...(one.dependencies ?? [])]).filter((one) => one.versionNumber);
  for (const { versionNumber } of packages) {
    const said = versionNumber.replace(/\.(NEXT|LATEST)$/, '');
    if (said !== own) problem('sfdx-project.json', `has the version ${said}, the Apex ${own}`);
  }
}

/** The web service's methods. Each takes a text and returns a text. */
async function methods(project, problem) {
  const path = project.files.find((file) => file.endsWith(`/${CLASS}.cls`));
  const source = path ? await project.source(path) : '';
  if (!path) problem(`${CLASS}.cls`, 'is missing');
  const offered = new Set();
  for (const [text, name] of source.matchAll(/webService\s+static\s+[\w<>]+\s+(\w+)\s*\([^)]*\)/g)) {
    offered.add(name);
    if (!/^webService static String \w+\(String request\)$/.test(text)) problem(path, `has a method of another form: ${text}`);
  }
  return offered;
}

async function examples(project, method, problem) {
  const path = `examples/${method}.json`;
  if (!project.files.includes(path)) return problem(path, 'is missing: every method has its examples');
  let list;
  try {
    list = JSON.parse(await project.source(path));
  } catch (error) {
    return problem(path, `is no JSON: ${error.message}`);
  }
  const whole = (one) => typeof one.name === 'string' && typeof one.given === 'object' && one.request !== undefined && one.reply?.v === 1;
  if (!Array.isArray(list) || list.length === 0 || !list.every(whole)) problem(path, 'is no list of examples with name, given, request and reply');
}

/** Names in the panel's code: the class and its methods, objects, fields, pages. */
async function panel(project, repository, offered, problem) {
  const byObject = fields(project);
  const channels = project.components.filter(({ type }) => type === 'LightningMessageChannel').map(({ name }) => `${name}__c`);
  const custom = new Set([...byObject.keys(), ...[...byObject.values()].flatMap((names) => [...names]), ...channels]);
  const named = (type) => new Set(project.components.filter((one) => one.type === type).map(({ name }) => name));
  const [pages, classes] = [named('ApexPage'), named('ApexClass')];
  const called = new Set();
  for (const { path, source } of await sources(repository)) {
    const need = (what, all, pattern) => {
      for (const [, name] of source.matchAll(pattern)) if (!all.has(name)) problem(path, `names ${what} that the package has not: ${name}`);
    };
    need('an object, a field or a channel', custom, /"(\w*[a-z]__c)"/g);
    need('a page', pages, /\/apex\/(Denwa\w*)/g);
    need('a class', classes, /"(Denwa[A-Z](?:(?!__c)\w)*)"/g);
    need('a method', offered, CALL);
    for (const [, name] of source.matchAll(CALL)) called.add(name);
  }
  // A method whose call is not found would go unchecked: the pattern must follow the code.
  for (const name of offered) if (!called.has(name)) problem('src', `calls ${CLASS}.${name} nowhere that could be found`);
}

/** The panel's sources without their tests. */
async function sources(repository) {
  const found = [];
  for (const folder of ['src', 'crates/core/src']) {
    for (const entry of await readdir(join(repository, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !path.endsWith('.rs') || /[/]tests?([/]|\.rs$)/.test(path)) continue;
      const [source] = (await readFile(path, 'utf8')).split('#[cfg(test)]');
      found.push({ path: path.slice(repository.length + 1), source: source.replace(/^\s*\/\/.*$/gm, '') });
    }
  }
  return found;
}
