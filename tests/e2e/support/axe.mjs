// The accessibility check, in a frame: with axe itself, given to the frame by the debugger, which a content security policy does
// not stop.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong in a page or frame, each in a line: empty when nothing is. `except` names rules, each with its reason. */
export async function violations(frame, { except = {} } = {}) {
  const rules = Object.fromEntries(Object.keys(except).map((rule) => [rule, { enabled: false }]));
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(source);
  const found = await frame.evaluate((options) => window.axe.run(document, options), { rules, resultTypes: ['violations'] });
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary.replaceAll(/\s+/g, ' ')}`),
  );
}
