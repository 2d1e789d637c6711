// How a state of the panel looks: a picture for people, a check by axe in each colour scheme, and that nothing is wider than the panel.
//
// With DENWA_SHEETS (a folder), which `cargo xtask look` sets, a state is photographed in each width and scheme instead; look-sheets.mjs puts the
// pictures together.

import assert from 'node:assert/strict';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { violations } from './axe.mjs';
import { cutOff } from './cut-off.mjs';
import { painted, screenshot } from './screenshot.mjs';

const FRAME = 'iframe.openctiSoftPhone';
const SHEETS = process.env.DENWA_SHEETS;
const WIDTHS = [320, 400, 640];

/** What the browser tells a page of how the machine is set. */
export const SCHEMES = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  contrast: { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  'dark-contrast': { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  forced: { colorScheme: 'dark', contrast: 'more', forcedColors: 'active' },
};

/** Has the browser show the page in a scheme. */
async function dress(agent, scheme) {
  await agent.page.emulateMedia(SCHEMES[scheme]);
  await painted(await agent.frame());
}

/** What is photographed: the panel's frame, or the page of its own. */
const picture = (agent) => (agent.isStandalone ? agent.page : agent.page.locator(FRAME));

/** Gives the panel a width that the host would not give it; null gives it the host's again. Waits until the panel has it. */
export async function setWidth(agent, width) {
  if (agent.isStandalone) {
    await agent.page.setViewportSize({ width: width ?? 400, height: 600 });
    return;
  }
  const element = agent.page.locator(FRAME);
  await element.evaluate((frame, px) => {
    if (px === null) frame.style.removeProperty('width');
    else frame.style.setProperty('width', `${px}px`, 'important');
  }, width);
  const given = await element.evaluate((frame) => frame.clientWidth);
  await (await agent.frame()).waitForFunction((px) => window.innerWidth === px, given);
}

async function isTooWide(agent) {
  return (await agent.frame()).evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Photographs a state for the sheets. */
async function photograph(agent, name) {
  for (const width of WIDTHS) {
    await setWidth(agent, width);
    assert.equal(await isTooWide(agent), false, `${name} (${agent.lang}) is wider than ${width} px`);
    for (const scheme of Object.keys(SCHEMES)) {
      await dress(agent, scheme);
      const file = join('shots', agent.lang, scheme, String(width), `${name}.png`);
      await mkdir(dirname(join(SHEETS, file)), { recursive: true });
      await picture(agent).screenshot({ path: join(SHEETS, file), animations: 'disabled', caret: 'hide' });
      await appendFile(join(SHEETS, 'shots.jsonl'), `${JSON.stringify({ name, lang: agent.lang, scheme, width, file })}\n`);
    }
  }
  await setWidth(agent, null);
  await dress(agent, 'light');
}

/** Takes the panel's picture, asks axe, and checks that nothing is wider than the panel. */
async function lookAtWidth(agent, name) {
  const frame = await agent.frame();
  await screenshot(picture(agent), `${name}-${agent.lang}`, { frame });
  assert.deepEqual(await violations(frame), [], `${name} (${agent.lang})`);
  assert.equal(await isTooWide(agent), false, `${name} (${agent.lang}) is wider than the panel`);
  assert.deepEqual(await cutOff(frame), [], `${name} (${agent.lang})`);
}

/** Asks axe for the contrast in each scheme. A scheme changes nothing but colours, and colours depend on neither width nor language: one of each is asked. */
async function lookInSchemes(agent, name) {
  if (agent.lang !== 'ja') return;
  const frame = await agent.frame();
  for (const scheme of Object.keys(SCHEMES).filter((other) => other !== 'light')) {
    await dress(agent, scheme);
    assert.deepEqual(await violations(frame, { only: ['color-contrast'] }), [], `${name} (${agent.lang}, ${scheme})`);
  }
  await dress(agent, 'light');
}

/** Looks at a state in the panel's usual width, in each scheme. */
export async function look(agent, name) {
  if (SHEETS) return photograph(agent, name);
  await lookAtWidth(agent, name);
  await lookInSchemes(agent, name);
}

/** The same, and in the narrowest panel. */
export async function lookAtWidths(agent, name) {
  await look(agent, name);
  if (SHEETS) return;
  await setWidth(agent, 320);
  await lookAtWidth(agent, `${name}-320`);
  await setWidth(agent, null);
}
