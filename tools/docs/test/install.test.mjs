// The installation guide: the same in both languages, and true to the code where that can be told.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { anchors, blocks, cellsOf, code, links, outline } from '../lib/markdown.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (path) => readFileSync(join(ROOT, path), 'utf8');
const GUIDES = { ja: read('docs/install.ja.md'), en: read('docs/install.en.md') };
const languages = Object.keys(GUIDES);
/** The link from one language to the other is the only one that differs. */
const alike = (parts) => JSON.parse(JSON.stringify(parts).replaceAll(/install\.(ja|en)\.md/g, 'install.md'));

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

test('the panel says what the guide says it says', () => {
  const messages = [...read('crates/core/src/text/messages.rs').matchAll(/^ {4}(\w+): "([^"]+)", "([^"]+)";$/gm)];
  assert.ok(messages.length > 100);
  const names = messages.map(([, name]) => name);
  // What keeps somebody from working: each has its row.
  const trouble = messages.filter(([, name]) => {
    const start = name.startsWith('Start') && names.includes(`${name}Fix`);
    return start || /^(Outage\w+|Refused\w+|PbxDown|PhoneUnregistered|NotPrimary|SearchFailed|SearchLate|SandboxDisagrees|LogUnknown|NoMatch)$/.test(name);
  });
  assert.ok(trouble.length > 25);
  const rows = (language) => GUIDES[language].split('\n').map((line) => (line.startsWith('|') ? cellsOf(line)[0] : null));
  const [japanese, english] = [rows('ja'), rows('en')];
  for (const [, name, ja, en] of trouble) {
    assert.ok(japanese.includes(ja), `${name}: ${ja}`);
    assert.equal(english[japanese.indexOf(ja)], en, name);
  }
});

test('the doctor checks what the guide says it checks, in its order', () => {
  for (const language of languages) {
    const checks = Object.entries(words(language)).filter(([key]) => key.startsWith('doctor.check.')).map(([, name]) => name);
    const part = GUIDES[language].slice(GUIDES[language].indexOf('<a id="messages-doctor">')).split('\n## ')[0];
    const rows = part.split('\n').filter((line) => line.startsWith('|')).slice(2).map((line) => cellsOf(line)[0]);
    assert.deepEqual(rows, checks, language);
  }
});

test('names of the package and the event server exist', () => {
  const package_ = read('docs/apex.md') + read('crates/core/src/settings/schema.rs');
  const server = read('crates/server/src/config.rs') + read('crates/server/src/pbx/asterisk/config.rs');
  for (const language of languages) {
    const named = code(GUIDES[language]).filter((name) => /^Denwa_\w+$/.test(name) && !/_(Old|New)$/.test(name));
    // What the administrator names.
    const own = ['Denwa_Event_Server', 'Denwa_Panel'];
    for (const name of named) assert.ok(own.includes(name) || package_.includes(name), `${language}: ${name}`);
    const [config] = blocks(GUIDES[language]).filter((block) => block.language === 'toml');
    const keys = [...config.body.matchAll(/^\[{0,2}(\w+)/gm)].map((match) => match[1]);
    // A line's are the protocol's; the kind of a PBX is the enumeration's tag.
    const others = ['number', 'name', 'kind'];
    assert.ok(keys.length > 10);
    for (const key of keys) assert.ok(others.includes(key) || server.includes(`pub ${key}:`), `${language}: ${key}`);
  }
});

test('commands and what they make exist', () => {
  const usage = read('xtask/src/args.rs');
  const { packageDirectories } = JSON.parse(read('salesforce/sfdx-project.json'));
  const zips = packageDirectories.map(({ path }) => (path === 'main' ? 'denwa.zip' : `denwa-${path}.zip`));
  for (const language of languages) {
    const commands = [...GUIDES[language].matchAll(/cargo xtask ((?:org )?\w+)/g)].map(([, command]) => command);
    assert.ok(commands.length > 2);
    for (const command of commands) assert.match(usage, new RegExp(`^  ${command}\\b`, 'm'), `${language}: ${command}`);
    const named = [...GUIDES[language].matchAll(/\bdenwa[\w-]*\.zip/g)].map(([zip]) => zip);
    assert.deepEqual([...new Set(named)].sort(), zips.sort(), language);
  }
});

/** The words of the configuration view and the doctor in a language, by their keys. */
function words(language) {
  const both = Object.entries(JSON.parse(read('static/text/words.json')));
  return Object.fromEntries(both.map(([key, word]) => [key, word[languages.indexOf(language)]]));
}

/** The labels of the configuration view in a language: of groups, settings and lists, and its own; what each is called in the other. */
function labels(from, to, kinds = /^group\.|\.label$/) {
  const [own, other] = [from, to].map(words);
  const found = new Map();
  for (const [key, label] of Object.entries(own)) {
    if (!kinds.test(key)) continue;
    found.set(label, [...(found.get(label) ?? []), other[key]]);
  }
  return found;
}

test('settings have the names of the configuration view, the same ones at the same place', () => {
  const lines = { ja: GUIDES.ja.split('\n'), en: GUIDES.en.split('\n') };
  assert.equal(lines.ja.length, lines.en.length);
  const bold = (line) => [...line.matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words);
  for (const [from, to] of [['ja', 'en'], ['en', 'ja']]) {
    // Outside of the view's own parts, words such as Save and Profile are Salesforce's.
    const [start, end] = ['configure', 'sandbox'].map((id) => lines[from].findIndex((line) => line.includes(`<a id="${id}">`)));
    assert.ok(start > 0 && end > start);
    const [settings, all] = [labels(from, to), labels(from, to, /^(group|config|doctor\.(state|again|copy|sound))|\.label$/)];
    let found = 0;
    for (const [at, line] of lines[from].entries()) {
      const known = at < start || at > end ? settings : all;
      const there = bold(lines[to][at]);
      for (const words of bold(line).filter((words) => known.has(words))) {
        found += 1;
        assert.ok(known.get(words).some((label) => there.includes(label)), `${from}, line ${at + 1}: ${words}`);
      }
    }
    assert.ok(found > 80, `${found} names in ${from}`);
  }
});

test('the table for those who come from BIZTEL names places that exist', () => {
  for (const [language, other] of [['ja', 'en'], ['en', 'ja']]) {
    const known = [...labels(language, other).keys()];
    const table = GUIDES[language].slice(GUIDES[language].indexOf('<a id="biztel">'));
    const rows = table.split('\n').filter((line) => line.startsWith('|')).slice(2).map(cellsOf);
    assert.ok(rows.length > 20);
    for (const [, group, names] of rows) {
      if (group) assert.ok(known.includes(group), `${language}: group ${group}`);
      for (const name of names.split(/、|, /).filter(Boolean)) {
        const found = known.some((label) => label === name || label.startsWith(`${name}:`));
        assert.ok(found, `${language}: ${name}`);
      }
    }
  }
});
