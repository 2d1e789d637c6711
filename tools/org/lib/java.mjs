// Checks by Java programs of Salesforce's npm package for PMD: apex-ls resolves every name in the Apex against the project and the platform's
// types; PMD applies its rules on security and those of the AppExchange review.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ENGINE = dirname(createRequire(import.meta.url).resolve('@salesforce/code-analyzer-pmd-engine'));
const JARS = join(ENGINE, 'java-lib', '*');
/** The parser lists all tokens that it expected. */
const LONGEST = 160;
const RULES = [
  'category/apex/security.xml', 'category/apex/errorprone.xml', 'category/visualforce/security.xml',
  'sfca/rulesets/AppExchange_apex.xml', 'sfca/rulesets/AppExchange_visualforce.xml', 'sfca/rulesets/AppExchange_xml.xml',
];
/** Wrong findings, each with the reason. An entry without its finding is a problem too. */
const KNOWN = [
  // A number of seconds, not a secret: the rule matches the words "sign in".
  { rule: 'ProtectSensitiveData', file: 'main/default/objects/Denwa_Settings__c/fields/Timeout_Sign_In__c.field-meta.xml' },
  // A number of minutes; here "sign off".
  { rule: 'ProtectSensitiveData', file: 'main/default/objects/Denwa_Settings__c/fields/Sign_Off_Minutes__c.field-meta.xml' },
  // The softphone's frame, through which the panel speaks, is a component of Salesforce's own namespace.
  { rule: 'AvoidLmcIsExposedTrue', file: 'main/default/messageChannels/Denwa.messageChannel-meta.xml' },
  { rule: 'AvoidLmcIsExposedTrue', file: 'main/default/messageChannels/DenwaStatus.messageChannel-meta.xml' },
];

/** Checks names and types of all Apex. Warnings count, unused code too. */
export async function names(root, problem) {
  const args = ['-XX:TieredStopAtLevel=1', '-cp', JARS, 'io.github.apexdevtools.apexls.CheckForIssues', '--nocache', '--detail', 'unused', '--format', 'json', '--workspace', root];
  // Exit code 4: apex-ls found something.
  const { stdout } = await run('java', args, { maxBuffer: 1 << 26 }).catch((error) => {
    if (error.code === 4) return error;
    throw new Error(`apex-ls did not run: ${error.stderr || error.message}`);
  });
  for (const { path, messages } of JSON.parse(stdout).files) {
    for (const { start, message } of messages) problem(relative(root, path), `line ${start.line}: ${message.slice(0, LONGEST)}`);
  }
}

/** Applies PMD's rules. `known` may be left out for another project. */
export async function pmd({ root, files }, problem, known = KNOWN) {
  const folder = await mkdtemp(join(tmpdir(), 'denwa-pmd-'));
  try {
    const rules = RULES.map((ref) => `<rule ref="${ref}"/>`).join('');
    const ruleSet = `<?xml version="1.0"?><ruleset name="Denwa" xmlns="http://pmd.sourceforge.net/ruleset/2.0.0"><description>Security</description>${rules}</ruleset>`;
    const [ruleSetInputFile, input, output] = ['rules.xml', 'in.json', 'out.json'].map((name) => join(folder, name));
    await writeFile(ruleSetInputFile, ruleSet);
    const ending = (end) => ({ filesToScan: files.filter((file) => file.endsWith(end)).map((file) => join(root, file)) });
    const runDataPerLanguage = { apex: ending('.cls'), visualforce: ending('.page'), xml: ending('.xml') };
    await writeFile(input, JSON.stringify({ ruleSetInputFile, runDataPerLanguage }));
    await run('java', ['-cp', JARS, 'com.salesforce.sfca.pmdwrapper.PmdWrapper', 'run', input, output], { maxBuffer: 1 << 26 });
    report(root, JSON.parse(await readFile(output, 'utf8')), problem, known);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function report(root, { violations, processingErrors }, problem, known) {
  const left = new Set(known);
  for (const { rule, message, codeLocation } of violations) {
    const file = relative(root, codeLocation.file);
    const excused = known.find((one) => one.rule === rule && one.file === file);
    if (excused) left.delete(excused);
    else problem(file, `line ${codeLocation.startLine}: ${rule}: ${message}`);
  }
  for (const one of processingErrors) problem(relative(root, one.file ?? ''), `PMD could not read it: ${one.message.slice(0, LONGEST)}`);
  for (const { rule, file } of left) problem(file, `is excused from ${rule}, which does not find it any more`);
}
