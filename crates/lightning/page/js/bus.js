/** The Lightning message service of a page: components and the panel on the org's message channels. Pure. */
import { invalidParam } from './wire.js';

export class Bus {
  /**
   * @param {object} given
   * @param {() => boolean} given.exists whether the org has message channels
   * @param {(channel: string, message: object | null) => void} given.toPanel
   * @param {(channel: string) => void} given.forgetPanel
   */
  constructor({ exists, toPanel, forgetPanel }) {
    Object.assign(this, { exists, toPanel, forgetPanel });
    /** Listeners of components, by channel. */
    this.listeners = new Map();
    this.published = [];
  }

  /** Lets a component listen. Returns what ends it. */
  listen(channel, listener) {
    const known = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, known.add(listener));
    return () => known.delete(listener);
  }

  /** A component publishes. */
  send(channel, message) {
    if (this.exists()) this.deliver(channel, message);
  }

  /** The panel's three methods. */
  subscribe(channel) {
    this.need(channel);
  }

  unsubscribe(channel) {
    this.forgetPanel(channel);
  }

  publish(channel, message) {
    this.need(channel);
    this.published.push({ channel, message });
    this.deliver(channel, message);
  }

  /** Who publishes hears the message too. */
  deliver(channel, message) {
    for (const listener of this.listeners.get(channel) ?? []) listener(structuredClone(message));
    this.toPanel(channel, message);
  }

  need(channel) {
    if (!this.exists()) throw invalidParam('channelName', 'message channel of the org', channel);
  }
}
