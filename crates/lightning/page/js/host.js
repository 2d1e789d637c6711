/**
 * Lightning's side of Open CTI: takes requests, runs methods, and answers as the switches say: late, twice, out of order,
 * with an error, or never. Pure apart from the timers and the sender it is given.
 */
import { CODES, CtiFailure, answer, eventMessage, failure, success } from './wire.js';
import { has, lookUp, namesOf } from './behaviour.js';

/** How long an answer waits for another to overtake it, in milliseconds, when answers are to be out of order. */
const OVERTAKE_MS = 100;
/** How much later a doubled answer comes. */
const DOUBLE_MS = 20;

export class Host {
  /**
   * @param {object} given
   * @param {() => object} given.switches the switches in force
   * @param {Record<string, (args: object, request: object) => unknown>} given.methods what each method does
   * @param {(message: object) => void} given.send to the adapter's window
   * @param {(run: () => void, ms: number) => unknown} given.later a timer
   * @param {() => number} [given.random] from 0 to 1
   * @param {(direction: 'in' | 'out' | 'lost', message: object) => void} [given.log]
   */
  constructor({ switches, methods, send, later, random = Math.random, log = () => {} }) {
    Object.assign(this, { switches, methods, later, random, log });
    this.post = (message) => {
      log('out', message);
      send(message);
    };
    this.listening = new Map();
    this.waiting = null;
    this.ready = true;
    /** Counts the documents of the adapter's frame, so that a document does not get the answers to an earlier document's requests. */
    this.document = 0;
  }

  /** Forgets the registrations and requests of an earlier document in the adapter's frame. */
  restart() {
    this.document += 1;
    this.listening.clear();
    this.waiting = null;
  }

  /** Handles a request that {@link readRequest} has accepted. Resolves when the request is handled, apart from delays. */
  async receive(request) {
    this.log('in', request);
    const switches = this.switches();
    if (switches.silent || switches.session === 'silent' || has(switches.lose, namesOf(request))) return;
    if (request.apiVersion < switches.minApiVersion) return;
    const { document } = this;
    const response = await this.run(request, switches);
    if (document !== this.document) return;
    if (request.isListenerRegistered && response.success) this.register(request);
    if (!request.isCallbackRegistered && !switches.answerAlways) return;
    this.reply(request, response);
  }

  async run(request, switches) {
    const { methodName, args } = request;
    try {
      if (!this.ready) throw new CtiFailure('SOFTPHONE_CONTAINER_ERROR', CODES.SOFTPHONE_CONTAINER_ERROR);
      if (switches.session === 'error') throw new CtiFailure('SERVER_ERROR', CODES.SERVER_ERROR);
      const code = lookUp(switches.error, namesOf(request));
      if (code) throw new CtiFailure(code, CODES[code] ?? code);
      const method = Object.hasOwn(this.methods, methodName) ? this.methods[methodName] : null;
      if (!method) throw new CtiFailure('GENERIC_ERROR', CODES.GENERIC_ERROR);
      return success((await method(args, request)) ?? null);
    } catch (error) {
      return failure(error instanceof CtiFailure ? error : new CtiFailure('GENERIC_ERROR', CODES.GENERIC_ERROR), switches.errorField);
    }
  }

  register(request) {
    const eventName = request.methodName === 'subscribe' ? request.args.eventName : undefined;
    const key = `${request.methodName}${eventName ?? ''}`;
    this.listening.set(key, { methodName: request.methodName, apiVersion: request.apiVersion, eventName });
    if (this.switches().initialEvent) this.onRegistered?.(request.methodName);
  }

  /** Forgets the listener of a message channel. */
  unregister(methodName, eventName = '') {
    this.listening.delete(`${methodName}${eventName}`);
  }

  reply(request, response) {
    const switches = this.switches();
    const names = namesOf(request);
    const message = answer(request, response, switches.dialect);
    if (has(switches.drop, names)) {
      this.log('lost', message);
      return;
    }
    const delay = this.delay() + (lookUp(switches.late, names) ?? 0);
    this.after(delay, () => this.deliver(message));
    if (has(switches.duplicate, names)) this.after(delay + DOUBLE_MS, () => this.post(message));
  }

  /** Sends an answer, or with `reorder` keeps it until the next answer is sent. */
  deliver(message) {
    if (!this.switches().reorder) {
      this.post(message);
    } else if (this.waiting) {
      const overtaken = this.waiting;
      this.waiting = null;
      this.post(message);
      this.post(overtaken);
    } else {
      this.waiting = message;
      this.later(() => {
        if (this.waiting === message) {
          this.waiting = null;
          this.post(message);
        }
      }, OVERTAKE_MS);
    }
  }

  /** Sends an event to the listeners of a method, if there are any. */
  emit(methodName, payload, { eventName = '', extraMs = 0, twice = false } = {}) {
    const listener = this.listening.get(`${methodName}${eventName}`);
    const { silent, dialect } = this.switches();
    if (!listener || silent) return false;
    const message = eventMessage(listener, payload, dialect);
    const delay = this.delay() + extraMs;
    this.after(delay, () => this.post(message));
    if (twice) this.after(delay + DOUBLE_MS, () => this.post(message));
    return true;
  }

  delay() {
    const { latency, jitter } = this.switches();
    return latency + jitter * this.random();
  }

  after(ms, run) {
    const { document } = this;
    if (ms > 0) this.later(() => document === this.document && run(), ms);
    else run();
  }
}
