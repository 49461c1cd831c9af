import { describe, expect, test } from 'vitest';
import { judgeApproach, ownHostsOf, type Approach } from './origin-gate.ts';

const own = { origin: 'https://portal.example.org', hosts: ownHostsOf('https://portal.example.org', 4000) };
const approach = (it: Partial<Approach> = {}): Approach => ({
  method: 'POST', path: '/sign-off', host: 'portal.example.org', origin: 'https://portal.example.org', site: 'same-origin', ...it,
});
const reason = (it: Partial<Approach>) => {
  const verdict = judgeApproach(approach(it), own);
  return verdict.ok ? 'in' : verdict.reason;
};

describe('check 15: what changes something', () => {
  test('comes in from our own pages', () => {
    expect(reason({})).toBe('in');
    expect(reason({ site: undefined })).toBe('in');
    expect(reason({ origin: undefined })).toBe('in');
  });

  test.each(['https://evil.example', 'http://portal.example.org', 'https://portal.example.org.evil.example', 'null', ''])('is refused from %j', (origin) => {
    expect(reason({ origin, site: 'cross-site' })).toBe('other-origin');
    expect(reason({ origin, site: undefined })).toBe('other-origin');
  });

  test.each(['cross-site', 'same-site', 'none'])('is refused when the browser says %s, whatever the origin says', (site) => {
    expect(reason({ site })).toBe('other-origin');
    expect(reason({ site, origin: undefined })).toBe('other-origin');
  });

  test('is refused when nothing says where it comes from', () => {
    expect(reason({ origin: undefined, site: undefined })).toBe('other-origin');
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'CONNECT', 'PROPFIND'])('%s is judged like POST', (method) => {
    expect(reason({ method, origin: 'https://evil.example' })).toBe('other-origin');
  });
});

describe('reading', () => {
  test('needs no origin: people follow links from elsewhere', () => {
    expect(reason({ method: 'GET', origin: undefined, site: 'cross-site' })).toBe('in');
  });

  test('is refused under a name that is not ours, so that a name pointed at this machine reaches nothing', () => {
    expect(reason({ method: 'GET', host: 'evil.example:4000' })).toBe('unknown-host');
    expect(reason({ method: 'GET', host: undefined })).toBe('unknown-host');
    expect(reason({ method: 'GET', host: 'localhost:4001' })).toBe('unknown-host');
  });

  test('works over loopback on our port, for health checks', () => {
    for (const host of ['localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'LOCALHOST:4000']) expect(reason({ method: 'GET', host })).toBe('in');
  });
});

test('check 15: only the media server’s webhook is exempt: it signs its requests', () => {
  expect(reason({ path: '/webhooks/livekit', origin: undefined, site: undefined, host: '127.0.0.1:9' })).toBe('in');
  expect(reason({ path: '/webhooks/livekit/x', origin: undefined, site: undefined })).toBe('other-origin');
});
