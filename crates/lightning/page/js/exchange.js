/** The simulated PBX, through the host's proxy. The actions that a call's state permits are computed by pure functions. */

/** The lines and queues of the demo's event server. */
export const LINES = [['0312345000', '総合受付'], ['0120000000', 'サポート窓口'], ['0398760000', '代表']];
export const QUEUES = ['support', 'sales'];

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

/** The actions on an agent's part in a call, by the exchange's names. */
export function actionsOf({ direction, state, remoteState }) {
  if (state === 'null') return ['remote-hangup'];
  if (direction === 'inbound' && state === 'alerting') return ['answer', 'remote-hangup'];
  if (direction === 'outbound' && remoteState !== 'connected') return ['remote-answer', 'remote-busy', 'remote-reject', 'agent-hangup'];
  return ['remote-hangup', 'agent-hangup'];
}

/** A call's description in a line. */
export function describe({ extension, call }) {
  const { number, name } = call.remote;
  const who = [name, number?.kind === 'known' ? number.digits : number?.kind].filter(Boolean).join(' ');
  const arrow = call.direction === 'inbound' ? '←' : '→';
  return `${extension} ${arrow} ${who} · ${call.state}${call.direction === 'outbound' ? ` / ${call.remoteState}` : ''}`;
}
