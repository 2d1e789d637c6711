// A web component of the package as a page outside Salesforce: compiled by Salesforce's own compiler, with stand-ins for the platform's modules
// (stubs/). The page has `window.org`: `{ records, find }`, what Lightning Data Service and the Apex answer.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { all, parse, text } from './project.mjs';

const require = createRequire(import.meta.url);
const { rollup } = require('rollup');
const lwc = require('@lwc/rollup-plugin');

const STUBS = join(import.meta.dirname, '../stubs');
const LABELS = 'main/default/labels/CustomLabels.labels-meta.xml';
const JAPANESE = 'ja/main/default/translations/ja.translation-meta.xml';
const ENTRY = 'denwa-entry.js';
const MODULES = '\0denwa:';

/** The custom labels of the project in a language, `en` or `ja`. */
export async function labels(project, language) {
  const [file, list, name, value] = language === 'ja' ? [JAPANESE, 'customLabels', 'name', 'label'] : [LABELS, 'labels', 'fullName', 'value'];
  const xml = parse(await readFile(join(project, file), 'utf8'));
  const plain = (escaped) => escaped.replaceAll('&apos;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  return Object.fromEntries(all(xml, list).map((one) => [text(one, name), plain(text(one, value))]));
}

/** What Salesforce makes of an import from `@salesforce/…`. */
function scoped(id, words) {
  const [, kind, name] = id.split('/');
  if (kind === 'label') return `export default ${JSON.stringify(words[name.replace(/^c\./, '')])};`;
  if (kind === 'schema') {
    const [objectApiName, fieldApiName] = name.split('.');
    return `export default ${JSON.stringify({ objectApiName, fieldApiName })};`;
  }
  return `
    export default class {
      constructor(tell) { this.tell = tell; tell({ data: undefined, error: undefined }); }
      connect() {}
      disconnect() {}
      update(config) { window.org.find(config).then((data) => this.tell({ data, error: undefined }), (error) => this.tell({ data: undefined, error })); }
    }`;
}

/** A script that defines `window.show(properties)`, which puts the component into the page's `#component`. */
export async function bundle(project, component, language) {
  const words = await labels(project, language);
  const entry = `
    import '@lwc/synthetic-shadow';
    import { createElement } from 'lwc';
    import Component from 'c/${component}';
    window.show = (properties) => {
      const element = Object.assign(createElement('c-component', { is: Component }), properties);
      document.querySelector('#component').replaceChildren(element);
    };`;
  const platform = {
    name: 'platform',
    resolveId(id, importer) {
      if (id === ENTRY || id.startsWith('@salesforce/')) return MODULES + id;
      if (id === 'lwc') return require.resolve('@lwc/engine-dom/dist/index.js');
      if (id === '@lwc/synthetic-shadow') return require.resolve('@lwc/synthetic-shadow/dist/index.js');
      const [, name] = id.match(/^c\/(\w+)$/) ?? [];
      if (name) return join(project, 'main/default/lwc', name, `${name}.js`);
      const [, stub] = id.match(/^lightning\/(\w+)$/) ?? [];
      return stub ? join(STUBS, 'lightning', stub, `${stub}.js`) : null;
    },
    load(id) {
      if (id === MODULES + ENTRY) return entry;
      return id.startsWith(MODULES) ? scoped(id.slice(MODULES.length), words) : null;
    },
  };
  const compiler = (lwc.default ?? lwc)({ modules: [{ dir: join(project, 'main/default/lwc') }, { dir: STUBS }], exclude: [`${MODULES}*`] });
  const made = await rollup({ input: ENTRY, plugins: [platform, compiler], onwarn: ({ message }) => { throw new Error(message); } });
  const { output: [{ code }] } = await made.generate({ format: 'iife', intro: "const process = { env: { NODE_ENV: 'production' } };" });
  return code;
}
