/**
 * The messages between the client library and Lightning: the shapes of requests, answers and events.
 * Pure: no browser in here.
 */

/** A method's failure, as `errors` carries it. */
export class CtiFailure extends Error {
  /** @param {string} code one of {@link CODES} @param {string} description @param {unknown} [details] */
  constructor(code, description, details) {
    super(description);
    this.code = code;
    this.details = details;
  }
}

/** The error codes that Salesforce documents, with a description of each. */
export const CODES = {
  INVALID_PARAM: 'An invalid value was passed to a parameter.',
  GENERIC_ERROR: 'An error occurred while calling the API method.',
  SERVER_ERROR: 'A problem was encountered on the server.',
  SOFTPHONE_CONTAINER_ERROR: 'Unable to execute sendPostMessage because the softphone container hasn’t initialized yet.',
};

/** The failure for an argument of the wrong kind. */
export const invalidParam = (name, expected, found) => new CtiFailure(
  'INVALID_PARAM',
  `An invalid value was passed to the parameter ${name}. A ${expected} value was expected, but ${describe(found)} was found instead.`,
);

const describe = (value) => (typeof value === 'string' ? `"${value}"` : String(value));

/** The request in a message event, or null if the host would not take it: wrong frame, wrong origin or wrong shape. */
export function readRequest(event, { source, origin }) {
  const { data } = event;
  if (event.source !== source || event.origin !== origin) return null;
  if (typeof data !== 'object' || data === null || data.apiType !== 'opencti') return null;
  if (typeof data.methodName !== 'string' || !Number.isInteger(data.callId) || !Number.isInteger(data.apiVersion)) return null;
  return { ...data, args: data.args ?? {} };
}

/** The response object of a success. */
export const success = (returnValue = null) => ({ success: true, returnValue, errors: null });

/** The response object of a failure. `field` is `errors`, or `error` as two pages of the documentation have it. */
export function failure(error, field = 'errors') {
  const { code = 'GENERIC_ERROR', message, details } = error;
  const entry = { code, description: message || CODES[code] };
  if (details !== undefined) entry.details = details;
  return { success: false, returnValue: null, [field]: [entry] };
}

/** The message that answers a request. Version 43 of the library knows no flags. */
export function answer(request, response, dialect = 'current') {
  const message = {
    apiVersion: request.apiVersion, apiType: 'opencti', methodName: request.methodName, callId: request.callId, response,
  };
  if (dialect !== 'v43') message.shouldExecuteCallback = true;
  return message;
}

/** The message that brings an event to a method's listeners. It has the payload only, without success or errors. */
export function eventMessage({ methodName, apiVersion, eventName }, payload, dialect = 'current') {
  const message = { apiVersion, apiType: 'opencti', methodName, response: payload };
  if (eventName !== undefined) message.eventName = eventName;
  if (dialect !== 'v43') message.shouldExecuteListener = true;
  return message;
}
