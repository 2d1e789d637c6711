// A working day played through the panel: an agent with a colleague, beside a supervisor's panel. What the agent's panel says of each call is kept as
// her report, to be held against the books of the telephone system and of the org. The calls: day-calls.mjs, day-handed.mjs.

import assert from 'node:assert/strict';
import { office } from './desk.mjs';
import { until } from './until.mjs';

export const WORDS = {
  en: {
    work: 'After-call work', break: 'Break', lunch: 'Lunch', signedOff: 'Signed off', talking: 'On a call', nextLunch: 'Next: Lunch', done: 'Done', team: /^Team/, calls: /^Calls/, callbacks: /^Callbacks/,
    saved: 'Call log saved', notLogged: 'This call is not logged', dismiss: 'Dismiss', notes: 'Notes', noted: 'Saved', field: 'Name or telephone number', sendTo: 'Transfer…', deflect: 'Send elsewhere',
    target: /^Number to (transfer to|send the call to)$/, transferNow: 'Transfer now', consult: 'Hold and consult', transfer: 'Transfer', merge: 'Merge', conference: 'In a conference', park: 'Park', pickUp: 'Pick up',
    takeOn: /^Take on: /, callBack: /^Call .* back$/, before: 'What happened before', inbound: 'Inbound', outbound: 'Outbound', internal: 'Internal',
    results: {
      answered: 'Answered', connected: 'Connected', missed: 'Missed', declined: 'Declined', answeredElsewhere: 'Answered by another agent', noAnswer: 'No answer', busy: 'Busy', transferred: 'Transferred',
      parked: 'Parked', deflected: 'Sent elsewhere', merged: 'Merged into a conference',
    },
  },
  ja: {
    work: '後作業', break: '休憩', lunch: '食事', signedOff: 'ログオフ', talking: '通話中', nextLunch: '次: 食事', done: '完了', team: /^チーム/, calls: /^通話/, callbacks: /^折り返し/,
    saved: '活動を保存しました', notLogged: 'この通話は活動に記録しません', dismiss: '閉じる', notes: 'メモ', noted: '保存済み', field: '名前または電話番号', sendTo: '転送・相談', deflect: '別の番号へ回す',
    target: /^(転送・相談先|回す先)の番号$/, transferNow: 'そのまま転送', consult: '保留して相談', transfer: '転送', merge: '会議にする', conference: '会議中', park: 'パーク', pickUp: 'パークに応答',
    takeOn: /: 担当する$/, callBack: /に折り返し発信$/, before: 'これまでの対応', inbound: '着信', outbound: '発信', internal: '内線',
    results: {
      answered: '応答', connected: '通話', missed: '不在着信', declined: '拒否', answeredElsewhere: '他のエージェントが応答', noAnswer: '応答なし', busy: '話中', transferred: '転送',
      parked: 'パーク', deflected: '別の番号へ回した', merged: '会議に合流',
    },
  },
};

/** After calls of queues there is work until the agent is done. */
const SETTINGS = { levels: { organisation: { After_Call_Work__c: 'queue', After_Call_Seconds__c: 600 } } };

/** The word for how a part of a call ended, from what the telephone system says of it. */
function resultOf({ ended: { cause }, direction, answeredAt }, results) {
  if (cause !== 'normal') return results[cause];
  if (direction === 'inbound') return results.answered;
  return answeredAt ? results.connected : results.noAnswer;
}

const digitsOf = (text) => text.replaceAll(/\D/g, '').replace(/^81/, '0');

export class Day {
  /** Opens the three desks. The colleague takes no calls of queues. */
  static async begin(t, browser, lang) {
    const { agent, pbx, open } = await office(t, browser, { user: 'sato', lang, open: true, settings: SETTINGS });
    const colleague = await open({ user: 'suzuki', lang, open: true });
    const supervisor = await open({ user: 'yamamoto', lang, open: true });
    const day = new Day();
    Object.assign(day, { agent, colleague, supervisor, pbx, words: WORDS[lang], report: [], tasksBefore: new Set((await agent.tasks()).map(({ Id }) => Id)) });
    await supervisor.panel.getByRole('tab', { name: day.words.team }).click();
    await colleague.chooseMode(agent.words.notReady);
    await colleague.hasStatus(agent.words.notReady);
    await day.status(day.words.signedOff);
    await day.status(agent.words.ready);
    return day;
  }

