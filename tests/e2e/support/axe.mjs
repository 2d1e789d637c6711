// Checks the accessibility of a frame with axe. The debugger injects axe, which a content security policy does not block.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Returns the violations in a page or frame, without the frames in it, each as a line. `except` has the rules to skip as keys, and the reasons as
 * values; `only` names the rules to check.
 */
export async function violations(frame, { except = {}, only } = {}) {
  const rules = Object.fromEntries(Object.keys(except).map((rule) => [rule, { enabled: false }]));
  const options = { ...(only ? { runOnly: { type: 'rule', values: only } } : { rules }), resultTypes: ['violations'], iframes: false };
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(source);
  const found = await frame.evaluate((given) => window.axe.run(document, given), options);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary.replaceAll(/\s+/g, ' ')}`),
  );
}
