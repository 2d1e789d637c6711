// All checks of a project. A check that finds problems does not stop the others.

import * as access from './access.mjs';
import * as apex from './apex.mjs';
import * as callcentre from './callcentre.mjs';
import * as contract from './contract.mjs';
import * as convert from './convert.mjs';
import * as java from './java.mjs';
import * as lightning from './lightning.mjs';
import * as literals from './literals.mjs';
import { read } from './project.mjs';
import * as queries from './queries.mjs';
import * as references from './references.mjs';
import * as shape from './shape.mjs';
import * as visualforce from './visualforce.mjs';

/** All problems of a project, each once. With `repository` the project is also checked against docs/apex.md and the panel. */
export async function problems(root, { repository, java: withJava = true, known } = {}) {
  const found = new Map();
  const problem = (path, reason) => found.set(`${path}: ${reason}`, { path, reason });
  const project = await read(root, problem);
  shape.check(project, problem);
  await callcentre.check(project, problem);
  await references.check(project, problem);
  await apex.check(project, problem);
  await apex.modes(project, problem);
  await queries.check(project, problem);
  await literals.check(project, problem);
  access.check(project, problem);
  await visualforce.check(project, problem);
  await lightning.check(project, problem);
  await convert.check(project, problem);
  if (repository) {
    await contract.check(project, repository, problem);
    await literals.replies(project, repository, problem);
  }
  if (withJava) {
    await java.names(root, problem);
    await java.pmd(project, problem, known);
  }
  return { found: [...found.values()], components: project.components.length };
}
