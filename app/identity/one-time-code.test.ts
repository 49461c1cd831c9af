import { Secret, TOTP, URI } from 'otpauth';
import { expect, test } from 'vitest';
import { codeAddress, codeSecretBytes, newCodeSecret, stepOfCode } from './one-time-code.server.ts';

const nowMs = Date.parse('2026-11-24T13:00:10Z');
const step = Math.floor(nowMs / 30_000);

test('the codes are those of any authenticator app, from the very address in the picture', () => {
  for (let n = 0; n < 20; n += 1) {
    const secret = newCodeSecret();
    const app = URI.parse(codeAddress(secret, 'tom.brandt@example.org', 'Hallway'));
    if (!(app instanceof TOTP)) throw new Error('not a time-based one');
    expect([app.issuer, app.label, app.secret.base32]).toEqual(['Hallway', 'tom.brandt@example.org', secret]);
    expect(stepOfCode(codeSecretBytes(secret) ?? Buffer.of(), app.generate({ timestamp: nowMs }), nowMs)).toBe(step);
  }
});

test('the code before and the code after count too, older and newer ones do not', () => {
  const secret = newCodeSecret();
  const app = new TOTP({ secret: Secret.fromBase32(secret) });
  const at = (shift: number) => stepOfCode(codeSecretBytes(secret) ?? Buffer.of(), app.generate({ timestamp: nowMs + shift * 30_000 }), nowMs);
  expect([-2, -1, 0, 1, 2].map(at)).toEqual([null, step - 1, step, step + 1, null]);
});

test('RFC 6238’s own example', () => {
  expect(stepOfCode(Buffer.from('12345678901234567890'), '287082', 59_000)).toBe(1);
});

test('what is no code is none, and what is no secret is none', () => {
  const secret = codeSecretBytes(newCodeSecret()) ?? Buffer.of();
  for (const typed of ['', '12345', '1234567', 'abcdef', '12 345']) expect(stepOfCode(secret, typed, nowMs)).toBeNull();
  for (const text of ['', 'AAAA', 'a'.repeat(32), '1'.repeat(32)]) expect(codeSecretBytes(text)).toBeNull();
});
