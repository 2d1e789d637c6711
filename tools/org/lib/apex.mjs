// Checks of Apex that no parser makes: custom names exist, queries use fields of their objects, and access is as narrow as possible. java.mjs
// checks that the Apex parses and that its own names resolve.

/** Fields that every custom object or custom setting has. */
const STANDARD = ['Id', 'Name', 'CreatedDate', 'CreatedById', 'CreatedBy', 'LastModifiedDate', 'LastModifiedById', 'LastModifiedBy', 'OwnerId', 'SetupOwnerId', 'SystemModstamp'];
/** The classes that may be global. */
const GLOBAL = new Set(['DenwaSoftphone']);
/** The classes that may be without sharing: each method of theirs checks the permission. */
const WITHOUT_SHARING = new Set(['DenwaMissedCalls', 'DenwaRetention', 'DenwaUsers']);

/** Fields by object: `{Denwa_Line__c: Set(Number__c, …)}`; fields of Activity belong to Task and Event. */
export function fields({ components }) {
  const fields = new Map(components.filter((one) => one.type === 'CustomObject').map((one) => [one.name, new Set(STANDARD)]));
  for (const { object, name } of components.filter((one) => one.type === 'CustomField')) {
    for (const owner of object === 'Activity' ? ['Task', 'Event'] : [object]) {
      if (!fields.has(owner)) fields.set(owner, new Set());
      fields.get(owner).add(name);
    }
  }
  return fields;
}

/** The code, with spaces in place of comments and, unless `texts` is set, of string literals. */
export function bare(source, texts = false) {
  const blank = (match) => match.replace(/[^\n]/g, ' ');
  return source.replace(/\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, (match) => (match[0] === "'" && texts ? match : blank(match)));
}

export async function check(project, problem) {
  const byObject = fields(project);
  const custom = new Set([...byObject.keys(), ...[...byObject.values()].flatMap((names) => [...names])]);
  for (const one of project.components.filter(({ type }) => type === 'ApexClass')) {
    const path = one.path.replace('-meta.xml', '');
    if (!project.files.includes(path)) continue;
    const source = await project.source(path);
    const wrong = (at, reason) => problem(path, `line ${source.slice(0, at).split('\n').length}: ${reason}`);
    head(one.name, bare(source), wrong);
    for (const match of bare(source, true).matchAll(/\b[A-Za-z]\w*__[ce]\b/g)) if (!custom.has(match[0])) wrong(match.index, `there is no ${match[0]} in the project`);
    queries(bare(source), byObject, wrong);
  }
}

function head(name, source, wrong) {
  const top = source.match(/\b(global|public|private)\s+((?:virtual|abstract)\s+)?(?:(with|without|inherited)\s+sharing\s+)?(?:virtual\s+|abstract\s+)?(class|interface|enum)\s+(\w+)/i);
  if (!top) return wrong(0, 'there is no class');
  if (top[5] !== name) wrong(top.index, `the class is called ${top[5]}, its file ${name}`);
  const isTest = /@IsTest\s+(?:public|private)\s/i.test(source);
  if (WITHOUT_SHARING.has(name)) checked(source, wrong);
  else if (!isTest && top[3]?.toLowerCase() !== 'with') wrong(top.index, 'a class that is not "with sharing"');
  if (top[1].toLowerCase() === 'global' && !GLOBAL.has(name)) wrong(top.index, 'a class that is global without need');
  // The compiler says "System exception constructor already defined"; no parser does.
  for (const [, own, body] of source.matchAll(/class\s+(\w+)\s+extends\s+Exception\s*\{([^]*)/gi)) {
    const constructor = body.match(new RegExp(`\\b(public|private|global|protected)\\s+${own}\\s*\\(\\s*((String|Exception)\\s+\\w+\\s*(,\\s*Exception\\s+\\w+\\s*)?)?\\)`, 'i'));
    if (constructor) wrong(source.indexOf(constructor[0]), `an exception has this constructor already: ${own}`);
  }
  for (const match of source.matchAll(/SeeAllData\s*=\s*true|\bimplements\s+InstallHandler\b|\bwithout\s+sharing\b|\bwebService\b/gi)) {
    const mayBe = /webService/i.test(match[0]) ? GLOBAL.has(name) : /without/i.test(match[0]) && (isTest || WITHOUT_SHARING.has(name));
    if (!mayBe) wrong(match.index, `${match[0]} has no place here`);
  }
}

/** Each method of a class without sharing begins with a check of the permission. */
function checked(source, wrong) {
  for (const match of source.matchAll(/\b(?:public|private|global)\s+(?:static\s+)?[\w<>, ]+\s+(\w+)\s*\([^)]*\)\s*\{\s*([^;]*;)/g)) {
    if (!/^DenwaPermissions\.need\w+\(\);$/.test(match[2])) wrong(match.index, `${match[1]} is without sharing and does not begin with a check of the permission`);
  }
}

/** Inline queries: fields of objects in the project. */
function queries(source, byObject, wrong) {
  for (const match of source.matchAll(/\[\s*SELECT\s+([^\]]*?)\s+FROM\s+(\w+)([^\]]*)\]/gi)) {
    const [, selected, object, rest] = match;
    const names = byObject.get(object);
    if (!names) {
      if (object.endsWith('__c')) wrong(match.index, `there is no object ${object} in the project`);
      continue;
    }
    const isCustom = object.endsWith('__c');
    const asked = selected.split(',').map((one) => one.trim()).concat([...rest.matchAll(/\b(\w+__c)\b/g)].map(([name]) => name));
    for (const name of asked) {
      const [first] = name.split('.');
      if (/^COUNT\(\)$/i.test(first) || (!isCustom && !first.endsWith('__c'))) continue;
      if (![...names].some((known) => known.toLowerCase() === first.toLowerCase())) wrong(match.index, `${object} has no field ${first}`);
    }
  }
}

/** Queries and writes name their access mode, in tests too: from API version 67 on the default is the user's, which a test's user may not have. */
export async function modes(project, problem) {
  for (const one of project.components.filter(({ type }) => type === 'ApexClass')) {
    const path = one.path.replace('-meta.xml', '');
    if (!project.files.includes(path)) continue;
    const source = bare(await project.source(path));
    const wrong = (at, reason) => problem(path, `line ${source.slice(0, at).split('\n').length}: ${reason}`);
    for (const match of source.matchAll(/\[\s*SELECT\s[^\]]*\]/gi)) if (!/\bWITH\s+(USER|SYSTEM)_MODE\b/i.test(match[0])) wrong(match.index, 'a query that says neither WITH USER_MODE nor WITH SYSTEM_MODE');
    for (const match of source.matchAll(/^\s*(insert|update|upsert|delete|undelete|merge)\s+(?!as\s+(user|system)\b)\w/gim)) wrong(match.index, `${match[1]} that says neither "as user" nor "as system"`);
    for (const match of source.matchAll(/\bDatabase\.(query|insert|update|upsert|delete|countQuery)\s*\([^;]*;/g)) {
      if (!/\bAccessLevel\.\w+_MODE\b/.test(match[0])) wrong(match.index, `Database.${match[1]} without a mode`);
    }
  }
}
