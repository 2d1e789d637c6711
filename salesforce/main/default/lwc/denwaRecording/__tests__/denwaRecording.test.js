import { createElement } from 'lwc';
import DenwaRecording from 'c/denwaRecording';

const HOSTS = ['rec.example.com', '*.example.org'];

function shown(address, hosts = HOSTS) {
  const element = createElement('c-denwa-recording', { is: DenwaRecording });
  Object.assign(element, { address, hosts });
  document.body.appendChild(element);
  return element.shadowRoot;
}

afterEach(() => document.body.replaceChildren());

describe('c-denwa-recording', () => {
  it.each(['https://rec.example.com/a.wav?id=1', 'https://a.b.example.org/x', 'HTTPS://REC.EXAMPLE.COM:8443/x'])('plays and links %s', (address) => {
    const root = shown(address);
    expect(root.querySelector('audio').getAttribute('src')).toBe(new URL(address).href);
    expect(root.querySelector('audio').preload).toBe('none');
    const link = root.querySelector('a');
    expect(link.href).toBe(new URL(address).href);
    expect(link.rel).toContain('noopener');
  });

  it.each([
    'http://rec.example.com/a.wav', 'https://other.example.com/a.wav', 'https://example.org/x', 'https://evilexample.org/x',
    'https://rec.example.com.evil.example/', 'https://evil.example/?https://rec.example.com',
  ])('only links %s', (address) => {
    const root = shown(address);
    expect(root.querySelector('audio')).toBeNull();
    expect(root.querySelector('a').href).toBe(new URL(address).href);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///a', 'https://rec.example.com@evil.example/', 'rec-1.wav', ''])('neither plays nor links %s', (address) => {
    const root = shown(address);
    expect(root.querySelector('audio, a')).toBeNull();
    expect(root.querySelector('p').textContent).toBe('c.Denwa_Call_Recording_No_Address');
  });

  it('plays nothing where no host is allowed', () => {
    expect(shown('https://rec.example.com/a.wav', []).querySelector('audio')).toBeNull();
  });

  it('says that a recording cannot be played, keeps the link, and tries another address', async () => {
    const root = shown('https://rec.example.com/a.wav');
    root.querySelector('audio').dispatchEvent(new CustomEvent('error'));
    await Promise.resolve();
    expect(root.querySelector('audio')).toBeNull();
    expect(root.querySelector('[role=status]').textContent).toBe('c.Denwa_Call_Recording_Not_Played');
    expect(root.querySelector('a')).not.toBeNull();
    root.host.address = 'https://rec.example.com/b.wav';
    await Promise.resolve();
    expect(root.querySelector('audio').getAttribute('src')).toBe('https://rec.example.com/b.wav');
    expect(root.querySelector('[role=status]')).toBeNull();
  });
});
