// A whole call by keyboard alone, in both languages: the ring, a picked match, notes, a consultation, the end, and the log in the org.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { enter, focused, hasFocus, tabTo, walkTo } from './support/keys.mjs';
import { until } from './support/until.mjs';

const NOTE = 'A-1042 was late';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const WORDS = {
  en: {
    number: 'Name or telephone number', notes: 'Notes', controls: 'Call controls', sendTo: 'Transfer…', target: 'Number to transfer to', consult: 'Hold and consult', held: 'On hold',
    back: 'Back to the caller', saved: 'Call log saved', dismiss: 'Dismiss',
  },
  ja: {
    number: '名前または電話番号', notes: 'メモ', controls: '通話の操作', sendTo: '転送・相談', target: '転送・相談先の番号', consult: '保留して相談', held: '保留中',
    back: '相談をやめて戻る', saved: '活動を保存しました', dismiss: '閉じる',
  },
};

for (const lang of ['en', 'ja']) {
  const words = WORDS[lang];
  test(`from the ring over a picked match and a consultation to the saved log (${lang})`, async (t) => {
    const { agent, pbx, open } = await office(t, browser, { lang, open: true });
    const colleague = await open({ user: 'suzuki', lang, open: true });
    const before = new Set((await agent.tasks()).map(({ Id }) => Id));
    const key = (name) => agent.page.keyboard.press(name);
    // From here on only keys: the focus is where Tab leads from the page.
    await enter(agent, words.number);

    // 03-1111-2222 belongs to several people.
    await pbx.call({ kind: 'inbound', from: '0311112222', to: agent.extension });
    await agent.card('ringing').waitFor();
    await tabTo(agent, agent.words.answer);
    await key('Enter');
    const card = agent.card('talking');
    await card.getByRole('option').nth(1).waitFor();
    const name = (await card.getByRole('option').nth(1).locator('.dw-match__name').innerText()).trim();
    await until('the focus is on the first match', async () => {
      if ((await (await agent.frame()).evaluate(() => document.activeElement?.getAttribute('role'))) === 'option') return true;
      await key('Tab');
      return false;
    });
    await key('ArrowDown');
    await key('Enter');
    await card.getByRole('heading', { name }).waitFor();

    await tabTo(agent, words.notes);
    await agent.page.keyboard.type(NOTE);
    await walkTo(agent, words.controls, words.sendTo);
    await key('Enter');
    await hasFocus(agent, words.target);
    await agent.page.keyboard.type(colleague.extension);
    await tabTo(agent, words.consult);
    await key('Enter');
    await agent.card('held').waitFor();
    await colleague.press('answer');
    await colleague.card('talking').waitFor();
    await walkTo(agent, words.held, words.back);
    await key('Enter');
    await agent.card('held').waitFor({ state: 'detached' });
    await card.getByRole('heading', { name }).waitFor();

    await tabTo(agent, agent.words.hangUp);
    await key('Enter');
    const ended = agent.card('ended').filter({ hasText: name });
    await ended.getByText(words.saved).waitFor();
    const task = await until('the log is in the org', async () => (
      (await agent.tasks()).find(({ Id, Subject }) => !before.has(Id) && Subject.includes(name))
    ));
    assert.match(task.WhoId ?? task.WhatId, /^(003|00Q|001)/);
    assert.ok(task.Description.startsWith(NOTE), task.Description);
    const cards = await agent.card().count();
    await tabTo(agent, words.dismiss);
    await key('Enter');
    await until('the card is put away', async () => (await agent.card().count()) < cards);
    assert.notEqual(await focused(agent), '', 'the focus is on something that is still there');
  });
}
