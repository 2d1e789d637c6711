/**
 * The switches: ways in which the host can misbehave, and behaviour that nobody outside Salesforce knows.
 * Each has a name (query string, `window.lightning.set`), a kind, a default and a group. Pure.
 */

const flag = (value, group) => ({ kind: 'flag', value, group });
const number = (value, group) => ({ kind: 'number', value, group });
const choice = (choices, group) => ({ kind: 'choice', choices, value: choices[0], group });
const text = (value, group) => ({ kind: 'text', value, group });
/** A list of method names, `*` for all. */
const methods = (group) => ({ kind: 'methods', value: [], group });
/** Method names with a value each: `saveLog:SERVER_ERROR`, `*:250`. */
const table = (group, numeric = false) => ({ kind: 'table', value: {}, numeric, group });

/** All switches, in the order in which the page shows them. */
export const SWITCHES = {
  latency: number(0, 'transport'),
  jitter: number(0, 'transport'),
  late: table('transport', true),
  lose: methods('transport'),
  drop: methods('transport'),
  duplicate: methods('transport'),
  reorder: flag(false, 'transport'),
  silent: flag(false, 'transport'),
  error: table('transport'),
  session: choice(['ok', 'error', 'silent'], 'transport'),
  containerDelay: number(0, 'transport'),
  dialect: choice(['current', 'v43'], 'transport'),
  minApiVersion: number(0, 'transport'),
  answerAlways: flag(false, 'unknown'),
  initialEvent: flag(false, 'unknown'),
  missingRecord: choice(['error', 'page'], 'unknown'),
  modalPop: choice(['queue', 'replace', 'error'], 'unknown'),
  popData: choice(['present', 'absent'], 'unknown'),
  emptyValues: choice(['empty', 'absent'], 'unknown'),
  lookup: choice(['both', 'nested', 'id', 'name', 'none'], 'unknown'),
  errorField: choice(['errors', 'error'], 'unknown'),
  details: choice(['array', 'object', 'string', 'none'], 'unknown'),
  decodeParams: flag(true, 'unknown'),
  navDelay: number(0, 'navigation'),
  navDuplicate: flag(false, 'navigation'),
  focusEvents: flag(true, 'navigation'),
  indexDelay: number(0, 'org'),
  rowLocked: number(0, 'org'),
  strictParams: flag(false, 'org'),
  apexClass: choice(['ok', 'missing', 'refused', 'throws'], 'org'),
  packageVersion: text('', 'org'),
  messageChannels: flag(true, 'org'),
  permissionSet: flag(true, 'org'),
  profileApi: flag(true, 'org'),
  signingKey: flag(true, 'org'),
  loginMapped: flag(true, 'org'),
  sandbox: flag(false, 'org'),
  orgClock: { ...number(0, 'org'), signed: true },
  softphoneLayout: choice(['ok', 'noObjects', 'noFields', 'missing'], 'org'),
  omni: choice(['off', 'telephone', 'omni', 'both'], 'frame'),
  assigned: flag(true, 'frame'),
  eager: flag(true, 'frame'),
  open: flag(false, 'frame'),
  minimised: choice(['visibility', 'display'], 'frame'),
  allow: text('microphone', 'frame'),
  query: choice(['ok', 'missing', 'miscased', 'wrongOrigin', 'foreignOrigin', 'noMode', 'hash', 'none'], 'frame'),
  adapterQuery: text('', 'frame'),
  library: choice(['ok', 'login', 'missing', 'empty', 'hang'], 'frame'),
  libraryDelay: number(0, 'frame'),
  standbyUrl: text('', 'frame'),
  reqTimeout: number(0, 'frame'),
};

/** The values before anybody has set anything. */
export const defaults = () => Object.fromEntries(Object.entries(SWITCHES).map(([name, s]) => [name, structuredClone(s.value)]));

const TRUE = ['', '1', 'true', 'on', 'yes'];
const FALSE = ['0', 'false', 'off', 'no'];

/** Reads a switch's value from text, or checks a value of its type. Throws a RangeError that names the permitted values. */
export function readValue(name, given) {
  const definition = SWITCHES[name];
  if (!definition) throw new RangeError(`There is no switch ${name}.`);
  const wrong = (what) => new RangeError(`${name} must be ${what}, not ${JSON.stringify(given)}.`);
  switch (definition.kind) {
    case 'flag':
      if (typeof given === 'boolean') return given;
      if (TRUE.includes(String(given))) return true;
      if (FALSE.includes(String(given))) return false;
      throw wrong('true or false');
    case 'number': {
      const value = Number(given);
      if (given === '' || !Number.isFinite(value) || (value < 0 && !definition.signed)) throw wrong(definition.signed ? 'a number' : 'a number from 0');
      return value;
    }
    case 'choice':
      if (!definition.choices.includes(given)) throw wrong(`one of ${definition.choices.join(', ')}`);
      return given;
    case 'methods': {
      const list = Array.isArray(given) ? given : String(given).split(',');
      return list.map((m) => String(m).trim()).filter(Boolean);
    }
    case 'table': {
      const pairs = typeof given === 'object' && given !== null
        ? Object.entries(given)
        : String(given).split(',').filter(Boolean).map((p) => {
          const [key, value] = p.split(':');
          if (value === undefined) throw wrong('method:value pairs');
          return [key.trim(), value.trim()];
        });
      return Object.fromEntries(pairs.map(([key, value]) => {
        if (!definition.numeric) return [key, String(value)];
        if (!Number.isFinite(Number(value))) throw wrong('method:milliseconds pairs');
        return [key, Number(value)];
      }));
    }
    default:
      return String(given);
  }
}

/** The switches in a query string: the values, and the problems with invalid ones. Other names are ignored. */
export function fromQuery(search) {
  const values = {};
  const problems = [];
  for (const [name, given] of new URLSearchParams(search)) {
    if (name in SWITCHES) {
      try {
        values[name] = readValue(name, given);
      } catch (error) {
        problems.push(error.message);
      }
    }
  }
  return { values, problems };
}

/** A value as text, for a query string or a field of the page. */
export function asText(name, value) {
  if (SWITCHES[name].kind === 'methods') return value.join(',');
  if (SWITCHES[name].kind === 'table') return Object.entries(value).map(([k, v]) => `${k}:${v}`).join(',');
  return String(value);
}

/** The names of a request: its method, and for `runApex` also the Apex method, so that `saveLog` covers both ways of writing a log. */
export const namesOf = ({ methodName, args }) => (methodName === 'runApex' ? [String(args?.methodName), methodName] : [methodName]);
/** Whether a list of methods contains any of these names. */
export const has = (list, names) => list.includes('*') || names.some((name) => list.includes(name));
/** The value of the first of these names that is in the table. */
export const lookUp = (values, names) => values[names.find((name) => Object.hasOwn(values, name)) ?? '*'];

/** The switches that concern the org's Apex: they travel with each call. */
const FAULTS = ['apexClass', 'packageVersion', 'permissionSet', 'profileApi', 'signingKey', 'loginMapped', 'sandbox', 'orgClock', 'assigned'];
/** The org's faults in this tab. */
export const faultsOf = (values) => Object.fromEntries(FAULTS.map((name) => [name, values[name]]));
