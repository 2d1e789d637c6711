// Controls the simulated PBX over HTTP.

async function send(method, address, body) {
  // The PBX accepts JSON only, so that pages of foreign origins cannot control it with a form.
  const given = method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) } : {};
  const response = await fetch(address, { method, ...given });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${address}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Returns functions that control the simulated PBX of an event server. */
export function exchange({ eventServer }) {
  const calls = `${eventServer}/sim/calls`;
  return {
    /** Makes a call, and returns a function for each action of `POST /sim/calls/{id}/…`. */
    async call(request) {
      const { id } = await send('POST', calls, request);
      const act = (action) => (body = {}) => send('POST', `${calls}/${id}/${action}`, body);
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
        /** Any other action, by its name in the URL. */
        act: (action, body) => act(action)(body),
      };
    },
    calls: () => send('GET', calls),
    /** The calls that are over, in the order in which they ended. */
    past: () => send('GET', `${eventServer}/sim/past`),
    /** Ends all calls: everybody hangs up, until nobody is left. */
    async clear() {
      for (let live = await send('GET', calls); live.length > 0; live = await send('GET', calls)) {
        for (const { id } of live) {
          for (const action of ['remote-hangup', 'agent-hangup']) {
            // The response does not matter: a call that has ended meanwhile is refused.
            await fetch(`${calls}/${id}/${action}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
          }
        }
      }
    },
    /** How the PBX misbehaves: `{ refuses, answersAfterMs, doublesEvents, swapsEvents }`; `{}` ends it. */
    faults: (faults) => send('POST', `${eventServer}/sim/faults`, faults),
    phone: (extension, registered) => send('POST', `${eventServer}/sim/phones/${extension}`, { registered }),
    pbx: (up) => send('POST', `${eventServer}/sim/pbx`, { up }),
    health: () => send('GET', `${eventServer}/health`),
  };
}
