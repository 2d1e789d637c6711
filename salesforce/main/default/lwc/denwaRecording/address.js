/**
 * The web address in a field, which may hold any text; undefined for anything else. A link must never run a script.
 * @param {string | undefined} text
 * @returns {URL | undefined}
 */
export function webAddress(text) {
  let address;
  try {
    address = new URL(text);
  } catch {
    return undefined;
  }
  const isOfTheWeb = ['http:', 'https:'].includes(address.protocol) && address.username === '' && address.password === '';
  return isOfTheWeb ? address : undefined;
}

/**
 * Whether recordings from there may be played on the page: https, and a host of the connection settings (接続を許可するホスト).
 * @param {URL | undefined} address
 * @param {string[]} hosts in small letters; `*.` at the beginning stands for any name before it
 */
export function isAllowed(address, hosts) {
  if (address?.protocol !== 'https:') return false;
  const host = address.hostname.toLowerCase();
  return hosts.some((allowed) => host === allowed || (allowed.startsWith('*.') && host.endsWith(allowed.slice(1))));
}
