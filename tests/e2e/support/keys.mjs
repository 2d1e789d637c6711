// Working a desk by keyboard alone.

import assert from 'node:assert/strict';
import { until } from './until.mjs';

/** Returns what the element with the focus is called. */
export const focused = async (agent) => (await agent.frame()).evaluate(() => {
  const it = document.activeElement;
  return (it?.getAttribute('aria-label') ?? it?.labels?.[0]?.textContent ?? it?.textContent ?? '').trim();
});

/** Presses Tab until the focus is on what is wanted. */
export async function tabTo(agent, wanted) {
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await focused(agent)) === wanted) return;
    await agent.page.keyboard.press('Tab');
  }
  assert.fail(`${wanted} cannot be reached by Tab`);
}

/** Presses Tab until the focus is in the row of small buttons with that name, then the arrow key until it is on the wanted button. */
export async function walkTo(agent, row, wanted) {
  const inRow = () => agent.frame().then((frame) => frame.evaluate(
    (name) => document.activeElement?.closest('[role=toolbar]')?.getAttribute('aria-label')?.startsWith(name) ?? false, row,
  ));
  for (let presses = 0; !(await inRow()); presses += 1) {
    assert.ok(presses < 60, `the row ${row} cannot be reached by Tab`);
    await agent.page.keyboard.press('Tab');
  }
  for (let presses = 0; presses < 10; presses += 1) {
    if ((await focused(agent)) === wanted) return;
    await agent.page.keyboard.press('ArrowRight');
  }
  assert.fail(`${wanted} is not in the row ${row}`);
}

/** Gives the focus to the panel, as Tab from the page would. */
export async function enter(agent, label) {
  await agent.panel.getByLabel(label, { exact: true }).focus();
}

/** Waits until the element with the focus is called so. */
export const hasFocus = (agent, wanted) => until(`the focus is on ${wanted}`, async () => (await focused(agent)) === wanted);
