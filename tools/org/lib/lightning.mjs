// Checks Lightning components: web components compile with Salesforce's own compiler, and what components name exists.

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { bare, fields } from './apex.mjs';
import { parse } from './project.mjs';
import { texts } from './shape.mjs';

const { transformSync } = createRequire(import.meta.url)('@lwc/compiler');

/** Fields of Task that the platform has and a component here uses. */
const STANDARD_FIELDS = ['CallDisposition', 'CallDurationInSeconds', 'CallType', 'CreatedDate', 'Subject', 'WhatId', 'WhoId'].map((name) => `Task.${name}`);
/** The modules of the platform that a component here uses. */
const MODULES = new Set(['lwc', 'lightning/navigation', 'lightning/uiRecordApi']);

export async function check(project, problem) {
  const known = await names(project);
  for (const one of project.components.filter(({ type }) => type === 'LightningComponentBundle')) await webComponent(project, one, known, problem);
  for (const one of project.components.filter(({ type }) => type === 'AuraDefinitionBundle')) await aura(project, one, known, problem);
}

const all = ({ components }, type) => components.filter((one) => one.type === type);

async function names(project) {
  const methods = new Set();
  for (const { path, name } of all(project, 'ApexClass')) {
    const file = path.replace('-meta.xml', '');
    const source = project.files.includes(file) ? bare(await project.source(file)) : '';
    for (const [, method] of source.matchAll(/@AuraEnabled(?:\([^)]*\))?\s+(?:@SuppressWarnings\([^)]*\)\s+)?public\s+static\s+[\w.<>]+\s+(\w+)\s*\(/g)) methods.add(`${name}.${method}`);
  }
  const ownFields = [...fields(project)].flatMap(([object, of]) => [...of].map((field) => `${object}.${field}`));
  return {
    apex: methods,
    channels: new Set(all(project, 'LightningMessageChannel').map(({ name }) => `${name}__c`)),
    labels: new Set(all(project, 'CustomLabels').flatMap(({ xml }) => texts(xml, 'labels', 'fullName'))),
    schema: new Set([...ownFields, ...STANDARD_FIELDS]),
    tags: new Set(all(project, 'LightningComponentBundle').map(({ name }) => `c-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`)),
  };
}

/** The files of a bundle that Salesforce gets. */
const own = (project, path) => project.files.filter((file) => file.startsWith(`${dirname(path)}/`) && !file.endsWith('-meta.xml') && !file.includes('/__tests__/'));

async function webComponent(project, { path, name }, known, problem) {
  for (const file of own(project, path)) {
    const source = await project.source(file);
    const wrong = (reason) => problem(file, reason);
    compile(file, source, name, wrong);
    if (file.endsWith('.js')) imports(file, source, project, known, wrong);
    for (const [, tag] of source.matchAll(/<(c-[\w-]+)/g)) if (!known.tags.has(tag)) wrong(`uses a component that is not there: ${tag}`);
  }
}

function compile(file, source, name, wrong) {
  try {
    const { warnings = [] } = transformSync(source, file, { name, namespace: 'c', apiVersion: 64 });
    for (const { message } of warnings) wrong(message);
  } catch (error) {
    wrong(`does not compile: ${error.message}`);
  }
}

function imports(file, source, project, known, wrong) {
  const need = (what, there, one) => there.has(one) || wrong(`names ${what} that is not there: ${one}`);
  for (const [, from] of source.matchAll(/\bfrom\s+'([^']+)'/g)) {
    const [scope, kind, rest] = from.split('/');
    if (scope === '@salesforce' && kind === 'label') need('a label', known.labels, rest.replace(/^c\./, ''));
    else if (scope === '@salesforce' && kind === 'apex') need('a method with @AuraEnabled', known.apex, rest);
    else if (scope === '@salesforce' && kind === 'schema') need('a field', known.schema, rest);
    else if (from.startsWith('./')) need('a file', new Set(project.files), `${dirname(file)}/${from.slice(2)}.js`);
    else need('a module', MODULES, from);
  }
}

