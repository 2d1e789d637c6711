// The check of the org package is checked: every folder in bad/ is laid over a copy of the project, its changes.json changes files of it
// (`[{file, from, to}]`), and the whole must be refused with the reasons its expect.txt names. Those whose names begin with "java-" are laid over one copy all together, because Java takes its time.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { problems } from '../lib/all.mjs';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const BAD = join(import.meta.dirname, 'bad');
const cases = (await readdir(BAD)).sort();
const made = [];
after(() => Promise.all(made.map((folder) => rm(folder, { recursive: true }))));

/** The project with these cases laid over it. */
async function overlaid(names) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-org-'));
  made.push(folder);
  await cp(join(REPOSITORY, 'salesforce'), folder, { recursive: true });
  for (const name of names) {
    await cp(join(BAD, name), folder, { recursive: true, filter: (path) => !/(expect\.txt|changes\.json)$/.test(path) });
    await change(folder, join(BAD, name, 'changes.json'));
  }
  return folder;
}

async function change(folder, list) {
  if (!existsSync(list)) return;
  for (const { file, from, to } of JSON.parse(await readFile(list, 'utf8'))) {
    const source = await readFile(join(folder, file), 'utf8');
    assert.ok(source.includes(from), `${file} has no ${from}`);
    await writeFile(join(folder, file), source.replace(from, () => to));
  }
}

const told = ({ found }) => found.map(({ path, reason }) => `${path}: ${reason}`);

async function assertExpected(name, said) {
  const expected = (await readFile(join(BAD, name, 'expect.txt'), 'utf8')).trim().split('\n');
  assert.ok(expected.length > 0 && expected[0] !== '');
  for (const one of expected) assert.ok(said.some((line) => line.includes(one)), `${name}: "${one}" was not said, but\n  ${said.join('\n  ')}`);
}

/** What the package's class offers. */
const METHODS = ['boot', 'agentToken', 'settings', 'saveSettings', 'history', 'people', 'describe', 'search', 'saveLog', 'health'];

test('the package as it is has no problem, without Java', async () => {
  assert.deepEqual(told(await problems(await overlaid([]), { repository: REPOSITORY, java: false })), []);
});

for (const name of cases.filter((one) => !one.startsWith('java-'))) {
  test(`refused: ${name}`, async () => {
    const said = told(await problems(await overlaid([name]), { repository: REPOSITORY, java: false }));
    await assertExpected(name, said);
  });
}

test('refused: a panel that asks for what is not there', async () => {
  const repository = await mkdtemp(join(tmpdir(), 'denwa-panel-'));
  made.push(repository);
  await cp(join(REPOSITORY, 'docs/apex.md'), join(repository, 'docs/apex.md'));
  await mkdir(join(repository, 'crates/core/src/tests'), { recursive: true });
  await mkdir(join(repository, 'src/host'), { recursive: true });
  const method = (name) => `impl Method for Request {\n    const NAME: &'static str = "${name}";\n}`;
  const asks = ['const CLASS: &str = "DenwaSoftfone";', '"Denwa_Nothing__c"', '"/apex/DenwaNothing?url="', method('bot')];
  const calls = METHODS.map(method).join('\n');
  await writeFile(join(repository, 'src/host/calls.rs'), calls);
  await writeFile(join(repository, 'src/host/apex.rs'), `${asks.join('\n')}\n#[cfg(test)]\n"Denwa_Tested__c"\n`);
  await writeFile(join(repository, 'crates/core/src/tests/card.rs'), '"Denwa_Tested__c"\n');
  const said = told(await problems(await overlaid([]), { repository, java: false }));
  const wrong = (what) => `src/host/apex.rs: names ${what}`;
  const [has, not] = ['that the package has not:', 'Denwa_Nothing__c'];
  assert.deepEqual(said, [wrong(`an object, a field or a channel ${has} ${not}`), wrong(`a page ${has} DenwaNothing`), wrong(`a class ${has} DenwaSoftfone`), wrong(`a method ${has} bot`)]);
  for (const file of ['apex.rs', 'calls.rs']) await writeFile(join(repository, 'src/host', file), '');
  const nowhere = METHODS.map((method) => `src: calls DenwaSoftphone.${method} nowhere that could be found`);
  assert.deepEqual(told(await problems(await overlaid([]), { repository, java: false })).sort(), nowhere.sort());
});

test('refused by what runs in Java', async () => {
  const names = cases.filter((one) => one.startsWith('java-'));
  assert.ok(names.length > 0);
  const said = told(await problems(await overlaid(names), { java: true }));
  for (const name of names) await assertExpected(name, said);
  // Nothing is said of a file that is as it was.
  assert.deepEqual(said.filter((line) => !line.includes('DenwaBad')), []);
});
