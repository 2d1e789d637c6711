// Checks the org package offline: `node check.mjs PROJECT [--repository FOLDER] [--no-java]`. Prints every problem, and fails if there is one.

import { resolve } from 'node:path';
import { problems } from './lib/all.mjs';

const words = process.argv.slice(2);
const at = words.indexOf('--repository');
const repository = at < 0 ? undefined : resolve(words.splice(at, 2)[1]);
const java = !words.includes('--no-java');
const [project] = words.filter((word) => !word.startsWith('--'));
if (!project) {
  console.error('usage: node check.mjs PROJECT [--repository FOLDER] [--no-java]');
  process.exit(2);
}
const { found, components } = await problems(resolve(project), { repository, java });
for (const { path, reason } of found) console.log(`${path}: ${reason}`);
console.log(found.length === 0 ? `${components} components, no problem` : `${found.length} problems`);
process.exitCode = found.length === 0 ? 0 : 1;