/** Components of the platform that an Aura component here uses, with the attributes that it may give. */
const AURA = {
  'aura:attribute': ['access', 'default', 'name', 'type'], 'aura:component': ['access', 'controller', 'description', 'implements'],
  'aura:handler': ['action', 'event'], 'lightning:messageChannel': ['aura:id', 'onMessage', 'scope', 'type'],
  'lightning:omniToolkitAPI': ['aura:id'],
};
/** What describes an Aura component to the App Builder. */
const DESIGN = { 'design:attribute': ['datasource', 'description', 'label', 'name', 'required'], 'design:component': ['label'] };
/** Events of the platform that an Aura component here handles. */
const EVENTS = new Set(['lightning:omniChannelLoginSuccess', 'lightning:omniChannelLogout', 'lightning:omniChannelStatusChanged', 'lightning:omniChannelWorkloadChanged']);

async function aura(project, { path, name }, known, problem) {
  const sources = new Map(await Promise.all(own(project, path).map(async (file) => [file, await project.source(file)])));
  const code = [...sources].filter(([file]) => file.endsWith('.js')).map(([, source]) => source).join('\n');
  for (const [file, source] of sources) {
    const wrong = (reason) => problem(file, reason);
    try {
      if (file.endsWith('.js')) new Script(source, { filename: file });
      else if (/\.(cmp|design)$/.test(file)) elements(parse(source), known, code, wrong);
    } catch (error) {
      wrong(`cannot be read: ${error.message}`);
    }
    for (const [, label] of source.matchAll(/\$Label\.c\.(\w+)/g)) if (!known.labels.has(label)) wrong(`names a label that is not there: ${label}`);
  }
  attributes(sources, path, name, problem);
  methods(sources, path, name, known, problem);
}

/** What the App Builder offers and what the code reads are attributes of the component. */
function attributes(sources, path, name, problem) {
  const at = (end) => `${dirname(path)}/${name}${end}`;
  const declared = new Set([...(sources.get(at('.cmp')) ?? '').matchAll(/<aura:attribute name="(\w+)"/g)].map(([, one]) => one));
  const need = (file, one) => declared.has(one) || problem(file, `names an attribute that the component has not: ${one}`);
  for (const [, one] of (sources.get(at('.design')) ?? '').matchAll(/<design:attribute name="(\w+)"/g)) need(at('.design'), one);
  for (const [file, source] of sources) for (const [, one] of source.matchAll(/['"{!\s]v\.(\w+)['"}\s]/g)) need(file, one);
}

/** The methods that the component calls of its Apex class. */
function methods(sources, path, name, known, problem) {
  const [, controller] = (sources.get(`${dirname(path)}/${name}.cmp`) ?? '').match(/\scontroller="(\w+)"/) ?? [];
  for (const [file, source] of sources) {
    for (const [, method] of source.matchAll(/get\('c\.(\w+)'\)/g)) {
      if (!known.apex.has(`${controller}.${method}`)) problem(file, `names a method with @AuraEnabled that is not there: ${controller}.${method}`);
    }
  }
}

function elements(one, known, code, wrong) {
  const attributes = Object.entries(one.attributes).map(([key, value]) => [key.replace(/^@_/, ''), value]);
  if (one.name.includes(':')) {
    const may = AURA[one.name] ?? DESIGN[one.name];
    if (!may) wrong(`uses a component that is not known: ${one.name}`);
    else for (const [key] of attributes) if (!may.includes(key)) wrong(`gives ${one.name} an attribute that it does not know: ${key}`);
  }
  for (const [key, value] of attributes) {
    if (one.name === 'lightning:messageChannel' && key === 'type' && !known.channels.has(value)) wrong(`names a message channel that is not there: ${value}`);
    if (one.name === 'aura:handler' && key === 'event' && !EVENTS.has(value)) wrong(`handles an event that is not known: ${value}`);
    const [, action] = value.match(/^\{!\s*c\.(\w+)\s*\}$/) ?? [];
    if (action && !new RegExp(`\\b${action}\\s*:\\s*function`).test(code)) wrong(`names a function of the controller that is not there: ${action}`);
  }
  one.children.forEach((inner) => elements(inner, known, code, wrong));
}
