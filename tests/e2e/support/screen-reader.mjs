// Working a desk as with a screen reader: controls by their roles and names alone, and what live regions say.

import { until } from './until.mjs';

/** Runs in the panel: notes in `window.heard` what each live region says whenever that changes. */
function record() {
  const LIVE = '[role=alert], [role=status], [role=log], [role=alertdialog], [aria-live=polite], [aria-live=assertive]';
  const said = new WeakMap();
  window.heard = [];
  const hear = (region) => {
    const text = region.checkVisibility() ? region.textContent.replaceAll(/\s+/g, ' ').trim() : '';
    if (text !== '' && text !== said.get(region)) window.heard.push(text);
    said.set(region, text);
  };
  const listen = (changes) => {
    const regions = new Set();
    for (const { target, addedNodes } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      regions.add(element?.closest(LIVE));
      for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) [node, ...node.querySelectorAll(LIVE)].filter((one) => one.matches(LIVE)).forEach((one) => regions.add(one));
    }
    regions.delete(null);
    regions.delete(undefined);
    regions.forEach(hear);
  };
  document.querySelectorAll(LIVE).forEach((region) => said.set(region, region.textContent.replaceAll(/\s+/g, ' ').trim()));
  new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['hidden'] });
}

/**
 * Listens to an agent's panel. `hears(words)` waits until a live region says so, a text in full or a pattern, after what was done last by `press`,
 * `type` or `now`. `control(role, name)` is a control of the panel, or of a part of it (`within`).
 */
export async function screenReader(agent) {
  const frame = await agent.frame();
  await frame.evaluate(record);
  const heard = () => frame.evaluate(() => window.heard);
  let from = 0;
  const fits = (words, text) => (words instanceof RegExp ? words.test(text) : text === words);
  const it = {
    control: (role, name, within = agent.panel) => within.getByRole(role, { name, exact: typeof name === 'string' }),
    /** From now on counts what is said. */
    async now() {
      from = (await heard()).length;
    },
    /** Presses a control by keyboard. */
    async press(role, name, within) {
      await it.now();
      await it.control(role, name, within).focus();
      await agent.page.keyboard.press('Enter');
    },
    /** Types into a field, in place of what is there. */
    async type(role, name, text) {
      await it.now();
      await it.control(role, name).focus();
      await agent.page.keyboard.press('Control+A');
      await agent.page.keyboard.type(text);
    },
    hears: (words) => until(`a screen reader says ${words}`, async () => {
      const all = (await heard()).slice(from);
      if (!all.some((text) => fits(words, text))) throw new Error(`it said ${JSON.stringify(all)}`);
      return true;
    }),
  };
  return it;
}
