import { afterEach, expect, test, vi } from 'vitest';
import { suggestPasskeys } from './passkey.client.ts';

afterEach(() => vi.unstubAllGlobals());

/** A browser that offers passkeys: `answers` are what the portal says to what was chosen, `chooses` whether the person chooses at the nth offer. */
function browser({ answers, chooses }: { answers: object[]; chooses: (offer: number) => boolean }) {
  let offers = 0;
  const page = new EventTarget();
  const challenges: string[] = [];
  class Assertion {}
  const bytes = new Uint8Array([1]).buffer;
  vi.stubGlobal('document', Object.assign(page, { visibilityState: 'visible' }));
  vi.stubGlobal('window', { isSecureContext: true, PublicKeyCredential: Assertion });
  vi.stubGlobal('PublicKeyCredential', { isConditionalMediationAvailable: () => Promise.resolve(true) });
  vi.stubGlobal('AuthenticatorAttestationResponse', class {});
  vi.stubGlobal('navigator', { credentials: { get: ({ signal }: { signal: AbortSignal }) => new Promise((resolve, reject) => {
    offers += 1;
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    if (chooses(offers)) resolve({ id: 'a', rawId: bytes, type: 'public-key', response: { clientDataJSON: bytes, authenticatorData: bytes, signature: bytes, userHandle: null } });
    else page.dispatchEvent(new Event('visibilitychange'));
  }) } });
  vi.stubGlobal('fetch', (path: string) => {
    if (path === '/challenge') challenges.push(path);
    return Promise.resolve({ json: () => Promise.resolve(path === '/challenge' ? { options: { challenge: 'AQ' } } : answers.shift()) });
  });
  return { challenges };
}

const paths = { challenge: '/challenge', answer: '/answer' };

test('a passkey that was refused says why, and passkeys are offered again', async () => {
  const { challenges } = browser({ answers: [{ ok: false, reason: 'passkey-refused' }, { ok: true, to: '/today' }], chooses: () => true });
  const refused = vi.fn();
  expect(await suggestPasskeys(paths, () => ({}), new AbortController().signal, refused)).toEqual({ ok: true, to: '/today' });
  expect(refused.mock.calls).toEqual([[{ ok: false, reason: 'passkey-refused' }]]);
  expect(challenges).toHaveLength(2);
});

test('a tab that is looked at again asks anew what to sign', async () => {
  const { challenges } = browser({ answers: [{ ok: true, to: '/today' }], chooses: (offer) => offer > 1 });
  expect(await suggestPasskeys(paths, () => ({}), new AbortController().signal, vi.fn())).toEqual({ ok: true, to: '/today' });
  expect(challenges).toHaveLength(2);
});
