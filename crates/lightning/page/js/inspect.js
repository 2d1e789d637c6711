/** `window.lightning`: the interface for end-to-end tests, beside clicking. */
import { asText, SWITCHES } from './behaviour.js';
import { address, pageAt } from './pages.js';

/** A record with its fields beside its ID, as tests read it. */
function flat(record) {
  if (!record) return null;
  const { id, fields, related, timeline, ...rest } = record;
  const more = related ? { related: related.map(flat), timeline: timeline.map(flat) } : {};
  return { ...fields, ...rest, Id: id, ...more };
}

/** @param {import('./desk.js').Desk} desk @param {Promise<void>} ready */
export function inspection(desk, ready) {
  return Object.freeze({
    /** Resolves when the page is built and the softphone's frame has begun to load. */
    ready,
    /** Sets switches from now on. @param {object} values */
    set: (values) => desk.set(values),
    /** The switches in force. */
    get: () => structuredClone(desk.values),
    /** The switches that differ from their defaults, as a query string. */
    query: () => new URLSearchParams(Object.entries(desk.values)
      .filter(([name, value]) => asText(name, value) !== asText(name, SWITCHES[name].value))
      .map(([name, value]) => [name, asText(name, value)])).toString(),
    /** Every message to and from the panel: `{at, direction: 'in' | 'out' | 'lost', message}`; `in` came from the panel. */
    get messages() { return structuredClone(desk.messages); },
    /** Every page that `screenPop` or `searchAndScreenPop` asked for. */
    get navigations() { return structuredClone(desk.navigations); },
    /** Every navigation event: `{reason, page, info}`; `info` is null where listeners get no event. */
    get events() { return structuredClone(desk.events); },
    /** The address of the page in front. */
    get page() { return address(desk.workspace.current()); },
    /** The workspace tabs of a console: addresses. */
    get tabs() { return desk.workspace.tabs.map((tab) => ({ page: address(tab.page), subtabs: tab.subtabs.map((s) => address(s.page)) })); },
    /** The panel: `{visible, height, width, itemLabel, itemIcon, panelLabel, panelIcon}`. */
    get panel() { return { ...desk.panel.values }; },
    /** How large the softphone's frame really is, in pixels. */
    get frameSize() {
      const { width = 0, height = 0 } = desk.frame?.getBoundingClientRect() ?? {};
      return { width: Math.round(width), height: Math.round(height) };
    },
    get clickToDial() { return desk.clickToDial; },
    /** How often the panel has said that it is initialised. */
    get initialisations() { return desk.initialisations; },
    /** Messages published to channels, and work completed. */
    get published() { return structuredClone(desk.bus.published); },
    get workDones() { return structuredClone(desk.workDones); },
    get session() { return structuredClone(desk.session); },
    /** The softphone's frame. */
    get frame() { return desk.frame; },
    /** The org's tasks, oldest first. */
    tasks: () => desk.org.list('Task').then((tasks) => tasks.map(flat)),
    record: (id) => desk.org.record(id).then(flat),
    list: (object) => desk.org.list(object).then((records) => records?.map(flat) ?? null),
    save: (value) => desk.org.save(value),
    reset: () => desk.org.reset(),
    /** Reads the softphone layout, and replaces it in all tabs. */
    layout: () => desk.org.layout(),
    setLayout: (layout) => desk.org.setLayout(layout),
    /** Edits the call centre: `{'/section/item': 'value'}`. */
    setCallCenter: (edits) => desk.org.setCallCenter(edits),
    /** The custom settings as they stand, and edits by hand: see `PATCH /org/settings`. */
    settings: () => desk.org.settings(),
    editSettings: (edit) => desk.org.editSettings(edit),
    /** Deletions and permissions: see `PUT /org/access`. */
    access: () => desk.org.access(),
    setAccess: (access) => desk.org.setAccess(access),
    /** Opens a relative address as a user's click would. */
    open: (url) => desk.go(pageAt(url)),
    /** Opens or minimises the panel as the user's click does, which sends the panel no event. */
    togglePanel: (visible = !desk.panel.values.visible) => desk.panel.put('visible', visible),
    /** A click on a number of the record in front. False if click-to-dial is disabled. */
    dial: (number) => {
      const page = desk.workspace.background();
      return desk.dial(number, page.kind === 'record' ? desk.records.get(page.id) : null);
    },
    /** Sends a message on a channel to the panel, as a component of the page does. */
    publish: (channel, message) => desk.bus.send(channel, message),
    /** What the Omni-Channel component says. */
    get omniWords() { return desk.omniWords; },
    /** Omni-Channel: the presence status of the agent (null: signed out), and a change of it by hand. */
    get presence() { return desk.omni.current?.name ?? null; },
    setPresence: (name) => desk.omni.take(name),
    /** Gives the agent so much Omni-Channel work. */
    setWorkload: (workload) => desk.omni.work(workload),
    /** Gives the panel work, as Sales Engagement does. */
    startWork: (work) => desk.host.emit('onWorkStart', work),
    /** A navigation event for the page in front once more, as when the document gets the focus. */
    focusAgain: () => desk.workspace.again('focus'),
    /** Empties the lists above, so that memory can be measured without them. */
    forget: () => {
      for (const list of [desk.messages, desk.navigations, desk.events, desk.bus.published, desk.workDones]) list.length = 0;
    },
    /** Loads the softphone's frame anew. */
    reloadPanel: () => desk.changed('reload'),
  });
}
