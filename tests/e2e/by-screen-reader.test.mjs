// A whole call by screen reader: controls by their roles and names, states by what is announced, in both languages; axe finds nothing on the way.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './support/axe.mjs';
import { launch } from './support/chromium.mjs';
import { office } from './support/desk.mjs';
import { screenReader } from './support/screen-reader.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const NOTE = '伝票 A-1042 の返品';

const WORDS = {
  en: {
    incoming: 'Incoming call from 山田 花子 on 総合受付', answer: 'Answer', talking: 'On a call, 山田 花子', notes: 'Notes', noted: 'Saved', hold: 'Hold', held: 'On hold, 山田 花子', retrieve: 'Retrieve',
    refused: 'Hold did not work: The telephone system or the phone refused', controls: 'Call controls', mute: 'Mute', muted: 'Muted', unmute: 'Unmute', keypad: 'Keypad', tones: 'Tones to send', sent: 'Sent: 12#',
    sendTo: 'Transfer…', target: 'Number to transfer to', oneself: /This is your own number/, consult: 'Hold and consult', calling: /^Calling to consult, /, consulting: /^Consulting, /, back: 'Back to the caller',
    status: /^On a call/, lunch: 'Lunch', next: 'Next: Lunch', hangUp: 'Hang up', ended: 'Ended Inbound · Answered, 山田 花子', saved: 'Call log saved', dismiss: 'Dismiss', after: /^Lunch/,
    idle: 'No calls',
  },
  ja: {
    incoming: '着信、山田 花子、総合受付', answer: '応答', talking: '通話中、山田 花子', notes: 'メモ', noted: '保存済み', hold: '保留', held: '保留中、山田 花子', retrieve: '保留解除',
    refused: '「保留」を実行できませんでした: 交換機または電話機が拒否しました', controls: '通話の操作', mute: 'ミュート', muted: 'ミュート中', unmute: 'ミュート解除', keypad: 'キーパッド', tones: '送るトーン', sent: '送信しました: 12#',
    sendTo: '転送・相談', target: '転送・相談先の番号', oneself: /自分の番号です/, consult: '保留して相談', calling: /^相談先を呼び出し中、/, consulting: /^相談中、/, back: '相談をやめて戻る',
    status: /^通話中/, lunch: '食事', next: '次: 食事', hangUp: '切断', ended: '終了 着信 · 応答、山田 花子', saved: '活動を保存しました', dismiss: '閉じる', after: /^食事/,
    idle: '通話はありません',
  },
};

for (const lang of ['ja', 'en']) {
  test(`a call is taken, held, consulted about and wrapped up by roles and announcements alone (${lang})`, async (t) => {
    const { agent, pbx, open } = await office(t, browser, { lang, open: true });
    const colleague = await open({ user: 'suzuki', lang, open: true });
    const words = WORDS[lang];
    const reader = await screenReader(agent);
    const looksGood = async (state) => assert.deepEqual(await violations(await agent.frame()), [], state);
    await looksGood('idle');

    await pbx.call({ kind: 'inbound', from: '0312345678', to: agent.extension, line: '0312345000' });
    await reader.hears(words.incoming);
    await looksGood('ringing');
    await reader.press('button', words.answer);
    await reader.hears(words.talking);
    await looksGood('talking');
    const call = reader.control('article', '山田 花子');

    await reader.type('textbox', words.notes, NOTE);
    await reader.hears(words.noted);
    await pbx.faults({ refuses: true });
    await reader.press('button', words.hold);
    await reader.hears(words.refused);
    await looksGood('a command that failed');
    await pbx.faults({});
    await reader.press('button', words.hold);
    await reader.hears(words.held);
    await looksGood('held');
    await reader.press('button', words.retrieve);
    await reader.hears(words.talking);

    const controls = reader.control('toolbar', words.controls, call);
    await reader.press('button', words.mute, controls);
    await reader.hears(words.muted);
    await reader.press('button', words.unmute, controls);
    await reader.press('button', words.keypad, controls);
    await reader.type('textbox', words.tones, '12#');
    await reader.hears(words.sent);
    await looksGood('keypad');
    await agent.page.keyboard.press('Escape');

    await reader.press('button', words.sendTo, controls);
    await reader.type('combobox', words.target, agent.extension);
    await agent.page.keyboard.press('Enter');
    await reader.hears(words.oneself);
    await looksGood('a number that is refused');
    await reader.type('combobox', words.target, colleague.extension);
    await reader.press('button', words.consult);
    await reader.hears(words.calling);
    await looksGood('calling to consult');
    await reader.now();
    await colleague.press('answer');
    await reader.hears(words.consulting);
    await looksGood('consulting');
    await reader.press('button', words.back);
    await reader.hears(words.talking);

    await reader.press('button', words.status);
    await looksGood('the menu of the next status');
    await reader.press('menuitemradio', words.lunch);
    await reader.hears(words.next);
    await reader.press('button', words.hangUp, call);
    await reader.hears(words.ended);
    await reader.hears(words.saved);
    await reader.control('button', words.after).waitFor();
    await looksGood('ended');
    for (let left = await reader.control('button', words.dismiss).count(); left > 0; left -= 1) await reader.press('button', words.dismiss, agent.panel.getByRole('article').first());
    await agent.panel.getByText(words.idle, { exact: true }).waitFor();
    await looksGood('idle again');
    const [task] = (await agent.tasks()).filter(({ Description }) => Description?.startsWith(NOTE));
    assert.match(task.Subject, /山田 花子/);
  });
}
