/** The address of the adapter's frame: the call centre's adapter URL with the parameters that Lightning adds, or with faulty ones. Pure. */

/** An origin as Lightning writes it into the query: the slashes are escaped, the colon is not. */
const escapeOrigin = (origin) => origin.replaceAll('/', '%2F');

/**
 * @param {string} adapterUrl from the call centre definition
 * @param {object} given
 * @param {string} given.origin the host page's
 * @param {string} given.nonce 64 hexadecimal digits
 * @param {string} given.appId
 * @param {object} given.switches `query`, `adapterQuery`, `library`, `libraryDelay`
 */
export function adapterUrl(adapterUrl, { origin, nonce, appId, switches }) {
  const { query, adapterQuery, library, libraryDelay } = switches;
  // Lightning adds its parameters at the end, also where the address has a #.
  const address = without(query === 'hash' ? `${adapterUrl}#/phone` : adapterUrl, adapterQuery);
  const added = [];
  if (adapterQuery) added.push(adapterQuery);
  if (query !== 'none') {
    if (query !== 'noMode') added.push('mode=Lightning');
    added.push('isdtp=vw');
    const name = query === 'miscased' ? 'sfdcIFrameOrigin' : 'sfdcIframeOrigin';
    const said = { wrongOrigin: 'http://127.0.0.1:9', foreignOrigin: 'https://lightning.example.com' }[query] ?? origin;
    if (query !== 'missing') added.push(`${name}=${escapeOrigin(said)}`);
    added.push(`nonce=${nonce}`, `ltn_app_id=${appId}`, 'clc=0');
  }
  if (library !== 'ok') added.push(`sim-library=${library}`);
  if (libraryDelay > 0) added.push(`sim-library-delay=${libraryDelay}`);
  const separator = added.length === 0 ? '' : address.includes('?') ? '&' : '?';
  return `${address}${separator}${added.join('&')}`;
}

/** The address without the parameters that the switch gives anew. */
function without(address, adapterQuery) {
  const [path, query] = address.split('?');
  if (query === undefined || !adapterQuery) return address;
  const given = adapterQuery.split('&').map((part) => part.split('=')[0]);
  const kept = query.split('&').filter((part) => !given.includes(part.split('=')[0]));
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}
