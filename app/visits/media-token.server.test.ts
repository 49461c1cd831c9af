import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import { newMediaKey, opaqueName } from './media-secrets.server.ts';
import { mintMediaToken } from './media-token.server.ts';

const key = { apiKey: 'APItest', apiSecret: 'a secret of more than thirty-two letters' };

describe('a media token', () => {
  it('lets one identity into one room with camera and microphone, and grants nothing else', async () => {
    const claims = await new TokenVerifier(key.apiKey, key.apiSecret).verify(await mintMediaToken(key, { room: 'room-1', identity: 'who-1' }));
    expect(claims.video).toEqual({
      room: 'room-1',
      roomJoin: true,
      canSubscribe: true,
      canPublish: true,
      canPublishSources: ['camera', 'microphone'],
      canPublishData: false,
      canUpdateOwnMetadata: false,
    });
    expect(claims.sub).toBe('who-1');
    expect(Object.keys(claims).sort()).toEqual(['exp', 'iss', 'nbf', 'sub', 'video']);
  });

  it('is valid from now for five minutes of the real clock', async () => {
    const beforeSeconds = Math.floor(Date.now() / 1000);
    const claims = await new TokenVerifier(key.apiKey, key.apiSecret).verify(await mintMediaToken(key, { room: 'r', identity: 'i' }));
    const [from, until] = [claims.nbf ?? 0, claims.exp ?? 0];
    expect(from).toBeGreaterThanOrEqual(beforeSeconds);
    expect(until - from).toBeLessThanOrEqual(301);
    expect(until - beforeSeconds).toBeGreaterThanOrEqual(300);
  });

  it('is refused under any other secret', async () => {
    const token = await mintMediaToken(key, { room: 'r', identity: 'i' });
    await expect(new TokenVerifier(key.apiKey, 'another secret of more than 32 letters').verify(token)).rejects.toThrow();
  });
});

describe('media secrets', () => {
  it('are 32 bytes and never the same twice', () => {
    expect(Buffer.from(newMediaKey(), 'base64')).toHaveLength(32);
    expect(new Set(Array.from({ length: 50 }, newMediaKey)).size).toBe(50);
    expect(opaqueName()).not.toBe(opaqueName());
  });
});
