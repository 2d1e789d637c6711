// How a state of the panel looks: a picture for people, and a check by axe.

import assert from 'node:assert/strict';
import { violations } from './axe.mjs';
import { screenshot } from './screenshot.mjs';

const FRAME = 'iframe.openctiSoftPhone';

/** Takes the panel's picture, asks axe, and checks that nothing is wider than the panel. */
export async function look(agent, name) {
  const frame = await agent.frame();
  await screenshot(agent.page.locator(FRAME), `${name}-${agent.lang}`, { frame });
  assert.deepEqual(await violations(frame), [], `${name} (${agent.lang})`);
  const wide = await frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.equal(wide, false, `${name} (${agent.lang}) is wider than the panel`);
}

/** Gives the panel's frame a width that the host would not give it; null gives it the host's again. Waits until the panel has it. */
export async function setWidth(agent, width) {
  const element = agent.page.locator(FRAME);
  await element.evaluate((frame, px) => {
    if (px === null) frame.style.removeProperty('width');
    else frame.style.setProperty('width', `${px}px`, 'important');
  }, width);
  const given = await element.evaluate((frame) => frame.clientWidth);
  await (await agent.frame()).waitForFunction((px) => window.innerWidth === px, given);
}

/** The same in a panel of the usual width, and in the narrowest. */
export async function lookAtWidths(agent, name) {
  await look(agent, name);
  await setWidth(agent, 320);
  await look(agent, `${name}-320`);
  await setWidth(agent, null);
}
