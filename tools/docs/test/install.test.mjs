// The installation guide: the same in both languages, and true to the code where that can be checked. What it quotes of the panel is checked
// by crates/core/tests/it/guide.rs.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { anchors, blocks, cellsOf, code, links, outline } from '../lib/markdown.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const GUIDES = { ja: read('docs/install.ja.md'), en: read('docs/install.en.md') };
const languages = Object.keys(GUIDES);
/** The links from one language to the other, and to pages in one's own language, are the only ones that differ. */
const alike = (parts) => JSON.parse(JSON.stringify(parts).replaceAll(/(install|asterisk)\.(ja|en)\.md/g, '$1.md'));

test('headings, steps, tables, code blocks and links are the same in both languages', () => {
  const [ja, en] = languages.map((language) => alike(outline(GUIDES[language])));
  for (const [at, part] of en.entries()) assert.deepEqual(ja[at], part, `part ${at + 1} differs`);
  assert.equal(ja.length, en.length);
  const count = (kind) => en.filter((part) => part.kind === kind).length;
  for (const [kind, least] of [['heading', 60], ['step', 150], ['code', 10], ['row', 100]]) {
    assert.ok(count(kind) >= least, `${count(kind)} of ${kind}`);
  }
});

test('steps and headings are counted without a gap', () => {
  for (const language of languages) {
    let step = 0;
    const counted = [0, 0];
    for (const part of outline(GUIDES[language])) {
      if (part.kind === 'heading') {
        step = 0;
        if (part.level === 2) counted.splice(0, 2, counted[0] + 1, 0);
        if (part.level === 3) counted[1] += 1;
        const number = { 1: '', 2: `${counted[0]}.`, 3: counted.join('.') }[part.level];
        assert.equal(part.number, number, language);
      } else if (part.kind === 'step') {
        // Numbers begin anew after a heading, or with 1.
        step = part.number === '1' ? 1 : step + 1;
        assert.equal(part.number, String(step), `${language}: under ${counted.join('.')}`);
      }
    }
  }
});

test('every link leads somewhere', () => {
  for (const language of languages) {
    const known = anchors(GUIDES[language]);
    assert.equal(new Set(known).size, known.length, 'an anchor stands twice');
    for (const link of links(GUIDES[language])) {
      if (link.startsWith('#')) assert.ok(known.includes(link.slice(1)), `${language}: ${link}`);
      else if (!link.startsWith('https://')) assert.ok(existsSync(join(ROOT, 'docs', link)), `${language}: ${link}`);
    }
  }
});

test('names of the package and the event server exist', () => {
  const channels = readdirSync(join(ROOT, 'salesforce/main/default/messageChannels')).map((file) => file.replace('.messageChannel-meta.xml', '__c')).join(' ');
  const package_ = channels + read('docs/apex.md') + read('crates/core/src/settings/schema/table.rs') + read('crates/core/src/settings/schema/list.rs');
  const files = ['config/mod.rs', 'config/agent.rs', 'config/line.rs', 'config/listed.rs', 'config/organisation.rs', 'config/panel.rs', 'config/team.rs', 'pbx/asterisk/config.rs'];
  const server = files.map((file) => read(`crates/server/src/${file}`)).join('');
  for (const language of languages) {
    const named = code(GUIDES[language]).filter((name) => /^Denwa_\w+$/.test(name) && !/_(Old|New)$/.test(name));
    // What the administrator names.
    const own = ['Denwa_Event_Server', 'Denwa_Panel'];
    for (const name of named) assert.ok(own.includes(name) || package_.includes(name), `${language}: ${name}`);
    const [config] = blocks(GUIDES[language]).filter((block) => block.language === 'toml');
    const keys = [...config.body.matchAll(/^\[{0,2}(\w+)/gm)].map((match) => match[1]);
    // The kind of a PBX is the enumeration's tag.
    const others = ['kind'];
    assert.ok(keys.length > 10);
    for (const key of keys) assert.ok(others.includes(key) || server.includes(`pub ${key}:`), `${language}: ${key}`);
  }
});

test('commands and what they make exist', () => {
  const usage = read('xtask/src/args.rs');
  const { packageDirectories } = JSON.parse(read('salesforce/sfdx-project.json'));
  const zips = packageDirectories.flatMap(({ path }) => (path === 'first' ? ['denwa-first-acme.zip', 'denwa-first-acme--dev.zip'] : path === 'main' ? 'denwa.zip' : `denwa-${path}.zip`));
  // Made of the Japanese names.
  zips.push('denwa-ja-master.zip');
  const classes = (folder) => readdirSync(join(ROOT, `salesforce/${folder}/main/default/classes`.replace('main/main', 'main'))).map((name) => name.match(/^(\w+Test)\.cls$/)?.[1]).filter(Boolean).sort();
  for (const language of languages) {
    const commands = [...GUIDES[language].matchAll(/cargo xtask ((?:org )?\w+)/g)].map(([, command]) => command);
    assert.ok(commands.length > 2);
    for (const command of commands) assert.match(usage, new RegExp(`^  ${command}\\b`, 'm'), `${language}: ${command}`);
    const named = [...GUIDES[language].matchAll(/\bdenwa[\w-]*\.zip/g)].map(([zip]) => zip);
    assert.deepEqual([...new Set(named)].sort(), zips.sort(), language);
    for (const [, folder = 'main', tests] of GUIDES[language].matchAll(/denwa(?:-(\w+))?\.zip .*--tests ([\w ]+)/g)) assert.deepEqual(tests.trim().split(' '), classes(folder), language);
  }
});
