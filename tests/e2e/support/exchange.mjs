// The simulated PBX, over HTTP: calls come in and the other side acts.

async function send(method, address, body) {
  // The PBX takes JSON only, so that no page of another origin can send it a plain form.
  const given = method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) } : {};
  const response = await fetch(address, { method, ...given });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** The PBX behind an event server. */
export function exchange({ eventServer }) {
  const calls = `${eventServer}/sim/calls`;
  return {
    /** Begins a call and returns what can be done with it, one function an action of `POST /sim/calls/{id}/…`. */
    async call(request) {
      const { id } = await send('POST', calls, request);
      const act = (action) => (which = {}) => send('POST', `${calls}/${id}/${action}`, which);
      return {
        id,
        ring: act('ring'),
        answer: act('answer'),
        reject: act('reject'),
        hold: act('hold'),
        retrieve: act('retrieve'),
        agentHangUp: act('agent-hangup'),
        remoteAnswer: act('remote-answer'),
        remoteBusy: act('remote-busy'),
        remoteReject: act('remote-reject'),
        remoteHangUp: act('remote-hangup'),
      };
    },
    calls: () => send('GET', calls),
    /** Ends every call there is. */
    async clear() {
      for (const { id } of await send('GET', calls)) {
        // One that ends by itself meanwhile is refused: then it has ended too.
        await fetch(`${calls}/${id}/remote-hangup`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      }
    },
    phone: (extension, registered) => send('POST', `${eventServer}/sim/phones/${extension}`, { registered }),
    pbx: (up) => send('POST', `${eventServer}/sim/pbx`, { up }),
    health: () => send('GET', `${eventServer}/health`),
  };
}
