import { createHash } from 'node:crypto';
import { AccessToken } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { mintMediaToken } from './media-token.server.ts';
import { verifyWebhook } from './verify-webhook.server.ts';

const key = { apiKey: 'APItest', apiSecret: 'a secret of more than thirty-two letters' };
const joined = {
  event: 'participant_joined',
  id: 'EV_1',
  createdAt: '1795532400',
  room: { sid: 'RM_1', name: 'room-1' },
  participant: { sid: 'PA_1', identity: 'who-1', joinedAt: '1795532399' },
};

async function signed(body: string | Uint8Array, { secret = key.apiSecret, ttl = '5m' }: { secret?: string; ttl?: string } = {}) {
  const raw = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const token = new AccessToken(key.apiKey, secret, { ttl });
  token.sha256 = createHash('sha256').update(raw).digest('base64');
  return { raw, authorization: await token.toJwt() };
}

const forged = { ok: false, reason: 'forged' };

describe('a webhook', () => {
  it('is believed when its signature covers the bytes that came', async () => {
    const { raw, authorization } = await signed(JSON.stringify(joined));
    expect(await verifyWebhook(key, raw, authorization)).toEqual({
      ok: true,
      event: {
        eventId: 'EV_1',
        kind: 'joined',
        room: 'room-1',
        atMs: 1795532400_000,
        session: { sessionId: 'PA_1', identity: 'who-1', joinedAtMs: 1795532399_000 },
      },
    });
  });

  it('keeps its word for letters beyond ASCII and for odd spacing, because the bytes are not rewritten', async () => {
    const { raw, authorization } = await signed(`  ${JSON.stringify({ ...joined, room: { name: 'Año ✓' } }, null, 3)}\n`);
    expect(await verifyWebhook(key, raw, authorization)).toMatchObject({ ok: true, event: { room: 'Año ✓' } });
  });

  it('is forged when one byte differs', async () => {
    const { raw, authorization } = await signed(JSON.stringify(joined));
    const altered = raw.slice();
    altered[20] = (altered[20] ?? 0) ^ 1;
    expect(await verifyWebhook(key, altered, authorization)).toEqual(forged);
  });

  it('is forged without signature, with another secret, or with bytes that are no text', async () => {
    const { raw, authorization } = await signed(JSON.stringify(joined));
    expect(await verifyWebhook(key, raw, null)).toEqual(forged);
    expect(await verifyWebhook(key, raw, '')).toEqual(forged);
    expect(await verifyWebhook({ ...key, apiSecret: 'another secret of more than 32 letters' }, raw, authorization)).toEqual(forged);
    const noText = await signed(new Uint8Array([0xff, 0xfe, 0x7b]));
    expect(await verifyWebhook(key, noText.raw, noText.authorization)).toEqual(forged);
  });

  it('is forged when signed with a media token, which everybody in a visit holds', async () => {
    const { raw } = await signed(JSON.stringify(joined));
    expect(await verifyWebhook(key, raw, await mintMediaToken(key, { room: 'room-1', identity: 'who-1' }))).toEqual(forged);
  });

  it('is refused when its signature has run out, so a replay of yesterday does nothing', async () => {
    const { raw, authorization } = await signed(JSON.stringify(joined), { ttl: '-1h' });
    expect(await verifyWebhook(key, raw, authorization)).toEqual(forged);
  });

  it('that we do not listen to has no session', async () => {
    const { raw, authorization } = await signed(JSON.stringify({ ...joined, event: 'track_published' }));
    expect(await verifyWebhook(key, raw, authorization)).toMatchObject({ ok: true, event: { kind: 'other', session: null } });
  });
});
