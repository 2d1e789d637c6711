/**
 * The Open CTI methods of this host. A method returns its `returnValue`, or throws a {@link CtiFailure}.
 * The page is behind `desk`: its org, workspace, panel and message bus. Pure.
 */
import { CODES, CtiFailure, invalidParam } from './wire.js';
import { pageAt } from './pages.js';
import { faultsOf } from './behaviour.js';

/** Turns a refusal of the org's server into the failure that a client of Open CTI receives. */
export function orgFailure(problem, method, switches) {
  if (problem.code === 'INVALID_PARAM') return invalidParam(problem.parameter, 'valid', 'something else');
  if (problem.code === 'SERVER_ERROR') return new CtiFailure('SERVER_ERROR', problem.description ?? CODES.SERVER_ERROR);
  const text = `An error occurred while calling the ${method}() API method. Review the Details field in the error section.`;
  return new CtiFailure('GENERIC_ERROR', text, detailsAs(problem.details, switches.details));
}

/** `details` in one of the shapes that were seen. */
function detailsAs(details = [], shape) {
  switch (shape) {
    case 'object': return details[0];
    case 'string': return details.map((d) => d.message).join('; ');
    case 'none': return undefined;
    default: return details;
  }
}

/** The details of a save that met a locked row. */
const ROW_LOCKED = [{
  message: 'unable to obtain exclusive access to this record or 1 records', statusCode: 'UNABLE_TO_LOCK_ROW', fields: [],
}];

const needString = (name, value) => {
  if (typeof value !== 'string' || value === '') throw invalidParam(name, 'string', value);
  return value;
};

/**
 * The page that `screenPop` asks for.
 * @param {string} type @param {object} params @returns {object} a page, or `{kind: 'external', url}`
 */
export function popPage(type, params) {
  const given = typeof params === 'object' && params !== null ? params : {};
  switch (type) {
    case 'sobject': return { kind: 'record', id: needString('recordId', given.recordId) };
    case 'url': {
      const url = needString('url', given.url);
      return /^[a-z][a-z0-9+.-]*:|^\/\//i.test(url) ? { kind: 'external', url } : pageAt(url.startsWith('/') ? url : `/${url}`);
    }
    case 'objecthome': return { kind: 'objecthome', object: needString('scope', given.scope) };
    case 'list':
      return { kind: 'list', object: needString('scope', given.scope), list: needString('listViewId', given.listViewId) };
    case 'search': {
      const term = needString('searchString', given.searchString);
      if (term.length < 3) throw invalidParam('searchString', 'string of at least 3 characters', term);
      return { kind: 'search', term };
    }
    case 'newRecord': {
      const { defaultFieldValues: defaults = {} } = given;
      return { kind: 'new', object: needString('entityName', given.entityName), defaults: defaults ?? {} };
    }
    case 'flow':
      return { kind: 'flow', name: needString('flowDevName', given.flowDevName), args: given.flowArgs ?? [] };
    default: throw invalidParam('type', 'screen pop type', type);
  }
}

/** Which results of `SCREEN_POP_DATA` the client gets. */
function popData(found, switches) {
  const single = found.pop?.type === 'sobject';
  return found.pop && (single || switches.popData === 'present') ? { SCREEN_POP_DATA: found.pop } : {};
}

/** @param {object} desk @returns {Record<string, (args: object, request: object) => unknown>} */
export function methodsOf(desk) {
  const { panel, org, bus } = desk;
  const switches = () => desk.switches();
  return {
    enableClickToDial: () => desk.setClickToDial(true),
    disableClickToDial: () => desk.setClickToDial(false),
    onClickToDial: () => null,
    onNavigationChange: () => null,
    onWorkStart: () => null,
    getAppViewInfo: () => desk.viewInfo(),
    getCallCenterSettings: async () => {
      const settings = await org.callCenter();
      const kept = Object.entries(settings).filter(([, value]) => value !== '' || switches().emptyValues !== 'absent');
      return Object.fromEntries(kept);
    },
    getSoftphoneLayout: () => org.layout(),
    isSoftphonePanelVisible: () => ({ visible: panel.values.visible }),
    setSoftphonePanelVisibility: ({ visible }) => panel.setVisible(visible),
    setSoftphonePanelHeight: ({ heightPX }) => panel.setHeight(heightPX),
    setSoftphonePanelWidth: ({ widthPX }) => panel.setWidth(widthPX),
    setSoftphoneItemLabel: ({ label }) => panel.setText('itemLabel', 'label', label),
    setSoftphonePanelLabel: ({ label }) => panel.setText('panelLabel', 'label', label),
    setSoftphoneItemIcon: ({ key }) => panel.setText('itemIcon', 'key', key),
    setSoftphonePanelIcon: ({ key }) => panel.setText('panelIcon', 'key', key),
    notifyInitializationComplete: () => desk.initialised(),
    refreshView: () => desk.refresh(),
    screenPop: async ({ type, params }) => {
      await desk.pop(popPage(type, params));
    },
    searchAndScreenPop: async ({ deferred, ...args }) => {
      const { indexDelay, lookup, softphoneLayout } = switches();
      const { searchParams } = args;
      if (typeof searchParams !== 'string') throw invalidParam('searchParams', 'string', searchParams);
      const found = await org.searchAndPop({ ...args, indexDelayMs: indexDelay, lookup, softphoneLayout });
      if (deferred === true) return { ...found.records, ...popData(found, switches()) };
      if (found.pop) await desk.pop(popPage(found.pop.type, found.pop.params));
      return found.records;
    },
    saveLog: async ({ object }) => {
      if (desk.rowLocked()) throw orgFailure({ details: ROW_LOCKED }, 'saveLog', switches());
      return (await org.save(object)).id;
    },
    runApex: async ({ apexClass, methodName, methodParams }) => {
      needString('apexClass', apexClass);
      needString('methodName', methodName);
      const none = methodParams === undefined || methodParams === null || typeof methodParams === 'object';
      const { strictParams, decodeParams } = switches();
      const { runApex } = await org.apex({
        apexClass, methodName, methodParams: none ? '' : String(methodParams), strict: strictParams, decode: decodeParams,
        faults: { ...faultsOf(switches()), rowLocked: methodName === 'saveLog' && desk.rowLocked() },
      });
      return { runApex };
    },
    completeWork: ({ workId, attributes }) => desk.workDone(needString('workId', workId), attributes),
    subscribe: ({ eventName }) => bus.subscribe(needString('channelName', eventName)),
    unsubscribe: ({ eventName }) => bus.unsubscribe(needString('channelName', eventName)),
    publish: ({ eventName, message }) => bus.publish(needString('channelName', eventName), message ?? null),
  };
}
