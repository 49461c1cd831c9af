import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, a new code every 30 seconds. */
const stepSeconds = 30;
const digits = 6;
const secretBytes = 20;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A fresh secret, in the letters (base32) that an app lets people type. */
export function newCodeSecret(): string {
  const bytes = randomBytes(secretBytes);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[parseInt(five, 2)]).join('');
}

/** The bytes of a secret as `newCodeSecret` writes it; null for any other text. */
export function codeSecretBytes(secret: string): Buffer | null {
  if (!/^[A-Z2-7]{32}$/.test(secret)) return null;
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}

/**
 * The 30-second step (counted from 1970) to which a code belongs: now, the one before or the one after, as clocks differ and typing takes time.
 * Null when it is of none of them. That a step counts once is the caller's to keep.
 */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number): number | null {
  const now = Math.floor(nowMs / 1000 / stepSeconds);
  const given = Buffer.from(code.padEnd(digits).slice(0, digits + 1));
  const matching = [now - 1, now, now + 1].filter((step) => {
    const right = Buffer.from(codeOfStep(secret, step));
    return right.length === given.length && timingSafeEqual(right, given);
  });
  return matching.at(-1) ?? null;
}

/** What an app reads from a QR code: whose, of what, and the secret. */
export function codeAddress(secret: string, address: string, issuer: string): string {
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(address)}?${new URLSearchParams({ secret, issuer })}`;
}

function codeOfStep(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0');
}
