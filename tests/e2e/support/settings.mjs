// Finds and uses the controls of the configuration view.

import assert from 'node:assert/strict';
import { office } from './desk.mjs';
import { until } from './until.mjs';

export const GROUPS = ['connection', 'basic', 'status', 'lines', 'popup', 'salesforce', 'history', 'custom', 'supervision'];

/** Opens the view and waits for its groups. */
export async function openSettings(agent) {
  await agent.panel.locator('#page-settings').click();
  await agent.panel.locator('.dw-tab[role=tab]').first().waitFor();
}

/** Opens a group by its code. */
export async function openGroup(agent, group) {
  await agent.panel.locator(`#config-tab-${GROUPS.indexOf(group)}`).click();
}

/** Returns a setting's control: a text field or a group of choices. */
export const control = (agent, code) => agent.panel.locator(`[id="${code}"]`);

/** Types or chooses a value in any kind of control. */
export async function choose(agent, code, value) {
  const field = control(agent, code);
  if ((await field.getAttribute('role')) === 'radiogroup') await field.locator(`input[value="${value}"]`).check();
  else await field.fill(value);
}

/** Saves, and waits until the settings are saved. */
export async function save(agent) {
  await agent.panel.locator('#config-save').click();
  await saved(agent);
}

export const saved = (agent) => agent.panel.locator('.dw-config__words').getByText(agent.lang === 'ja' ? /保存しました/ : /saved\. Open panels/).waitFor();

/** Presses Tab (or Shift+Tab) until the focus is on an element of the panel that matches the selector. */
export async function tabTo(agent, selector, key = 'Tab') {
  const frame = await agent.frame();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await frame.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await agent.page.keyboard.press(key);
  }
  assert.fail(`${selector} cannot be reached by ${key}`);
}

/** Presses an arrow key until a choice is selected. */
export async function arrowTo(agent, selector, key = 'ArrowDown') {
  const frame = await agent.frame();
  await until(`${selector} is reached by ${key}`, async () => {
    if (await frame.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return true;
    await agent.page.keyboard.press(key);
    return false;
  });
}

/** Opens an administrator's desk with the configuration view. */
export async function administration(t, browser, options = {}) {
  const it = await office(t, browser, { user: 'ito', open: true, viewport: { width: 1440, height: 900 }, ...options });
  await openSettings(it.agent);
  return it;
}

/** Changes settings of a group, and saves them. */
export async function setting(agent, group, values) {
  await openGroup(agent, group);
  for (const [code, value] of Object.entries(values)) await choose(agent, code, value);
  await save(agent);
}

/** Closes the view, and returns to the calls. */
export const backToCalls = (agent) => agent.panel.locator('#page-settings').click();
