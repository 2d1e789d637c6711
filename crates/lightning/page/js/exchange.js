/** The simulated PBX, through the host's proxy. Which rows a call has, and the actions its state permits, are computed by pure functions. */

/** The lines of the demo's event server. */
export const LINES = [['0312345000', '総合受付'], ['0120000000', 'サポート窓口'], ['0398760000', '代表']];

/** Asks the exchange. Throws an Error with its words. */
export async function ask(path, body) {
  const options = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/exchange/${path}`, options);
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) throw new Error(answer?.error ?? `${response.status} ${text}`.trim());
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The actions on an agent's part in a call, by the exchange's names. `isOwn`: whether the agent is this tab's; `with_`: her other call. */
export function actionsOf({ direction, state, remoteState, parties = [] }, isOwn = true, with_ = null) {
  if (direction === 'inbound' && state === 'alerting') return ['answer', 'reject', 'forward', ...(isOwn ? [] : ['pick-up']), 'remote-hangup'];
  if (state === 'alerting') return ['answer', 'agent-hangup'];
  const joins = with_ === null ? [] : ['transfer-to', 'conference'];
  if (direction === 'outbound' && !['connected', 'held'].includes(remoteState)) return ['remote-answer', 'remote-busy', 'remote-reject', 'agent-hangup', ...joins.slice(0, 1)];
  const others = parties.length > 0 ? [] : ['transfer', 'park'];
  return [...(parties.length > 0 ? [] : ['remote-hangup']), 'agent-hangup', state === 'held' ? 'retrieve' : 'hold', ...joins, ...others];
}

/** A listed call's rows: the agents who are in it, the telephones outside, and the caller who waits. `calls`: all calls. */
export function rowsOf({ id, parts, parked, ringingOutside, outside = [] }, own, calls = []) {
  const live = parts.filter(({ call }) => call.state !== 'null');
  const rows = live.map(({ extension, call }) => {
    const with_ = partnerOf(extension, call, calls);
    const row = { id, extension, text: describe({ extension, call }), actions: actionsOf(call, extension === own, with_) };
    return with_ === null ? row : { ...row, part: call.id, with: with_ };
  });
  const isDialled = live.some(({ call }) => call.direction === 'outbound');
  if (ringingOutside && !isDialled) rows.push({ id, kind: 'mobile', text: ringingOutside, actions: ['remote-answer', 'remote-confirm', 'remote-reject'] });
  if (parked) rows.push({ id, kind: 'parked', text: parked, actions: ['pick-up', 'remote-hangup'] });
  const isTalk = live.some(({ call }) => call.answeredAt !== undefined && call.answeredAt !== null);
  if (isTalk) rows.push(...outside.filter(({ state }) => state !== 'alerting').map((party) => outsideRow(id, party)));
  return rows.length > 0 ? rows : [{ id, kind: 'waiting', text: id, actions: ['remote-hangup'] }];
}

/** A telephone outside that takes part in a talk. */
function outsideRow(id, { id: party, party: who, state }) {
  return { id, kind: 'outside', party, text: `${nameOf(who)} · ${state}`, actions: [state === 'held' ? 'remote-retrieve' : 'remote-hold', 'remote-hangup'] };
}

/** The agent's other call, of which one is held and one is not: the two can be joined. Null if there is none. */
function partnerOf(extension, call, calls) {
  const isHeld = call.state === 'held';
  const isPartner = (part) => part.extension === extension && part.call.id !== call.id
    && part.call.state === (isHeld ? 'connected' : 'held') && (isHeld || call.state === 'connected');
  return calls.flatMap(({ parts }) => parts).find(isPartner)?.call.id ?? null;
}

/** The body of an action: who does it, and where the call goes. */
export function bodyOf(action, row, own, target) {
  if (action.startsWith('remote')) return row.party ? { party: row.party } : {};
  if (action === 'pick-up') return { extension: own };
  if (action === 'transfer-to' || action === 'conference') return { with: row.with };
  return action === 'transfer' || action === 'forward' ? { extension: row.extension, to: target } : { extension: row.extension };
}

/** The ID that an action names: the agent's part if two of her calls are joined, else the whole call. */
export const idOf = (action, row) => (action === 'transfer-to' || action === 'conference' ? row.part : row.id);

/** What an IVR attaches to a call, from the values of the form's fields. */
export function attachedOf({ label, value, record }) {
  const data = label && value ? { data: [{ label, value }] } : {};
  return record ? { ...data, record: { recordId: record } } : data;
}

/** A call's description in a line. */
export function describe({ extension, call }) {
  const arrow = call.direction === 'inbound' ? '←' : '→';
  const who = call.parties?.length > 0 ? call.parties.map(({ party }) => nameOf(party)).join(' + ') : nameOf(call.remote);
  return `${extension} ${arrow} ${who} · ${call.state}${call.direction === 'outbound' ? ` / ${call.remoteState}` : ''}`;
}

/** The name and number of somebody. */
function nameOf({ number, name }) {
  return [name, number?.kind === 'known' ? number.digits : number?.kind].filter(Boolean).join(' ');
}

/** How an extension rings, from the values of the form's fields. Empty fields are left out. */
export function featuresOf(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(given.map(([key, value]) => [key, key === 'phones' || key === 'forwardSeconds' ? Number(value) : value]));
}
