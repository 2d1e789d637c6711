/*
 * A stand-in for the Open CTI client library, for the Lightning simulator only. Written anew from the behaviour described in the
 * project's notes; the real library is Salesforce's and is loaded from the org. It speaks the same messages, checks its arguments
 * by the same rules, fails as silently, and takes hosts on loopback beside Salesforce's own.
 */
(() => {
  'use strict';

  const version = Number(/\/support\/api\/(\d+)\.0\/lightning\//.exec(document.currentScript.src)[1]);
  // The flags in answers and the message channels came between the versions that were seen (43 and 55); channels with 47.
  const flagged = version >= 47;
  const hosts = version < 47
    ? /^https?:\/\/[\w.-]+\.(force|salesforce)\.com(:\d+)?$/
    : /^https?:\/\/[\w.-]+(\.((my-)?visual)?force\.com|\.my-lightning\.com|\.(my-)?salesforce\.com|\.(salesforce|crmforce)\.(mil|ms))(:\d+)?$/;
  const loopback = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

  let hostOrigin = null;
  let nextCall = 0;
  const callbacks = new Map();
  const listeners = new Map();
  const channels = new Map();

  /** The page's own query, read as the real library reads it: a second `=` ends the value, repeated names become lists. */
  const readQuery = () => {
    const query = {};
    for (const part of window.location.search.replace(/^\?/, '').split('&')) {
      const [name, value = ''] = part.split('=');
      const text = decodeURIComponent(value);
      query[name] = name in query ? [].concat(query[name], text) : text;
    }
    return query;
  };

  const post = (methodName, args, callback, isListener) => {
    const callId = nextCall;
    nextCall += 1;
    if (callback) callbacks.set(`${methodName}_${callId}`, callback);
    if (hostOrigin === null) return;
    window.parent.postMessage({
      methodName, callId, apiVersion: version, apiType: 'opencti',
      isCallbackRegistered: Boolean(callback), isListenerRegistered: Boolean(isListener), args,
    }, hostOrigin);
  };

  const listen = (key, listener) => listeners.set(key, [...(listeners.get(key) ?? []), listener]);

  const receive = (event) => {
    const message = event.data;
    if (!message || event.origin !== hostOrigin) return;
    if (message.apiType !== 'opencti' || message.apiVersion !== version) return;
    const callId = `${message.methodName}_${message.callId}`;
    if ((!flagged || message.shouldExecuteCallback === true) && callbacks.has(callId)) {
      callbacks.get(callId)(message.response);
      callbacks.delete(callId);
    }
    if (!flagged || message.shouldExecuteListener === true) {
      const key = message.methodName === 'subscribe' ? `subscribe${message.eventName}` : message.methodName;
      for (const listener of listeners.get(key) ?? []) listener(message.response);
    }
  };

  const oneObject = (given) => {
    const bad = () => new Error('This method takes exactly one argument: an object that holds its parameters.');
    if (given.length !== 1) throw bad();
    if (Object.keys(given[0]).length === 0 || typeof given[0] !== 'object') throw bad();
    return given[0];
  };
  const optionalObject = (given) => (given.length === 0 ? {} : oneObject(given));
  const needFunction = (parameters, name) => {
    if (typeof parameters[name] !== 'function') throw new Error(`The parameter ${name} is required and must be a function.`);
  };
  const needChannel = (name) => {
    if (typeof name !== 'string' || name === '') throw new Error('channelName is required: a string that is not empty.');
  };

  /** Methods that differ only in the members that they copy from their argument. */
  const plain = (methodName, names, rename = {}) => (...given) => {
    const parameters = oneObject(given);
    const args = {};
    for (const name of names) args[rename[name] ?? name] = parameters[name];
    post(methodName, args, parameters.callback, false);
  };
  const asking = (methodName) => (...given) => {
    const parameters = oneObject(given);
    needFunction(parameters, 'callback');
    post(methodName, {}, parameters.callback, false);
  };
  const optional = (methodName) => (...given) => post(methodName, {}, optionalObject(given).callback, false);
  const listening = (methodName) => (...given) => {
    const parameters = oneObject(given);
    needFunction(parameters, 'listener');
    listen(methodName, parameters.listener);
    post(methodName, {}, parameters.callback, true);
  };

  const opencti = {
    initialize() {
      const { sfdcIframeOrigin: origin, mode } = readQuery();
      const known = typeof origin === 'string' && (hosts.test(origin) || loopback.test(origin));
      if (!known || !mode || !origin.startsWith(window.location.protocol)) {
        throw 'Open CTI could not start: the page was not opened by the softphone frame with its URL parameters.';
      }
      hostOrigin = origin;
    },
    SCREENPOP_TYPE: {
      URL: 'url', SOBJECT: 'sobject', OBJECTHOME: 'objecthome', LIST: 'list', SEARCH: 'search',
      NEW_RECORD_MODAL: 'newRecord', FLOW: 'flow',
    },
    CALL_TYPE: { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' },
    getAppViewInfo: asking('getAppViewInfo'),
    getCallCenterSettings: asking('getCallCenterSettings'),
    getSoftphoneLayout: asking('getSoftphoneLayout'),
    isSoftphonePanelVisible: asking('isSoftphonePanelVisible'),
    enableClickToDial: optional('enableClickToDial'),
    disableClickToDial: optional('disableClickToDial'),
    refreshView: optional('refreshView'),
    notifyInitializationComplete(parameters) {
      post('notifyInitializationComplete', {}, parameters?.callback, false);
    },
    onClickToDial: listening('onClickToDial'),
    onNavigationChange: listening('onNavigationChange'),
    setSoftphonePanelVisibility: plain('setSoftphonePanelVisibility', ['visible']),
    setSoftphonePanelHeight: plain('setSoftphonePanelHeight', ['heightPX']),
    setSoftphonePanelWidth: plain('setSoftphonePanelWidth', ['widthPX']),
    setSoftphoneItemLabel: plain('setSoftphoneItemLabel', ['label']),
    setSoftphonePanelLabel: plain('setSoftphonePanelLabel', ['label']),
    setSoftphoneItemIcon: plain('setSoftphoneItemIcon', ['key']),
    setSoftphonePanelIcon: plain('setSoftphonePanelIcon', ['key']),
    screenPop: plain('screenPop', ['type', 'params']),
    searchAndScreenPop: plain('searchAndScreenPop',
      ['searchParams', 'callType', 'queryParams', 'defaultFieldValues', 'deferred', 'params']),
    runApex: plain('runApex', ['apexClass', 'methodName', 'methodParams']),
    saveLog(...given) {
      const parameters = oneObject(given);
      if (typeof parameters.value !== 'object') throw new Error('The parameter value is required and must be an object.');
      post('saveLog', { object: parameters.value }, parameters.callback, false);
    },
  };

  if (version >= 46) {
    opencti.hvs = {
      onWorkStart: listening('onWorkStart'),
      completeWork: plain('completeWork', ['workId', 'attributes']),
    };
  }

  if (version >= 47) {
    opencti.subscribe = (...given) => {
      const { channelName, listener, callback } = oneObject(given);
      needFunction({ listener }, 'listener');
      needChannel(channelName);
      const subscription = Object.freeze({});
      const key = `subscribe${channelName}`;
      listen(key, listener);
      channels.set(subscription, { channelName, listener });
      post('subscribe', { eventName: channelName, subscription: {} }, (response) => {
        if (response.success) {
          response.subscription = subscription;
        } else {
          listeners.set(key, listeners.get(key).filter((other) => other !== listener));
          channels.delete(subscription);
        }
        if (callback) callback(response);
      }, true);
    };
    opencti.unsubscribe = (...given) => {
      const { subscription, callback } = oneObject(given);
      if (typeof subscription !== 'object') throw new Error('The parameter subscription is required and must be an object.');
      const known = channels.get(subscription);
      if (!known) return;
      channels.delete(subscription);
      const key = `subscribe${known.channelName}`;
      const rest = listeners.get(key).filter((other) => other !== known.listener);
      listeners.set(key, rest);
      if (rest.length === 0) post('unsubscribe', { eventName: known.channelName }, callback, false);
    };
    opencti.publish = (...given) => {
      const { channelName, message, callback } = oneObject(given);
      needChannel(channelName);
      const copy = message ? JSON.parse(JSON.stringify(message) ?? 'null') : undefined;
      if (message && (typeof copy !== 'object' || copy === null)) {
        throw new Error('The parameter message must be an object that JSON can carry, or absent.');
      }
      post('publish', copy === undefined ? { eventName: channelName } : { eventName: channelName, message: copy }, callback, false);
    };
  }

  window.addEventListener('message', receive);
  window.sforce = window.sforce || {};
  window.sforce.opencti = opencti;
  opencti.initialize();
})();
