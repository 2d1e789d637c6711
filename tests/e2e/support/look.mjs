// How a state of the panel looks: a picture for people, and a check by axe.

import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { cutOff } from './cut-off.mjs';
import { screenshot } from './screenshot.mjs';

const FRAME = 'iframe.openctiSoftPhone';

/** Takes the panel's picture, asks axe, and checks that nothing is wider than the panel. */
export async function look(agent, name) {
  const frame = await agent.frame();
  await screenshot(agent.page.locator(FRAME), `${name}-${agent.lang}`, { frame });
  assert.deepEqual(await violations(frame), [], `${name} (${agent.lang})`);
  const wide = await frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(wide, false, `${name} (${agent.lang}) is wider than the panel`);
  assert.deepEqual(await cutOff(frame), [], `${name} (${agent.lang})`);
}

/** The same in a panel of the usual width, and in the narrowest. */
export async function lookAtWidths(agent, name) {
  await look(agent, name);
  const set = (width) => agent.page.locator(FRAME).evaluate((element, px) => {
    if (px === null) element.style.removeProperty('width');
    else element.style.setProperty('width', `${px}px`, 'important');
  }, width);
  const frame = await agent.frame();
  const before = await frame.evaluate(() => document.documentElement.clientWidth);
  await set(320);
  await frame.waitForFunction(() => document.documentElement.clientWidth === 320);
  await look(agent, `${name}-320`);
  await set(null);
  await frame.waitForFunction((width) => document.documentElement.clientWidth === width, before);
}
