// What is deployed: a first installation for a named org, made once, and the package, which never has any of its files.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { origin } from '../lib/first.mjs';

const run = promisify(execFile);
const JSZip = createRequire(import.meta.url)('jszip');
const REPOSITORY = resolve(import.meta.dirname, '../../..');
const PANEL = '<!doctype html><html lang="ja"><head><meta charset="utf-8"></head><body><main id="panel"></main></body></html>';
const CENTRE = 'project/first/main/default/callCenters/Denwa.callCenter-meta.xml';
const root = await mkdtemp(join(tmpdir(), 'denwa-package-'));
after(() => rm(root, { recursive: true }));
const [repository, panel, out] = ['repository', 'panel', 'out'].map((name) => join(root, name));
await mkdir(repository);
await mkdir(panel);
await cp(join(REPOSITORY, 'salesforce'), join(repository, 'salesforce'), { recursive: true });
await cp(join(REPOSITORY, 'NOTICE'), join(repository, 'NOTICE'));
for (const name of ['crates', 'docs', 'src']) await symlink(join(REPOSITORY, name), join(repository, name));
await writeFile(join(panel, 'index.html'), PANEL);

const make = (...more) => run('node', [join(REPOSITORY, 'tools/org/package.mjs'), repository, panel, out, '--no-java', ...more]);
/** The files in a zip, by path. */
async function contents(name) {
  const { files } = await JSZip.loadAsync(await readFile(join(out, name)));
  const inside = Object.values(files).filter((one) => !one.dir);
  return new Map(await Promise.all(inside.map(async (one) => [one.name, await one.async('string')])));
}
const listed = async (name) => (await readFile(join(out, name), 'utf8')).split('\n').slice(1).map((line) => line.slice(75));

test('addresses of My Domain', () => {
  assert.equal(origin('Acme'), 'https://acme--c.vf.force.com');
  assert.equal(origin('acme-jp', 'Dev1'), 'https://acme-jp--dev1--c.sandbox.vf.force.com');
  for (const [domain, sandbox] of [['acme.my.salesforce.com'], ['https://acme'], ['acme--dev'], ['-acme'], [''], ['acme', 'full copy'], ['acme', 'elevenchars']]) {
    assert.throws(() => origin(domain, sandbox), /is no name/, `${domain} ${sandbox}`);
  }
});

test('a first installation, the package and the Japanese parts, each with its listing', async () => {
  await make('--my-domain', 'acme', '--sandbox', 'dev');
  const zips = (await readdir(out)).filter((name) => name.endsWith('.zip')).sort();
  assert.deepEqual(zips, ['denwa-first-acme--dev.zip', 'denwa-hosted.zip', 'denwa-ja-master.zip', 'denwa-ja.zip', 'denwa-omni.zip', 'denwa-prepare.zip', 'denwa-supervision.zip', 'denwa.zip']);
  assert.deepEqual(await listed('denwa-first-acme--dev.txt'), [
    'applications/Denwa.app', 'callCenters/Denwa.callCenter', 'flexipages/Denwa_UtilityBar.flexipage', 'package.xml', 'permissionsets/Denwa_Application.permissionset', '',
  ]);
  const package_ = await listed('denwa.txt');
  assert.deepEqual(package_.filter((name) => /callCenter|application|flexipage|__tests__/i.test(name)), []);
  for (const part of ['lwc/denwaCall/denwaCall.html', 'messageChannels/Denwa.messageChannel']) assert.ok(package_.includes(part), part);
  assert.ok((await listed('denwa-omni.txt')).includes('aura/denwaOmni/denwaOmni.cmp'));
  const centre = await readFile(join(out, CENTRE), 'utf8');
  assert.equal(centre.split('https://acme--dev--c.sandbox.vf.force.com/apex/Denwa').length, 3);
  assert.doesNotMatch(centre, /MYDOMAIN/);
  assert.doesNotMatch(await readFile(join(out, 'project/import/Denwa.xml'), 'utf8'), /MYDOMAIN/);
  const field = await readFile(join(out, 'project/ja-master/main/default/objects/Activity/fields/Denwa_Line__c.field-meta.xml'), 'utf8');
  assert.match(field, /<label>[^<]*[\u3040-\u9fff][^<]*<\/label>/);
  const log = await readFile(join(out, 'project/ja-master/main/default/objects/Denwa_Call_Log__c/Denwa_Call_Log__c.object-meta.xml'), 'utf8');
  assert.match(log, /<label>[^<]*[\u3040-\u9fff][^<]*<\/label>/);
});

test('an upgrade touches no file of a first installation', async () => {
  const first = ['denwa-first-acme--dev.zip', 'denwa-first-acme--dev.txt'];
  const seen = async () => Promise.all(first.map(async (name) => [(await stat(join(out, name))).mtimeMs, await readFile(join(out, name), 'base64')]));
  const before = await seen();
  const schema = join(repository, 'salesforce/main/default/classes/DenwaSchema.cls');
  await writeFile(schema, (await readFile(schema, 'utf8')).replace(/VERSION = '[^']*'/, "VERSION = '9.9.9'"));
  const definition = join(repository, 'salesforce/sfdx-project.json');
  await writeFile(definition, (await readFile(definition, 'utf8')).replaceAll(/"\d+\.\d+\.\d+\./g, '"9.9.9.'));
  const { stdout } = await make('--my-domain', 'acme', '--sandbox', 'dev');
  assert.match(stdout, /denwa-first-acme--dev.zip: kept as it is/);
  assert.deepEqual(await seen(), before);
  // Without an org nothing is there that could be deployed over a live call centre.
  assert.match((await make()).stdout, /no first installation/);
  assert.deepEqual(await seen(), before);
  await assert.rejects(readFile(join(out, CENTRE)), /ENOENT/);
  assert.doesNotMatch(await readFile(join(out, 'project/sfdx-project.json'), 'utf8'), /"first"/);
});

test('an upgrade over a changed utility bar leaves it, and everything else of a first installation, as the org has it', async () => {
  const first = await contents('denwa-first-acme--dev.zip');
  const org = new Map(first);
  org.set('flexipages/Denwa_UtilityBar.flexipage', '<FlexiPage>the org has added an item</FlexiPage>');
  const before = new Map(org);
  const upgrades = (await readdir(out)).filter((name) => name.endsWith('.zip') && !name.startsWith('denwa-first-'));
  assert.ok(upgrades.length > 4);
  // A second call centre for a panel hosted elsewhere is an installation of its own.
  for (const name of upgrades.filter((one) => one !== 'denwa-hosted.zip')) for (const [path, text] of await contents(name)) if (path !== 'package.xml') org.set(path, text);
  for (const [path, text] of before) if (path !== 'package.xml') assert.equal(org.get(path), text, path);
  assert.ok(org.has('classes/DenwaSoftphone.cls'));
});

test('a version of its own is refused', async () => {
  const definition = join(repository, 'salesforce/sfdx-project.json');
  await writeFile(definition, (await readFile(definition, 'utf8')).replaceAll('"9.9.9.', '"9.9.8.'));
  await assert.rejects(make(), (error) => /sfdx-project.json: has the version 9.9.8, the Apex 9.9.9/.test(error.stdout));
});
