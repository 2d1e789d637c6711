// Checks the accessibility of a frame with axe. The debugger injects axe, which a content security policy does not block.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns the violations in a page or frame, without the frames in it, each as a line. `except` has the rules to skip as keys, and the reasons as values. */
export async function violations(frame, { except = {} } = {}) {
  const rules = Object.fromEntries(Object.keys(except).map((rule) => [rule, { enabled: false }]));
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(source);
  const found = await frame.evaluate((options) => window.axe.run(document, options), { rules, resultTypes: ['violations'], iframes: false });
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary.replaceAll(/\s+/g, ' ')}`),
  );
}
