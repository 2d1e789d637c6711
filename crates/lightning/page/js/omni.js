/**
 * Omni-Channel: an agent's presence status, with the methods of Salesforce's toolkit for components. Pure.
 */

const STATUSES = [
  { id: '0N55g0000000001AAA', name: 'Available', label: ['Available', '対応可能'] },
  { id: '0N55g0000000002AAA', name: 'Busy', label: ['Busy', '取り込み中'] },
  { id: '0N55g0000000003AAA', name: 'Lunch', label: ['Lunch', '昼食'] },
  { id: '0N55g0000000004AAA', name: 'On_Call', label: ['On a call', '電話中'] },
];

export class Omni {
  constructor() {
    this.statuses = STATUSES;
    this.current = null;
    this.workload = 0;
    this.listeners = new Set();
  }

  /** Hands on `{name, reason}`, where the name is null when the agent has left Omni-Channel, or `{workload}`. */
  listen(listener) {
    this.listeners.add(listener);
  }

  /** Takes a status, or leaves Omni-Channel: by hand, or by a component. */
  take(name, reason = 'OmniManualStatusChange') {
    this.current = this.statuses.find((one) => one.name === name) ?? null;
    for (const listener of this.listeners) listener({ name: this.current?.name ?? null, reason });
  }

  /** Gives the agent so much work. */
  work(workload) {
    this.workload = workload;
    for (const listener of this.listeners) listener({ workload });
  }

  /** The toolkit. */
  get toolkit() {
    const answer = () => ({ statusId: this.current.id, statusApiName: this.current.name, statusName: this.current.label[0] });
    return {
      getServicePresenceStatusId: async () => {
        if (!this.current) throw new Error('The agent is not in Omni-Channel.');
        return answer();
      },
      setServicePresenceStatus: async ({ statusId }) => {
        const status = this.statuses.find(({ id }) => id === statusId);
        if (!status) throw new Error('The agent has no access to this status.');
        this.take(status.name, 'OmniToolkitStatusChange');
        return answer();
      },
      getAgentWorkload: async () => ({ configuredCapacity: 5, currentWorkload: this.workload }),
      logout: async () => {
        this.take(null);
        return true;
      },
    };
  }
}
