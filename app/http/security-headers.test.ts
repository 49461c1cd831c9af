import { expect, test } from 'vitest';
import { isVisitPage, securityHeaders } from './security-headers.ts';

const headers = (path: string, it: { origin?: string; dev?: boolean; signOnOrigin?: string; ownCertificate?: boolean } = {}) =>
  securityHeaders({ path, nonce: 'N', origin: it.origin ?? 'https://portal.example.org', dev: it.dev ?? false, signOnOrigin: it.signOnOrigin ?? null, ownCertificate: it.ownCertificate ?? false });
const policy = (path: string, it = {}) => new Map((headers(path, it)['Content-Security-Policy'] ?? '').split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]));

test('check 17: nothing runs without the nonce and nothing comes from anywhere else', () => {
  const rules = policy('/today');
  expect(rules.get('default-src')).toBe("'none'");
  expect(rules.get('script-src')).toBe("'nonce-N' 'strict-dynamic'");
  expect(rules.get('style-src')).toBe("'self' 'nonce-N'");
  expect(rules.get('frame-ancestors')).toBe("'none'");
  expect([...rules.values()].join(' ')).not.toMatch(/https?:|\*|unsafe-eval/);
});

test('check 18: camera and microphone are for the visit and the kiosk only', () => {
  for (const path of ['/visits/123', '/visit', '/kiosk']) {
    expect(isVisitPage(path)).toBe(true);
    expect(headers(path)['Permissions-Policy']).toContain('camera=(self), microphone=(self)');
  }
  for (const path of ['/', '/today', '/v/token', '/kiosks', '/visitors', '/referrals/visit']) {
    expect(isVisitPage(path)).toBe(false);
    expect(headers(path)['Permissions-Policy']).toContain('camera=(), microphone=()');
  }
});

test('check 17: what a browser refuses it reports to the portal itself', () => {
  expect(policy('/today').get('report-to')).toBe('csp');
  expect(headers('/today')['Reporting-Endpoints']).toBe('csp="https://portal.example.org/reports/csp"');
});

test('check 18: nobody frames a page, guesses what a file is, learns where a reader came from, or shares a window with us', () => {
  for (const path of ['/', '/today', '/visits/123', '/i/token']) {
    expect(policy(path).get('frame-ancestors')).toBe("'none'");
    expect(headers(path)).toMatchObject({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': expect.stringMatching(/^(no-referrer|same-origin)$/) as string, 'Cross-Origin-Opener-Policy': 'same-origin' });
  }
});

test('only a visit page may open a socket besides plain requests, and only to the portal itself', () => {
  expect(policy('/visits/123').get('connect-src')).toBe("'self' wss://portal.example.org");
  expect(policy('/today').get('connect-src')).toBe("'self'");
});

test('check 18: browsers are told to stay with HTTPS only where the portal has it', () => {
  expect(headers('/')['Strict-Transport-Security']).toMatch(/max-age=\d{8}/);
  expect(headers('/', { origin: 'http://localhost:4000' })['Strict-Transport-Security']).toBeUndefined();
});

test('check 18: and never for this computer, an address, a name of the local network, or with a certificate that was made on the spot', () => {
  for (const origin of ['https://localhost:4000', 'https://x.localhost', 'https://127.0.0.1:4000', 'https://192.168.1.20:3000', 'https://[2001:db8::1]:3000', 'https://front-desk:3000', 'https://front-desk.local:3000']) {
    expect(headers('/', { origin })['Strict-Transport-Security'], origin).toBeUndefined();
  }
  expect(headers('/', { ownCertificate: true })['Strict-Transport-Security']).toBeUndefined();
});

test('a form leads to the portal itself, and to single sign-on where there is one', () => {
  expect(policy('/sign-in').get('form-action')).toBe("'self'");
  expect(policy('/sign-in', { signOnOrigin: 'https://login.example.org' }).get('form-action')).toBe("'self' https://login.example.org");
});