  /** Waits until the agent's status is this one on her own panel and on the supervisor's. */
  async shows(status) {
    await this.agent.hasStatus(status);
    await this.supervisor.panel.getByRole('listitem').filter({ hasText: this.agent.extension }).getByText(status).first().waitFor();
  }

  /** Chooses a status. */
  async status(status) {
    await this.agent.chooseMode(status);
    await this.shows(status);
  }

  /** Puts the cards of `count` parts of calls away, once their logs are settled, and takes what they say into the report. `note` is that of the logged ones. */
  async wrapUp(count, { note } = {}) {
    const { agent, words } = this;
    await until(`${count} calls are over, and none goes on`, async () => (await agent.card('ended').count()) === count && (await agent.card().count()) === count);
    for (let left = count; left > 0; left -= 1) {
      const id = await agent.card('ended').first().getAttribute('data-call');
      const card = agent.panel.locator(`[data-call="${id}"]`);
      const log = card.getByText(words.saved, { exact: true }).or(card.getByText(words.notLogged, { exact: true }));
      await log.waitFor();
      const isLogged = (await log.innerText()) === words.saved;
      const [direction, result] = (await card.locator('.dw-card__state').innerText()).split(' · ');
      const who = (await card.getByRole('heading').first().innerText()).split('\n')[0].trim();
      this.report.push({ call: id, direction, result, who, isLogged, note: isLogged ? note : undefined });
      await card.getByRole('button', { name: words.dismiss, exact: true }).click();
      await card.waitFor({ state: 'detached' });
    }
  }

  /** The agent signs off; the report is held against the books. Returns the report. */
  async end() {
    await this.status(this.words.signedOff);
    assert.deepEqual(await this.pbx.calls(), []);
    await this.equalsTelephony();
    await this.equalsOrg();
    return this.report;
  }

  /** The telephone system has the agent's parts of calls that she reports, and no others, with the same directions and ends. */
  async equalsTelephony() {
    const parts = await this.partsOf(this.agent);
    const { words } = this;
    const direction = (call) => (call.internal ? words.internal : words[call.direction]);
    const book = parts.map((call) => [call.id, direction(call), resultOf(call, words.results)]);
    const own = this.report.map(({ call, direction: reported, result }) => [call, reported, result]);
    assert.deepEqual(own.sort(), book.sort());
    this.parts = new Map(parts.map((call) => [call.id, call]));
  }

  /**
   * The org has one log of each call that she reports as logged, with the same name, number, direction, end, talking time and note. Besides, there are
   * only the colleague's logs of the calls that were handed to her.
   */
  async equalsOrg() {
    const logs = (await this.agent.tasks()).filter(({ Id }) => !this.tasksBefore.has(Id));
    const logged = this.report.filter(({ isLogged }) => isLogged);
    const handed = (await this.partsOf(this.colleague)).filter(({ internal }) => !internal);
    assert.deepEqual(logs.map(({ CallObject }) => CallObject).sort(), [...logged.map(({ call }) => call), ...handed.map(({ id }) => id)].sort());
    for (const entry of logged) await this.equalsLog(entry, logs.find(({ CallObject }) => CallObject === entry.call));
  }

  /** The parts of an agent in the calls that are over, as the telephone system has them. */
  async partsOf({ extension }) {
    const parts = (await this.pbx.past()).flatMap((call) => call.parts);
    return parts.filter((part) => part.extension === extension).map(({ call }) => call);
  }

  async equalsLog({ call, direction, result, who, note }, task) {
    const { words } = this;
    const part = this.parts.get(call);
    const said = JSON.stringify({ task, part });
    assert.equal(task.CallType, direction === words.inbound ? 'Inbound' : 'Outbound', said);
    assert.equal(task.CallDisposition, result, said);
    assert.ok(task.Subject.includes(who), `${who}: ${said}`);
    const number = part.remote.number.digits;
    if (number) assert.ok(digitsOf(task.Subject).includes(digitsOf(number)), said);
    const talked = part.answeredAt ? (part.ended.at - part.answeredAt) / 1_000 : 0;
    assert.ok(Math.abs(task.CallDurationInSeconds - talked) <= 1, `${talked} s: ${said}`);
    if (note) assert.ok(task.Description.startsWith(note), said);
    const record = task.WhoId && (await this.agent.lightning((lightning, id) => lightning.record(id), task.WhoId));
    if (record) assert.equal(record.Name, who, said);
    else if (number) assert.equal(digitsOf(who), digitsOf(number), said);
  }
}
