import { expect, test } from 'vitest';
import { readConfig } from './config.server.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const whole = {
  PORT: '4000', HALLWAY_INSTALLATION: '0123abcd', HALLWAY_SESSION_SECRET: 's'.repeat(32), HALLWAY_KEY: key, HALLWAY_AUDIT_KEY: key,
  DATABASE_APP_URL: 'postgres://a@h/d', DATABASE_AUTH_URL: 'postgres://b@h/d', DATABASE_SEALER_URL: 'postgresql://c@h/d',
};

test('what is not said has a safe default: this machine only, no demo, no development, no video, no mail', () => {
  const config = readConfig(whole);
  expect(config).toMatchObject({ host: '127.0.0.1', origin: 'http://localhost:4000', demo: false, dev: false, video: null, mail: null });
});

test('video needs its address and both keys; mail may do without a page', () => {
  expect(readConfig({ ...whole, LIVEKIT_URL: 'ws://127.0.0.1:7880' }).video).toBeNull();
  expect(readConfig({ ...whole, LIVEKIT_URL: 'ws://127.0.0.1:7880', LIVEKIT_API_KEY: 'k', LIVEKIT_API_SECRET: 's' }).video?.url).toBe('ws://127.0.0.1:7880');
  expect(readConfig({ ...whole, MAIL_URL: 'smtp://127.0.0.1:1025', MAIL_PAGE: '' }).mail).toEqual({ url: 'smtp://127.0.0.1:1025', page: null });
});

test('the origin has no path, so that links can be written behind it', () => {
  expect(readConfig({ ...whole, HALLWAY_ORIGIN: 'https://portal.example.org/' }).origin).toBe('https://portal.example.org');
});

test('a wrong value is named and not shown: it may be a secret', () => {
  const wrong = { ...whole, HALLWAY_KEY: 'c2VjcmV0', HALLWAY_SESSION_SECRET: 'short', DATABASE_APP_URL: 'mysql://secret@h/d' };
  expect(() => readConfig(wrong)).toThrow(/HALLWAY_KEY.*|HALLWAY_SESSION_SECRET.*|DATABASE_APP_URL/);
  expect(() => readConfig(wrong)).not.toThrow(/c2VjcmV0|short|secret@/);
  expect(() => readConfig({})).toThrow(/PORT.*HALLWAY_INSTALLATION/);
});

test('check 23: single sign-on is all said or not there, and its issuer is never reached in clear', () => {
  const sso = { OIDC_ISSUER: 'https://login.example.org/a', OIDC_CLIENT_ID: 'hallway', OIDC_CLIENT_SECRET: 'secret' };
  expect(readConfig(whole).sso).toBeNull();
  expect(readConfig({ ...whole, ...sso }).sso).toEqual({ issuer: 'https://login.example.org/a', clientId: 'hallway', clientSecret: 'secret', name: 'login.example.org' });
  expect(readConfig({ ...whole, ...sso, OIDC_NAME: 'District' }).sso?.name).toBe('District');
  expect(() => readConfig({ ...whole, ...sso, OIDC_CLIENT_SECRET: '' })).toThrow(/OIDC_CLIENT_SECRET/);
  expect(() => readConfig({ ...whole, ...sso, OIDC_ISSUER: 'http://login.example.org' })).toThrow(/OIDC_ISSUER/);
});

test('proxies in front are named by their addresses', () => {
  expect(readConfig(whole).trustedProxies).toEqual([]);
  expect(readConfig({ ...whole, TRUSTED_PROXY: '127.0.0.1, 10.0.0.2' }).trustedProxies).toEqual(['127.0.0.1', '10.0.0.2']);
  expect(() => readConfig({ ...whole, TRUSTED_PROXY: 'anybody' })).toThrow(/TRUSTED_PROXY/);
});
