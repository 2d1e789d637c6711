/**
 * The package's Omni-Channel component: its own helper and words (`/aura/…`), with as much of Aura as they need.
 */

const CHANNEL = 'DenwaStatus__c';
const HELPER = '/aura/denwaOmniHelper.js';
/** What an administrator would set in the App Builder. */
const MAPPING = { ready: 'Available', notReady: 'Busy', workNotReady: 'Busy', loggedOff: 'logout', reasons: 'lunch=Lunch', inCall: 'On_Call' };

/** The package's custom labels in a language. */
async function labels(lang) {
  const xml = new DOMParser().parseFromString(await (await fetch(`/aura/labels.${lang}.xml`)).text(), 'text/xml');
  const text = (of, ...names) => names.map((name) => of.getElementsByTagName(name)[0]?.textContent).find(Boolean);
  return Object.fromEntries([...xml.documentElement.children].map((one) => [text(one, 'fullName', 'name'), text(one, 'value', 'label')]));
}

/** Keeps the panel and Omni-Channel in step. `master` says who leads; `told` is called with what the component says. */
export async function omniComponent({ bus, omni, lang, master, told }) {
  const words = await labels(lang);
  window.$A = { get: (label) => words[label.replace('$Label.c.', '')], getCallback: (run) => run, enqueueAction: (one) => one.run() };
  const { default: helper } = await import(HELPER);
  const values = { ...MAPPING, master };
  const parts = { channel: { publish: (message) => bus.send(CHANNEL, message) }, omni: omni.toolkit };
  const action = { setCallback: (scope, run) => { action.run = () => run.call(scope, { getState: () => 'SUCCESS', getReturnValue: () => omni.statuses }); } };
  const component = {
    get: (name) => (name === 'c.statuses' ? action : values[name.slice(2)]),
    set: (name, value) => {
      values[name.slice(2)] = value;
      if (name === 'v.words') told(value);
    },
    find: (name) => parts[name],
  };
  bus.listen(CHANNEL, (message) => helper.takeMessage(component, message ?? {}));
  omni.listen(({ name, reason, workload }) => {
    if (workload === undefined) helper.takeOmni(component, name ?? helper.LOGOUT, reason);
    else helper.takeWorkload(component, workload);
  });
  helper.begin(component);
}
