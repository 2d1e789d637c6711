// The panel looks as the page around it and the machine are set: dark, without motion, with large text.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FLAGS, launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { setWidth } from './support/look.mjs';
import { painted, screenshot } from './support/screenshot.mjs';
import { until } from './support/until.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const FRAME = 'iframe.openctiSoftPhone';
const ground = async (agent) => (await agent.frame()).evaluate(() => getComputedStyle(document.querySelector('.dw-bar')).backgroundColor);

test('the panel is dark where the page around it is, and else as the machine is', async (t) => {
  const { agent } = await office(t, browser, { open: true });
  const light = await ground(agent);
  await agent.page.emulateMedia({ colorScheme: 'dark' });
  await until('the panel is dark as the machine', async () => (await ground(agent)) !== light);
  const dark = await ground(agent);
  // What is emulated counts for frames, too, and hides what the page around them says.
  await agent.page.emulateMedia({ colorScheme: null });
  await until('the panel is light again', async () => (await ground(agent)) === light);
  await agent.page.locator(FRAME).evaluate((element) => { element.style.colorScheme = 'dark'; });
  await until('the panel is dark as the page', async () => (await ground(agent)) === dark);
});

test('nothing moves where the machine is set so', async (t) => {
  const { agent, pbx } = await office(t, browser, { open: true });
  await agent.page.emulateMedia({ reducedMotion: 'reduce' });
  await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
  await agent.card('ringing').waitFor();
  const moving = await (await agent.frame()).evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
});

/** What the agent cannot read or press: wider than the panel, cut off, or not to be scrolled to. */
const cutOff = () => {
  const width = document.documentElement.clientWidth;
  const seen = [...document.querySelectorAll('button, input, textarea, select')].filter((element) => element.checkVisibility());
  return seen.flatMap((element) => {
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = element.getBoundingClientRect();
    const name = (element.getAttribute('aria-label') ?? element.textContent).trim() || element.id;
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    const faults = [
      (box.left < -1 || box.right > width + 1) && 'outside',
      element.tagName === 'BUTTON' && element.scrollWidth > element.clientWidth + 1 && 'cut off',
      !(at === element || element.contains(at) || at?.closest('label, .dw-slot')?.contains(element)) && 'covered',
    ];
    return faults.filter(Boolean).map((fault) => `${name}: ${fault}`);
  });
};

for (const lang of ['ja', 'en']) {
  test(`text twice as large is not cut off (${lang})`, async (t) => {
    const large = await launch([...FLAGS, '--blink-settings=defaultFontSize=32']);
    t.after(() => large.close());
    const { agent, pbx } = await office(t, large, { lang, open: true });
    const frame = await agent.frame();
    const check = async (name) => {
      for (const width of [320, 400, 640]) {
        await setWidth(agent, width);
        await painted(frame);
        await screenshot(agent.page.locator(FRAME), `large-${name}-${width}-${lang}`, { frame });
        const [scrollWidth, clientWidth] = await frame.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(scrollWidth <= clientWidth, `${name} is ${scrollWidth} px wide`);
        assert.deepEqual(await frame.evaluate(cutOff), [], `${name} (${lang}, ${width})`);
      }
    };
    await check('idle');
    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension });
    await agent.card('ringing').getByText('山田 花子').first().waitFor();
    await check('ringing');
    await agent.press('answer');
    await agent.card('talking').waitFor();
    await check('talking');
    await agent.panel.locator('#open-shortcuts').click();
    await agent.panel.locator('#shortcuts li').first().waitFor();
    await check('shortcuts');
  });
}
