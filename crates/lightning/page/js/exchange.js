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

/** The actions on an agent's part in a call, by the exchange's names. `isOwn`: whether the agent is this tab's. */
export function actionsOf({ direction, state, remoteState }, isOwn = true) {
  if (direction === 'inbound' && state === 'alerting') return ['answer', 'reject', 'forward', ...(isOwn ? [] : ['pick-up']), 'remote-hangup'];
  if (state === 'alerting') return ['answer', 'agent-hangup'];
  if (direction === 'outbound' && remoteState !== 'connected') return ['remote-answer', 'remote-busy', 'remote-reject', 'agent-hangup'];
  return ['remote-hangup', 'agent-hangup', 'transfer', 'park'];
}

/** A listed call's rows: the agents who are in it, a telephone outside that rings beside them, and the caller who waits. */
export function rowsOf({ id, parts, parked, ringingOutside }, own) {
  const live = parts.filter(({ call }) => call.state !== 'null');
  const rows = live.map((part) => ({ id, extension: part.extension, text: describe(part), actions: actionsOf(part.call, part.extension === own) }));
  const isDialled = live.some(({ call }) => call.direction === 'outbound');
  if (ringingOutside && !isDialled) rows.push({ id, kind: 'mobile', text: ringingOutside, actions: ['remote-answer', 'remote-confirm', 'remote-reject'] });
  if (parked) rows.push({ id, kind: 'parked', text: parked, actions: ['pick-up', 'remote-hangup'] });
  return rows.length > 0 ? rows : [{ id, kind: 'waiting', text: id, actions: ['remote-hangup'] }];
}

/** The body of an action: who does it, and where the call goes. */
export function bodyOf(action, { extension }, own, target) {
  if (action.startsWith('remote')) return {};
  if (action === 'pick-up') return { extension: own };
  return action === 'transfer' || action === 'forward' ? { extension, to: target } : { extension };
}

/** A call's description in a line. */
export function describe({ extension, call }) {
  const { number, name } = call.remote;
  const who = [name, number?.kind === 'known' ? number.digits : number?.kind].filter(Boolean).join(' ');
  const arrow = call.direction === 'inbound' ? '←' : '→';
  return `${extension} ${arrow} ${who} · ${call.state}${call.direction === 'outbound' ? ` / ${call.remoteState}` : ''}`;
}

/** How an extension rings, from the values of the form's fields. Empty fields are left out. */
export function featuresOf(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  return Object.fromEntries(given.map(([key, value]) => [key, key === 'phones' || key === 'forwardSeconds' ? Number(value) : value]));
}
