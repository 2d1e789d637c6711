/** The org over HTTP, as this tab's user. */
import { orgFailure } from './methods.js';
import { CODES, CtiFailure } from './wire.js';

export class OrgClient {
  /** @param {{user: string, lang: string, switches: () => object}} given */
  constructor({ user, lang, switches }) {
    this.who = new URLSearchParams({ user, lang });
    this.switches = switches;
  }

  async ask(path, { method = 'GET', body, name = path } = {}) {
    const options = { method };
    if (body !== undefined) {
      options.headers = { 'content-type': 'application/json' };
      options.body = JSON.stringify(body);
    }
    let response;
    try {
      response = await fetch(`/org/${path}${path.includes('?') ? '&' : '?'}${this.who}`, options);
    } catch {
      throw new CtiFailure('SERVER_ERROR', CODES.SERVER_ERROR);
    }
    if (!response.ok) throw new CtiFailure('SERVER_ERROR', CODES.SERVER_ERROR);
    const answer = response.status === 204 ? null : await response.json();
    if (answer?.problem) throw orgFailure(answer.problem, name, this.switches());
    return answer;
  }

  session() { return this.ask('session'); }
  panelBuild() { return this.ask('panel-build'); }
  schema() { return this.ask('schema'); }
  list(object) { return this.ask(`list/${encodeURIComponent(object)}`); }
  record(id) { return this.ask(`record/${encodeURIComponent(id)}`); }
  people() { return this.ask('people'); }
  search(term) { return this.ask(`search?q=${encodeURIComponent(term)}&indexDelay=${this.switches().indexDelay}`); }
  callCenter() { return this.ask('call-center'); }
  layout() { return this.ask(`layout?softphoneLayout=${this.switches().softphoneLayout}`); }
  setLayout(layout) { return this.ask('layout', { method: 'PUT', body: layout }); }
  setCallCenter(edits) { return this.ask('call-center', { method: 'PUT', body: edits }); }
  searchAndPop(request) { return this.ask('search-and-pop', { method: 'POST', body: request, name: 'searchAndScreenPop' }); }
  save(value) { return this.ask('save', { method: 'POST', body: value, name: 'saveLog' }); }
  apex(call) { return this.ask('apex', { method: 'POST', body: call, name: 'runApex' }); }
  settings() { return this.ask('settings'); }
  editSettings(edit) { return this.ask('settings', { method: 'PATCH', body: edit }); }
  access() { return this.ask('access'); }
  setAccess(access) { return this.ask('access', { method: 'PUT', body: access }); }
  reset() { return this.ask('reset', { method: 'POST' }); }
}
